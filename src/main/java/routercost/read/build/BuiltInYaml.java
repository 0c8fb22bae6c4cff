package routercost.read.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.builtin.Synonym;
import routercost.read.config.prices.PriceBooks;
import routercost.read.config.routing.RoutingRulesFile;
import routercost.whatif.routing.RoutingRules;

/// What comes with the tool, read from the YAML that people write.
public record BuiltInYaml() implements BuiltIn {
  @Override
  public PriceBook prices() {
    return PriceBooks.of("prices.yaml", "builtin", resource("prices.yaml"));
  }

  @Override
  public Map<String, List<Synonym>> synonyms() {
    return ColumnNamesFile.synonyms(resource("columns.yaml"));
  }

  @Override
  public RoutingRules routing() {
    return RoutingRulesFile.parse("routing.yaml", resource("routing.yaml"));
  }

  @Override
  public String version() {
    return new String(resource("version.txt"), StandardCharsets.UTF_8).strip();
  }

  private static byte[] resource(String name) {
    try (var stream = BuiltInYaml.class.getResourceAsStream("/routercost/" + name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the program");
      }
      return stream.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
