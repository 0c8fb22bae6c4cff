package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;
import routercost.cli.settings.OptionKeys;

/// The schema of router-cost.yaml is made of the options. `-Dtranscripts.rewrite` writes it.
class ConfigurationSchemaTest {
  private final SortedMap<String, SortedMap<String, ArgSpec>> commands = new TreeMap<>();

  ConfigurationSchemaTest() {
    OptionKeys.commands(RouterCost.commandLine(Terminals.silent(), CommandSpecs.ANNOTATED))
        .forEach((name, command) -> commands.put(name, OptionKeys.of(command)));
  }

  @Test
  void schemaHasTheKeysAndValuesOfTheOptions() throws IOException {
    var file = Schemas.FOLDER.resolve("router-cost.json");
    if (System.getProperty("transcripts.rewrite") != null) {
      Files.writeString(file, schema());
    }
    assertThat(Files.readString(file)).isEqualTo(schema());
  }

  private String schema() {
    var keys = new TreeSet<String>();
    commands.values().forEach(options -> keys.addAll(options.keySet()));
    return """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Configuration of router-cost (docs/guide.md)",
          "$ref": "#/$defs/options",
          "propertyNames": {"enum": [%s]},
          "properties": {
            "version": {"const": 1},
            "commands": {
              "description": "Values for single commands.", "type": "object", "additionalProperties": false,
              "properties": {
        %s
              }
            }
          },
          "$defs": {
            "options": {
              "type": "object",
              "properties": {
        %s
              }
            }
          }
        }
        """
        .formatted(
            names(Stream.concat(Stream.of("version", "commands"), keys.stream())),
            commands.entrySet().stream()
                .map(
                    command ->
                        "        \"%s\": {\"$ref\": \"#/$defs/options\", \"propertyNames\": {\"enum\": [%s]}%s}"
                            .formatted(
                                command.getKey(),
                                names(command.getValue().keySet().stream()),
                                own(command.getValue())))
                .collect(Collectors.joining(",\n")),
            keys.stream()
                .map(key -> "        \"%s\": %s".formatted(key, described(key)))
                .collect(Collectors.joining(",\n")));
  }

  private static String names(Stream<String> names) {
    return names.map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }

  /// What a command takes for keys that other commands take otherwise.
  private String own(SortedMap<String, ArgSpec> options) {
    var differing = Schemas.JSON.createObjectNode();
    options.forEach(
        (key, option) -> {
          if (values(key).count() > 1) {
            differing.set(key, value(option));
          }
        });
    return differing.isEmpty() ? "" : ", \"properties\": " + text(differing);
  }

  private String described(String key) {
    var schema = Schemas.JSON.createObjectNode();
    schema.put(
        "description",
        commands.values().stream()
            .flatMap(options -> Stream.ofNullable(options.get(key)))
            .map(option -> String.join(" ", option.description()))
            .findFirst()
            .orElseThrow());
    var values = values(key).toList();
    if (values.size() == 1) {
      schema.setAll((ObjectNode) values.getFirst());
    } else {
      schema.set("anyOf", array(values));
    }
    return text(schema);
  }

  private Stream<JsonNode> values(String key) {
    return commands.values().stream()
        .flatMap(options -> Stream.ofNullable(options.get(key)))
        .map(ConfigurationSchemaTest::value)
        .collect(Collectors.toCollection(LinkedHashSet::new))
        .stream();
  }

  private static JsonNode value(ArgSpec option) {
    if (option.isOption() && option.arity().max() == 0) {
      return object("type", "boolean");
    }
    var one = one(option);
    if (!option.isMultiValue()) {
      return one;
    }
    var list = object("type", "array");
    list.set("items", one);
    var pairs = object("type", "object");
    pairs.set("additionalProperties", object("$ref", "common.json#/$defs/texts"));
    var some = Schemas.JSON.createObjectNode();
    boolean takesPairs = option.paramLabel().contains("=");
    some.set("anyOf", array(takesPairs ? List.of(one, list, pairs) : List.of(one, list)));
    return some;
  }

  private static ObjectNode one(ArgSpec option) {
    var type =
        option.auxiliaryTypes().length > 0 && !option.type().isEnum()
            ? option.auxiliaryTypes()[0]
            : option.type();
    if (type.isEnum()) {
      var choice = Schemas.JSON.createObjectNode();
      var names = choice.putArray("enum");
      Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .forEach(names::add);
      return choice;
    }
    return type == Integer.class
        ? object("type", "integer")
        : object("$ref", "common.json#/$defs/text");
  }

  private static ObjectNode object(String key, String value) {
    return Schemas.JSON.createObjectNode().put(key, value);
  }

  private static JsonNode array(List<? extends JsonNode> nodes) {
    return Schemas.JSON.createArrayNode().addAll(nodes);
  }

  private static String text(JsonNode node) {
    return node.toString().replace("\":", "\": ").replace(",\"", ", \"");
  }
}
