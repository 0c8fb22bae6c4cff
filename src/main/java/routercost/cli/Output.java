package routercost.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.read.TextFile;
import routercost.report.Format;
import routercost.report.Report;
import routercost.report.Terminal;

/// Where a report goes and what it looks like; the same for every command.
final class Output {
  private final Environment environment;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), plain (tab-separated, exact), json, csv or markdown.")
  Format format = Format.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to FILE instead of standard output.")
  Optional<Path> file = Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto (default), always or never.")
  When color = When.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing on standard error but what makes the run fail.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say how the input was read: which column was taken as what.")
  boolean verbose;

  @Option(names = "--debug", description = "Show a stack trace when something fails.")
  boolean debug;

  /// When colours are used.
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  Output(Environment environment) {
    this.environment = environment;
  }

  /// Where the reading says how far it is.
  ProgressLine progress() {
    boolean shown = environment.errIsTerminal() && !quiet;
    return new ProgressLine(environment.err(), shown, environment.stopwatch());
  }

  boolean isVerbose() {
    return verbose;
  }

  boolean isDebug() {
    return debug;
  }

  /// Writes the report. A reader that has gone away is no failure.
  ///
  /// @throws routercost.read.InputProblem if the file cannot be written
  void print(Report report) {
    var text = format.renderer(terminal()).render(report);
    if (file.isEmpty() || file.get().toString().equals("-")) {
      environment.out().print(text);
      environment.out().flush();
    } else {
      TextFile.write(file.get(), text);
    }
  }

  private Terminal terminal() {
    return new Terminal(environment.width(), environment.isUtf8(), hasColor());
  }

  private boolean hasColor() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> hasColorByDefault();
    };
  }

  private boolean hasColorByDefault() {
    if (environment.variable("NO_COLOR").isPresent()) {
      return false;
    }
    if (environment.variable("FORCE_COLOR").filter(value -> !value.equals("0")).isPresent()) {
      return true;
    }
    boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent();
    return !dumb && file.isEmpty() && environment.outIsTerminal();
  }

  /// Tells the person something beside the report.
  void warn(String message) {
    if (!quiet) {
      environment.say("warning: " + message);
    }
  }

  /// Tells the person why the exit code is not 0.
  void fail(String message) {
    environment.say("router-cost: " + message);
  }
}
