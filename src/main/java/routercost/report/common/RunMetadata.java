package routercost.report.common;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.usage.SafeText;

/// What every report begins with: what was read, with which prices, over which days.
///
/// @param version of the tool
/// @param from the first day; empty if there are no calls
/// @param to the last day
/// @param notCounted what was left out of every total
/// @param filter the conditions that calls had to meet, as texts in order
/// @param configuration the configuration files and variables that set options of the run
/// @param agents the logs in words, if they are those of coding agents, whose files have no names
///     that say anything; else empty
/// @param emptied `0 of 434 rows are …`, if a period or filter leaves no call; else empty
public record RunMetadata(
    String command,
    String version,
    List<InputSummary> inputs,
    PricesInUse prices,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String timezone,
    NotCounted notCounted,
    List<String> filter,
    List<String> configuration,
    String agents,
    String emptied) {
  /// The version of the keys of every JSON report; docs/json.md lists them.
  public static final int SCHEMA_VERSION = 2;

  /// The metadata of a run that prices no calls.
  public static RunMetadata ofBook(String command, String version, PriceBook book) {
    return ofAnswers(command, version, List.of(), book);
  }

  /// The same of a run that reads answers.
  public static RunMetadata ofAnswers(
      String command, String version, List<String> files, PriceBook book) {
    return new RunMetadata(
        command,
        version,
        files.stream().map(InputSummary::ofAnswers).toList(),
        PricesInUse.of(book),
        Optional.empty(),
        Optional.empty(),
        "UTC");
  }

  /// The metadata of a run that counts everything, whose report does not say how old its prices
  /// are.
  public RunMetadata(
      String command,
      String version,
      List<InputSummary> inputs,
      PricesInUse prices,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      String timezone) {
    this(
        command,
        version,
        inputs,
        prices,
        from,
        to,
        timezone,
        NotCounted.NOTHING,
        List.of(),
        List.of(),
        "",
        "");
  }

  /// Whether no call is left of what was read: a total of 0 is then no bill.
  public boolean isEmptied() {
    return !inputs.isEmpty()
        && inputs.stream().allMatch(input -> input.used() == 0)
        && inputs.stream()
            .anyMatch(
                input ->
                    input.rows() == 0
                        || input.skipped().containsKey("outside_period")
                        || input.skipped().containsKey("filtered_out"));
  }

  public RunMetadata {
    inputs = List.copyOf(inputs);
    filter = List.copyOf(filter);
    configuration =
        configuration.isEmpty()
            ? List.of()
            : configuration.stream().map(RunMetadata::fileName).toList();
  }

  /// `No calls to price: 0 of 434 rows are …`, for a report without calls.
  public String noCalls() {
    return "No calls to price" + (emptied.isEmpty() ? "." : ": " + emptied + ".");
  }

  /// The same with other usage that is not counted.
  public RunMetadata with(NotCounted others) {
    return new RunMetadata(
        command,
        version,
        inputs,
        prices,
        from,
        to,
        timezone,
        others,
        filter,
        configuration,
        agents,
        emptied);
  }

  /// The fields that every JSON report begins with (DESIGN §9).
  ///
  /// @param complete whether every amount of the report is known
  /// @param assumptions as sentences
  public Json.Fields json(
      boolean withMapping, Coverage coverage, boolean complete, List<String> assumptions) {
    var json =
        Json.object()
            .and("schema_version", SCHEMA_VERSION)
            .and("command", command)
            .and("tool", Json.object().and("name", "router-cost").and("version", version))
            .and("inputs", inputs(withMapping))
            .and("prices", prices.json())
            .and("period", period());
    if (!configuration.isEmpty()) {
      json.and("configuration", Json.texts(configuration));
    }
    return (filter.isEmpty() ? json : json.and("filter", Json.texts(filter)))
        .and("currency", "USD")
        .and("not_counted", new NotCountedText(notCounted).json())
        .and("complete", complete && !isEmptied())
        .and("coverage", coverage.json())
        .and("assumptions", Json.texts(assumptions))
        .and("warnings", Json.items(coverage.warnings()));
  }

  /// The same fields of a report that prices no calls.
  public Json.Fields json() {
    return json(false, new Coverage(new Ledger(List.of(), List.of())), true, List.of());
  }

  private Json inputs(boolean withMapping) {
    return Json.items(inputs.stream().map(input -> input.json(withMapping)));
  }

  /// `Options are set by router-cost.yaml.`; empty if only the command line sets any.
  public String configuredBy() {
    return configuration.isEmpty()
        ? ""
        : "options are set by "
            + configuration.stream().map(SafeText::of).collect(Collectors.joining(", "));
  }

  /// The days that were read.
  public Json period() {
    return Json.object()
        .and("from", Json.text(from))
        .and("to", Json.text(to))
        .and("timezone", timezone);
  }

  /// The names of the inputs.
  public List<String> shortNames() {
    return inputs.stream().map(input -> fileName(input.path())).toList();
  }

  /// What was read for two reports, as one.
  public RunMetadata and(RunMetadata other) {
    var both = Stream.concat(inputs.stream(), other.inputs.stream()).toList();
    var first = Stream.of(from, other.from).flatMap(Optional::stream).min(LocalDate::compareTo);
    var last = Stream.of(to, other.to).flatMap(Optional::stream).max(LocalDate::compareTo);
    return new RunMetadata(
        command,
        version,
        both,
        prices.and(other.prices),
        first,
        last,
        timezone,
        notCounted.plus(other.notCounted),
        filter,
        Stream.concat(configuration.stream(), other.configuration.stream()).distinct().toList(),
        agents,
        emptied.isEmpty() || other.emptied.isEmpty() ? "" : emptied);
  }

  /// Absolute paths would differ from machine to machine; only the name is kept of them.
  public static String fileName(String path) {
    return path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
  }

  /// `calls.csv`, or `calls.csv and 3 more`, or `Claude Code, 99 sessions, 3 projects`.
  public String inputNames() {
    if (!agents.isEmpty()) {
      return agents;
    }
    var first = inputs.isEmpty() ? "no input" : inputs.getFirst().shortName();
    return inputs.size() < 2 ? first : first + " and " + (inputs.size() - 1) + " more";
  }

  /// `records` with the days that were read and the prices.
  public Records dated(Records records) {
    var dated = records.with("period_from", from).with("period_to", to);
    return prices.isNone() ? dated : dated.with("prices", prices.name());
  }

  /// The days of a title: `1 Oct to 28 Nov UTC` for the logs of agents, with the year unless it is
  /// this one.
  Stream<String> titleDays() {
    return agents.isEmpty() || from.isEmpty() || to.isEmpty()
        ? days()
        : Stream.of(
            (from.equals(to) ? inWords(to.get()) : inWords(from.get()) + " to " + inWords(to.get()))
                + " "
                + timezone);
  }

  private String inWords(LocalDate day) {
    boolean isThisYear = prices.today().filter(now -> now.getYear() == day.getYear()).isPresent();
    return Phrases.day(day, !isThisYear);
  }

  /// `2026-10-01 to 2026-10-31 UTC`.
  public Stream<String> days() {
    return from
        .flatMap(
            first ->
                to.map(
                    last ->
                        (first.equals(last) ? first.toString() : first + " to " + last)
                            + " "
                            + timezone))
        .stream();
  }
}
