package routercost.read.text;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.usage.SafeText;

/// Finds the inputs that paths name: files, folders, globs, standard input.
///
/// @param logs picks the call logs of the files in a folder
public record Sources(InputStream stdin, Function<List<Source>, Picked> logs) {
  /// The call logs of a folder.
  ///
  /// @param leftOut the reason for each of its other files
  public record Picked(List<Source> logs, SequencedMap<String, String> leftOut) {}

  /// The folders that exist of some; the first if none does.
  public static List<String> existing(List<String> folders) {
    var existing =
        folders.stream().filter(folder -> Files.isDirectory(TextFiles.path(folder))).toList();
    return existing.isEmpty() ? folders.subList(0, 1) : existing;
  }

  /// All inputs in the order given; within a folder or glob in the order of their names.
  public List<Source> named(List<String> paths) {
    return paths.stream().flatMap(path -> named(path).stream()).toList();
  }

  private List<Source> named(String path) {
    if (path.equals("-")) {
      return List.of(
          new Source("-", new RewindableStream(() -> stdin), List.of(), Optional.empty()));
    }
    Path literal = TextFiles.path(path);
    if (Files.isDirectory(literal)) {
      return inFolder(path, literal);
    }
    if (Files.exists(literal)) {
      return List.of(Source.of(path, literal));
    }
    if (path.indexOf('*') < 0 && path.indexOf('?') < 0) {
      throw new InputProblem(path + ": no such file or folder");
    }
    return matching(path);
  }

  private List<Source> inFolder(String path, Path folder) {
    var inside = FolderFiles.of(folder, false);
    List<Path> files = inside.files();
    if (files.isEmpty() && inside.unreadable().isEmpty()) {
      throw new InputProblem(path + ": no files in this folder (hidden ones are not read)");
    }
    Picked picked = logs.apply(files.stream().map(Source::of).toList());
    var found = new ArrayList<>(picked.logs());
    if (found.isEmpty()) {
      throw new InputProblem(
          path + ": none of its files is a call log: " + reasons(folder, picked.leftOut()));
    }
    if (!picked.leftOut().isEmpty()) {
      String note = "not call logs, left out of " + path + ": " + reasons(folder, picked.leftOut());
      found.set(0, found.getFirst().noting(note));
    }
    if (!inside.unreadable().isEmpty()) {
      var names = inside.unreadable().stream().map(Path::toString).toList();
      String note = "folders that cannot be read (permission denied): " + SafeText.list(names);
      found.set(0, found.getFirst().noting(note));
    }
    return found;
  }

  /// Files with the reasons why they were left out, those of one reason together.
  private static String reasons(Path folder, SequencedMap<String, String> leftOut) {
    var names = new LinkedHashMap<String, List<String>>();
    leftOut.forEach(
        (name, reason) ->
            names
                .computeIfAbsent(reason, _ -> new ArrayList<>())
                .add(folder.relativize(Path.of(name)).toString()));
    return names.entrySet().stream()
        .map(same -> SafeText.list(same.getValue()) + " (" + same.getKey() + ")")
        .collect(Collectors.joining("; "));
  }

  private static List<Source> matching(String glob) {
    Pattern pattern = Pattern.compile(expression(glob), Pattern.DOTALL);
    List<Source> matches =
        FolderFiles.of(base(glob), glob.startsWith(".") || glob.contains("/.")).files().stream()
            .filter(file -> pattern.matcher(file.toString()).matches())
            .map(Source::of)
            .toList();
    if (matches.isEmpty()) {
      throw new InputProblem(glob + ": no file matches this pattern");
    }
    return matches;
  }

  /// The folder before the first wildcard.
  private static Path base(String glob) {
    int wild = glob.replace('?', '*').indexOf('*');
    int slash = glob.lastIndexOf('/', wild);
    return slash < 0 ? Path.of("") : Path.of(slash == 0 ? "/" : glob.substring(0, slash));
  }

  private static String expression(String glob) {
    var expression = new StringBuilder();
    String rest = Path.of(glob).toString();
    while (!rest.isEmpty()) {
      String wildcard =
          Stream.of("**/", "**", "*", "?").filter(rest::startsWith).findFirst().orElse("");
      expression.append(
          switch (wildcard) {
            case "**/" -> "(?:[^/]+/)*";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(rest.substring(0, 1));
          });
      rest = rest.substring(Math.max(1, wildcard.length()));
    }
    return expression.toString();
  }
}
