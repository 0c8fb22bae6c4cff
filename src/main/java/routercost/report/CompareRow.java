package routercost.report;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import routercost.price.variance.Driver;

/// A row of the table of a comparison, in amounts as shown.
record CompareRow(
    String name, BigDecimal before, BigDecimal after, SequencedMap<Driver, BigDecimal> drivers) {
  /// The rows taken together: sums of what they show.
  static CompareRow sum(String name, List<CompareRow> rows, List<Driver> drivers) {
    var sums = new LinkedHashMap<Driver, BigDecimal>();
    drivers.forEach(driver -> sums.put(driver, BigDecimal.ZERO));
    rows.forEach(
        row -> row.drivers().forEach((key, value) -> sums.merge(key, value, BigDecimal::add)));
    return new CompareRow(
        name,
        rows.stream().map(CompareRow::before).reduce(BigDecimal.ZERO, BigDecimal::add),
        rows.stream().map(CompareRow::after).reduce(BigDecimal.ZERO, BigDecimal::add),
        sums);
  }

  BigDecimal change() {
    return after.subtract(before);
  }

  BigDecimal effect(Driver driver) {
    return drivers.getOrDefault(driver, BigDecimal.ZERO);
  }
}
