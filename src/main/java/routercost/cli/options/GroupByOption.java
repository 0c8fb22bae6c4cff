package routercost.cli.options;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import routercost.price.Attribute;
import routercost.price.Quote;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.Grouping;
import routercost.usage.UsageKey;

/// The columns that the rows of a report are grouped by.
public final class GroupByOption {
  private static final int MOST_COLUMNS = 20;

  /// The columns that may tell more of calls than their task.
  private static final Set<String> CHOICES = Set.of(Attribute.Label.PROJECT.id(), Grouping.AGENT);

  @Option(
      names = {"-g", "--group-by", "--by"},
      split = ",",
      paramLabel = "NAME",
      description =
          "Show one row for each value, such as model or day. By default task, or what tells"
              + " calls apart. Also tier, provider, hour, week, month, service, band, place,"
              + " status, session, call, or any column of the log.")
  List<String> names = List.of();

  /// Decided once the calls are known, unless rows are asked for.
  private List<Attribute> usual = List.of(Attribute.Known.TASK);

  private boolean looksFurther = true;
  private Set<String> passing = Set.of();

  public List<Attribute> attributes() {
    return names.isEmpty()
        ? usual
        : names.stream().map(name -> Attribute.named(name.toLowerCase(Locale.ROOT))).toList();
  }

  /// Looks at the columns of the calls that are read anyway only: single calls are compared, whose
  /// keys may have no further column.
  public void keepToTask() {
    looksFurther = false;
  }

  /// Decides by these logs what rows are of, unless it is asked for, and returns the logs without
  /// the columns that only this decision takes.
  ///
  /// @param labels that reading had to keep for other reasons
  /// @param quotes the prices of the bill
  public List<LogTally> decide(
      List<LogTally> tallies, Set<String> labels, Supplier<Function<UsageKey, Quote>> quotes) {
    if (!isUndecided()) {
      return tallies;
    }
    passing = choices(labels);
    looksFurther = false;
    usual =
        Grouping.telling(
            tallies.stream().flatMap(tally -> tally.used().slices()).toList(), quotes.get());
    passing.removeAll(labels());
    return tallies.stream().map(tally -> tally.without(passing)).toList();
  }

  public LogTally decide(
      LogTally tally, Set<String> labels, Supplier<Function<UsageKey, Quote>> quotes) {
    return decide(List.of(tally), labels, quotes).getFirst();
  }

  /// The key of a call without the columns that only the decision took.
  public UsageKey kept(UsageKey key) {
    return passing.isEmpty() ? key : key.without(passing);
  }

  private boolean isUndecided() {
    return names.isEmpty() && looksFurther;
  }

  /// The columns of the log that rows are grouped by, or may be, which reading has to keep.
  public Set<String> labels() {
    return isUndecided()
        ? CHOICES
        : Stream.concat(
                attributes().stream(),
                isBySession() ? Stream.of(Attribute.Label.PROJECT) : Stream.of())
            .filter(attribute -> attribute instanceof Attribute.Label && !isByCall())
            .map(Attribute::id)
            .collect(Collectors.toSet());
  }

  /// Those of the labels that only calls require whose tasks have no names.
  ///
  /// @param labels that reading has to keep for other reasons
  public Set<String> choices(Set<String> labels) {
    var choices = new TreeSet<String>();
    if (isUndecided()) {
      choices.addAll(CHOICES);
      choices.removeAll(labels);
    }
    return choices;
  }

  /// Whether rows are single calls.
  ///
  /// @throws ConfigurationProblem if they are to be divided further
  public boolean isByCall() {
    boolean isAsked = attributes().contains(Attribute.Label.CALL);
    if (isAsked && attributes().size() > 1) {
      throw new ConfigurationProblem("--group-by call cannot be combined with another name");
    }
    return isAsked;
  }

  /// Whether rows are sessions, beside which their day and project stand.
  public boolean isBySession() {
    return attributes().equals(List.of(Attribute.Label.SESSION));
  }

  public boolean isByTime() {
    return attributes().stream().anyMatch(Attribute::isTime);
  }

  /// Refuses a column that none of these calls has: it would be one row without a name.
  ///
  /// @param inputs with the columns that there are
  public void requireLabels(Stream<UsageKey> calls, Stream<LogTally> inputs) {
    var labels = new TreeSet<>(labels());
    attributes().stream()
        .filter(Attribute.Label.CALL::equals)
        .map(Attribute::id)
        .forEach(labels::add);
    if (isBySession()) {
      labels.remove(Attribute.Label.PROJECT.id());
    }
    requireLabels("", labels, calls, inputs);
  }

  /// @param lead of the message, as far as it has to name an option
  static void requireLabels(
      String lead, Set<String> labels, Stream<UsageKey> calls, Stream<LogTally> inputs) {
    var keys = labels.isEmpty() ? List.<UsageKey>of() : calls.toList();
    for (var label : labels) {
      boolean none = keys.stream().allMatch(key -> key.labels().getOrDefault(label, "").isEmpty());
      if (none && !keys.isEmpty()) {
        throw new ConfigurationProblem(unknown(lead, label, inputs));
      }
    }
  }

  private static String unknown(String lead, String label, Stream<LogTally> inputs) {
    var columns = columns(inputs);
    var names = new LinkedHashSet<>(Attribute.known());
    names.addAll(columns);
    if (label.equals(Attribute.Label.HOUR.id())) {
      return "no call has a time of day; use --group-by day";
    }
    if (label.equals(Attribute.Label.CALL.id())) {
      return "only audit lists single calls: router-cost audit LOG --group-by call";
    }
    return "%sno record has a column '%s'%s%s; expected %s%s"
        .formatted(
            lead,
            label,
            lead.isEmpty() ? " to group by" : "",
            Suggestions.hint(label, names),
            String.join(", ", Attribute.known()),
            columns.isEmpty()
                ? " or a column of the log"
                : ", or a column of the log: " + String.join(", ", columns));
  }

  /// The further columns that inputs have.
  public static List<String> columns(Stream<LogTally> tallies) {
    return tallies
        .flatMap(tally -> tally.inputs().stream())
        .flatMap(RowCounts::columns)
        .filter(Column::isFurther)
        .distinct()
        .limit(MOST_COLUMNS)
        .toList();
  }
}
