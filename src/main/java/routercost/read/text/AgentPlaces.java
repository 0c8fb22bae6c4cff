package routercost.read.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The places where coding agents keep their logs.
public final class AgentPlaces {
  /// Agent; the variable that moves its folder, if there is one; this folder in a home; where the
  /// logs are in it. In the places marked with a star, the folders are those of projects.
  private static final String PLACES =
      """
      claude-code | CLAUDE_CONFIG_DIR | .claude | projects
      codex | CODEX_HOME | .codex | sessions
      codex | CODEX_HOME | .codex | archived_sessions
      gemini-cli* | - | .gemini | tmp
      qwen-code | - | .qwen | projects
      opencode | XDG_DATA_HOME | .local/share | opencode/opencode*.db
      opencode | XDG_DATA_HOME | .local/share | opencode/storage/message
      copilot | COPILOT_HOME | .copilot | session-store.db
      copilot | COPILOT_HOME | .copilot | session-state
      cline | - | .cline | data/sessions
      cline | XDG_CONFIG_HOME | .config | Code/User/globalStorage/saoudrizwan.claude-dev/tasks
      roo-code | XDG_CONFIG_HOME | .config | Code/User/globalStorage/rooveterinaryinc.roo-cline/tasks
      kilo-code | XDG_CONFIG_HOME | .config | Code/User/globalStorage/kilocode.kilo-code/tasks
      cline | - | Library/Application Support | Code/User/globalStorage/saoudrizwan.claude-dev/tasks
      roo-code | - | Library/Application Support | Code/User/globalStorage/rooveterinaryinc.roo-cline/tasks
      kilo-code | - | Library/Application Support | Code/User/globalStorage/kilocode.kilo-code/tasks
      amp | XDG_DATA_HOME | .local/share | amp/threads
      droid* | - | .factory | sessions
      kimi | - | .kimi | sessions
      kimi | KIMI_CODE_HOME | .kimi-code | sessions
      openclaw* | OPENCLAW_STATE_DIR | .openclaw | agents
      grok* | GROK_HOME | .grok | sessions
      hermes | HERMES_HOME | .hermes | state.db
      pi* | PI_CODING_AGENT_DIR | .pi/agent | sessions
      goose | XDG_DATA_HOME | .local/share | goose/sessions
      claude-code | XDG_CONFIG_HOME | .config | claude/projects
      """;

  private static final List<String> EDITORS =
      List.of("Code", "Code - Insiders", "VSCodium", "Cursor", "Windsurf");

  private static final List<String> LOGS = List.of(".jsonl", ".json", ".db");

  private AgentPlaces() {}

  /// A place that exists.
  ///
  /// @param path a folder, or a glob
  /// @param byProject whether the folders in it are those of projects
  public record Place(String agent, String path, boolean byProject) {
    /// The files in it, with the name of the project as a group.
    public Pattern projects() {
      return Pattern.compile(Pattern.quote(path) + "/([^/]+)/.*", Pattern.DOTALL);
    }
  }

  /// The places in a home, as they are without variables.
  static List<String> inHome() {
    return rows().map(row -> row[2] + "/" + row[3]).toList();
  }

  private static Stream<String[]> rows() {
    return PLACES
        .lines()
        .map(line -> Stream.of(line.split("\\|")).map(String::strip).toArray(String[]::new));
  }

  /// The places of all agents that exist and hold files.
  ///
  /// @param variables the value of a variable; empty if it is not set
  public static List<Place> existing(Function<String, String> variables) {
    return all(variables).stream()
        .filter(
            place -> matches(TextFiles.path(place.path())).stream().anyMatch(AgentPlaces::hasFile))
        .toList();
  }

  /// The places of all agents.
  public static List<Place> all(Function<String, String> variables) {
    return rows().flatMap(row -> places(row, variables).stream()).toList();
  }

  /// The files of all agents that were written since a moment, which are those with calls since it.
  public static List<Path> filesSince(Function<String, String> variables, Instant moment) {
    var files = new TreeSet<Path>();
    for (var place : all(variables)) {
      for (var path : matches(TextFiles.path(place.path()))) {
        try (var found = Files.walk(path)) {
          found.filter(file -> isWrittenSince(file, moment)).forEach(files::add);
        } catch (IOException | UncheckedIOException _) {
          // a folder that cannot be read has nothing to show
        }
      }
    }
    return List.copyOf(files);
  }

  private static boolean isWrittenSince(Path file, Instant moment) {
    try {
      return LOGS.stream().anyMatch(file.toString()::endsWith)
          && Files.isRegularFile(file)
          && !Files.getLastModifiedTime(file).toInstant().isBefore(moment);
    } catch (IOException _) {
      return false;
    }
  }

  /// The bytes of files together.
  public static long size(List<Path> files) {
    long size = 0;
    for (var file : files) {
      size += file.toFile().length();
    }
    return size;
  }

  private static boolean hasFile(Path path) {
    try (var files = Files.walk(path)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (IOException | UncheckedIOException _) {
      return true; // reading it says what is wrong
    }
  }

  /// The places of Claude Code that exist; the first if none does.
  public static List<Place> ofClaudeCode(Function<String, String> variables) {
    var places =
        rows()
            .filter(row -> row[0].equals("claude-code"))
            .flatMap(row -> places(row, variables).stream())
            .toList();
    var existing =
        places.stream().filter(place -> Files.isDirectory(TextFiles.path(place.path()))).toList();
    return existing.isEmpty() ? places.subList(0, 1) : existing;
  }

  /// A variable may name several folders. The new place of Claude Code counts only without one.
  private static List<Place> places(String[] row, Function<String, String> variables) {
    String named = variables.apply(row[1]);
    boolean isMoved =
        row[3].startsWith("claude/") && !variables.apply("CLAUDE_CONFIG_DIR").isEmpty();
    String folders = named.isEmpty() ? variables.apply("HOME") + "/" + row[2] : named;
    String agent = row[0].replace("*", "");
    return isMoved
        ? List.of()
        : Stream.of(folders.split(",", -1))
            .flatMap(folder -> editors(row[3]).map(path -> folder.strip() + "/" + path))
            .map(path -> new Place(agent, path, row[0].endsWith("*")))
            .toList();
  }

  /// A place in the folder of an editor, in those of its relatives too.
  private static Stream<String> editors(String path) {
    return path.startsWith("Code/")
        ? EDITORS.stream().map(editor -> editor + path.substring("Code".length()))
        : Stream.of(path);
  }

  /// The folder of a path, or the files that its last name matches.
  static List<Path> matches(Path path) {
    if (Files.isDirectory(path)) {
      return List.of(path);
    }
    var found = new ArrayList<Path>();
    Path folder = path.getParent();
    if (folder != null && path.toString().contains("*") && Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, path.getFileName().toString())) {
        files.forEach(found::add);
      } catch (IOException _) {
        return List.of(); // a folder that cannot be read holds nothing that can
      }
    }
    return found;
  }
}
