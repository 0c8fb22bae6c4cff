package routercost.whatif;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Slice;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Route.Shares;
import routercost.whatif.routing.Tier;

/// One change of routing: which calls would run elsewhere, and what becomes of them.
public sealed interface Rule {
  /// What becomes of `slice`. Calls are conserved, and so are tokens but for the effects.
  RewrittenSlice apply(Slice slice, PriceBook book, Effects effects);

  /// Which calls it is about.
  CallFilter where();

  /// Some calls served in another way.
  record Move(CallFilter where, Route route) implements Rule {
    /// All calls of one task on a tier or model.
    public static Move ofTask(String task, String target) {
      return to(CallFilter.task(task), target, BigDecimal.ONE);
    }

    /// A share of some calls on a tier, or on a model under any name that the book knows.
    ///
    /// @param share over 0, up to 1
    public static Move to(CallFilter where, String target, BigDecimal share) {
      return new Move(where, share(new Route.To(target), share));
    }

    /// A share of calls served by `route`; the rest stay as they are.
    ///
    /// @param share over 0, up to 1
    public static Route share(Route route, BigDecimal share) {
      return share.compareTo(BigDecimal.ONE) == 0 ? route : Shares.partly(share, route);
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      if (!where.accepts(slice.key(), book)) {
        return RewrittenSlice.unchanged(slice);
      }
      var reshaped = route.apply(slice, book, effects);
      return effects.has(Effect.COLD_CACHES) ? Caches.cooled(slice, reshaped) : reshaped;
    }
  }

  /// Some calls in greater or smaller number, each as it was.
  ///
  /// @param factor 2 for twice as many
  record Grow(CallFilter where, BigDecimal factor) implements Rule {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return RewrittenSlice.unchanged(
          where.accepts(slice.key(), book) ? slice.times(factor) : slice);
    }
  }

  /// The calls of some tasks that run above a tier, on that tier; what runs there or below stays.
  ///
  /// @param highest the tier by task
  record AtMost(Map<String, Tier> highest) implements Rule {
    public AtMost {
      highest = Map.copyOf(highest);
    }

    @Override
    public CallFilter where() {
      return CallFilter.ALL;
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return onto(target(slice.key(), book), slice, book, effects);
    }

    private Optional<String> target(UsageKey key, PriceBook book) {
      return Optional.ofNullable(highest.get(key.task()))
          .filter(tier -> runsOn(key, book).filter(now -> now.isAbove(tier)).isPresent())
          .map(Tier::id);
    }

    /// The tier of the model under `key`; empty if the book knows none.
    static Optional<Tier> runsOn(UsageKey key, PriceBook book) {
      return book.resolve(key.model(), key.day()).flatMap(model -> Tier.named(model.tier()));
    }
  }

  /// Every call one tier lower than it ran: the first question that the bill raises.
  record OneTierLower() implements Rule {
    private static final Map<String, String> LOWER =
        Map.of("mythos", "opus", "fable", "opus", "opus", "sonnet", "sonnet", "haiku");

    @Override
    public CallFilter where() {
      return CallFilter.ALL;
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return onto(target(slice.key(), book), slice, book, effects);
    }

    /// The tier below that of the model under `key`; empty if it has none.
    public Optional<String> target(UsageKey key, PriceBook book) {
      return book.resolve(key.model(), key.day()).map(Resolution::tier).map(LOWER::get);
    }
  }

  /// Moves all of a slice; without a target it stays.
  private static RewrittenSlice onto(
      Optional<String> target, Slice slice, PriceBook book, Effects effects) {
    return target
        .map(name -> ModelSwitch.to(name, slice, book, effects))
        .orElseGet(() -> RewrittenSlice.unchanged(slice));
  }
}
