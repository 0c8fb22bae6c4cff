package routercost.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// Reads rows as calls: one row in, what becomes of it out.
final class CallReading {
  private final Habits habits;
  private final Selection selection;
  private final Days days;

  CallReading(Habits habits, Selection selection) {
    this.habits = habits;
    this.selection = selection;
    this.days = new Days(selection.timezone(), habits.dateOrder());
  }

  Days days() {
    return days;
  }

  /// Reads one row.
  ///
  /// @throws Unreadable with the reason if the row has to be rejected
  Outcome read(Row row, Columns columns) throws Unreadable {
    var cells = new Cells(row, columns, habits);
    Set<Outcome.Assumption> assumed = EnumSet.noneOf(Outcome.Assumption.class);
    LocalDate day = day(cells, assumed);
    if (selection.period().isBounded() && assumed.contains(Outcome.Assumption.NO_TIME)) {
      return Outcome.Skipped.NO_DATE;
    }
    if (!selection.period().contains(day)) {
      return Outcome.Skipped.OUTSIDE_PERIOD;
    }
    Quantities quantities = Quantities.of(cells);
    UsageKey key = key(cells, day, band(cells, quantities, assumed));
    if (quantities.isEmpty() && key.status() == Status.OK) {
      return Outcome.Skipped.NO_TOKENS;
    }
    var cost = cells.cost();
    return selection.filter().accepts(key, name -> cells.columns().label(cells.row(), name))
        ? new Outcome.Usable(key, quantities, cost, assumed, () -> Timing.of(cells, days))
        : Outcome.Skipped.FILTERED_OUT;
  }

  private LocalDate day(Cells cells, Set<Outcome.Assumption> assumed) throws Unreadable {
    String time = cells.text(Column.TIMESTAMP);
    if (Amount.isMissing(time)) {
      assumed.add(Outcome.Assumption.NO_TIME);
      return selection.undated();
    }
    Days.Found found = days.day(time);
    if (found.naive()) {
      assumed.add(Outcome.Assumption.NAIVE_TIME);
    }
    return found.day();
  }

  private UsageKey key(Cells cells, LocalDate day, Band band) throws Unreadable {
    String model = cells.text(Column.MODEL);
    if (model.isEmpty()) {
      throw new Unreadable("model is empty; expected the name of a model");
    }
    return new UsageKey(
        day,
        cells.text(Column.TASK),
        model,
        Served.tier(cells),
        band,
        Served.place(cells),
        Served.status(cells),
        labels(cells));
  }

  private SortedMap<String, String> labels(Cells cells) {
    var labels = new TreeMap<String, String>();
    for (String label : selection.labels()) {
      labels.put(label, cells.columns().label(cells.row(), label));
    }
    return labels;
  }

  /// The band of the prompt. An aggregate takes the band that it names, else that of its average
  /// prompt.
  private static Band band(Cells cells, Quantities quantities, Set<Outcome.Assumption> assumed)
      throws Unreadable {
    long calls = quantities.of(Meter.CALLS);
    if (!cells.columns().has(Column.CALLS) || calls == 1) {
      return Band.ofPrompt(quantities.prompt());
    }
    var named = ContextWindow.band(cells);
    if (named.isPresent()) {
      return named.get();
    }
    assumed.add(Outcome.Assumption.AVERAGE_BAND);
    return calls == 0
        ? Band.BASE
        : Band.ofAverage(BigDecimal.valueOf(quantities.prompt()), BigDecimal.valueOf(calls));
  }
}
