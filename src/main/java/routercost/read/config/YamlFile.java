package routercost.read.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

/// A reader of YAML files into nodes with their positions. Aliases are refused, so that a small
/// file cannot grow large.
public final class YamlFile {
  private static final int DEEPEST = 30;

  /// The versions of files that this program reads.
  public enum Version {
    ONE;

    public String id() {
      return "1";
    }
  }

  /// The currencies of files that this program reads.
  public enum Currency {
    USD;

    public String id() {
      return name();
    }
  }

  private final String name;
  private final JsonParser parser;

  private YamlFile(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /// The document in `bytes`.
  ///
  /// @param name of the file, for messages
  /// @throws ConfigurationProblem if it is not YAML, is empty, or uses aliases
  public static YamlNode parse(String name, byte[] bytes) {
    return parse(name, bytes, new YAMLFactory(), "YAML");
  }

  /// The JSON document in `bytes`.
  public static YamlNode parseJson(String name, byte[] bytes) {
    return parse(name, bytes, new JsonFactory(), "JSON");
  }

  private static YamlNode parse(String name, byte[] bytes, JsonFactory factory, String language) {
    try (var parser = factory.createParser(bytes)) {
      var file = new YamlFile(name, parser);
      if (parser.nextToken() == null) {
        throw new ConfigurationProblem(name + ": the file is empty; expected " + language);
      }
      var root = file.node(0);
      if (parser.nextToken() != null) {
        throw new ConfigurationProblem(
            file.place() + ": a second document begins here; expected one document in a file");
      }
      return root;
    } catch (JsonProcessingException notYaml) {
      throw new ConfigurationProblem(
          place(name, notYaml.getLocation()) + ": not " + language + reason(notYaml, language),
          notYaml);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// What is wrong, without a word of the file: the message for JSON quotes some.
  private static String reason(JsonProcessingException problem, String language) {
    return language.equals("JSON")
        ? ""
        : problem
            .getOriginalMessage()
            .lines()
            .findFirst()
            .map(line -> ": " + SafeText.quoted(line))
            .orElse("");
  }

  private static String place(String name, JsonLocation location) {
    return location == null
        ? name
        : name + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private String place() {
    return place(name, parser.currentTokenLocation());
  }

  private YamlNode node(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new ConfigurationProblem(place() + ": nested more than " + DEEPEST + " deep");
    }
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw new ConfigurationProblem(place() + ": YAML aliases (*name) are not read; write it out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(depth);
      case START_ARRAY -> items(depth);
      case VALUE_NULL -> new YamlNode.Scalar(place(), "");
      default -> new YamlNode.Scalar(place(), parser.getText());
    };
  }

  private YamlNode fields(int depth) throws IOException {
    var place = place();
    var byName = new LinkedHashMap<String, YamlNode.Fields.Field>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var keyPlace = place();
      var key = parser.currentName();
      parser.nextToken();
      if (byName.put(key, new YamlNode.Fields.Field(keyPlace, node(depth + 1))) != null) {
        throw new ConfigurationProblem(
            keyPlace + ": '" + SafeText.quoted(key) + "' appears here twice");
      }
    }
    return new YamlNode.Fields(place, byName);
  }

  private YamlNode items(int depth) throws IOException {
    var place = place();
    var nodes = new ArrayList<YamlNode>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      nodes.add(node(depth + 1));
    }
    return new YamlNode.Items(place, nodes);
  }
}
