package routercost.read.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.builtin.Synonym;
import routercost.read.config.YamlFile;
import routercost.read.config.prices.PriceBooks;
import routercost.whatif.routing.RoutingRule;
import routercost.whatif.routing.RoutingRules;
import routercost.whatif.routing.TaskPattern;
import routercost.whatif.routing.Tier;

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
    var file = YamlFile.parse("routing.yaml", resource("routing.yaml"));
    return new RoutingRules(
        file.as(Rules.class, "the rules").rules().stream().map(Rule::routingRule).toList());
  }

  record Rules(YamlFile.Version version, List<Rule> rules) {}

  record Rule(
      String rule,
      String article,
      List<Tier> tier,
      List<String> words,
      String reason,
      String unless) {
    private RoutingRule routingRule() {
      var patterns =
          words.stream().map(text -> new TaskPattern(List.of(text.split(" ", -1)))).toList();
      return new RoutingRule(rule, article, patterns, tier, reason, unless);
    }
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
