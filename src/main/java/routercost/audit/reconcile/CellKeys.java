package routercost.audit.reconcile;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The cells that lines of bills and logged usage belong to: as fine as the bill states.
///
/// @param labels of the calls, where workspaces and keys are compared
record CellKeys(Reconciler.Labels labels, Map<ScopeKey, Scope> scopes) {
  CellKeys(Reconciler.Labels labels) {
    this(labels, new HashMap<>());
  }

  /// Where a line of a bill belongs.
  CellKey billed(ProviderBill bill, BillLine line) {
    var item = line.item();
    boolean isNamed = !item.model().isEmpty() || item.meter().isPresent();
    return new CellKey(
        bill.name(),
        line.from(),
        line.to(),
        isNamed || !bill.statesModels() ? item.model() : item.purpose(),
        item.meter().map(CellKey::family),
        labels.workspace().isEmpty() ? "" : item.workspace(),
        labels.key().isEmpty() ? "" : item.key());
  }

  /// Where a line of a usage report belongs: next to the amounts for what it counts.
  CellKey reported(ProviderBill bill, BillLine line) {
    var item = line.item();
    return key(
        bill,
        line.from(),
        item.model(),
        item.meter().orElseThrow(),
        labels.workspace().isEmpty() ? "" : item.workspace(),
        labels.key().isEmpty() ? "" : item.key());
  }

  /// Where logged usage belongs.
  CellKey used(ProviderBill bill, UsageKey used, String model, Meter meter) {
    return key(
        bill, used.day(), model, meter, label(used, labels.workspace()), label(used, labels.key()));
  }

  private CellKey key(
      ProviderBill bill, LocalDate day, String model, Meter meter, String workspace, String key) {
    var family = CellKey.family(meter);
    var scope =
        scopes.computeIfAbsent(new ScopeKey(bill.name(), family), _ -> Scope.of(bill, family));
    var period = scope.period(day);
    return new CellKey(
        bill.name(),
        period.from(),
        period.to(),
        scope.ofModels() ? model : "",
        scope.ofMeters() ? Optional.of(family) : Optional.empty(),
        workspace,
        key);
  }

  record ScopeKey(String bill, Meter family) {}

  /// What the lines of a bill state of one meter.
  ///
  /// @param periods of its lines, the shortest first
  record Scope(boolean ofModels, boolean ofMeters, List<Reconciler.Days> periods) {
    static Scope of(ProviderBill bill, Meter family) {
      var alike =
          bill.charges()
              .filter(line -> line.item().meter().map(CellKey::family).equals(Optional.of(family)))
              .toList();
      var lines = alike.isEmpty() ? bill.charges().toList() : alike;
      boolean ofModels =
          alike.isEmpty()
              ? bill.statesModels()
              : alike.stream().anyMatch(line -> !line.item().model().isEmpty());
      var periods =
          lines.stream()
              .map(line -> new Reconciler.Days(line.from(), line.to()))
              .distinct()
              .filter(days -> days.count() > 1)
              .sorted(Comparator.comparingLong(Reconciler.Days::count))
              .toList();
      boolean isDaily =
          lines.stream().anyMatch(line -> new Reconciler.Days(line.from(), line.to()).count() == 1);
      return new Scope(ofModels, bill.statesMeters(), isDaily ? List.of() : periods);
    }

    /// The period of the bill that a day is in; the day itself in a bill of days.
    Reconciler.Days period(LocalDate day) {
      return periods.stream()
          .filter(of -> of.contains(day))
          .findFirst()
          .orElse(new Reconciler.Days(day, day.plusDays(1)));
    }
  }

  private static String label(UsageKey key, String name) {
    return name.isEmpty() ? "" : key.labels().getOrDefault(name, "");
  }
}
