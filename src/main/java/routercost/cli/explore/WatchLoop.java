package routercost.cli.explore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.cli.console.Environment;
import routercost.read.text.FileStates;
import routercost.read.text.InputProblem;
import routercost.report.layout.Wrapped;

/// A report that is printed anew whenever its logs grow, until `q` is pressed.
///
/// @param run prints the report to an environment and returns its exit code
/// @param started on the stopwatch of the environment
public record WatchLoop(
    Environment environment, List<String> paths, ToIntFunction<Environment> run, long started) {
  public WatchLoop(Environment environment, List<String> paths, ToIntFunction<Environment> run) {
    this(environment, paths, run, environment.stopwatch().getAsLong());
  }

  private static final String KEYS = " q leaves   printed anew when the logs grow";

  /// Prints until a key ends it, and returns the exit code of the last run.
  public int watch() {
    FullScreen.require(environment, "--watch", "leave it out there");
    try (var terminal = FullScreen.open(environment.out())) {
      return watch(terminal);
    } catch (IOException unusable) {
      throw new InputProblem("the terminal cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private int watch(FullScreen terminal) throws IOException {
    var grown = grown(paths);
    int exit = print(terminal);
    while (true) {
      var key = terminal.key();
      if (key.filter(of -> of.equals("q") || of.equals(KeyReader.GONE)).isPresent()) {
        return exit;
      }
      if (terminal.isResized() || (key.isEmpty() && grown.getAsBoolean())) {
        exit = print(terminal);
      }
    }
  }

  /// Whether logs have grown since it was last asked. They are looked at about once a second.
  public static BooleanSupplier grown(List<String> paths) {
    return new BooleanSupplier() {
      private static final int PAUSES = 7;
      private FileStates before = FileStates.of(paths);
      private int pauses;

      @Override
      public boolean getAsBoolean() {
        pauses = (pauses + 1) % PAUSES;
        if (pauses > 0) {
          return false;
        }
        var now = FileStates.of(paths);
        boolean isNew = !now.equals(before);
        before = now;
        return isNew;
      }
    };
  }

  private int print(FullScreen terminal) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int height = terminal.height();
    int width = terminal.width();
    int exit;
    try (var report = new PrintStream(out, false, StandardCharsets.UTF_8);
        var warnings = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      exit = run.applyAsInt(now(report, warnings, width, height - 1));
    }
    var below =
        err.toString(StandardCharsets.UTF_8)
            .lines()
            .flatMap(line -> Wrapped.lines(line, width).stream());
    var lines =
        Stream.concat(out.toString(StandardCharsets.UTF_8).lines(), below)
            .limit(height - 1L)
            .collect(Collectors.toCollection(ArrayList::new));
    while (lines.size() < height - 1) {
      lines.add("");
    }
    lines.add(KEYS);
    terminal.draw(lines);
    return exit;
  }

  /// The environment at this moment, whose output is the screen.
  private Environment now(PrintStream report, PrintStream warnings, int columns, int lines) {
    long since = environment.stopwatch().getAsLong() - started;
    return new Environment(
        environment.in(),
        report,
        warnings,
        environment.variables(),
        environment.inIsTerminal(),
        true,
        false,
        Optional.of(columns),
        Optional.of(lines),
        environment.now().plus(Duration.ofNanos(Math.max(0, since))),
        environment.systemZone(),
        environment.stopwatch());
  }
}
