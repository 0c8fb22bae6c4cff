package routercost.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.audit.Finding.Successor;
import routercost.price.Ledger;
import routercost.price.Model;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// The models that could take over from one that retires: the current one of its tier, and of the
/// same provider the next cheaper and the next more expensive one for the same calls. A model that
/// only embeds never takes over from one that answers, nor the other way round.
///
/// @param today from which models retire
record Successors(PriceBook book, LocalDate today) {
  private static final Set<Meter> OUTPUTS =
      Set.of(Meter.OUTPUT, Meter.IMAGE_OUTPUT, Meter.AUDIO_OUTPUT);

  /// @param retiring the model of the calls
  List<Successor> of(Group group, Model retiring) {
    var usage = usage(group);
    var provider = group.charges().getFirst().card().priced().provider();
    var tier = group.charges().getFirst().card().priced().tier();
    var current = tier.isEmpty() ? Optional.<String>empty() : current(tier);
    var all =
        book.catalog().models().values().stream()
            .filter(model -> model.provider().equals(provider) && stays(model))
            .filter(model -> answers(model) == answers(retiring))
            .flatMap(model -> successor(model.id(), usage).stream())
            .sorted(Successors::byCost)
            .toList();
    var chosen = new ArrayList<Successor>();
    var now = group.total();
    for (int i = 0; i < all.size(); i++) {
      var one = all.get(i);
      boolean cheaper = one.cost().compareTo(now) <= 0;
      boolean nextCheaper = cheaper && (i + 1 == all.size() || isOver(all.get(i + 1), now));
      boolean nextDearer = !cheaper && (i == 0 || !isOver(all.get(i - 1), now));
      if (nextCheaper || nextDearer || current.filter(one.model()::equals).isPresent()) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private static int byCost(Successor a, Successor b) {
    int order = a.cost().compareTo(b.cost());
    return order != 0 ? order : a.model().compareTo(b.model());
  }

  private static boolean isOver(Successor successor, Money cost) {
    return successor.cost().compareTo(cost) > 0;
  }

  private Optional<String> current(String tier) {
    return book.resolve(tier, today).map(Resolution::id);
  }

  /// Whether a model charges for what it returns, which embeddings and rankings do not.
  private static boolean answers(Model model) {
    return model.prices().stream()
        .flatMap(entry -> entry.bands().getFirst().rates().entrySet().stream())
        .anyMatch(rate -> OUTPUTS.contains(rate.getKey()) && rate.getValue().signum() > 0);
  }

  /// Whether no end of a model is known and it has a price today.
  private boolean stays(Model model) {
    return model.lifecycle().retires().isEmpty()
        && model.prices().stream()
            .anyMatch(entry -> entry.prices() && entry.valid().contains(today));
  }

  /// The calls of a group as if all were of one day, in as few slices as prices tell apart.
  private UsageCube usage(Group group) {
    return UsageCube.of(
        group.charges().stream()
            .map(
                charge -> {
                  var key = charge.slice().key();
                  var plain =
                      UsageKey.of(today, group.task(), group.model())
                          .withService(key.service())
                          .withBand(key.band())
                          .withPlace(key.place());
                  return new Slice(plain, charge.slice().usage());
                }));
  }

  private Optional<Successor> successor(String model, UsageCube usage) {
    var move = Rule.Move.to(CallFilter.ALL, model, BigDecimal.ONE);
    var scenario = new Scenario(model, List.of(move));
    var slices =
        usage.slices().flatMap(slice -> scenario.apply(slice, book).slices().stream()).toList();
    var there = Ledger.of(slices, book::quoteInstead);
    return there.isComplete() ? Optional.of(new Successor(model, there.total())) : Optional.empty();
  }
}
