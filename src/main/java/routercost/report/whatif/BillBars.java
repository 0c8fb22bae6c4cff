package routercost.report.whatif;

import java.util.ArrayList;
import java.util.List;
import routercost.price.Money;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// The bill now and after changes, as bars on one scale.
record BillBars(Money now, List<After> changes) {
  /// The bill after a change.
  ///
  /// @param note behind the change in percent
  record After(String name, Money cost, String note, Role role) {}

  BillBars {
    changes = List.copyOf(changes);
  }

  /// The bars; nothing without changes.
  Block block() {
    if (changes.isEmpty()) {
      return new Block.Items(List.of());
    }
    var scale = changes.stream().map(After::cost).reduce(now, (a, b) -> a.compareTo(b) > 0 ? a : b);
    var lines = new ArrayList<Block.Bars.Line>();
    lines.add(line(new After("Now", now, "", Role.PLAIN), scale));
    changes.forEach(change -> lines.add(line(change, scale)));
    return new Block.Bars(lines);
  }

  private Block.Bars.Line line(After after, Money scale) {
    var change = after.cost().minus(now);
    int sign = change.usd().signum();
    var percent = sign == 0 ? "" : Phrases.change(change, now);
    return new Block.Bars.Line(
        after.name(),
        Rounding.dollars(after.cost(), Rounding.decimals(now)),
        Bar.of(after.cost().usd(), scale.usd(), ""),
        percent + after.note(),
        sign > 0 ? Role.WARNING : after.role());
  }
}
