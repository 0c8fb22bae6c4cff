package routercost.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.usage.SafeText;

/// Finds the inputs that paths name: files, folders, globs, standard input.
///
/// @param logs picks the call logs of the files in a folder
/// @param optional paths that may hold no logs
/// @param unread receives what cannot be read in a folder
public record Sources(
    InputStream stdin,
    Function<List<Source>, Picked> logs,
    Set<String> optional,
    Consumer<Unread> unread) {
  private static final List<String> PARTS = List.of("-wal", "-shm", "-journal");

  /// Something in a folder that cannot be read.
  ///
  /// @param folder whether it may hold files of any name
  public record Unread(String name, boolean folder, String reason) {}

  /// The call logs of a folder.
  ///
  /// @param leftOut the reason for each of its other files
  public record Picked(List<Source> logs, SequencedMap<String, String> leftOut) {}

  /// Whether inputs can be read a second time, as neither standard input nor a pipe can.
  public static boolean areRereadable(List<String> paths) {
    return paths.stream()
        .noneMatch(path -> path.equals("-") || TextFiles.isPipe(TextFiles.path(path)));
  }

  /// Whether all inputs are files that have no more than so many bytes together.
  public static boolean areSmall(List<String> paths, long bytes) {
    long rest = bytes;
    for (var name : paths) {
      try {
        var path = TextFiles.path(name);
        rest -= Files.isRegularFile(path) ? Files.size(path) : bytes + 1;
      } catch (IOException _) {
        return false; // whoever reads it says why it cannot be read
      }
    }
    return rest >= 0;
  }

  /// Whether a word on the command line names an input: standard input, or something that exists.
  public static boolean mayBe(String word) {
    return word.equals("-") || (!word.startsWith("-") && Files.exists(TextFiles.path(word)));
  }

  /// All inputs in the order given; within a folder or glob in the order of their names.
  public List<Source> named(List<String> paths) {
    var sources = new ArrayList<Source>();
    var empty = new ArrayList<String>();
    for (String path : paths) {
      try {
        sources.addAll(named(path));
      } catch (InputProblem problem) {
        if (!optional.contains(path)) {
          throw problem;
        }
        empty.add(String.valueOf(problem.getMessage()));
      }
    }
    if (sources.isEmpty() && !empty.isEmpty()) {
      throw new InputProblem(empty.getFirst());
    }
    empty.forEach(note -> sources.set(0, sources.getFirst().noting(note)));
    return sources;
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
      return optional.contains(path)
          ? logs.apply(List.of(Source.of(literal))).logs()
          : List.of(Source.of(path, literal));
    }
    int mark = path.lastIndexOf(Source.TABLE);
    if (mark > 0 && Files.isRegularFile(TextFiles.path(path.substring(0, mark)))) {
      String table = path.substring(mark + Source.TABLE.length());
      return List.of(
          Source.of(path.substring(0, mark), TextFiles.path(path.substring(0, mark))).table(table));
    }
    if (Globs.wildcard(path) < 0) {
      throw new InputProblem(path + ": no such file or folder" + NearNames.hint(path));
    }
    return matching(path);
  }

  private List<Source> inFolder(String path, Path folder) {
    var inside = FolderFiles.of(folder, false);
    List<Path> files = inside.files();
    report(inside, (_, _) -> true);
    if (files.isEmpty() && inside.unread().isEmpty()) {
      throw new InputProblem(path + ": no files in this folder (hidden ones are not read)");
    }
    Picked picked =
        logs.apply(files.stream().filter(file -> !isPart(file)).map(Source::of).toList());
    var found = new ArrayList<>(picked.logs());
    if (found.isEmpty()) {
      throw new InputProblem(
          path
              + ": none of its files is a call log: "
              + reasons(name -> folder.relativize(Path.of(name)).toString(), picked.leftOut()));
    }
    if (!picked.leftOut().isEmpty()) {
      String note =
          "not call logs, left out of "
              + path
              + ": "
              + reasons(name -> folder.relativize(Path.of(name)).toString(), picked.leftOut());
      found.set(0, found.getFirst().noting(note));
    }
    return found;
  }

  private void report(FolderFiles inside, BiPredicate<Path, FolderFiles.Unread> wanted) {
    inside
        .unread()
        .forEach(
            (path, why) -> {
              if (wanted.test(path, why)) {
                unread.accept(new Unread(path.toString(), why.isFolder(), why.sentence));
              }
            });
  }

  /// Whether a file is what SQLite keeps next to a database, and is read with it.
  private static boolean isPart(Path file) {
    String name = file.toString();
    int dash = name.lastIndexOf('-');
    return dash > 0
        && PARTS.contains(name.substring(dash))
        && Files.exists(Path.of(name.substring(0, dash)));
  }

  /// Files with the reasons why they were left out, those of one reason together.
  ///
  /// @param shown the name to print for the name of a file
  public static String reasons(UnaryOperator<String> shown, SequencedMap<String, String> leftOut) {
    var names = new LinkedHashMap<String, List<String>>();
    leftOut.forEach(
        (name, reason) ->
            names.computeIfAbsent(reason, _ -> new ArrayList<>()).add(shown.apply(name)));
    return names.entrySet().stream()
        .map(same -> SafeText.list(same.getValue()) + " (" + same.getKey() + ")")
        .collect(Collectors.joining("; "));
  }

  private List<Source> matching(String glob) {
    Pattern pattern = Pattern.compile(expression(glob), Pattern.DOTALL);
    var inside = FolderFiles.of(base(glob), glob.startsWith(".") || glob.contains("/."));
    report(inside, (path, why) -> mayMatch(pattern, path, why.isFolder()));
    List<Source> matches =
        inside.files().stream()
            .filter(file -> pattern.matcher(file.toString()).matches())
            .map(Source::of)
            .toList();
    if (matches.isEmpty()) {
      throw new InputProblem(glob + ": no file matches this pattern");
    }
    return matches;
  }

  /// Whether a pattern matches a path, or what may be in the folder there.
  @SuppressWarnings("JdkObsolete") // nothing else says whether more could match
  private static boolean mayMatch(Pattern pattern, Path path, boolean isFolder) {
    if (pattern.matcher(path.toString()).matches()) {
      return true;
    }
    var inside = pattern.matcher(path + "/");
    return isFolder && (inside.matches() || inside.hitEnd());
  }

  /// The folder before the first wildcard.
  private static Path base(String glob) {
    return Path.of(Globs.folder(glob));
  }

  /// The paths that a glob names, whole or from some folder on; a folder stands for what is in it.
  public static Pattern pattern(String glob) {
    String inside = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
    String beginning = inside.startsWith("/") ? "" : "(?:.*/)?";
    return Pattern.compile(beginning + expression(inside) + "(?:/.*)?", Pattern.DOTALL);
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
