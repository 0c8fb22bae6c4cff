package routercost.read.text;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
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
    List<Path> files = visibleFiles(folder);
    if (files.isEmpty()) {
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
      found.set(0, found.getFirst().withNotes(List.of(note)));
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
        visibleFiles(base(glob)).stream()
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

  private static List<Path> visibleFiles(Path folder) {
    var files = new ArrayList<Path>();
    try {
      if (Files.isDirectory(folder)) {
        addVisible(folder, files);
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new InputProblem(folder + ": this folder cannot be read", unreadable);
    }
    Collections.sort(files);
    return files;
  }

  /// Adds the files in a folder and in the folders in it, but for those that a link leads to. Not
  /// by `Files.walk`: trees of transcripts have thousands of files, and it looks at each twice.
  private static void addVisible(Path folder, List<Path> files) throws IOException {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      for (Path path : inside) {
        if (isHidden(path)) {
          continue;
        }
        var attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
          addVisible(path, files);
        } else if (attributes.isRegularFile()
            || (attributes.isSymbolicLink() && Files.isRegularFile(path))) {
          files.add(path);
        }
      }
    }
  }

  /// By its name. To ask the system, Java would take the path apart.
  private static boolean isHidden(Path path) {
    String name = path.toString();
    return name.charAt(name.lastIndexOf(File.separatorChar) + 1) == '.';
  }
}
