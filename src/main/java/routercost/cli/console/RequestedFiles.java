package routercost.cli.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.FileKeys;

/// The files that a command line names: no output may be an input or another output.
public record RequestedFiles(List<Named> inputs, List<Named> outputs) {
  static final Set<String> OUTPUTS =
      Set.of("--output", "--rejects", "--report", "--write", "--close", "--journal");

  private static final String INPUT = "an input";

  private static final Pattern FILES = Pattern.compile("FILE|LOG|JSON|PIPELINE|BILL");

  /// A file and where it is named.
  record Named(String role, String path) {}

  /// Whether an option names a file to write.
  public static boolean isOutput(String option) {
    return OUTPUTS.contains(option);
  }

  /// The command that was parsed, below those that it belongs to.
  public static ParseResult command(ParseResult parsed) {
    return parsed.hasSubcommand() ? command(parsed.subcommand()) : parsed;
  }

  /// The files of the command that was parsed.
  ///
  /// @param configured options that a configuration sets
  public static RequestedFiles of(ParseResult parsed, List<Configuration.Use> configured) {
    var command = command(parsed);
    var inputs = new ArrayList<Named>();
    var outputs = new ArrayList<Named>();
    var options = new LinkedHashSet<>(command.matchedOptions()); // one for each time it is given
    for (OptionSpec option : options) {
      boolean isOutput = isOutput(option.longestName());
      boolean isFile = isOutput || FILES.matcher(option.paramLabel()).find();
      for (var value : isFile ? option.originalStringValues() : List.<String>of()) {
        var path = option.longestName().equals("--report") ? afterColon(value) : value;
        (isOutput ? outputs : inputs).add(new Named(option.longestName(), path));
      }
    }
    for (PositionalParamSpec parameter : command.matchedPositionals()) {
      parameter.originalStringValues().forEach(value -> inputs.add(new Named(INPUT, value)));
    }
    for (var use : configured) {
      var role = use.option().equals("LOG") ? INPUT : use.option();
      use.paths().forEach(path -> inputs.add(new Named(role, path)));
    }
    return new RequestedFiles(inputs, outputs);
  }

  private static String afterColon(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(colon + 1);
  }

  /// Refuses an output that is an input, or that is named twice.
  ///
  /// @throws ConfigurationProblem naming both
  public void check() {
    var owners = new HashMap<Object, Named>();
    inputs.forEach(
        input ->
            expanded(input)
                .forEach(
                    file -> FileKeys.key(file.path()).ifPresent(key -> owners.put(key, file))));
    for (var output : outputs) {
      FileKeys.key(output.path()).ifPresent(key -> claim(owners, key, output));
    }
  }

  /// The states of the outputs that are there, by name.
  public Map<String, Object> states() {
    var states = new TreeMap<String, Object>();
    for (var output : outputs) {
      FileKeys.state(output.path()).ifPresent(state -> states.put(output.path(), state));
    }
    return states;
  }

  /// The outputs that are as they were before a run that failed.
  public List<String> unwritten(Map<String, Object> before) {
    var now = states();
    return before.entrySet().stream()
        .filter(file -> file.getValue().equals(now.get(file.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void claim(Map<Object, Named> owners, Object key, Named output) {
    var owner = owners.put(key, output);
    if (owner != null) {
      throw new ConfigurationProblem(
          "%s: %s would overwrite %s (%s); name another file"
              .formatted(
                  output.role(),
                  output.path(),
                  owner.role().equals(output.role()) ? "another output" : owner.role(),
                  owner.path()));
    }
  }

  /// The input itself without a line or table, the outputs that already stand in its folder, and
  /// those that it names as inputs of its own.
  private Stream<Named> expanded(Named input) {
    int colon = input.path().lastIndexOf(':');
    var whole = colon > 0 ? input.path().substring(0, colon).replaceFirst(":$", "") : input.path();
    var named =
        outputs.stream()
            .filter(output -> FileKeys.isNamedIn(input.path(), output.path()))
            .map(output -> new Named("an input of " + input.path(), output.path()));
    var inFolder =
        outputs.stream()
            .filter(_ -> input.role().equals(INPUT))
            .filter(output -> FileKeys.isLogWithin(input.path(), output.path()))
            .map(output -> new Named("a log of " + input.path(), output.path()));
    return Stream.of(Stream.of(input, new Named(input.role(), whole)), named, inFolder)
        .flatMap(files -> files);
  }
}
