package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.price.Money;
import routercost.whatif.pipeline.Parameter.RangePoint;

/// The effect of each assumption on the saving: one after the other is moved from end to end, with
/// the rest in the middle of their ranges.
///
/// A range is moved from its low end to its high one, with all that is linked to it; a rate or
/// ratio that is assumed as one number is moved a fifth down and a fifth up.
///
/// @param bars the longest first
public record Sensitivity(List<Bar> bars) {
  /// The effect of one assumption.
  ///
  /// @param name of the number, or of numbers that move together
  /// @param from the number at its low end
  /// @param to the number at its high end
  /// @param atLow what is saved there
  /// @param atHigh what is saved there
  public record Bar(String name, String from, String to, Money atLow, Money atHigh) {
    /// The distance by which the saving moves.
    public Money swing() {
      return new Money(atHigh.minus(atLow).usd().abs());
    }
  }

  public Sensitivity {
    bars = List.copyOf(bars);
  }

  /// The assumptions of `estimate` that move its saving.
  public static Sensitivity of(Estimate estimate) {
    var byLink = new LinkedHashMap<String, List<Parameter>>();
    estimate
        .pipeline()
        .parameters()
        .forEach(moved -> byLink.computeIfAbsent(moved.link(), _ -> new ArrayList<>()).add(moved));
    var bars =
        byLink.values().stream()
            .map(linked -> bar(linked, estimate))
            .filter(bar -> !bar.swing().isZero())
            .sorted(Comparator.comparing(Bar::swing).reversed().thenComparing(Bar::name))
            .toList();
    return new Sensitivity(bars);
  }

  private static Bar bar(List<Parameter> linked, Estimate estimate) {
    var first = linked.getFirst();
    return new Bar(
        linked.size() == 1 ? first.name() : first.link(),
        end(first, true).toPlainString(),
        end(first, false).toPlainString(),
        saved(linked, true, estimate),
        saved(linked, false, estimate));
  }

  private static Money saved(List<Parameter> linked, boolean low, Estimate estimate) {
    var ends =
        estimate.at(
            parameter ->
                linked.contains(parameter) ? end(parameter, low) : RangePoint.MIDDLE.of(parameter));
    return ends.before().total().minus(ends.after().total());
  }

  private static BigDecimal end(Parameter parameter, boolean low) {
    return parameter
        .swing()
        .map(swing -> low ? swing.low() : swing.high())
        .orElse(low ? parameter.low() : parameter.high());
  }
}
