package routercost.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The schemas in docs/schemas of files that people write.
final class Schemas {
  static final Path FOLDER = Path.of("docs/schemas");
  static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String BASE = "https://schemas.invalid/";
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Schemas::text));

  private Schemas() {}

  static JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What a schema refuses of `file`.
  static List<Error> errors(String schema, JsonNode file) {
    return REGISTRY
        .getSchema(SchemaLocation.of(BASE + schema + ".json"))
        .validate(file.toString(), InputFormat.JSON);
  }

  /// The keys that the schema allows, at each place where it refuses one in `file`.
  static Set<Set<String>> allowed(String schema, JsonNode file) {
    var places = new HashSet<Set<String>>();
    for (var error : errors(schema, file)) {
      if (error.getKeyword().equals("additionalProperties")) {
        places.add(keys(error.getSchemaLocation().toString()));
      }
    }
    return places;
  }

  private static Set<String> keys(String location) {
    var parts = location.substring(BASE.length()).split("#", 2);
    try {
      var pointer = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      var parent = pointer.replaceFirst("/additionalProperties$", "/properties");
      var keys = new TreeSet<String>();
      JSON.readTree(text(BASE + parts[0]))
          .at(JsonPointer.compile(parent))
          .fieldNames()
          .forEachRemaining(keys::add);
      return keys;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String text(String uri) {
    try {
      return Files.readString(FOLDER.resolve(uri.substring(BASE.length())));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
