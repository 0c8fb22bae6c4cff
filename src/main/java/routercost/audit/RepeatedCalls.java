package routercost.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Status;

/// The search for requests that were tried again, on the same model or on another, where each try
/// is a row of the log (article 003: what escalation really costs). Its amount is what the first
/// tries of these requests cost: those that failed if they are as many, else as many of average.
final class RepeatedCalls {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String task;
  private final Set<String> models = new LinkedHashSet<>();
  private BigDecimal calls = BigDecimal.ZERO;
  private BigDecimal first = BigDecimal.ZERO;
  private BigDecimal again = BigDecimal.ZERO;
  private Money total = Money.ZERO;
  private Money firstCost = Money.ZERO;
  private BigDecimal failed = BigDecimal.ZERO;
  private Money failedCost = Money.ZERO;

  private RepeatedCalls(String task) {
    this.task = task;
  }

  static Stream<Finding> of(Ledger ledger) {
    var byTask = new LinkedHashMap<String, RepeatedCalls>();
    for (var charge : ledger.charges()) {
      byTask.computeIfAbsent(charge.slice().key().task(), RepeatedCalls::new).add(charge);
    }
    return byTask.values().stream().flatMap(tries -> tries.finding().stream());
  }

  private void add(Charge charge) {
    var usage = charge.slice().usage();
    var tries = usage.of(Meter.CALLS);
    calls = calls.add(tries);
    first = first.add(usage.of(Meter.FIRST_TRIES));
    again = again.add(usage.of(Meter.RETRIES));
    total = total.plus(charge.total());
    if (tries.signum() > 0) {
      var share = usage.of(Meter.FIRST_TRIES).divide(tries, MathContext.DECIMAL64);
      var cost = charge.total().times(share);
      firstCost = firstCost.plus(cost);
      if (charge.slice().key().status() == Status.FAILED) {
        failed = failed.add(usage.of(Meter.FIRST_TRIES));
        failedCost = failedCost.plus(cost);
      }
    }
    if (usage.of(Meter.RETRIES).signum() > 0) {
      models.add(charge.card().priced().id());
    }
  }

  /// The finding, if tries are rows: then there are as many calls as first and further tries.
  private Optional<Finding> finding() {
    if (again.signum() == 0 || first.signum() == 0 || calls.compareTo(first.add(again)) != 0) {
      return Optional.empty();
    }
    var percent = again.multiply(HUNDRED).divide(first, new MathContext(3)).stripTrailingZeros();
    var share = again.divide(first, MathContext.DECIMAL64);
    var each = BigDecimal.ONE.divide(first, MathContext.DECIMAL64);
    return Optional.of(
        new Finding(
            Finding.Rule.REPEATED_CALLS,
            Finding.Severity.INFO,
            task,
            "tried a request again on %s, for %s%% of the requests: with all tries a request costs"
                    .formatted(String.join(", ", models), percent.toPlainString())
                + " $%s, its first try $%s"
                    .formatted(dollars(total.times(each)), dollars(firstCost.times(each))),
            again,
            failed.compareTo(again) == 0 ? failedCost : firstCost.times(share)));
  }

  private static String dollars(Money money) {
    return money.usd().round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
