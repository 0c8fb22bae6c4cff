package routercost.audit;

import static routercost.audit.Finding.Severity.WARNING;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.price.Ledger;
import routercost.price.Model;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Effects;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// The check for calls that use most of the context window of their model: such a session has to
/// stop soon. Article 001 runs the constrained operation on haiku with fresh context and returns.
public final class ContextLimitCheck {
  private static final BigDecimal MOST = new BigDecimal("0.8");

  private final PriceBook book;
  private final Map<UsageKey, Usage> near = new TreeMap<>();
  private final Map<String, Long> windows = new HashMap<>();

  public ContextLimitCheck(PriceBook book) {
    this.book = book;
  }

  /// Adds one call; rows that stand for several are ignored.
  public void add(Slice call) {
    var usage = call.usage();
    if (usage.of(Meter.CALLS).compareTo(BigDecimal.ONE) != 0) {
      return;
    }
    long window = windows.computeIfAbsent(call.key().model(), _ -> window(call.key()));
    var used = usage.prompt().add(usage.of(Meter.OUTPUT));
    if (window > 0 && used.compareTo(MOST.multiply(BigDecimal.valueOf(window))) > 0) {
      near.merge(call.key(), usage, Usage::plus);
    }
  }

  private long window(UsageKey key) {
    return book.resolve(key.model(), key.day())
        .flatMap(book::model)
        .map(Model::limits)
        .map(Model.Limits::context)
        .orElse(0L);
  }

  /// One finding for each task and model, with the cost of these tokens on haiku.
  public List<Finding> findings() {
    var ledger = Ledger.of(new UsageCube(new TreeMap<>(near)), book::quote);
    return Group.of(ledger).stream().map(this::finding).sorted(Finding.BY_AMOUNT).toList();
  }

  private Finding finding(Group group) {
    return group.finding(
        Finding.Rule.NEAR_WINDOW,
        WARNING,
        String.format(
            Locale.ROOT,
            "used over 80%% of the %,d tokens of %s%s",
            windows.getOrDefault(group.charges().getFirst().slice().key().model(), 0L),
            group.model(),
            onHaiku(group)
                .map(cost -> "; a haiku with fresh context would cost $" + cost + " for as much")
                .orElse("")),
        group.total());
  }

  private Optional<String> onHaiku(Group group) {
    var effects = Effects.ALL.without(Set.of(Effect.CONTEXT_WINDOW));
    var haiku =
        new Scenario(
            "haiku", List.of(Rule.Move.to(CallFilter.ALL, "haiku", BigDecimal.ONE)), effects);
    var cube = UsageCube.of(group.charges().stream().map(charge -> charge.slice()));
    return Comparison.of(cube, haiku, book, Optional.empty())
        .costAfter()
        .map(Money::usd)
        .map(usd -> usd.setScale(4, RoundingMode.HALF_UP).toPlainString());
  }
}
