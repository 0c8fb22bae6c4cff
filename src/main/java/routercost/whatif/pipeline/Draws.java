package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import routercost.price.Money;
import routercost.whatif.pipeline.Parameter.RangePoint;

/// The costs and savings of an estimate whose ranges are drawn at random.
///
/// Ranges of one link are drawn together, at the same quantile of their shapes. A range without a
/// shape is drawn evenly. Drawing is the one place where numbers are doubles; what is drawn is
/// priced exactly.
///
/// All lists are sorted.
///
/// @param savedPercent empty if some draw costs nothing before
public record Draws(
    List<BigDecimal> before,
    List<BigDecimal> after,
    List<BigDecimal> saved,
    List<BigDecimal> savedPercent) {
  /// Decimals of a drawn number.
  private static final int DIGITS = 12;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Draws {
    before = sorted(before);
    after = sorted(after);
    saved = sorted(saved);
    savedPercent = sorted(savedPercent);
  }

  private static List<BigDecimal> sorted(List<BigDecimal> values) {
    return values.stream().sorted().toList();
  }

  /// Draws `number` times; equal seeds give equal draws.
  public static Draws of(Estimate estimate, int number, long seed) {
    var random = new SplittableRandom(seed);
    var befores = new ArrayList<BigDecimal>();
    var afters = new ArrayList<BigDecimal>();
    var saved = new ArrayList<BigDecimal>();
    var percents = new ArrayList<BigDecimal>();
    for (int i = 0; i < number; i++) {
      var ends = estimate.at(point(estimate.pipeline().parameters(), random));
      var before = ends.before().total();
      var after = ends.after().total();
      befores.add(before.usd());
      afters.add(after.usd());
      saved.add(before.minus(after).usd());
      percent(before, after).ifPresent(percents::add);
    }
    return new Draws(befores, afters, saved, percents.size() < number ? List.of() : percents);
  }

  private static Optional<BigDecimal> percent(Money before, Money after) {
    return before.isZero()
        ? Optional.empty()
        : Optional.of(
            before
                .minus(after)
                .usd()
                .multiply(HUNDRED)
                .divide(before.usd(), DIGITS, RoundingMode.HALF_UP));
  }

  private static RangePoint point(List<Parameter> parameters, SplittableRandom random) {
    var quantiles = new HashMap<String, Double>();
    var values = new HashMap<Parameter, BigDecimal>();
    for (var parameter : parameters) {
      if (parameter.isRange()) {
        double quantile = quantiles.computeIfAbsent(parameter.link(), _ -> random.nextDouble());
        values.put(parameter, parameter.at(part(parameter, quantile)));
      }
    }
    return parameter -> values.getOrDefault(parameter, parameter.low());
  }

  /// The drawn value as a share of the way from the low end to the high one.
  private static BigDecimal part(Parameter parameter, double quantile) {
    double part =
        switch (parameter.shape().orElse(new Parameter.Shape.Uniform())) {
          case Parameter.Shape.Uniform _ -> quantile;
          case Parameter.Shape.Triangular(BigDecimal mode) ->
              triangular(mode.doubleValue(), quantile);
        };
    return BigDecimal.valueOf(part).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  /// The inverse of the triangular distribution from 0 to 1.
  static double triangular(double mode, double quantile) {
    return quantile < mode
        ? Math.sqrt(quantile * mode)
        : 1 - Math.sqrt((1 - quantile) * (1 - mode));
  }

  /// The value that `percent` of the draws do not exceed, by nearest rank.
  public static BigDecimal quantile(List<BigDecimal> sorted, int percent) {
    int rank = Math.ceilDiv(sorted.size() * percent, 100);
    return sorted.get(Math.max(0, rank - 1));
  }

  /// The draws of each figure by name, without figures that have none.
  public Map<String, List<BigDecimal>> byName() {
    var named = new LinkedHashMap<String, List<BigDecimal>>();
    named.put("before", before);
    named.put("after", after);
    named.put("saved", saved);
    if (!savedPercent.isEmpty()) {
      named.put("saved_pct", savedPercent);
    }
    return Collections.unmodifiableMap(named);
  }

  public int number() {
    return before.size();
  }
}
