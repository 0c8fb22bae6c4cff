package routercost.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One agent of Claude Code, read line by line: descriptions in the wild are often no YAML.
///
/// @param lines of the file, without their ends
/// @param end of its lines
/// @param frontmatter the line after the last of the frontmatter, from 0
record AgentFile(String path, List<String> lines, String end, int frontmatter) {
  private static final Pattern MODEL =
      Pattern.compile("(model:[ \\t]*)(\"[^\"]*\"|'[^']*'|[^\\s#]*)(.*)");

  AgentFile {
    lines = List.copyOf(lines);
  }

  /// The agent in `text`; empty if Claude Code would pass it over (formats.md).
  static Optional<AgentFile> of(String path, String text) {
    var end = text.contains("\r\n") ? "\r\n" : "\n";
    var lines = Arrays.asList(text.split(end, -1));
    if (!lines.getFirst().replace("\uFEFF", "").equals("---")) {
      return Optional.empty();
    }
    int close = lines.subList(1, lines.size()).indexOf("---");
    if (close < 0) {
      return Optional.empty();
    }
    return Optional.of(new AgentFile(path, lines, end, close + 1)).filter(AgentFile::isUsed);
  }

  private boolean isUsed() {
    var name = name();
    var description = field("description");
    return !name.isEmpty()
        && !name.contains(":")
        && !name.startsWith("-")
        && description.filter(text -> !text.matches("[\\[{].*")).isPresent();
  }

  /// What stands in the frontmatter behind `key`, without quotes; empty if it is not there.
  private Optional<String> field(String key) {
    return lines.subList(1, frontmatter).stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .map(text -> text.replaceFirst("^\"(.*)\"$", "$1").replaceFirst("^'(.*)'$", "$1"))
        .findFirst();
  }

  String name() {
    return field("name").orElse("");
  }

  /// The change that puts it on `target`; empty if it runs there.
  Optional<AgentFiles.Change> on(String target) {
    int at = modelLine();
    var changed = new ArrayList<>(lines);
    if (at < 0) {
      changed.add(nameLine() + 1, "model: " + target);
    } else {
      changed.set(at, with(lines.get(at), target));
    }
    return changed.equals(lines)
        ? Optional.empty()
        : Optional.of(
            new AgentFiles.Change(path, name(), lines, changed, String.join(end, changed)));
  }

  private static String with(String line, String target) {
    var parts = MODEL.matcher(line);
    if (!parts.matches()) {
      return "model: " + target;
    }
    var value = parts.group(2).replaceAll("^[\"']|[\"']$", "");
    return value.equals(target)
        ? line
        : (parts.group(1).endsWith(":") ? "model: " : parts.group(1)) + target + parts.group(3);
  }

  private int modelLine() {
    return line("model:");
  }

  private int nameLine() {
    return line("name:");
  }

  private int line(String start) {
    for (int i = 1; i < frontmatter; i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    return -1;
  }
}
