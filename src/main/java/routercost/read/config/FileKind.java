package routercost.read.config;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;

/// A kind of file that people write, known by keys that no other kind has.
public enum FileKind {
  /// Known before the others: it names files of theirs.
  CONFIGURATION("a configuration", Set.of("commands", "log"), "router-cost config"),
  PIPELINE("a pipeline", Set.of("steps"), "router-cost estimate %s"),
  BUDGETS(
      "a budgets file",
      Set.of("budgets", "policies", "waivers"),
      "router-cost check calls.csv --budgets %s"),
  ROUTING(
      "a routing file",
      Set.of("default", "tasks", "rules"),
      "router-cost audit calls.csv --routing %s"),
  SCENARIO(
      "a scenario",
      Set.of("moves", "batch", "cascade", "confidence", "load", "grow"),
      "router-cost what-if calls.csv --scenario %s"),
  PRICES(
      "a price file",
      Set.of("models", "tiers", "services", "multipliers", "discounts", "tokenizers"),
      "router-cost audit calls.csv --prices %s"),
  TERMS(
      "a terms file",
      Set.of("rates", "markups", "commitments", "accounts"),
      "router-cost reconcile calls.csv --against bill.csv --terms %s");

  /// Bytes that tell whether a file is a log.
  private static final int SAMPLE = 4096;

  private final String name;

  @SuppressWarnings("ImmutableEnumChecker") // a set that cannot be changed
  private final Set<String> keys;

  private final String use;

  FileKind(String name, Set<String> keys, String use) {
    this.name = name;
    this.keys = keys;
    this.use = use;
  }

  /// The value of a file of this kind.
  ///
  /// @param reader of its root; called again without what it refused, to name every mistake
  /// @throws ConfigurationProblem naming every mistake that could be found, or what the file is
  public <T> T read(String file, byte[] bytes, Function<YamlNode, T> reader) {
    var root = parse(file, bytes);
    require(file, root, bytes);
    return YamlMistakes.all(root, reader);
  }

  private YamlNode parse(String file, byte[] bytes) {
    try {
      return YamlFile.parse(file, bytes);
    } catch (ConfigurationProblem notYaml) {
      if (isLog(bytes)) {
        throw new ConfigurationProblem(refusalOfLog(file), notYaml);
      }
      throw notYaml;
    }
  }

  /// Refuses a file of another kind, or a log.
  void require(String file, YamlNode root, byte[] bytes) {
    var found = of(root);
    boolean isOther = found.filter(kind -> kind == CONFIGURATION).isPresent() || !hasKeyOf(root);
    if (found.filter(kind -> kind != this).isPresent() && isOther) {
      throw found.get().isNot(name, file);
    }
    if (found.isEmpty() && isLog(bytes)) {
      throw new ConfigurationProblem(refusalOfLog(file));
    }
  }

  private String refusalOfLog(String file) {
    return "%s: this seems to be a log, not %s; use 'router-cost audit %s'"
        .formatted(file, name, file);
  }

  /// Refuses a file of settings where something else is expected.
  ///
  /// @param expected what, such as `a log`
  public static void refuseAs(String expected, String path) {
    if (!path.endsWith(".yaml") && !path.endsWith(".yml")) {
      return;
    }
    ofFile(path)
        .ifPresent(
            kind -> {
              throw kind.isNot(expected, path);
            });
  }

  private ConfigurationProblem isNot(String expected, String file) {
    return new ConfigurationProblem(
        "%s: this is %s, not %s; use '%s'".formatted(file, name, expected, use.formatted(file)));
  }

  private static Optional<FileKind> ofFile(String path) {
    try {
      return of(YamlFile.parse(path, TextFiles.bytes(path, 16, "expected a log")));
    } catch (RuntimeException _) {
      return Optional.empty(); // whoever reads it says what is wrong
    }
  }

  private static Optional<FileKind> of(YamlNode root) {
    return Stream.of(values()).filter(kind -> kind.hasKeyOf(root)).findFirst();
  }

  private boolean hasKeyOf(YamlNode root) {
    return root instanceof YamlNode.Fields fields
        && !Collections.disjoint(keys, fields.byName().keySet());
  }

  /// Whether a text begins as a table or as a record of a call.
  private static boolean isLog(byte[] bytes) {
    var text = new String(bytes, 0, Math.min(bytes.length, SAMPLE), StandardCharsets.UTF_8);
    var line = text.lines().filter(words -> !words.isBlank()).findFirst().orElse("").strip();
    if (line.startsWith("{") || line.startsWith("[")) {
      return text.lines().filter(words -> words.startsWith("{")).count() > 1
          || text.contains("\"model\"")
          || text.contains("tokens\"");
    }
    return line.matches("[\\w. \"-]+(?:[,;\\t][\\w. \"-]*){2,}");
  }
}
