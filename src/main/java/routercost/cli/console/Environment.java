package routercost.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import routercost.report.layout.Wrapped;
import routercost.usage.SafeText;

/// Everything that a run takes from outside: streams, variables, the terminal, the time.
///
/// @param inIsTerminal whether standard input is a terminal, where nothing may be typed
/// @param outIsTerminal whether standard output is a terminal, as the launcher saw it
/// @param errIsTerminal whether standard error is one
/// @param columns the width of the terminal; empty if unknown
/// @param lines the height of the terminal; empty if unknown
/// @param now the time of the system; asked for once, and only if nothing else says what day it is
/// @param systemZone the zone that the machine is set to, asked for only if `TZ` names none
/// @param stopwatch nanoseconds from some moment on, for what is said of progress
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean inIsTerminal,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Optional<Integer> columns,
    Optional<Integer> lines,
    Instant now,
    Supplier<ZoneId> systemZone,
    LongSupplier stopwatch) {
  private static final int NARROWEST = 40;
  private static final int USUAL = 80;
  private static final int USUAL_LINES = 24;
  private static final int LOWEST = 16;

  /// This environment with other streams, none of them a terminal.
  public Environment piped(InputStream in, PrintStream out, PrintStream err) {
    return new Environment(
        in, out, err, variables, false, false, false, columns, lines, now, systemZone, stopwatch);
  }

  /// The value of a variable; empty if it is not set or is set to nothing.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// The zone in which this person's days begin.
  public ZoneId zone() {
    var zone = variable("TZ").flatMap(Environment::zone).orElseGet(systemZone);
    return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
  }

  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name.startsWith(":") ? name.substring(1) : name));
    } catch (DateTimeException _) {
      return Optional.empty(); // a rule of POSIX, which Java turns into a zone
    }
  }

  /// The width for what goes to a terminal or a file: what the launcher saw, else `COLUMNS`, else
  /// 80.
  public int width() {
    var asked = variable("COLUMNS").filter(text -> text.matches("\\d{1,4}")).map(Integer::parseInt);
    return Math.max(NARROWEST, columns.or(() -> asked).orElse(USUAL));
  }

  /// The height of the terminal in lines: what the launcher saw, else 24.
  public int height() {
    return Math.max(LOWEST, lines.orElse(USUAL_LINES));
  }

  /// Tells the person something on standard error; a terminal gets whole words on every line.
  public void say(String message) {
    var harmless = isUtf8() ? SafeText.of(message) : SafeText.of(message).replace("…", "..");
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
