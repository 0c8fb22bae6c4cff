package routercost.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.LazyPattern;

/// The files that a command line names: no output may be an input or another output.
public record RequestedFiles(List<Named> inputs, List<Named> outputs) {
  private static final Set<String> OUTPUTS =
      Set.of("--output", "--rejects", "--report", "--calibrated");

  private static final LazyPattern FILES = new LazyPattern("FILE|LOG|JSON|PIPELINE");

  /// A file and where it is named.
  record Named(String role, String path) {}

  /// The files of the command that was parsed.
  public static RequestedFiles of(ParseResult parsed) {
    var command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    var inputs = new ArrayList<Named>();
    var outputs = new ArrayList<Named>();
    var options = new LinkedHashSet<>(command.matchedOptions()); // one for each time it is given
    for (OptionSpec option : options) {
      boolean isOutput = OUTPUTS.contains(option.longestName());
      boolean isFile = isOutput || FILES.matcher(option.paramLabel()).find();
      for (var value : isFile ? option.originalStringValues() : List.<String>of()) {
        var path = option.longestName().equals("--report") ? afterColon(value) : value;
        (isOutput ? outputs : inputs).add(new Named(option.longestName(), path));
      }
    }
    for (PositionalParamSpec parameter : command.matchedPositionals()) {
      parameter.originalStringValues().forEach(value -> inputs.add(new Named("an input", value)));
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
                .forEach(file -> key(file.path()).ifPresent(key -> owners.put(key, file))));
    for (var output : outputs) {
      key(output.path()).ifPresent(key -> claim(owners, key, output));
    }
  }

  /// The states of the outputs that are there, by name.
  public Map<String, Object> states() {
    var states = new TreeMap<String, Object>();
    for (var output : outputs) {
      path(output.path())
          .filter(Files::isRegularFile)
          .ifPresent(file -> states.put(output.path(), state(file)));
    }
    return states;
  }

  private static Object state(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    } catch (IOException unreadable) {
      return List.of();
    }
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

  /// The file itself, and the files that already stand in a folder: those that an output may name.
  private Stream<Named> expanded(Named input) {
    var path = path(folder(input.path()));
    if (path.isEmpty() || !Files.isDirectory(path.get()) || !input.role().equals("an input")) {
      return Stream.of(input);
    }
    return outputs.stream()
        .filter(output -> isLogWithin(path.get(), output.path()))
        .map(output -> new Named("a log of " + input.path(), output.path()));
  }

  /// The folder before the first wildcard of a glob; any other path itself.
  private static String folder(String path) {
    int wild = path.replace('?', '*').indexOf('*');
    return wild < 0 || Files.exists(Path.of(path))
        ? path
        : "./"
            .concat(path.substring(0, wild))
            .replaceFirst("[^/]*$", "")
            .replaceFirst("^\\./(?=/)", "");
  }

  /// Whether an output is a file of a folder that may be read as a log.
  private static boolean isLogWithin(Path folder, String output) {
    try {
      var file = path(output);
      return file.isPresent()
          && Files.isRegularFile(file.get())
          && file.get().toRealPath().startsWith(folder.toRealPath())
          && output.matches("(?i).*\\.(csv|tsv|jsonl|ndjson|gz|zst)");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Optional<Path> path(String name) {
    try {
      return name.isEmpty() || name.equals("-") ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// The identity of a regular file, whatever it is called; of one that is not there yet, its
  /// place.
  private static Optional<Object> key(String name) {
    return path(name).flatMap(RequestedFiles::key);
  }

  private static Optional<Object> key(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        var key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return Optional.of(key == null ? path.toRealPath() : key);
      }
      var parent = path.toAbsolutePath().getParent();
      return parent != null && Files.isDirectory(parent) && !Files.exists(path)
          ? Optional.of(parent.toRealPath().resolve(String.valueOf(path.getFileName())))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
