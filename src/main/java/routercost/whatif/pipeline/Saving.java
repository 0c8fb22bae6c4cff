package routercost.whatif.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.price.Money;

/// What something costs before and after, at the low ends of its ranges and at the high ends, and
/// how far the saving in percent can range between.
///
/// @param attainable the least and the most that can be saved in percent, whatever value each range
///     takes; empty if the cost before may be nothing
public record Saving(Ends before, Ends after, Optional<Attainable> attainable) {
  /// An amount at the low ends and at the high ends.
  public record Ends(Money low, Money high) {
    /// Both times `factor`.
    public Ends times(java.math.BigDecimal factor) {
      return new Ends(low.times(factor), high.times(factor));
    }

    public Ends minus(Ends other) {
      return new Ends(low.minus(other.low), high.minus(other.high));
    }

    /// Whether both are the same.
    public boolean isOne() {
      return low.equals(high);
    }
  }

  /// A quotient of exact amounts: `saved` of `of`.
  public record Part(Money saved, Money of) {}

  /// The least and the most that can be saved.
  public record Attainable(Part least, Part most) {}

  /// What `part` of the costs of `lines` comes to.
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

  /// What is saved at each end: the low end before less the low end after.
  public Ends saved() {
    return before.minus(after);
  }

  /// The same as shares of the cost before; empty where that is nothing.
  public Optional<Part> savedLow() {
    return part(saved().low(), before.low());
  }

  public Optional<Part> savedHigh() {
    return part(saved().high(), before.high());
  }

  private static Optional<Part> part(Money saved, Money of) {
    return of.isZero() ? Optional.empty() : Optional.of(new Part(saved, of));
  }
}
