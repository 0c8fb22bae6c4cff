package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.Moments.Moment;
import routercost.usage.ParallelStreams;
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
public final class SavingInterval {
  private static final MathContext PRECISE = MathContext.DECIMAL64;

  /// A token is so small a change that no call crosses a threshold by it.
  private static final BigDecimal STEP = BigDecimal.ONE.movePointLeft(6);

  /// So often a line is priced at most: before and after, as it is and with a token on each meter.
  private static final int PRICINGS = 2 * (1 + Moment.METERS.size());

  private final Scenario scenario;
  private final Moments moments;
  private final PriceBook book;

  /// The sum of the squares of what each call of a line saves: a line is in a row and in totals.
  private final IdentityHashMap<Repriced, BigDecimal> squares = new IdentityHashMap<>();

  /// How sure what a scenario saves is.
  ///
  /// @param moments of the usage that was compared, under the same keys
  public SavingInterval(Scenario scenario, Moments moments, PriceBook book) {
    this.scenario = scenario;
    this.moments = moments;
    this.book = book;
  }

  /// The half width of the 90 % interval around what `lines` save together. Empty if nothing
  /// changes, if something has no price, or if the spread of calls is not known.
  public Optional<Money> halfWidth(List<Repriced> lines) {
    var calls = BigDecimal.ZERO;
    var saved = BigDecimal.ZERO;
    var counted = new LinkedHashMap<UsageKey, Repriced>();
    for (var line : lines) {
      if (line.before().isComplete() && !line.before().equals(line.after())) {
        var key = line.original().key();
        var moment = moments.of(key);
        var after = line.costAfter();
        if (moment.isEmpty() || after.isEmpty()) {
          return Optional.empty();
        }
        if (counted.putIfAbsent(key, line) == null) {
          calls = calls.add(moment.get().calls());
        }
        saved = saved.add(line.before().total().minus(after.get()).usd());
      }
    }
    return halfWidth(squares(List.copyOf(counted.values())), calls, saved);
  }

  private synchronized BigDecimal squares(List<Repriced> lines) {
    var open = lines.stream().filter(line -> !squares.containsKey(line)).toList();
    var found = ParallelStreams.of(open, open.size() * PRICINGS).map(this::squares).toList();
    for (int i = 0; i < open.size(); i++) {
      squares.put(open.get(i), found.get(i));
    }
    return lines.stream().map(squares::get).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal squares(Repriced line) {
    return moments.of(line.original().key()).orElseThrow().squares(each(line));
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
