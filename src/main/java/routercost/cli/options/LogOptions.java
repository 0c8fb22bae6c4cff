package routercost.cli.options;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import routercost.cli.console.Environment;
import routercost.price.Condition;
import routercost.read.EarlierReadings;
import routercost.read.ReadRequest;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Filter;
import routercost.read.schema.Mapping;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.ReadTuning;
import routercost.read.value.DateOrder;
import routercost.read.value.Period;

/// The options of every command that reads logs: how logs are read, and which calls count.
public final class LogOptions {
  private static final int MOST_THREADS = 256;

  /// Options without an effect unless a log is read. --timezone also decides which day is today.
  private static final Set<String> OF_LOGS =
      Set.of(
          "--format-in",
          "--label",
          "--owners",
          "--map",
          "--task-from",
          "--cache-tokens",
          "--date-order",
          "--dedupe",
          "--filter",
          "--from",
          "--to",
          "--last",
          "--month",
          "--rejects",
          "--max-rejects");

  private final Environment environment;
  private final PriceOptions prices;
  private Optional<Filter> parsedFilter = Optional.empty();
  private Optional<EarlierReadings> earlier = Optional.empty();

  @Mixin public PeriodOptions days;
  @Mixin public SourceOptions sources;

  @Option(
      names = "--format-in",
      paramLabel = "FORMAT",
      description =
          "Read as this format, such as calls-csv or claude-code, instead of detecting it.")
  Optional<LogFormat> formatIn = Optional.empty();

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "NAME=FIELD|FILE",
      description =
          "Read a field as a column, as in --map task=purpose,input_tokens=usage.prompt; or a YAML"
              + " file with such a map.")
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
          "Read input counts as inclusive or exclusive of cached tokens; auto (default)"
              + " decides by the log.")
  ReadOptions.CacheTokens cacheTokens = ReadOptions.CacheTokens.AUTO;

  @Option(
      names = "--date-order",
      paramLabel = "ORDER",
      description =
          "The order of day and month in dates such as 11/02/2026: dmy or mdy; by default the log"
              + " shows it.")
  Optional<DayOrder> dateOrder = Optional.empty();

  @Option(
      names = "--dedupe",
      paramLabel = "ON|OFF",
      defaultValue = "on",
      description = "Skip calls whose request id was seen before: on (default), off.")
  Switch dedupe = Switch.ON;

  @Option(
      names = "--filter",
      split = ",",
      paramLabel = "NAME=VALUE",
      description =
          "Count only calls with this value, as in model=opus. Also task!=plan and"
              + " team=web*. Values of one name are alternatives; several names must all match."
              + " --model opus, --task plan, --project shop and --tag team=web are short for it.")
  List<Condition> filter = new ArrayList<>();

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description =
          "The zone in which days begin and times without a zone are read; by default UTC, or that"
              + " of this machine for the logs of agents found on it.")
  Optional<ZoneId> timezone = Optional.empty();

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Save rejected rows to FILE, with place and reason.")
  Optional<String> rejects = Optional.empty();

  @Option(
      names = "--max-rejects",
      paramLabel = "PERCENT",
      description =
          "Fail if more than this share of the rows or tokens of a file is rejected; 1 by default.")
  Optional<BigDecimal> maxRejects = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "The number of threads that read; one for each processor by default.")
  Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--strict",
      description =
          "Fail if anything is left out that may hold calls (exit 4), any call has no price or any cell"
              + " leaves its price in doubt (exit 5).")
  boolean strict;

  /// A setting of an option that can be turned off.
  public enum Switch {
    ON,
    OFF
  }

  /// The order of day and month in dates.
  public enum DayOrder {
    DMY(DateOrder.DAY_FIRST),
    MDY(DateOrder.MONTH_FIRST);

    private final DateOrder order;

    DayOrder(DateOrder order) {
      this.order = order;
    }
  }

  /// Options with the environment of the run.
  ///
  /// @param prices the book that resolves the models of filters, and today
  public LogOptions(Environment environment, PriceOptions prices) {
    this.environment = environment;
    this.prices = prices;
  }

  /// Reads only what is new from now on, as the same logs are read again and again.
  public void goOnFrom(EarlierReadings readings) {
    earlier = Optional.of(readings);
  }

  /// What was read of the logs before, if they are read again and again.
  public Optional<EarlierReadings> earlier() {
    return earlier;
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
              throw new ConfigurationProblem(name + " requires a log; " + reason);
            });
  }

  /// The places of agents that are to be read.
  public List<String> agentPlaces() {
    return sources.paths();
  }

  public InputStream stdin() {
    return environment.in();
  }

  public boolean isStrict() {
    return strict;
  }

  /// The zone in which days begin: that of this machine for what was found on it.
  public ZoneId timezone() {
    return timezone.orElseGet(() -> sources.isAsked() ? environment.zone() : ZoneOffset.UTC);
  }

  /// The zone of the option, for what is kept and may be read elsewhere.
  public ZoneId zoneToKeep() {
    return timezone.orElse(ZoneOffset.UTC);
  }

  /// The zone that a file counts days in, which the options must not contradict.
  public ZoneId timezone(ZoneId zone, String file) {
    if (timezone.isPresent() && !timezone.get().equals(zone)) {
      throw new ConfigurationProblem(
          "--timezone is " + timezone.get() + ", but " + file + " counts days in " + zone);
    }
    return zone;
  }

  public Optional<String> rejectFile() {
    return rejects;
  }

  /// The percentage of rows that may be rejected.
  public BigDecimal maxRejects() {
    return maxRejects.orElse(BigDecimal.ONE);
  }

  /// The request to read logs as these options say.
  ///
  /// @param labels columns to keep, because a report groups by them
  /// @param zone in which days begin
  /// @param today the day on which calls without a time are priced
  public ReadRequest request(List<String> paths, Set<String> labels, ZoneId zone, LocalDate today) {
    return new ReadRequest(
        paths,
        environment.in(),
        readOptions(),
        new RecordFilter(filter(), labels, period(), zone, today, sources.labels()),
        rejects,
        tuning(),
        Set.copyOf(sources.optional()));
  }

  private ReadOptions readOptions() {
    var fields = new ArrayList<>(map);
    taskFrom.ifPresent(field -> fields.add("task=" + field));
    var mapping = Mapping.of(fields);
    return new ReadOptions(
        formatIn.or(mapping::format),
        mapping.columns(),
        cacheTokens == ReadOptions.CacheTokens.AUTO
            ? mapping.cacheTokens().orElse(cacheTokens)
            : cacheTokens,
        dedupe == Switch.ON,
        dateOrder.map(asked -> asked.order).orElse(DateOrder.UNDECIDED));
  }

  /// A problem with a mapping, named by the option that was typed.
  public ConfigurationProblem asTyped(ConfigurationProblem problem) {
    var mapping = "--map task=" + taskFrom.orElse("") + ":";
    var message = String.valueOf(problem.getMessage());
    return taskFrom.isPresent() && message.startsWith(mapping)
        ? new ConfigurationProblem(
            "--task-from " + taskFrom.get() + message.substring(mapping.length() - 1), problem)
        : problem;
  }

  private ReadTuning tuning() {
    int workers = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (workers < 1 || workers > MOST_THREADS) {
      throw new ConfigurationProblem("--threads is " + workers + "; expected 1 to " + MOST_THREADS);
    }
    return ReadTuning.of(workers);
  }

  /// The conditions of `--filter` as texts, in the order of the alphabet.
  public List<String> conditions() {
    return Condition.merged(filter).stream().map(Condition::toString).sorted().toList();
  }

  /// The filter, which also notes the values that calls have.
  public Filter filter() {
    parsedFilter = parsedFilter.or(() -> Optional.of(new Filter(filter, prices::book)));
    return parsedFilter.get();
  }

  /// The days of the calls that count.
  public Period period() {
    return days.period(prices.today(timezone()));
  }

  /// The days that an option names in words, such as a month or a range.
  public Period period(String option, String text) {
    return PeriodOptions.range(option, text, prices.today(timezone()));
  }
}
