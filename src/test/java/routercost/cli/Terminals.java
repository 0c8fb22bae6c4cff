package routercost.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.cli.console.Environment;

/// Runs the program in process, as a terminal or a pipe would.
public final class Terminals {
  /// The day on which all tests happen.
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private Terminals() {}

  /// What a run printed, and how it ended.
  record Run(int exit, String out, String err) {}

  /// An environment that nobody looks at.
  public static Environment silent() {
    return pipe(InputStream.nullInputStream(), OutputStream.nullOutputStream());
  }

  /// An environment without a terminal, of whose output only the errors matter.
  static Environment pipe(InputStream in, OutputStream err) {
    return new Environment(
        in,
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        Map.of(),
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        NOW,
        () -> ZoneOffset.UTC,
        () -> 0);
  }

  static Run run(List<String> args) {
    return run(args, "", Map.of("LC_ALL", "C.UTF-8"));
  }

  static Run run(List<String> args, String stdin, Map<String, String> variables) {
    return run(args, stdin.getBytes(StandardCharsets.UTF_8), variables, false, Optional.empty());
  }

  /// A run that somebody looks at, on a screen of this size.
  static Run onScreen(List<String> args, int columns, int lines) {
    return onScreen(args, "", columns, lines);
  }

  static Run onScreen(List<String> args, String stdin, int columns, int lines) {
    return run(
        args,
        stdin.getBytes(StandardCharsets.UTF_8),
        Map.of("LC_ALL", "C.UTF-8", "NO_COLOR", "1"),
        true,
        true,
        Optional.of(columns),
        Optional.of(lines));
  }

  static Run run(
      List<String> args,
      byte[] stdin,
      Map<String, String> variables,
      boolean terminal,
      Optional<Integer> columns) {
    return run(args, stdin, variables, terminal, false, columns, Optional.empty());
  }

  private static Run run(
      List<String> args,
      byte[] stdin,
      Map<String, String> variables,
      boolean terminal,
      boolean errIsTerminal,
      Optional<Integer> columns,
      Optional<Integer> lines) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            new ByteArrayInputStream(stdin),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            variables,
            false,
            terminal,
            errIsTerminal,
            columns,
            lines,
            NOW,
            () -> ZoneOffset.UTC,
            () -> 0);
    int exit = Main.run(args.toArray(String[]::new), environment);
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
