package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.Thousands;
import routercost.whatif.routing.Tier;

/// The search for larger models that write much more than a smaller one to the same task: what they
/// add is often what nobody asked for (article 004).
final class LongAnswers {
  /// Answers have to be so many times as long.
  private static final BigDecimal MUCH = new BigDecimal("1.5");

  /// So many answers of each model are required.
  private static final BigDecimal FEWEST = BigDecimal.TEN;

  private LongAnswers() {}

  /// @param groups of all tasks
  static Stream<Finding> of(List<Group> groups) {
    var byTask = new LinkedHashMap<String, List<Group>>();
    groups.stream()
        .map(group -> group.where(charge -> charge.slice().key().status() == Status.OK))
        .filter(group -> group.used(Meter.CALLS).compareTo(FEWEST) >= 0)
        .forEach(group -> byTask.computeIfAbsent(group.task(), _ -> new ArrayList<>()).add(group));
    return byTask.values().stream()
        .flatMap(
            models -> models.stream().flatMap(model -> finding(model, shortest(models)).stream()));
  }

  private static Group shortest(List<Group> models) {
    var shortest = models.getFirst();
    for (var model : models) {
      if (mean(model).compareTo(mean(shortest)) < 0) {
        shortest = model;
      }
    }
    return shortest;
  }

  private static Optional<Finding> finding(Group longer, Group shorter) {
    var most = mean(shorter).multiply(MUCH);
    if (shorter.used(Meter.OUTPUT).signum() == 0
        || mean(longer).compareTo(most) < 0
        || !isLarger(longer, shorter)) {
      return Optional.empty();
    }
    var more = BigDecimal.ONE.subtract(mean(shorter).divide(mean(longer), MathContext.DECIMAL64));
    return Optional.of(
        longer.finding(
            Finding.Rule.LONG_ANSWERS,
            Finding.Severity.INFO,
            "got answers of %s tokens from %s, where %s writes %s"
                .formatted(tokens(longer), longer.model(), shorter.model(), tokens(shorter)),
            longer.sum(LongAnswers::output).times(more)));
  }

  private static boolean isLarger(Group one, Group other) {
    var larger = tier(one);
    return larger.isPresent() && tier(other).filter(larger.get()::isAbove).isPresent();
  }

  private static Optional<Tier> tier(Group group) {
    return Tier.named(group.charges().getFirst().card().priced().tier());
  }

  private static Money output(Charge charge) {
    return Money.sum(
        charge.components().stream()
            .filter(part -> part.meter().whole() == Meter.OUTPUT)
            .map(Charge.Component::amount)
            .toList());
  }

  private static BigDecimal mean(Group group) {
    return group.used(Meter.OUTPUT).divide(group.used(Meter.CALLS), MathContext.DECIMAL64);
  }

  private static String tokens(Group group) {
    return Thousands.grouped(mean(group).setScale(0, RoundingMode.HALF_UP).longValueExact());
  }
}
