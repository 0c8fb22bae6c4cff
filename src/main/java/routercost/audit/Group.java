package routercost.audit;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Meter;

/// The charges of one task on one model: what a finding is about.
record Group(String task, String model, List<Charge> charges) {
  Group {
    charges = List.copyOf(charges);
  }

  private record Name(String task, String model) {}

  static Stream<Group> of(Ledger ledger) {
    var byName =
        ledger.charges().stream()
            .collect(
                Collectors.groupingBy(
                    charge -> new Name(charge.slice().key().task(), charge.card().priced().id())));
    return byName.entrySet().stream()
        .map(entry -> new Group(entry.getKey().task(), entry.getKey().model(), entry.getValue()))
        .sorted(Comparator.comparing(Group::task).thenComparing(Group::model));
  }

  Group where(Predicate<Charge> which) {
    return new Group(task, model, charges.stream().filter(which).toList());
  }

  BigDecimal used(Meter meter) {
    return charges.stream()
        .map(charge -> charge.slice().usage().of(meter))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  Money sum(Function<Charge, Money> amount) {
    return Money.sum(charges.stream().map(amount).toList());
  }

  Money total() {
    return sum(Charge::total);
  }

  /// A finding about all calls of this group.
  Finding finding(Finding.Rule rule, Finding.Severity severity, String message, Money amount) {
    return new Finding(rule, severity, task, message, used(Meter.CALLS), amount);
  }
}
