package routercost.report.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import routercost.price.variance.Variance;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;

/// The groups of a comparison as exact records. A group of which nothing has a price has no
/// amounts.
record CompareRecords(ComparedBills compared, List<Variance.Line> lines) {
  /// Calls without a price, on both sides.
  private record Unpriced(BigDecimal base, BigDecimal head) {
    static final Unpriced NONE = new Unpriced(BigDecimal.ZERO, BigDecimal.ZERO);

    Unpriced plus(Unpriced other) {
      return new Unpriced(base.add(other.base), head.add(other.head));
    }
  }

  Records records() {
    var names = new ArrayList<>(compared.view().grouping().ids());
    names.addAll(
        List.of(
            "status",
            "base_calls",
            "head_calls",
            "base_usd",
            "head_usd",
            "change_usd",
            "change_pct",
            "favourable"));
    compared.variance().split().drivers().forEach(driver -> names.add(driver.id() + "_usd"));
    names.addAll(List.of("base_unpriced_calls", "head_unpriced_calls", "prices"));
    var unpriced = unpriced();
    var rows = new ArrayList<List<String>>();
    for (var line : lines) {
      var gap = unpriced.remove(line.group().toArray(String[]::new));
      rows.add(record(line, gap == null ? Unpriced.NONE : gap));
    }
    unpriced.forEach((group, gap) -> rows.add(record(List.of(group), gap)));
    return new Records(
        names, rows.stream().limit(compared.view().top().orElse(rows.size())).toList());
  }

  private TreeMap<String[], Unpriced> unpriced() {
    var gaps = new TreeMap<String[], Unpriced>(java.util.Arrays::compare);
    var grouping = compared.view().grouping();
    for (var gap : compared.base().ledger().uncharged()) {
      var calls = gap.slice().usage().of(Meter.CALLS);
      gaps.merge(
          grouping.of(gap).toArray(String[]::new),
          new Unpriced(calls, BigDecimal.ZERO),
          Unpriced::plus);
    }
    for (var gap : compared.after().ledger().uncharged()) {
      var calls = gap.slice().usage().of(Meter.CALLS);
      gaps.merge(
          grouping.of(gap).toArray(String[]::new),
          new Unpriced(BigDecimal.ZERO, calls),
          Unpriced::plus);
    }
    return gaps;
  }

  private List<String> record(Variance.Line line, Unpriced gap) {
    var fields = new ArrayList<>(line.group());
    var base = line.base();
    fields.add(status(line));
    fields.add(Rounding.exact(base.calls()));
    fields.add(Rounding.exact(line.head().calls()));
    fields.add(base.cost().toString());
    fields.add(line.head().cost().toString());
    fields.add(line.change().toString());
    fields.add(
        base.cost().isZero() ? "" : Rounding.exactPercent(line.change().usd(), base.cost().usd()));
    fields.add(favourable(line));
    line.drivers().values().forEach(effect -> fields.add(effect.toString()));
    return ended(fields, gap);
  }

  private List<String> record(List<String> group, Unpriced gap) {
    var fields = new ArrayList<>(group);
    fields.addAll(List.of("unpriced", "0", "0", "", "", "", "", ""));
    compared.variance().split().drivers().forEach(_ -> fields.add(""));
    return ended(fields, gap);
  }

  private List<String> ended(List<String> fields, Unpriced gap) {
    fields.add(Rounding.exact(gap.base()));
    fields.add(Rounding.exact(gap.head()));
    fields.add(compared.head().prices());
    return fields;
  }

  /// Whether a group was on both sides.
  static String status(Variance.Line line) {
    if (line.base().isNothing()) {
      return "new";
    }
    return line.head().isNothing() ? "dropped" : "both";
  }

  /// What finance calls a change of a cost: a fall is favourable.
  private static String favourable(Variance.Line line) {
    return switch (line.change().usd().signum()) {
      case -1 -> "F";
      case 0 -> "";
      default -> "U";
    };
  }
}
