package routercost.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything that a run takes from outside: streams, variables, the terminal, the time.
///
/// @param outIsTerminal whether standard output is a terminal, as the launcher saw it
/// @param columns the width of the terminal; empty if unknown
/// @param now the time of the system; asked for once, and only if nothing else says what day it is
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    boolean outIsTerminal,
    Optional<Integer> columns,
    Instant now) {
  /// The value of a variable; empty if it is not set or is set to nothing.
  Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// Whether the locale's characters are UTF-8 (POSIX: LC_ALL, then LC_CTYPE, then LANG).
  boolean isUtf8() {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .flatMap(name -> variable(name).stream())
        .findFirst()
        .map(locale -> locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
        .orElse(false);
  }
}
