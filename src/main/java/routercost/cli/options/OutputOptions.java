package routercost.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import routercost.cli.console.Console;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.read.text.WholeFile;
import routercost.report.Format;
import routercost.report.gate.GateReport;
import routercost.report.gate.GithubRenderer;
import routercost.report.layout.Block;
import routercost.report.layout.Brief;
import routercost.report.layout.Report;
import routercost.report.layout.Terminal;
import routercost.report.xlsx.Spreadsheet;

/// The destination and look of a report.
public final class OutputOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description =
          "Choose table (default), plain, json, csv, markdown or html. plain is tab-separated and"
              + " exact; value is one number; report has focus too. With budgets also junit, github, gitlab, openmetrics"
              + " and comment. --json, --csv and --markdown are short for it.")
  Optional<Format> format = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to FILE; FILE.xlsx is a workbook.")
  Optional<String> file = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FORMAT[:FILE]",
      description =
          "Write the report in another format too, as in junit:junit.xml. May be repeated."
              + " github without a file annotates the run and writes its summary and outputs.")
  List<Extra> reports = new ArrayList<>();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Color the output: auto (default), always or never.")
  When color = When.AUTO;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show reasons, assumptions and how columns were read.")
  boolean verbose;

  @Mixin public Console console;

  /// A condition for colours.
  public enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  /// An additional report.
  ///
  /// @param file empty for `github` only
  public record Extra(Format format, Optional<String> file) {
    /// As typed: `junit:junit.xml`.
    static Extra parse(String text) {
      int colon = text.indexOf(':');
      var format = Converters.format(colon < 0 ? text : text.substring(0, colon));
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

  public boolean isVerbose() {
    return verbose;
  }

  /// The folder that a pack of files is written to: what `--output` names, unless its ending or a
  /// format says that it is one file.
  public Optional<String> folder() {
    return file.filter(name -> format.isEmpty() && !name.equals("-"))
        .filter(name -> name.endsWith("/") || !name.matches("(?s).*\\.[A-Za-z]+"));
  }

  /// The workbook that `--output` names by its ending.
  private Optional<String> workbook() {
    return file.filter(name -> format.isEmpty() && name.endsWith(".xlsx"));
  }

  /// Writes the report, and below it what a review of it says, for which a screen keeps room.
  public void print(Report report, Runnable review) {
    console.showDetails(verbose);
    countWarnings();
    console.hold();
    try {
      review.run();
      print(report);
    } finally {
      console.release();
    }
  }

  /// Writes the report in every requested format. A reader that has gone away is no failure.
  ///
  /// @throws ConfigurationProblem if a format requires budgets and there are none
  /// @throws routercost.read.text.InputProblem if a file cannot be written
  public void print(Report report) {
    refuseWithoutBudgets(report);
    refuseWithoutValue(report);
    refuseYaml(report);
    console.showDetails(verbose);
    countWarnings();
    if (workbook().isPresent()) {
      WholeFile.write(workbook().get(), Spreadsheet.of(report).bytes());
      console.say("wrote " + workbook().get() + " as a workbook");
      writeOthers(report, 0);
      return;
    }
    int kept = console.heldLines();
    write(rendered(report, format(), terminal(hasColor(), kept)), file);
    if (file.isPresent() && !file.get().equals("-")) {
      console.say("wrote " + file.get() + " as " + format().id());
    }
    writeOthers(report, kept);
  }

  private void writeOthers(Report report, int kept) {
    for (var extra : reports) {
      if (extra.file().isPresent()) {
        boolean toOut = extra.file().filter(path -> path.equals("-")).isPresent();
        var terminal = terminal(toOut && hasColor(), kept);
        write(rendered(report, extra.format(), terminal), extra.file());
      } else {
        annotate((GateReport) report);
      }
    }
  }

  /// Writes `text` as it is, in place of a report.
  public void printText(String text) {
    if (format.isPresent() || !reports.isEmpty()) {
      throw new ConfigurationProblem("--format and --report have no effect: this run writes YAML");
    }
    write(text, file);
    file.filter(path -> !path.equals("-")).ifPresent(path -> console.say("wrote " + path));
  }

  private String rendered(Report report, Format shape, Terminal terminal) {
    boolean isBrief = console.isQuiet() && shape.isForPeople();
    return shape.renderer(terminal).render(isBrief ? new Brief(report) : report);
  }

  /// Counts warnings from now on if the report is on the same screen, as it has what matters of
  /// them.
  public void countWarnings() {
    if (isScreen() && format() == Format.TABLE && console.environment().errIsTerminal()) {
      console.countWarnings();
    }
  }

  /// Reports a gate to a run of GitHub Actions: annotations on standard error, so that a report on
  /// standard output stays whole, and a summary and outputs in the files that the runner names.
  private void annotate(GateReport report) {
    var environment = console.environment();
    environment.err().print(Format.GITHUB.renderer(Terminal.PLAIN).render(report));
    environment.err().flush();
    environment
        .variable("GITHUB_STEP_SUMMARY")
        .ifPresent(path -> TextFiles.append(path, GithubRenderer.summary(report.gate())));
    environment
        .variable("GITHUB_OUTPUT")
        .ifPresent(path -> TextFiles.append(path, GithubRenderer.outputs(report.gate())));
  }

  private void refuseWithoutBudgets(Report report) {
    if (report instanceof GateReport) {
      return;
    }
    var formats = new ArrayList<>(List.of(format()));
    reports.forEach(extra -> formats.add(extra.format()));
    for (var requested : formats) {
      if (requested.isOfBudgets()) {
        throw new ConfigurationProblem(
            "the format '" + requested.id() + "' requires --budgets FILE");
      }
    }
  }

  private boolean isAsked(Format shape) {
    boolean isAsked = format() == shape;
    for (var extra : reports) {
      isAsked |= extra.format() == shape;
    }
    return isAsked;
  }

  private void refuseWithoutValue(Report report) {
    if (isAsked(Format.FOCUS) && report.focus().isEmpty()) {
      throw new ConfigurationProblem(
          "only the report of a period has the format 'focus'; use 'router-cost report -f focus'");
    }
    if (isAsked(Format.VALUE) && report.value().isEmpty()) {
      throw new ConfigurationProblem(
          "this report is not one number, so it has no format 'value'; use json or csv, or what prints"
              + " one: audit, report, compare, forecast, check, reconcile, explain, what-if with"
              + " --best or one --move, or estimate without ranges");
    }
  }

  /// The format that was asked for, else the one that the name of the file ends with.
  private Format format() {
    if (format.isPresent() || file.isEmpty()) {
      return format.orElse(Format.TABLE);
    }
    return byName(file.get()).orElse(Format.TABLE);
  }

  private static Optional<Format> byName(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1);
    if (ending.matches("xls|ods|pdf|docx?|htm|parquet|sqlite|xml")) {
      throw noFormat(ending);
    }
    return Converters.knownFormat(ending)
        .filter(
            format -> !format.isOfBudgets() && format != Format.VALUE && format != Format.FOCUS);
  }

  private static ConfigurationProblem noFormat(String ending) {
    return new ConfigurationProblem(
        "--output: there is no format '" + ending + "'" + Converters.nearest(ending));
  }

  /// Refuses a table in a file that is called YAML, which only some reports are.
  private void refuseYaml(Report report) {
    boolean isYaml =
        format.isEmpty() && file.filter(name -> name.matches("(?s).*\\.ya?ml")).isPresent();
    if (isYaml && report.blocks().stream().noneMatch(Block.Verbatim.class::isInstance)) {
      throw noFormat("yaml");
    }
  }

  private void write(String text, Optional<String> target) {
    if (target.isEmpty() || target.get().equals("-")) {
      console.environment().out().print(text);
      console.environment().out().flush();
    } else {
      TextFiles.write(target.get(), text);
    }
  }

  /// @param kept lines of a screen that others fill
  private Terminal terminal(boolean hasColor, int kept) {
    var environment = console.environment();
    int height = isScreen() ? environment.height() - kept : 0;
    return new Terminal(environment.width(), height, environment.isUtf8(), hasColor);
  }

  /// Whether the report is a table on a screen, which has pictures.
  public boolean isDrawn() {
    return isScreen() && format() == Format.TABLE;
  }

  /// Whether somebody looks at a screen and has not asked for details.
  private boolean isScreen() {
    return !verbose && file.isEmpty() && console.environment().outIsTerminal();
  }

  private boolean hasColor() {
    return switch (color) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> hasColorByDefault();
    };
  }

  private boolean hasColorByDefault() {
    var environment = console.environment();
    if (environment.variable("NO_COLOR").isPresent()) {
      return false;
    }
    if (environment.variable("FORCE_COLOR").filter(value -> !value.equals("0")).isPresent()) {
      return true;
    }
    boolean dumb = environment.variable("TERM").filter("dumb"::equals).isPresent();
    return !dumb && file.isEmpty() && environment.outIsTerminal();
  }
}
