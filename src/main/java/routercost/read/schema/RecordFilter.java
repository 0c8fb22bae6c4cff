package routercost.read.schema;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import routercost.price.PricePeriods;
import routercost.read.value.Period;

/// Which records are read and what is kept of them.
///
/// @param labels names of further columns to keep in the key, because a report groups by them
/// @param timezone in which a day begins, and in which times without a zone are read
/// @param undated the day on which records without a time are priced
/// @param outside labels that records do not have themselves
/// @param periods whose days no report keeps apart, so that they may be taken together while a log
///     is read
/// @param choices those of the labels that only an input requires whose records do not name tasks
/// @param keepsTasks whether a report needs the tasks of tables and cubes; otherwise only what
///     prices depend on is kept
public record RecordFilter(
    Filter filter,
    Set<String> labels,
    Period period,
    ZoneId timezone,
    LocalDate undated,
    OutsideLabels outside,
    Optional<Supplier<PricePeriods>> periods,
    Set<String> choices,
    boolean keepsTasks) {
  /// Stands for the day of records without a time while a cube is built, which any later day may be
  /// that the cube is read on.
  public static final LocalDate NO_DAY = LocalDate.of(0, 1, 1);

  public RecordFilter {
    labels = Set.copyOf(labels);
    choices = Set.copyOf(choices);
  }

  public RecordFilter(
      Filter filter,
      Set<String> labels,
      Period period,
      ZoneId timezone,
      LocalDate undated,
      OutsideLabels outside) {
    this(filter, labels, period, timezone, undated, outside, Optional.empty(), Set.of(), true);
  }

  public RecordFilter(
      Filter filter, Set<String> labels, Period period, ZoneId timezone, LocalDate undated) {
    this(filter, labels, period, timezone, undated, OutsideLabels.NONE);
  }

  /// The names of all labels that are kept or filtered.
  public Set<String> asked() {
    var asked = new HashSet<>(labels);
    asked.addAll(filter.labels());
    return asked;
  }

  /// The names of the columns from which the labels follow.
  public Set<String> columns() {
    var columns = asked();
    for (String label : asked()) {
      columns.addAll(outside.columns(label));
    }
    return columns;
  }

  /// What it asks for, as one text: equal for equal selections.
  public String described() {
    return new TreeSet<>(labels) + " " + period + " " + filter.described() + " " + outside.rules();
  }

  /// The same for the records of one input.
  public RecordFilter at(String path) {
    for (String label : asked()) {
      if (outside.provides(label)) {
        return with(outside.at(path));
      }
    }
    return this;
  }

  public RecordFilter with(OutsideLabels labeled) {
    return new RecordFilter(
        filter, labels, period, timezone, undated, labeled, periods, choices, keepsTasks);
  }

  /// The labels that all records of the input have, if an input is chosen.
  public Map<String, String> constants() {
    var constants = new TreeMap<String, String>();
    if (outside.isActive()) {
      asked().forEach(label -> constants.put(label, outside.text(label, "", _ -> "")));
    }
    return constants;
  }

  /// The last day that a call can have been made on.
  public LocalDate latestDay() {
    return undated.equals(NO_DAY) ? LocalDate.MAX : undated;
  }

  /// Whether a record without a time may or may not be asked for.
  public boolean asksForTime() {
    return period.isBounded() || filter.asksForTime();
  }

  /// The day under which the filter judges records without a time.
  public LocalDate unknownDay() {
    return filter.asksForTime() ? NO_DAY : undated;
  }

  /// The same for records of any day that have one: the period is applied later.
  public RecordFilter anyDay() {
    return period.isBounded() ? with(Period.DATED) : this;
  }

  /// The same, with another day for records without a time.
  public RecordFilter undatedOn(LocalDate day) {
    return new RecordFilter(
        filter, labels, period, timezone, day, outside, periods, choices, keepsTasks);
  }

  /// The same for other days.
  public RecordFilter with(Period days) {
    return new RecordFilter(
        filter, labels, days, timezone, undated, outside, periods, choices, keepsTasks);
  }

  /// The same, if no report keeps the days of these periods apart.
  public RecordFilter merging(Optional<Supplier<PricePeriods>> together) {
    return new RecordFilter(
        filter, labels, period, timezone, undated, outside, together, choices, keepsTasks);
  }

  /// The same, if these labels only tell calls apart whose tasks have no names.
  public RecordFilter choosing(Set<String> unnamed) {
    return new RecordFilter(
        filter, labels, period, timezone, undated, outside, periods, unnamed, keepsTasks);
  }

  /// The same, with nothing in the keys of tables and cubes but what prices depend on.
  public RecordFilter withoutTasks() {
    return new RecordFilter(
        filter, Set.of(), period, timezone, undated, outside, periods, choices, false);
  }

  /// The same, with keys that lack a label.
  public RecordFilter without(String label) {
    var others = new HashSet<>(labels);
    others.remove(label);
    return new RecordFilter(
        filter, others, period, timezone, undated, outside, periods, choices, keepsTasks);
  }

  /// The same for records that name their tasks.
  public RecordFilter ofNamedTasks() {
    if (choices.isEmpty()) {
      return this;
    }
    var others = new HashSet<>(labels);
    others.removeAll(choices);
    return new RecordFilter(
        filter, others, period, timezone, undated, outside, periods, Set.of(), keepsTasks);
  }
}
