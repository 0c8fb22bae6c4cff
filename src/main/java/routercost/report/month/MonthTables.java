package routercost.report.month;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.compare.DriverText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;

/// The tables of the report of a period.
///
/// @param decimals of amounts
record MonthTables(MonthEnd month, int decimals) {
  private static final int MOVERS = 10;

  /// The meters whose changes of price are reported.
  static final List<Meter> QUOTED =
      List.of(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ, Meter.CACHE_WRITE_5M);

  /// The drivers of the change.
  Block.Table drivers(MonthEnd.Earlier earlier) {
    var variance = earlier.byTask();
    return Field.table(
        driverFields(earlier),
        List.copyOf(variance.drivers().entrySet()),
        List.of(Map.entry(Driver.CALLS, variance.change())));
  }

  /// The cost of each day.
  Block.Table days() {
    var rows = List.copyOf(month.days().entrySet());
    return Field.table(dayFields(), rows, List.of(Map.entry(LocalDate.MIN, month.total())));
  }

  private List<Field<Map.Entry<Driver, Money>>> driverFields(MonthEnd.Earlier earlier) {
    var drivers = earlier.byTask().drivers();
    return List.of(
        Field.shown(
            TableColumn.left("Driver", 0),
            row ->
                new Cell.Text(
                    isDriver(drivers, row) ? MonthSentences.name(row.getKey()) : "Change")),
        Field.shown(
            TableColumn.right("Change", 0), row -> new Cell.Change(row.getValue(), decimals)),
        Field.shown(
            TableColumn.left("Largest cause", 1),
            row ->
                new Cell.Text(
                    isDriver(drivers, row)
                        ? DriverText.cause(row.getKey(), earlier.causes())
                        : "")));
  }

  private static boolean isDriver(Map<Driver, Money> drivers, Map.Entry<Driver, Money> row) {
    return drivers.entrySet().contains(row);
  }

  /// The tasks whose cost changed most.
  Block.Table movers(Variance variance) {
    var fields = new ArrayList<Field<Variance.Line>>();
    fields.add(
        Field.shown(
            TableColumn.left("Task", 0), line -> new Cell.Text(Phrases.group(line.group()))));
    fields.add(
        Field.shown(
            TableColumn.right("Previous", 3),
            line -> new Cell.Amount(line.base().cost(), decimals)));
    fields.add(
        Field.shown(
            TableColumn.right("Now", 2), line -> new Cell.Amount(line.head().cost(), decimals)));
    fields.add(
        Field.shown(
            TableColumn.right("Change", 0), line -> new Cell.Change(line.change(), decimals)));
    for (var driver : variance.split().drivers()) {
      fields.add(
          Field.shown(
              TableColumn.right(DriverText.heading(driver), 1),
              line -> new Cell.Signed(line.drivers().getOrDefault(driver, Money.ZERO), decimals)));
    }
    return Field.table(fields, variance.lines().stream().limit(MOVERS).toList(), List.of());
  }

  List<Field<Map.Entry<LocalDate, Money>>> dayFields() {
    return List.of(
        Field.record("view", _ -> "by_day"),
        Field.<Map.Entry<LocalDate, Money>>text("day", MonthTables::day).left("Day", 0),
        Field.<Map.Entry<LocalDate, Money>>money("cost", row -> Optional.of(row.getValue()))
            .right("Cost", 0, row -> new Cell.Amount(row.getValue(), decimals)));
  }

  private static String day(Map.Entry<LocalDate, Money> row) {
    return row.getKey().equals(LocalDate.MIN) ? "Total" : row.getKey().toString();
  }

  /// The prices that changed within the period.
  List<Block> priceChanges() {
    if (month.repriced().isEmpty()) {
      return List.of();
    }
    var fields = new ArrayList<Field<MonthEnd.PriceChange>>();
    fields.add(Field.shown(TableColumn.left("Model", 0), row -> new Cell.Text(row.model())));
    fields.add(
        Field.shown(TableColumn.left("From", 0), row -> new Cell.Text(row.day().toString())));
    for (var meter : QUOTED) {
      fields.add(
          Field.shown(
              TableColumn.right(Phrases.capital(meter.id().replace('_', ' ')), 1),
              row -> new Cell.Text(prices(row, meter))));
    }
    return List.of(
        new Block.Paragraph("List prices in US dollars per million tokens."),
        Field.table(fields, month.repriced(), List.of()));
  }

  private static String prices(MonthEnd.PriceChange change, Meter meter) {
    var before = change.before().rates().get(meter);
    var after = change.after().rates().get(meter);
    if (before == null || after == null) {
      return "";
    }
    return before.equals(after)
        ? Rounding.dollars(after.usd())
        : Rounding.dollars(before.usd()) + " -> " + Rounding.dollars(after.usd());
  }
}
