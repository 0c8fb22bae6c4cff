package routercost.report.common;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.usage.Slice;
import routercost.whatif.Comparison.Repriced;

/// The dimensions that a report groups by, and the group that a charge is in.
public record Grouping(List<Attribute> dimensions) {
  public Grouping {
    dimensions = List.copyOf(dimensions);
  }

  /// The values of a charge, in the order of the dimensions.
  public List<String> of(Charge charge) {
    return of(charge.slice(), new Ledger(List.of(charge), List.of()));
  }

  /// The same for what has no price.
  public List<String> of(UnpricedSlice uncharged) {
    return of(uncharged.slice(), new Ledger(List.of(), List.of(uncharged)));
  }

  private List<String> of(Slice slice, Ledger ledger) {
    var line = new Repriced(slice, ledger, ledger, Collections.emptySortedSet());
    return dimensions.stream().map(dimension -> line.value(dimension)).toList();
  }

  public List<String> ids() {
    return dimensions.stream().map(Attribute::id).toList();
  }

  /// The heading of a column of groups: `Task`, `Team / model`.
  public String heading() {
    var names = String.join(" / ", ids());
    return names.isEmpty() ? "All" : Character.toUpperCase(names.charAt(0)) + names.substring(1);
  }

  /// A group in one cell.
  public static String name(List<String> group) {
    return group.stream()
        .map(value -> value.isEmpty() ? "(none)" : value)
        .collect(Collectors.joining(" / "));
  }
}
