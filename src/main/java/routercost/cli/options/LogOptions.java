package routercost.cli.options;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import routercost.audit.LoggedCostCheck;
import routercost.cli.console.Console;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.console.ProgressLine;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.read.CallLogs;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Filter;
import routercost.read.schema.Mapping;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.tally.Call;
import routercost.read.tally.DayMerging;
import routercost.read.tally.LogTally;
import routercost.read.tally.RejectFile;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;
import routercost.usage.MomentTally;
import routercost.usage.UsageCube;
import routercost.whatif.pipeline.Pipeline;

/// How logs are read, and which of their calls count; the same for every command that reads them.
public final class LogOptions {
  private static final int MOST_THREADS = 256;

  /// Options that say nothing unless a log is read; --timezone says what day it is as well.
  private static final Set<String> OF_LOGS =
      Set.of(
          "--format-in",
          "--map",
          "--task-from",
          "--cache-tokens",
          "--dedupe",
          "--filter",
          "--from",
          "--to",
          "--month",
          "--rejects",
          "--max-rejects");

  private final Environment environment;
  private final Supplier<PriceBook> book;
  private Optional<Filter> made = Optional.empty();
  private boolean isTold;

  @Option(
      names = "--format-in",
      paramLabel = "FORMAT",
      description =
          "Read as this format, such as calls-csv or claude-code, instead of looking at the"
              + " content.")
  Optional<LogFormat> formatIn = Optional.empty();

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "NAME=FIELD|FILE",
      description =
          "Read a field as a column, as in --map task=purpose,input_tokens=usage.prompt; or a YAML"
              + " file that says so.")
  List<String> map = new ArrayList<>();

  @Option(
      names = "--task-from",
      paramLabel = "FIELD",
      description =
          "Take the task from this column, or path such as metadata.agent, whatever the format.")
  Optional<String> taskFrom = Optional.empty();

  @Option(
      names = "--cache-tokens",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "Whether input counts include cached tokens: auto (default), inclusive, exclusive.")
  ReadOptions.CacheTokens cacheTokens = ReadOptions.CacheTokens.AUTO;

  @Option(
      names = "--dedupe",
      paramLabel = "ON|OFF",
      defaultValue = "on",
      description = "Whether calls with a request id seen before are left out: on (default), off.")
  Switch dedupe = Switch.ON;

  @Option(
      names = "--filter",
      split = ",",
      paramLabel = "NAME=VALUE",
      description =
          "Only calls with this value, as in model=opus, task!=plan or team=web*; of one name any"
              + " value, of several names all.")
  List<Condition> filter = new ArrayList<>();

  @Option(names = "--from", paramLabel = "DATE", description = "Only calls from this day on.")
  Optional<LocalDate> from = Optional.empty();

  @Option(names = "--to", paramLabel = "DATE", description = "Only calls to this day, included.")
  Optional<LocalDate> to = Optional.empty();

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      description = "Only calls of this month, as in 2026-10.")
  Optional<YearMonth> month = Optional.empty();

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description =
          "The zone in which days begin, and in which times without a zone are read; UTC.")
  ZoneId timezone = ZoneOffset.UTC;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Save the rows that could not be read to FILE, with place and reason.")
  Optional<String> rejects = Optional.empty();

  @Option(
      names = "--max-rejects",
      paramLabel = "PERCENT",
      description = "How many rows may be rejected before the run fails; 1 by default.")
  Optional<BigDecimal> maxRejects = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many threads read; by default one for each processor.")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--strict",
      description = "Fail if any row is rejected (exit 4) or any call has no price (exit 5).")
  boolean strict;

  /// Whether something is done.
  public enum Switch {
    ON,
    OFF
  }

  /// Options that are not parsed yet.
  ///
  /// @param book that filters know models by
  public LogOptions(Environment environment, Supplier<PriceBook> book) {
    this.environment = environment;
    this.book = book;
  }

  /// Refuses options about logs where none is read.
  ///
  /// @param reason why there is none
  public static void refuseOptions(CommandSpec spec, String reason) {
    spec.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .filter(OF_LOGS::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new ConfigurationProblem(name + " is about logs, and " + reason);
            });
  }

  /// What `-` reads.
  public InputStream stdin() {
    return environment.in();
  }

  public boolean isStrict() {
    return strict;
  }

  public ZoneId timezone() {
    return timezone;
  }

  /// The zone as a report names it.
  public String timezoneName() {
    return timezone.equals(ZoneOffset.UTC) ? "UTC" : timezone.toString();
  }

  /// Reads all that `logs` name.
  ///
  /// @param labels columns to keep, because the report groups by them
  /// @param today the day on which calls without a time are priced
  /// @param check compares what single records say that they cost
  public LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Optional<LoggedCostCheck> check,
      ProgressLine progress) {
    return met(
        tally(logs, labels, today, check, Optional.empty(), DayMerging.NONE, progress, period()));
  }

  /// The same, with calls taken together.
  ///
  /// @param merging of calls that nobody asks for day by day
  public LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Optional<LoggedCostCheck> check,
      DayMerging merging,
      ProgressLine progress) {
    return met(tally(logs, labels, today, check, Optional.empty(), merging, progress, period()));
  }

  /// The same, with how far calls differ.
  ///
  /// @param moments told what every call counts, if that is of interest
  public LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Optional<LoggedCostCheck> check,
      Optional<MomentTally> moments,
      ProgressLine progress) {
    return met(tally(logs, labels, today, check, moments, DayMerging.NONE, progress, period()));
  }

  /// Reads what `logs` name of other days than those asked for; whether the values of filters are
  /// met is for the caller to ask.
  public LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Optional<LoggedCostCheck> check,
      ProgressLine progress,
      Period period) {
    return tally(logs, labels, today, check, Optional.empty(), DayMerging.NONE, progress, period);
  }

  private LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Optional<LoggedCostCheck> check,
      Optional<MomentTally> moments,
      DayMerging merging,
      ProgressLine progress,
      Period period) {
    var interpretation = interpretation(dedupe == Switch.ON);
    var selection = new RecordFilter(filter(), labels, period, timezone, today);
    try (progress) {
      return rejecting(
          _ -> {},
          rejected ->
              CallLogs.read(
                  logs,
                  environment.in(),
                  interpretation,
                  selection,
                  check,
                  moments,
                  merging,
                  rejected,
                  effort(),
                  progress));
    }
  }

  /// Reads all that `logs` name to save it as a cube.
  ///
  /// @param labels columns to keep
  public CallLogs.Saved saved(List<String> logs, Set<String> labels, ProgressLine progress) {
    var selection = new RecordFilter(filter(), labels, period(), timezone, LocalDate.EPOCH);
    var interpretation = interpretation(dedupe == Switch.ON);
    try (progress) {
      var saved =
          rejecting(
              _ -> {},
              all ->
                  CallLogs.saved(
                      logs, environment.in(), interpretation, selection, all, effort(), progress));
      requireFilterValues(Stream.of(saved.tally()));
      return saved;
    }
  }

  /// Reads all that `logs` name call by call.
  ///
  /// @param told every call that counts, in order
  /// @param moments told what every call counts
  public LogTally tally(
      List<String> logs,
      Set<String> labels,
      LocalDate today,
      Consumer<Call> told,
      MomentTally moments) {
    var interpretation = interpretation(dedupe == Switch.ON);
    return met(
        rejecting(
            _ -> {},
            rejected ->
                CallLogs.each(
                    logs,
                    environment.in(),
                    interpretation,
                    selection(labels, today),
                    told,
                    Optional.of(moments),
                    rejected)));
  }

  /// Reads `log` with every record that can be read as a call of its own, whatever its id.
  public LogTally each(
      String log, LocalDate today, Consumer<Call> used, Consumer<Reject> rejected) {
    var interpretation = interpretation(false);
    var selection = selection(Set.of(), today);
    return rejecting(
        rejected,
        all -> CallLogs.each(List.of(log), environment.in(), interpretation, selection, used, all));
  }

  /// Reads all that `logs` name call by call.
  public LogTally every(
      List<String> logs, Set<String> labels, LocalDate today, Period period, Consumer<Call> used) {
    var interpretation = interpretation(dedupe == Switch.ON);
    var selection = new RecordFilter(filter(), labels, period, timezone, today);
    return rejecting(
        _ -> {},
        all -> CallLogs.each(logs, environment.in(), interpretation, selection, used, all));
  }

  private Filter filter() {
    made = made.or(() -> Optional.of(new Filter(filter, book)));
    return made.get();
  }

  /// The same, if all values of filters were met. Where days were left out that may have them, the
  /// judgement warns instead.
  private LogTally met(LogTally tally) {
    requireFilterValues(Stream.of(tally));
    return tally;
  }

  /// Refuses a value of a filter that no call has, unless it may be on days that were left out.
  public void requireFilterValues(Stream<LogTally> tallies) {
    filter()
        .unmet()
        .filter(_ -> tallies.noneMatch(LogOptions::lacksDays))
        .ifPresent(
            sentence -> {
              throw new ConfigurationProblem("--filter: " + sentence);
            });
  }

  private static boolean lacksDays(LogTally tally) {
    return tally.inputs().stream()
        .anyMatch(
            input ->
                input.skipped().containsKey("outside_period")
                    || input.skipped().containsKey("no_date"));
  }

  /// Takes the zone that a file counts days in, unless the options say another.
  public void agreeOn(ZoneId zone, String file) {
    if (timezone.equals(ZoneOffset.UTC)) {
      timezone = zone;
    } else if (!timezone.equals(zone)) {
      throw new ConfigurationProblem(
          "--timezone is " + timezone + ", but " + file + " counts days in " + zone);
    }
  }

  private ReadOptions interpretation(boolean deduped) {
    var asked = new ArrayList<>(map);
    taskFrom.ifPresent(field -> asked.add("task=" + field));
    var mapping = Mapping.of(asked);
    return new ReadOptions(
        formatIn.or(mapping::format),
        mapping.columns(),
        cacheTokens == ReadOptions.CacheTokens.AUTO
            ? mapping.cacheTokens().orElse(cacheTokens)
            : cacheTokens,
        deduped);
  }

  /// The pipelines that `paths` name.
  ///
  /// @param used the calls of agents, for a folder of them
  public List<Pipeline> pipelines(
      List<String> paths, PriceBook book, LocalDate day, Optional<UsageCube> used) {
    return Pipelines.read(paths, environment.in(), book, day, used);
  }

  private RecordFilter selection(Set<String> labels, LocalDate today) {
    return new RecordFilter(filter(), labels, period(), timezone, today);
  }

  private ReadTuning effort() {
    int workers = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (workers < 1 || workers > MOST_THREADS) {
      throw new ConfigurationProblem("--threads is " + workers + "; expected 1 to " + MOST_THREADS);
    }
    return ReadTuning.of(workers);
  }

  /// Reads with the rejects told to `rejected`, and saved if that was asked for.
  private <T> T rejecting(Consumer<Reject> rejected, Function<Consumer<Reject>, T> reading) {
    if (rejects.isEmpty()) {
      return reading.apply(rejected);
    }
    try (var file = new RejectFile(rejects.get())) {
      return reading.apply(file.andThen(rejected));
    }
  }

  /// The days asked for.
  public Period period() {
    if (month.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new ConfigurationProblem("--month goes without --from and --to");
    }
    var asked =
        month
            .map(
                some ->
                    new Period(
                        Optional.of(some.atDay(1)), Optional.of(some.plusMonths(1).atDay(1))))
            .orElseGet(() -> new Period(from, to.map(day -> day.plusDays(1))));
    if (asked.from().isPresent()
        && asked.to().isPresent()
        && !asked.from().get().isBefore(asked.to().get())) {
      throw new ConfigurationProblem(
          "--from " + from.orElseThrow() + " is after --to " + to.orElseThrow());
    }
    return asked;
  }

  /// Shows the rejected rows and says whether there are too many.
  public ExitCode judge(LogTally tally, Console output) {
    tally.warnings().forEach(output::warn);
    if (!isTold) {
      filter()
          .unmet()
          .ifPresent(sentence -> output.warn("--filter, on the days asked for: " + sentence));
      isTold = true;
    }
    long rejected = tally.inputs().stream().mapToLong(RowCounts::rejected).sum();
    if (rejected == 0) {
      return ExitCode.DONE;
    }
    long rows = tally.inputs().stream().mapToLong(RowCounts::rows).sum();
    tally.inputs().stream()
        .flatMap(input -> input.firstRejects().stream())
        .limit(5)
        .forEach(reject -> output.warn(reject.origin() + ": " + reject.reason()));
    boolean one = rejected == 1;
    var summary = rejected + " of " + rows + " rows " + (one ? "was" : "were") + " rejected";
    var allowed = maxRejects.orElse(BigDecimal.ONE);
    boolean tooMany =
        BigDecimal.valueOf(rejected)
                .movePointRight(2)
                .compareTo(allowed.multiply(BigDecimal.valueOf(rows)))
            > 0;
    if (strict || tooMany) {
      var limit =
          strict ? "--strict allows none" : "--max-rejects is " + allowed.toPlainString() + " %";
      output.fail(summary + "; " + limit + hint());
      return ExitCode.INPUT_OUTPUT;
    }
    output.warn(summary + " and " + (one ? "is" : "are") + " in no total" + hint());
    return ExitCode.DONE;
  }

  private String hint() {
    return rejects.map(file -> "; saved to " + file).orElse("; --rejects FILE saves them");
  }
}
