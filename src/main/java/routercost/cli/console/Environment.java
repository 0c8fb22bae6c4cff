package routercost.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import routercost.read.text.Sources;
import routercost.report.layout.Wrapped;
import routercost.usage.SafeText;

/// Everything that a run takes from outside: streams, variables, the terminal, the time.
///
/// @param outIsTerminal whether standard output is a terminal, as the launcher saw it
/// @param errIsTerminal whether standard error is one
/// @param columns the width of the terminal; empty if unknown
/// @param now the time of the system; asked for once, and only if nothing else says what day it is
/// @param stopwatch nanoseconds from some moment on, for what is said of progress
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Optional<Integer> columns,
    Instant now,
    LongSupplier stopwatch) {
  private static final int NARROWEST = 40;
  private static final int USUAL = 80;

  /// The value of a variable; empty if it is not set or is set to nothing.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// Where Claude Code keeps its transcripts: `CLAUDE_CONFIG_DIR`, which may name several folders,
  /// or two places in the home folder, old and new.
  public List<String> claudeCodeFolders() {
    var named = variable("CLAUDE_CONFIG_DIR");
    if (named.isPresent()) {
      return projects(Stream.of(named.get().split(",")));
    }
    String home = variable("HOME").orElse("");
    String config = variable("XDG_CONFIG_HOME").orElse(home + "/.config");
    return Sources.existing(projects(Stream.of(home + "/.claude", config + "/claude")));
  }

  private static List<String> projects(Stream<String> folders) {
    return folders.map(folder -> folder.strip() + "/projects").toList();
  }

  /// The width for what goes to a terminal or a file: what the launcher saw, else `COLUMNS`, else
  /// 80.
  public int width() {
    var asked = variable("COLUMNS").filter(text -> text.matches("\\d{1,4}")).map(Integer::parseInt);
    return Math.max(NARROWEST, columns.or(() -> asked).orElse(USUAL));
  }

  /// Tells the person something on standard error; a terminal gets whole words on every line.
  public void say(String message) {
    var harmless = SafeText.of(message);
    if (errIsTerminal) {
      Wrapped.lines(harmless, width()).forEach(err::println);
    } else {
      err.println(harmless);
    }
  }

  /// Whether the locale's characters are UTF-8 (POSIX: LC_ALL, then LC_CTYPE, then LANG).
  public boolean isUtf8() {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .flatMap(name -> variable(name).stream())
        .findFirst()
        .map(locale -> locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
        .orElse(false);
  }
}
