package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.audit.reconcile.ReconciledLine.BillCause;

/// Usage that a bill has a few days after the logs do: billed late, or where days begin elsewhere.
final class LateUsage {
  private static final int MOST_DAYS = 3;

  private LateUsage() {}

  private record Kind(CellKey undated, Variant variant) {}

  /// Explains what is late, and returns what is open after that.
  static List<Settlement.Open> settled(List<Settlement.Open> open) {
    var byKind = new LinkedHashMap<Kind, List<Settlement.Open>>();
    var rest = new ArrayList<Settlement.Open>();
    for (var item : open) {
      if (item.cell().key.isOneDay() && item.cell().bill.isDaily()) {
        byKind
            .computeIfAbsent(
                new Kind(item.cell().key.undated(), item.variant()), _ -> new ArrayList<>())
            .add(item);
      } else {
        rest.add(item);
      }
    }
    for (var days : byKind.values()) {
      days.sort(Comparator.comparing(item -> item.cell().key.from()));
      match(days, MOST_DAYS, true);
      match(days, 1, false);
      days.stream().filter(item -> item.quantity().signum() != 0).forEach(rest::add);
    }
    return rest;
  }

  private static void match(List<Settlement.Open> days, int most, boolean exactly) {
    for (int early = 0; early < days.size(); early++) {
      for (int late = early + 1; late < days.size(); late++) {
        var from = days.get(early);
        var to = days.get(late);
        boolean isNear = !to.cell().key.from().isAfter(from.cell().key.from().plusDays(most));
        var missing = from.quantity().negate();
        boolean fits = missing.signum() > 0 && to.quantity().signum() > 0;
        if (isNear && fits && (!exactly || missing.compareTo(to.quantity()) == 0)) {
          var part = missing.min(to.quantity());
          days.set(early, late(from, part.negate()));
          days.set(late, late(to, part));
        }
      }
    }
  }

  private static Settlement.Open late(Settlement.Open item, BigDecimal part) {
    item.cell().explain(BillCause.LATE, part.multiply(item.rate()));
    return item.less(part);
  }
}
