package routercost.whatif.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;

/// A cost before and what it would be after, at one corner of the ranges of one line.
record BeforeAfter(Money before, Money after) {
  static BeforeAfter sum(List<BeforeAfter> all) {
    return new BeforeAfter(
        Money.sum(all.stream().map(BeforeAfter::before).toList()),
        Money.sum(all.stream().map(BeforeAfter::after).toList()));
  }

  private Money saved() {
    return before.minus(after);
  }

  /// The least and the most of `Σ saved / Σ before` over all choices of one option for each line;
  /// empty if some choice costs nothing before.
  ///
  /// Dinkelbach's method (Management Science 13, 1967): the choice that is best for `saved − S ·
  /// before` at the best quotient S so far gives a better one until none is better. All in exact
  /// numbers; quotients are compared by multiplying crosswise.
  static Optional<Saving.Attainable> attainable(List<List<BeforeAfter>> lines) {
    var cheapest =
        sum(
            lines.stream()
                .map(
                    line -> line.stream().min((a, b) -> a.before.compareTo(b.before)).orElseThrow())
                .toList());
    if (cheapest.before.usd().signum() <= 0) {
      return Optional.empty();
    }
    return Optional.of(new Saving.Attainable(extreme(lines, -1), extreme(lines, 1)));
  }

  private static Saving.Part extreme(List<List<BeforeAfter>> lines, int sign) {
    var best = sum(lines.stream().map(List::getFirst).toList());
    while (true) {
      var against = best;
      var chosen = new ArrayList<BeforeAfter>();
      for (var line : lines) {
        chosen.add(
            line.stream()
                .max((a, b) -> a.weight(against, sign).compareTo(b.weight(against, sign)))
                .orElseThrow());
      }
      var next = sum(chosen);
      if (next.weight(against, sign).usd().signum() <= 0) {
        return new Saving.Part(best.saved(), best.before);
      }
      best = next;
    }
  }

  /// `saved − S · before` times the cost before of `best`, whose quotient is S.
  private Money weight(BeforeAfter best, int sign) {
    var weight = saved().times(best.before.usd()).minus(before.times(best.saved().usd()));
    return weight.times(java.math.BigDecimal.valueOf(sign));
  }
}
