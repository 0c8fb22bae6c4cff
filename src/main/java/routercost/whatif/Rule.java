package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Route.Shares;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Tier;

/// One change of routing: the calls that it applies to, and the usage that it makes of them.
public sealed interface Rule {
  /// The slices that replace `slice`. Conserves calls, and tokens except for the effects.
  RewrittenSlice apply(Slice slice, PriceBook book, Effects effects);

  /// The calls that it applies to.
  default CallFilter where() {
    return CallFilter.ALL;
  }

  /// The routes by scores in the log.
  default Stream<ScoreBands> scored() {
    return Stream.empty();
  }

  /// Whether it limits answers, so that the length of each matters.
  default boolean cutsAnswers() {
    return false;
  }

  /// The only tier or model that calls move to, checks included; empty if there may be several.
  default Optional<String> target() {
    return Optional.empty();
  }

  /// Calls served by another route.
  record Move(CallFilter where, Route route) implements Rule {
    /// Moves all calls of one task to a tier or model.
    public static Move ofTask(String task, String target) {
      return to(CallFilter.task(task), target, BigDecimal.ONE);
    }

    /// Moves a share of calls to a tier, or to a model under any name in the price book.
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
    public Stream<ScoreBands> scored() {
      return route.scored();
    }

    @Override
    public Optional<String> target() {
      return route instanceof Route.To(String only) ? Optional.of(only) : Optional.empty();
    }

    @Override
    public boolean cutsAnswers() {
      return route.cutsAnswers();
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      if (!where.accepts(slice.key(), book)) {
        return RewrittenSlice.unchanged(slice);
      }
      var reshaped = route.apply(slice, book, effects);
      return effects.has(Effect.COLD_CACHES)
          ? Caches.cooled(slice, reshaped, effects.typical().like(slice))
          : reshaped;
    }
  }

  /// More or fewer calls, each as it was.
  ///
  /// @param factor 2 for twice as many
  record Grow(CallFilter where, BigDecimal factor) implements Rule {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return RewrittenSlice.unchanged(
          where.accepts(slice.key(), book) ? slice.times(factor) : slice);
    }
  }

  /// The calls of some tasks that run above a tier, moved to that tier; all others stay.
  ///
  /// @param highest the tier by task
  record AtMost(Map<String, Tier> highest) implements Rule {
    public AtMost {
      highest = Map.copyOf(highest);
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      var allowed = highest.get(slice.key().task());
      return allowed != null
              && tier(slice.key(), book).filter(now -> now.isAbove(allowed)).isPresent()
          ? ModelSwitch.to(allowed.id(), slice, book, effects)
          : RewrittenSlice.unchanged(slice);
    }
  }

  /// Calls where a routing file sends them, through the batch service on days with enough of them.
  ///
  /// @param calls the number of calls of each task on each day
  record Routed(Routing routing, Map<String, Map<LocalDate, Long>> calls) implements Rule {
    /// The routing of this usage.
    public static Routed of(Routing routing, Stream<Slice> usage) {
      var calls = new HashMap<String, Map<LocalDate, Long>>();
      usage.forEach(
          slice ->
              calls
                  .computeIfAbsent(slice.key().task(), _ -> new HashMap<>())
                  .merge(slice.key().day(), slice.usage().of(Meter.CALLS).longValue(), Long::sum));
      return new Routed(routing, calls);
    }

    /// Whether calls of `task` go through the batch service on any day.
    public boolean isBatch(String task, Routing.Assignment assigned) {
      return calls.getOrDefault(task, Map.of()).values().stream().anyMatch(assigned::isBatch);
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return routing
          .of(slice.key(), book)
          .map(assigned -> new Move(CallFilter.ALL, route(assigned, slice)))
          .map(move -> move.apply(slice, book, effects))
          .orElseGet(() -> RewrittenSlice.unchanged(slice));
    }

    private Route route(Routing.Assignment assigned, Slice slice) {
      Route to = new Route.To(assigned.effective());
      if (assigned.maxOutput().isPresent()) {
        to = new CappedAnswers(to, assigned.maxOutput().get());
      }
      var key = slice.key();
      long now = calls.getOrDefault(key.task(), Map.of()).getOrDefault(key.day(), 0L);
      return assigned.isBatch(now) ? new Route.Batched(to) : to;
    }
  }

  /// Every call one tier lower than it ran: the first question that a bill raises.
  record OneTierLower() implements Rule {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return onto(tier(slice.key(), book).flatMap(Tier::lower), slice, book, effects);
    }
  }

  /// The tier of the model under `key`; empty if the book does not have it.
  static Optional<Tier> tier(UsageKey key, PriceBook book) {
    return book.resolve(key.model(), key.day()).flatMap(model -> Tier.named(model.tier()));
  }

  /// Moves all of a slice; without a target it stays.
  private static RewrittenSlice onto(
      Optional<Tier> target, Slice slice, PriceBook book, Effects effects) {
    return target
        .map(tier -> ModelSwitch.to(tier.id(), slice, book, effects))
        .orElseGet(() -> RewrittenSlice.unchanged(slice));
  }
}
