package routercost.read.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routercost.read.config.YamlNode;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;

/// An agent of Claude Code: a Markdown file whose front matter names a model. It is read line by
/// line, because descriptions in the wild are often not YAML.
///
/// @param lines of the file, without their ends
/// @param end of its lines
/// @param frontmatter the line after the last of the frontmatter, from 0
/// @param isUtf8 whether it can be written back byte for byte
public record AgentFile(
    String path, List<String> lines, String end, int frontmatter, boolean isUtf8) {
  /// A change of one line of a file.
  ///
  /// @param path of the file, as given
  /// @param before all lines, without their ends
  /// @param after all lines as they would be
  /// @param text of the whole file as it would be, with the line ends that it has
  public record Change(
      String path, String agent, List<String> before, List<String> after, String text) {
    public Change {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /// A key, its value, and the comment behind it.
  private static final Pattern FIELD =
      Pattern.compile("(\\w+:[ \\t]*)(\"[^\"]*\"|'[^']*'|.*?)((?:\\s+#.*)?\\s*)");

  public AgentFile {
    lines = List.copyOf(lines);
  }

  /// The agents in the files below `folder`, by their paths.
  ///
  /// @throws InputProblem if the folder or a file cannot be read
  public static List<AgentFile> below(Path folder) {
    try (var walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .flatMap(file -> read(file).stream())
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      throw new InputProblem(folder + ": cannot be read", unreadable);
    }
  }

  /// The changes that put each agent below `folder` on its `target`. An agent without one stays as
  /// it is, and so does a file that Claude Code ignores, or that is not UTF-8, as it could not be
  /// written back.
  ///
  /// @throws InputProblem if the folder is not there or a file cannot be read
  public static List<Change> changes(String folder, Function<String, Optional<String>> target) {
    var path = TextFiles.path(folder);
    if (!Files.isDirectory(path)) {
      throw new InputProblem(
          folder + ": no such folder; --agents names one, such as .claude/agents");
    }
    return below(path).stream()
        .filter(AgentFile::isUtf8)
        .flatMap(agent -> target.apply(agent.name().value()).flatMap(agent::on).stream())
        .toList();
  }

  /// Writes the changed files.
  ///
  /// @throws InputProblem if a file cannot be written
  public static void write(List<Change> changes) {
    changes.forEach(change -> TextFiles.write(change.path(), change.text()));
  }

  private static Optional<AgentFile> read(Path file) {
    return of(file.toString(), TextFiles.bytes(file, 64, "expected an agent in Markdown"));
  }

  /// The agent in a file; empty if Claude Code would ignore it.
  private static Optional<AgentFile> of(String path, byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    var end = text.contains("\r\n") ? "\r\n" : "\n";
    var lines = Arrays.asList(text.split(end, -1));
    if (!isFence(lines.getFirst().replaceFirst("^\uFEFF", ""))) {
      return Optional.empty();
    }
    int close = 1;
    while (close < lines.size() && !isFence(lines.get(close))) {
      close++;
    }
    if (close == lines.size()) {
      return Optional.empty();
    }
    boolean isUtf8 = Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8));
    return Optional.of(new AgentFile(path, lines, end, close, isUtf8)).filter(AgentFile::isUsed);
  }

  private static boolean isFence(String line) {
    return line.stripTrailing().equals("---");
  }

  private boolean isUsed() {
    var name = name().value();
    return !name.isEmpty()
        && !name.contains(":")
        && !name.startsWith("-")
        && field("description").filter(text -> !text.value().matches("[\\[{].*")).isPresent();
  }

  /// The value behind `key` in the frontmatter, without quotes; empty if the key is missing.
  private Optional<YamlNode.Scalar> field(String key) {
    int line = line(key);
    return line < 0 ? Optional.empty() : Optional.of(scalar(line));
  }

  private YamlNode.Scalar scalar(int line) {
    var parts = parts(lines.get(line));
    var place = path + ":" + (line + 1) + ":" + (parts.start(2) + 1);
    return new YamlNode.Scalar(place, unquoted(parts.group(2)));
  }

  private static Matcher parts(String line) {
    var parts = FIELD.matcher(line);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no field: " + line);
    }
    return parts;
  }

  private static String unquoted(String text) {
    return text.replaceFirst("^\"(.*)\"$", "$1").replaceFirst("^'(.*)'$", "$1");
  }

  /// Its name, and where the file says so.
  public YamlNode.Scalar name() {
    return field("name").orElseGet(() -> new YamlNode.Scalar(path + ":1:1", ""));
  }

  /// The model that it names, and where; empty if it names none or inherits one.
  public Optional<YamlNode.Scalar> model() {
    return field("model")
        .filter(named -> !named.value().isEmpty() && !named.value().equals("inherit"));
  }

  /// The change that puts it on `target`; empty if it runs there.
  Optional<Change> on(String target) {
    int model = line("model");
    var changed = new ArrayList<>(lines);
    if (model < 0) {
      changed.add(line("name") + 1, "model: " + target);
    } else {
      changed.set(model, with(lines.get(model), target));
    }
    return changed.equals(lines)
        ? Optional.empty()
        : Optional.of(new Change(path, name().value(), lines, changed, String.join(end, changed)));
  }

  private static String with(String line, String target) {
    var parts = parts(line);
    var key = parts.group(1);
    return unquoted(parts.group(2)).equals(target)
        ? line
        : (key.endsWith(":") ? key + " " : key) + target + parts.group(3);
  }

  /// The line of the frontmatter that begins with `key`; -1 if there is none.
  private int line(String key) {
    for (int i = 1; i < frontmatter; i++) {
      if (lines.get(i).startsWith(key + ":")) {
        return i;
      }
    }
    return -1;
  }
}
