package routercost.report.common;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.YoungModels;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.usage.SafeText;

/// What every report begins with: what was read, with which prices, over which days.
///
/// @param version of the tool
/// @param bookId and its hash name the prices
/// @param from the first day; empty if there are no calls
/// @param to the last day
/// @param notCounted what was left out of every total
/// @param filter the conditions that calls had to meet, as texts in order
/// @param today from which the age of the book counts; empty if it does not matter
/// @param young the models of the logs that are younger than the book
/// @param configuration the configuration files and variables that set options of the run
/// @param agents the logs in words, if they are those of coding agents, whose files have no names
///     that say anything; else empty
public record RunMetadata(
    String command,
    String version,
    List<Input> inputs,
    String bookId,
    String bookSha256,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String timezone,
    NotCounted notCounted,
    List<String> filter,
    Optional<LocalDate> today,
    SortedSet<String> young,
    List<String> configuration,
    String agents) {
  /// The version of the keys of every JSON report; docs/json.md lists them.
  public static final int SCHEMA_VERSION = 2;

  private static final int SHOWN = 6;
  private static final int OLD_DAYS = 30;

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
        files.stream().map(Input::ofAnswers).toList(),
        book.id(),
        book.sha256(),
        Optional.empty(),
        Optional.empty(),
        "UTC");
  }

  /// The metadata of a run that counts everything, whose report does not say how old its prices
  /// are.
  public RunMetadata(
      String command,
      String version,
      List<Input> inputs,
      String bookId,
      String bookSha256,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      String timezone) {
    this(
        command,
        version,
        inputs,
        bookId,
        bookSha256,
        from,
        to,
        timezone,
        NotCounted.NOTHING,
        List.of(),
        Optional.empty(),
        Collections.emptySortedSet(),
        List.of(),
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

  /// What became of the records of one input.
  public record Input(
      String path,
      String format,
      long rows,
      long used,
      long duplicates,
      SortedMap<String, Long> skipped,
      long rejected,
      List<String> mapping) {
    private static final String ANSWERS = "answers";

    /// A file of answers, whose rows are not counted.
    static Input ofAnswers(String path) {
      return new Input(path, ANSWERS, 0, 0, 0, new TreeMap<>(), 0, List.of());
    }

    /// The rows of several inputs that were skipped, by reason.
    static SortedMap<String, Long> skipped(List<Input> inputs) {
      var reasons = new TreeMap<String, Long>();
      for (var input : inputs) {
        input.skipped().forEach((reason, rows) -> reasons.merge(reason, rows, Long::sum));
      }
      return reasons;
    }

    /// ` (status 3, empty 1)`; nothing if no row was skipped.
    static String reasons(SortedMap<String, Long> skipped) {
      return skipped.isEmpty()
          ? ""
          : skipped.entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", ", " (", ")"));
    }

    /// Whether it came through a pipe, and cannot be named in another command.
    boolean isStandardInput() {
      return path.equals("-");
    }

    /// `calls.csv`, without its folder.
    private String shortName() {
      return isStandardInput() ? "standard input" : path.substring(path.lastIndexOf('/') + 1);
    }

    public long skippedRows() {
      return skipped.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  public RunMetadata {
    inputs = List.copyOf(inputs);
    filter = List.copyOf(filter);
    young = Collections.unmodifiableSortedSet(new TreeSet<>(young));
    configuration =
        configuration.isEmpty()
            ? List.of()
            : configuration.stream().map(RunMetadata::fileName).toList();
  }

  /// The same with more that is not counted.
  public RunMetadata and(NotCounted more) {
    return new RunMetadata(
        command,
        version,
        inputs,
        bookId,
        bookSha256,
        from,
        to,
        timezone,
        notCounted.plus(more),
        filter,
        today,
        young,
        configuration,
        agents);
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
            .and("prices", pricesJson())
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

  private Json pricesJson() {
    if (bookId.isEmpty()) {
      return Json.NULL;
    }
    var prices = Json.object().and("id", bookId).and("sha256", bookSha256);
    return young.isEmpty() ? prices : prices.and("younger_models", Json.texts(List.copyOf(young)));
  }

  private Json inputs(boolean withMapping) {
    return Json.items(inputs.stream().map(input -> json(input, withMapping)));
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
        bookId,
        bookSha256,
        first,
        last,
        timezone,
        notCounted.plus(other.notCounted),
        filter,
        today,
        Stream.of(young, other.young)
            .flatMap(names -> names.stream())
            .collect(Collectors.toCollection(TreeSet::new)),
        Stream.concat(configuration.stream(), other.configuration.stream()).distinct().toList(),
        agents);
  }

  private static Json json(Input input, boolean withMapping) {
    var file = Json.object().and("path", fileName(input.path())).and("format", input.format());
    if (input.format().equals(Input.ANSWERS)) {
      return file;
    }
    var reasons = Json.object();
    input.skipped().forEach(reasons::and);
    var json =
        file.and("rows", input.rows())
            .and("used", input.used())
            .and("duplicates", input.duplicates())
            .and("skipped", input.skippedRows())
            .and("rejected", input.rejected())
            .and("skipped_reasons", reasons);
    return withMapping ? json.and("mapping", Json.texts(input.mapping())) : json;
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

  /// The same for a sentence.
  public String pricesInWords() {
    return "%s (sha256 %s)%s"
        .formatted(bookId, bookSha256.substring(0, Math.min(16, bookSha256.length())), age());
  }

  /// The age of the built-in book in words, from 30 days on or if models are younger.
  private String age() {
    long days = bookAge();
    var old =
        days < OLD_DAYS
            ? ""
            : ", which is %s old: later price changes are not in it"
                .formatted(Phrases.counted(days, "day"));
    return young.isEmpty()
        ? old
        : "%s; the log has newer models: %s"
            .formatted(old, Phrases.few(young.stream().map(SafeText::cut).toList(), SHOWN));
  }

  /// The age of the built-in book in days; 0 if it does not matter.
  public long bookAge() {
    var last = YoungModels.lastDay(bookId);
    return today.isEmpty() || last.isEmpty()
        ? 0
        : Math.max(0, today.get().toEpochDay() - last.get().toEpochDay());
  }

  /// `builtin-2026-11-12@5a88ff95c0f1`: enough to name the prices on one line.
  public String prices() {
    return bookId + "@" + bookSha256.substring(0, Math.min(12, bookSha256.length()));
  }

  /// `records` with the days that were read and the prices.
  public Records dated(Records records) {
    var dated =
        records
            .with("period_from", from.map(LocalDate::toString).orElse(""))
            .with("period_to", to.map(LocalDate::toString).orElse(""));
    return bookId.isEmpty() ? dated : dated.with("prices", prices());
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
    boolean isThisYear = today.isPresent() && today.get().getYear() == day.getYear();
    var month = day.getMonth().name().substring(0, 3).toLowerCase(Locale.ROOT);
    return day.getDayOfMonth()
        + " "
        + Phrases.capital(month)
        + (isThisYear ? "" : " " + day.getYear());
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
