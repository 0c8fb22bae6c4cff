package routercost.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import routercost.price.Money;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.layout.Phrases;

/// A row of the table of a comparison, in exact amounts.
record CompareRow(String name, Money before, Money after, Map<Driver, Money> drivers) {
  static CompareRow of(Variance.Line line) {
    return new CompareRow(
        Phrases.group(line.group()), line.base().cost(), line.head().cost(), line.drivers());
  }

  /// The rows of `lines`; those beyond the top are one.
  static List<CompareRow> of(List<Variance.Line> lines, int top) {
    var rows = new ArrayList<>(lines.stream().limit(top).map(CompareRow::of).toList());
    if (top < lines.size()) {
      var rest = lines.stream().skip(top).map(CompareRow::of).toList();
      rows.add(sum(rest.size() + " more", rest));
    }
    return rows;
  }

  private static CompareRow sum(String name, List<CompareRow> rows) {
    var drivers = new LinkedHashMap<Driver, Money>();
    for (var row : rows) {
      row.drivers().forEach((driver, effect) -> drivers.merge(driver, effect, Money::plus));
    }
    return new CompareRow(
        name,
        Money.sum(rows.stream().map(CompareRow::before).toList()),
        Money.sum(rows.stream().map(CompareRow::after).toList()),
        drivers);
  }

  Money change() {
    return after.minus(before);
  }

  Money effect(Driver driver) {
    return drivers.getOrDefault(driver, Money.ZERO);
  }
}
