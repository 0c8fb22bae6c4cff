package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Moments.Moment;
import routercost.usage.Slice;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.evidence.StudentT;

/// The error bar of a saving: its spread over as many other calls like these.
///
/// A saving is linear in the tokens of each call, `d = Σ q·tokens`, so the sums of their products
/// give its variance over calls without the calls: `Σd² = qᵀMq` (delta method on the moments of the
/// log). Calls are taken as independent of each other.
///
/// @param moments of the usage that was compared, under the same keys
public record SavingInterval(Scenario scenario, Moments moments, PriceBook book) {
  private static final MathContext PRECISE = MathContext.DECIMAL64;

  /// A token is so small a change that no call crosses a threshold by it.
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(6);

  /// The half width of the 90 % interval around what `lines` save together. Empty if nothing
  /// changes, if something has no price, or if the spread of calls is not known.
  public Optional<Money> halfWidth(List<Repriced> lines) {
    var squares = BigDecimal.ZERO;
    var calls = BigDecimal.ZERO;
    var saved = BigDecimal.ZERO;
    var counted = new HashSet<UsageKey>();
    for (var line : lines) {
      if (line.before().isComplete() && !line.before().equals(line.after())) {
        var moment = moments.of(line.original().key());
        var after = line.costAfter();
        if (moment.isEmpty() || after.isEmpty()) {
          return Optional.empty();
        }
        if (counted.add(line.original().key())) {
          squares = squares.add(moment.get().squares(each(line)));
          calls = calls.add(moment.get().calls());
        }
        saved = saved.add(line.before().total().minus(after.get()).usd());
      }
    }
    return halfWidth(squares, calls, saved);
  }

  /// Student's t for the mean of `calls` differences, times their number.
  private static Optional<Money> halfWidth(BigDecimal squares, BigDecimal calls, BigDecimal saved) {
    if (calls.compareTo(BigDecimal.TWO) < 0) {
      return Optional.empty();
    }
    var freedom = calls.subtract(BigDecimal.ONE);
    var around = squares.subtract(saved.multiply(saved).divide(calls, MathContext.DECIMAL128));
    var variance = calls.multiply(around.max(BigDecimal.ZERO)).divide(freedom, PRECISE);
    double t = StudentT.quantile(0.95, freedom.doubleValue());
    return Optional.of(new Money(variance.sqrt(PRECISE).multiply(BigDecimal.valueOf(t), PRECISE)));
  }

  /// The half width of the interval around what several groups save, each with its own.
  public static Money together(List<Money> halfWidths) {
    var squares =
        halfWidths.stream()
            .map(width -> width.usd().multiply(width.usd()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Money(squares.sqrt(PRECISE));
  }

  /// The change of a line's saving for one more token on each meter.
  private Map<Meter, BigDecimal> each(Repriced line) {
    var slice = line.priced();
    var saved = saved(line, slice);
    var each = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var meter : Moment.METERS) {
      var tokens = slice.usage().of(meter);
      if (tokens.signum() > 0) {
        var more = new Slice(slice.key(), slice.usage().with(meter, tokens.add(STEP)));
        each.put(meter, saved(line, more).subtract(saved).divide(STEP, MathContext.DECIMAL128));
      }
    }
    return each;
  }

  private BigDecimal saved(Repriced line, Slice slice) {
    var repriced = Comparison.repriced(line, slice, scenario, book);
    return repriced
        .costAfter()
        .map(after -> repriced.before().total().minus(after).usd())
        .orElse(BigDecimal.ZERO);
  }
}
