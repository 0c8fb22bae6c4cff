package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.price.Money;
import routercost.whatif.pipeline.Estimate.Costs;

/// A cost before and after, at the low ends of its ranges and at the high ends, with the range of
/// the saving in percent.
///
/// @param attainable the least and the most saving in percent over all values of the ranges; empty
///     if the cost before may be nothing
public record Saving(Ends before, Ends after, Optional<Attainable> attainable) {
  /// An amount at the low ends and at the high ends.
  public record Ends(Money low, Money high) {
    /// These ends for all runs of a period.
    public Ends times(Pipeline.Runs runs) {
      return new Ends(low.times(runs.all()), high.times(runs.most()));
    }

    public Ends minus(Ends other) {
      return new Ends(low.minus(other.low), high.minus(other.high));
    }

    public boolean isZero() {
      return low.isZero() && high.isZero();
    }

    public boolean isOne() {
      return low.equals(high);
    }
  }

  /// A quotient of exact amounts: `saved` of `of`.
  public record Part(Money saved, Money of) {}

  public record Attainable(Part least, Part most) {}

  /// The saving on `part` of the costs of `lines`.
  static Saving of(List<Estimate.Line> lines, Function<Costs, Money> part) {
    var options = lines.stream().map(line -> options(line, part)).toList();
    var low = BeforeAfter.sum(options.stream().map(List::getFirst).toList());
    var high = BeforeAfter.sum(options.stream().map(List::getLast).toList());
    return new Saving(
        new Ends(low.before(), high.before()),
        new Ends(low.after(), high.after()),
        BeforeAfter.attainable(options));
  }

  private static List<BeforeAfter> options(Estimate.Line line, Function<Costs, Money> part) {
    return line.corners().stream()
        .map(ends -> new BeforeAfter(part.apply(ends.before()), part.apply(ends.after())))
        .toList();
  }

  /// The saving at each end: the low end before less the low end after.
  public Ends saved() {
    return before.minus(after);
  }

  /// The saving at the low ends as a share of the cost before; empty if that is nothing.
  public Optional<Part> savedLow() {
    return part(saved().low(), before.low());
  }

  /// The saving at the high ends as a share of the cost before; empty if that is nothing.
  public Optional<Part> savedHigh() {
    return part(saved().high(), before.high());
  }

  private static Optional<Part> part(Money saved, Money of) {
    return of.isZero() ? Optional.empty() : Optional.of(new Part(saved, of));
  }

  /// A cost before and after, at one corner of the ranges of one line.
  record BeforeAfter(Money before, Money after) {
    static BeforeAfter sum(List<BeforeAfter> costs) {
      return new BeforeAfter(
          Money.sum(costs.stream().map(BeforeAfter::before).toList()),
          Money.sum(costs.stream().map(BeforeAfter::after).toList()));
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
    static Optional<Attainable> attainable(List<List<BeforeAfter>> lines) {
      var cheapest =
          Money.sum(
              lines.stream()
                  .map(line -> Collections.min(line, Comparator.comparing(BeforeAfter::before)))
                  .map(BeforeAfter::before)
                  .toList());
      return cheapest.usd().signum() <= 0
          ? Optional.empty()
          : Optional.of(new Attainable(extreme(lines, -1), extreme(lines, 1)));
    }

    private static Part extreme(List<List<BeforeAfter>> lines, int sign) {
      var best = sum(lines.stream().map(List::getFirst).toList());
      while (true) {
        var against = best;
        Comparator<BeforeAfter> byWeight =
            Comparator.comparing(option -> option.weight(against, sign));
        var next = sum(lines.stream().map(line -> Collections.max(line, byWeight)).toList());
        if (next.weight(against, sign).usd().signum() <= 0) {
          return new Part(best.saved(), best.before);
        }
        best = next;
      }
    }

    /// `saved − S · before` times the cost before of `best`, whose quotient is S.
    private Money weight(BeforeAfter best, int sign) {
      var weight = saved().times(best.before.usd()).minus(before.times(best.saved().usd()));
      return weight.times(BigDecimal.valueOf(sign));
    }
  }
}
