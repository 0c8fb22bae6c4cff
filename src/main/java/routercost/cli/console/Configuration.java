package routercost.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.read.text.ConfigurationPlaces;

/// The configuration of a run: the files and `ROUTER_COST_*` variables that it finds, and the
/// options that they set. Files are read elsewhere, so that a run without them starts fast.
public final class Configuration {
  public static final String VARIABLE = "ROUTER_COST_";

  private final List<String> files = new ArrayList<>();
  private final SortedMap<String, String> variables = new TreeMap<>();
  private List<Use> uses = List.of();

  private Configuration() {}

  /// A configuration without files and variables.
  static Configuration none() {
    return new Configuration();
  }

  /// An option that is set by a file or variable.
  ///
  /// @param option as typed: `--top`
  /// @param place `router-cost.yaml:3:6`, or the variable
  /// @param source the file, or the variable
  /// @param paths the files that the option names
  public record Use(String option, String place, String source, List<String> paths) {
    public Use {
      paths = List.copyOf(paths);
    }
  }

  /// The configuration for runs in the working folder.
  public static Configuration of(Environment environment) {
    var found = new Configuration();
    found.addFile(ConfigurationPlaces.project(""));
    var home = environment.variable("HOME").orElse("");
    var usual = home.isEmpty() ? "" : home + "/.config";
    found.addFile(
        ConfigurationPlaces.ofUser(environment.variable("XDG_CONFIG_HOME").orElse(usual)));
    for (var variable : environment.variables().entrySet()) {
      if (variable.getKey().startsWith(VARIABLE) && !variable.getValue().isEmpty()) {
        found.variables.put(variable.getKey(), variable.getValue());
      }
    }
    return found;
  }

  private void addFile(String name) {
    if (!name.isEmpty()) {
      files.add(name);
    }
  }

  public boolean isEmpty() {
    return files.isEmpty() && variables.isEmpty();
  }

  /// The names of the files; the first comes first.
  public List<String> files() {
    return List.copyOf(files);
  }

  /// The values of the variables, by name.
  public SortedMap<String, String> variables() {
    return new TreeMap<>(variables);
  }

  /// The options that files and variables set in this run.
  public List<Use> uses() {
    return uses;
  }

  public void use(List<Use> options) {
    uses = List.copyOf(options);
  }

  /// The files and variables that set an option of this run, for reports.
  public List<String> sources() {
    return uses.isEmpty() ? List.of() : uses.stream().map(Use::source).distinct().toList();
  }

  /// The options by their sources, as sentences: `router-cost.yaml sets --timezone, --top`.
  public List<String> sentences() {
    return sources().stream()
        .map(
            source ->
                uses.stream()
                    .filter(use -> use.source().equals(source))
                    .map(Use::option)
                    .collect(Collectors.joining(", ", source + " sets ", "")))
        .toList();
  }

  /// `message` with the places of the options and files that it is about, if a file or variable set
  /// them.
  String placed(String message) {
    return uses.stream()
        .filter(use -> isAbout(message, use))
        .map(use -> " (" + use.option() + " is set by " + use.place() + ")")
        .collect(Collectors.joining("", message, ""));
  }

  private static boolean isAbout(String message, Use use) {
    return message.matches("(?s)(.*[^\\w-])?" + use.option() + "(?![\\w-]).*")
        || use.paths().stream().anyMatch(path -> message.startsWith(path + ":"));
  }
}
