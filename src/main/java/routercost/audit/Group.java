package routercost.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Meter;

/// The charges of one task on one model: the subject of a finding.
record Group(String task, String model, List<Charge> charges) {
  Group {
    charges = List.copyOf(charges);
  }

  static List<Group> of(Ledger ledger) {
    var byName =
        ledger.charges().stream()
            .collect(
                Collectors.groupingBy(
                    charge -> charge.slice().key().task(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        charge -> charge.card().priced().id(), TreeMap::new, Collectors.toList())));
    var groups = new ArrayList<Group>();
    byName.forEach(
        (task, models) ->
            models.forEach((model, charges) -> groups.add(new Group(task, model, charges))));
    return groups;
  }

  Group where(Predicate<Charge> which) {
    var chosen = new ArrayList<Charge>();
    for (var charge : charges) {
      if (which.test(charge)) {
        chosen.add(charge);
      }
    }
    return new Group(task, model, chosen);
  }

  BigDecimal used(Meter meter) {
    var used = BigDecimal.ZERO;
    for (var charge : charges) {
      used = used.add(charge.slice().usage().of(meter));
    }
    return used;
  }

  Money sum(Function<Charge, Money> amount) {
    var amounts = new ArrayList<Money>();
    for (var charge : charges) {
      amounts.add(amount.apply(charge));
    }
    return Money.sum(amounts);
  }

  Money total() {
    return sum(Charge::total);
  }

  /// A finding about all calls of this group.
  Finding finding(Finding.Rule rule, Finding.Severity severity, String message, Money amount) {
    return new Finding(rule, severity, task, message, used(Meter.CALLS), amount);
  }
}
