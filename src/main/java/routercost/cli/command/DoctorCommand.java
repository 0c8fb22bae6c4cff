package routercost.cli.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import routercost.cli.console.Configuration;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.QuietReading;
import routercost.price.Ledger;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.AgentPlaces;
import routercost.read.text.InputProblem;
import routercost.read.value.Period;
import routercost.report.common.Coverage;
import routercost.report.common.PricesInUse;
import routercost.report.config.InstallationReport;
import routercost.report.config.InstallationReport.Line;
import routercost.report.config.InstallationReport.State;
import routercost.report.layout.Phrases;
import routercost.usage.Meter;

/// A look at the installation: what works, what was found, and what is missing.
@Command(
    description = {
      "Check this installation. It shows the version, the age of the prices, which logs of coding"
          + " agents were found and how many of their calls have a price, what the terminal can do"
          + " and which configuration is in force."
    },
    footer = {"", "Examples:", "  router-cost doctor", "  router-cost doctor -f json"})
final class DoctorCommand implements Callable<Integer> {
  /// From this age on, price changes are likely to be missing.
  private static final long OLD_DAYS = 60;

  private static final int SHOWN = 3;

  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var environment = output.console.environment();
    var lines = new ArrayList<Line>();
    var book = prices.book();
    var inUse = new PricesInUse(book.id(), book.sha256(), today(), new TreeSet<>());
    lines.add(new Line("version", State.OK, Version.tool()));
    lines.add(age(inUse));
    addLogs(environment, lines);
    lines.add(terminal(environment));
    lines.add(configuration(output.console.configured()));
    output.print(new InstallationReport(lines, inUse, Version.tool()).report());
    return ExitCode.DONE.code();
  }

  private Optional<java.time.LocalDate> today() {
    return Optional.of(prices.today(output.console.environment().zone()));
  }

  private static Line age(PricesInUse book) {
    boolean isOld = book.age() >= OLD_DAYS;
    return new Line(
        "prices",
        isOld ? State.NOTE : State.OK,
        "%s, %s old%s"
            .formatted(
                book.name(),
                Phrases.counted(book.age(), "day"),
                isOld ? "; update router-cost, or import a price list with prices import" : ""));
  }

  private void addLogs(Environment environment, List<Line> lines) {
    var places = AgentPlaces.existing(name -> environment.variable(name).orElse(""));
    for (var place : places) {
      lines.add(logs(environment, place));
    }
    if (places.isEmpty()) {
      lines.add(
          new Line(
              "logs of agents",
              State.NOTE,
              "none in %s; router-cost LOG reads any other log"
                  .formatted(environment.variable("HOME").orElse("an unknown home"))));
    }
  }

  private Line logs(Environment environment, AgentPlaces.Place place) {
    var subject = "logs of " + place.agent();
    try {
      var tally =
          new QuietReading(prices, environment.zone()).of(List.of(place.path()), Period.ALWAYS);
      var coverage = new Coverage(Ledger.of(tally.used(), prices.quotes(prices.book())));
      var models = coverage.gaps().stream().map(Coverage.Gap::model).distinct().toList();
      return new Line(
          subject,
          models.isEmpty() ? State.OK : State.NOTE,
          place.path() + ": " + counts(tally) + priced(coverage, models));
    } catch (InputProblem unreadable) {
      return new Line(subject, State.PROBLEM, String.valueOf(unreadable.getMessage()));
    }
  }

  private static String counts(LogTally tally) {
    var inputs = tally.inputs();
    long skipped = inputs.stream().mapToLong(RowCounts::skippedRows).sum();
    long rejected = inputs.stream().mapToLong(RowCounts::rejected).sum();
    return "%s, %s, %s, %s"
        .formatted(
            Phrases.counted(inputs.size(), "file"),
            Phrases.calls(tally.used().total().of(Meter.CALLS)),
            Phrases.counted(skipped, "other row"),
            rejected + " rejected");
  }

  private static String priced(Coverage coverage, List<String> models) {
    var calls = coverage.all().of(Meter.CALLS);
    return models.isEmpty() || calls.signum() == 0
        ? "; every call has a price"
        : "; %s of the calls have a price, not those on %s"
            .formatted(
                Phrases.percent(
                    calls.subtract(coverage.unpricedCalls()).max(BigDecimal.ZERO), calls),
                Phrases.few(models, SHOWN));
  }

  private static Line terminal(Environment environment) {
    var shown = new ArrayList<String>();
    shown.add(
        environment.outIsTerminal()
            ? environment.width() + " columns, " + environment.height() + " lines"
            : "a pipe or file, with whole reports");
    shown.add(environment.isUtf8() ? "Unicode" : "ASCII only, as the locale says");
    environment.variable("NO_COLOR").ifPresent(_ -> shown.add("no colour, as NO_COLOR says"));
    environment.variable("TERM").filter("dumb"::equals).ifPresent(_ -> shown.add("TERM is dumb"));
    return new Line("terminal", State.OK, String.join(", ", shown));
  }

  private static Line configuration(Configuration found) {
    var sources = new ArrayList<>(found.files());
    sources.addAll(found.variables().keySet());
    return new Line(
        "configuration",
        State.OK,
        sources.isEmpty()
            ? "none; router-cost init writes one"
            : sources.stream()
                .collect(Collectors.joining(", ", "", "; router-cost config lists the values")));
  }
}
