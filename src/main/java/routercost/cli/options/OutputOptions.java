package routercost.cli.options;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import routercost.cli.console.Console;
import routercost.cli.console.Environment;
import routercost.cli.console.ProgressLine;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.report.Format;
import routercost.report.gate.GateReport;
import routercost.report.layout.Report;
import routercost.report.layout.Terminal;

/// Where a report goes and what it looks like; the same for every command.
public final class OutputOptions implements Console {
  private final Environment environment;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = {
        "table (default), plain (tab-separated, exact), json, csv or markdown; of budgets also"
            + " junit, github, gitlab, openmetrics and comment."
      })
  Format format = Format.TABLE;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to FILE instead of standard output.")
  Optional<String> file = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FORMAT[:FILE]",
      description = {
        "Write the report in another format too, as in junit:junit.xml; may be given several times."
            + " github without a file annotates the run, with summary and outputs."
      })
  List<Extra> reports = new ArrayList<>();

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
  public enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  /// One more report.
  ///
  /// @param file where it goes; only of `github` it may be empty
  public record Extra(Format format, Optional<String> file) {
    /// As typed: `junit:junit.xml`.
    static Extra parse(String text) {
      int colon = text.indexOf(':');
      var format =
          EnumConverter.of(Format.class).convert(colon < 0 ? text : text.substring(0, colon));
      if (colon >= 0 && colon < text.length() - 1) {
        return new Extra(format, Optional.of(text.substring(colon + 1)));
      }
      if (format != Format.GITHUB) {
        throw new CommandLine.TypeConversionException(
            "'%s'; expected a file after it, as in %s:FILE".formatted(text, format.id()));
      }
      return new Extra(format, Optional.empty());
    }
  }

  public OutputOptions(Environment environment) {
    this.environment = environment;
  }

  /// Where the reading says how far it is.
  public ProgressLine progress() {
    boolean shown = environment.errIsTerminal() && !quiet;
    return new ProgressLine(environment.err(), shown, environment.stopwatch());
  }

  /// What `-` reads.
  public InputStream stdin() {
    return environment.in();
  }

  public boolean isVerbose() {
    return verbose;
  }

  boolean isDebug() {
    return debug;
  }

  /// Writes the report in all formats asked for. A reader that has gone away is no failure.
  ///
  /// @throws routercost.read.ConfigurationProblem if a format is of budgets and there are none
  /// @throws routercost.read.InputProblem if a file cannot be written
  public void print(Report report) {
    refuseWithoutBudgets(report);
    write(format.renderer(terminal()).render(report), file);
    for (var extra : reports) {
      if (extra.file().isPresent()) {
        write(extra.format().renderer(fileOf(extra)).render(report), extra.file());
      } else {
        new GithubReporter(environment).tell((GateReport) report);
      }
    }
  }

  private void refuseWithoutBudgets(Report report) {
    var asked = new ArrayList<>(List.of(format));
    reports.forEach(extra -> asked.add(extra.format()));
    if (report instanceof GateReport) {
      return;
    }
    for (var some : asked) {
      if (some.isOfBudgets()) {
        throw new ConfigurationProblem(
            "the format '" + some.id() + "' is about budgets; name them with --budgets FILE");
      }
    }
  }

  private void write(String text, Optional<String> target) {
    if (target.isEmpty() || target.get().equals("-")) {
      environment.out().print(text);
      environment.out().flush();
    } else {
      TextFiles.write(target.get(), text);
    }
  }

  private Terminal fileOf(Extra extra) {
    boolean toOut = extra.file().filter(path -> path.equals("-")).isPresent();
    return toOut ? terminal() : new Terminal(environment.width(), environment.isUtf8(), false);
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
  @Override
  public void warn(String message) {
    if (!quiet) {
      environment.say("warning: " + message);
    }
  }

  /// Tells the person why the exit code is not 0.
  @Override
  public void fail(String message) {
    environment.say("router-cost: " + message);
  }
}
