package routercost.read.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.read.builtin.Column;
import routercost.read.record.Row;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// Reads rows as calls: one row in, what becomes of it out.
public final class RowParser {
  private final LogConventions habits;
  private final RecordFilter selection;
  private final DateParser days;

  public RowParser(LogConventions habits, RecordFilter selection) {
    this.habits = habits;
    this.selection = selection;
    this.days = new DateParser(selection.timezone(), habits.dateOrder());
  }

  public DateParser days() {
    return days;
  }

  /// Reads one row.
  ///
  /// @throws Unreadable with the reason if the row has to be rejected
  public ParsedRow read(Row row, Columns columns) throws RowRejectedException {
    var cells = new CellValues(row, columns, habits);
    Set<ParsedRow.Assumption> assumed = EnumSet.noneOf(ParsedRow.Assumption.class);
    LocalDate day = day(cells, assumed);
    if (selection.period().isBounded() && assumed.contains(ParsedRow.Assumption.NO_TIME)) {
      return ParsedRow.Skipped.NO_DATE;
    }
    if (!selection.period().contains(day)) {
      return ParsedRow.Skipped.OUTSIDE_PERIOD;
    }
    TokenCounts quantities = TokenCounts.of(cells);
    UsageKey key = key(cells, day, band(cells, quantities, assumed));
    if (quantities.isEmpty() && key.status() == Status.OK) {
      return ParsedRow.Skipped.NO_TOKENS;
    }
    var cost = cells.cost();
    return selection.filter().accepts(key, name -> cells.columns().label(cells.row(), name))
        ? new ParsedRow.Usable(key, quantities, cost, assumed, () -> Timing.of(cells, days))
        : ParsedRow.Skipped.FILTERED_OUT;
  }

  private LocalDate day(CellValues cells, Set<ParsedRow.Assumption> assumed)
      throws RowRejectedException {
    String time = cells.text(Column.TIMESTAMP);
    if (AmountParser.isMissing(time)) {
      assumed.add(ParsedRow.Assumption.NO_TIME);
      return selection.undated();
    }
    DateParser.Found found = days.day(time);
    if (found.naive()) {
      assumed.add(ParsedRow.Assumption.NAIVE_TIME);
    }
    return found.day();
  }

  private UsageKey key(CellValues cells, LocalDate day, Band band) throws RowRejectedException {
    String model = cells.text(Column.MODEL);
    if (model.isEmpty()) {
      throw new RowRejectedException("model is empty; expected the name of a model");
    }
    return new UsageKey(
        day,
        cells.text(Column.TASK),
        model,
        ServingColumns.tier(cells),
        band,
        ServingColumns.place(cells),
        ServingColumns.status(cells),
        labels(cells));
  }

  private SortedMap<String, String> labels(CellValues cells) {
    var labels = new TreeMap<String, String>();
    for (String label : selection.labels()) {
      labels.put(label, cells.columns().label(cells.row(), label));
    }
    return labels;
  }

  /// The band of the prompt. An aggregate takes the band that it names, else that of its average
  /// prompt.
  private static Band band(
      CellValues cells, TokenCounts quantities, Set<ParsedRow.Assumption> assumed)
      throws RowRejectedException {
    long calls = quantities.of(Meter.CALLS);
    if (!cells.columns().has(Column.CALLS) || calls == 1) {
      return Band.ofPrompt(quantities.prompt());
    }
    var named = ContextWindow.band(cells);
    if (named.isPresent()) {
      return named.get();
    }
    assumed.add(ParsedRow.Assumption.AVERAGE_BAND);
    return calls == 0
        ? Band.BASE
        : Band.ofAverage(BigDecimal.valueOf(quantities.prompt()), BigDecimal.valueOf(calls));
  }
}
