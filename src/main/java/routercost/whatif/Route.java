package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.whatif.Effects.Effect;

/// A way to serve calls: on which model, in how many attempts, through which service.
///
/// A route replaces one slice by the slices that would be billed instead. It conserves calls and
/// tokens except for what it declares (a validator's calls, a second attempt, another length of
/// answer) and the tokenizer factor between models. Everything is exact: a tenth of one call is 0.1
/// calls.
public sealed interface Route
    permits Route.Stay,
        Route.Nothing,
        Route.To,
        Route.Wrapper,
        Route.Shares,
        Confidence,
        ScoreBands,
        Cascade {
  /// The slices billed instead of `slice`, with the assumptions behind them.
  RewrittenSlice apply(Slice slice, PriceBook book, Effects effects);

  /// Applies this route with all effects of a change of model.
  default RewrittenSlice apply(Slice slice, PriceBook book) {
    return apply(slice, book, Effects.ALL);
  }

  /// The tiers and models that serve calls, in the order in which calls reach them, without those
  /// of checks. Empty if calls stay on their model.
  default List<String> targets() {
    return within()
        .flatMap(route -> route instanceof To(String target) ? Stream.of(target) : Stream.empty())
        .distinct()
        .toList();
  }

  /// This route and all within it, in the order in which calls reach them.
  private Stream<Route> within() {
    return Stream.concat(Stream.of(this), parts().flatMap(Route::within));
  }

  private Stream<Route> parts() {
    return switch (this) {
      case Stay _, Nothing _, To _ -> Stream.of();
      case Wrapper wrapper -> Stream.of(wrapper.route());
      case Shares(var parts) -> parts.stream().map(Shares.Part::route);
      case Cascade(var stages, _) -> stages.stream().map(Cascade.Stage::route);
      case Confidence bands -> Stream.of(bands.first(), bands.anew());
      case ScoreBands scored -> Stream.of(scored.bands());
    };
  }

  /// The cascade that serves all calls, however it is wrapped.
  default Optional<Cascade> cascade() {
    return switch (this) {
      case Cascade cascade -> Optional.of(cascade);
      case Wrapper wrapper -> wrapper.route().cascade();
      case Stay _, Nothing _, To _, Shares _, Confidence _, ScoreBands _ -> Optional.empty();
    };
  }

  /// The routes by scores in the log, in the parts of this one.
  default Stream<ScoreBands> scored() {
    return switch (this) {
      case ScoreBands scored -> Stream.of(scored);
      case Wrapper wrapper -> wrapper.route().scored();
      case Shares(var parts) -> parts.stream().flatMap(part -> part.route().scored());
      case Stay _, Nothing _, To _, Confidence _, Cascade _ -> Stream.empty();
    };
  }

  /// Whether it limits answers, so that the length of each matters.
  default boolean cutsAnswers() {
    return within().anyMatch(CappedAnswers.class::isInstance);
  }

  /// The first prompt cache on the way of a call.
  default Optional<WithPromptCache> promptCache() {
    return switch (this) {
      case WithPromptCache cached -> Optional.of(cached);
      case Wrapper wrapper -> wrapper.route().promptCache();
      case Cascade(var stages, _) -> promptCache(stages.stream().map(Cascade.Stage::route));
      case Shares(var parts) -> promptCache(parts.stream().map(Shares.Part::route));
      case Confidence bands -> bands.first().promptCache();
      case ScoreBands scored -> scored.bands().promptCache();
      case Stay _, Nothing _, To _ -> Optional.empty();
    };
  }

  private static Optional<WithPromptCache> promptCache(Stream<Route> routes) {
    return routes.flatMap(route -> route.promptCache().stream()).findFirst();
  }

  /// This route where only `share` of the calls arrive: caches that depend on it find less.
  default Route colder(BigDecimal share) {
    return switch (this) {
      case WithPromptCache cached -> cached.colder(share);
      case Batched(var route) -> new Batched(route.colder(share));
      case Resized(var route, var ratio) -> new Resized(route.colder(share), ratio);
      case Retried(var route, var rate) -> new Retried(route.colder(share), rate);
      case Lengthened(var route, var ratio, var extra) ->
          new Lengthened(route.colder(share), ratio, extra);
      case CappedAnswers(var route, var limit) -> new CappedAnswers(route.colder(share), limit);
      case Stay _, Nothing _, To _, Shares _, Confidence _, ScoreBands _, Cascade _ -> this;
      case AgentLoop _, WithImages _ -> this;
    };
  }

  /// Calls as they are.
  record Stay() implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return RewrittenSlice.unchanged(slice);
    }
  }

  /// No calls at all: a step that exists on one side only.
  record Nothing() implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return new RewrittenSlice(List.of(), new TreeSet<>());
    }
  }

  /// All calls on one tier or model.
  record To(String target) implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return ModelSwitch.to(target, slice, book, effects);
    }
  }

  /// Calls divided among routes.
  ///
  /// @param parts whose shares are exact and sum to 1
  record Shares(List<Part> parts) implements Route {
    /// A share of the calls and its route.
    public record Part(BigDecimal share, Route route) {}

    public Shares {
      parts = List.copyOf(parts);
      var sum = parts.stream().map(Part::share).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (sum.compareTo(BigDecimal.ONE) != 0
          || parts.stream().anyMatch(part -> part.share().signum() < 0)) {
        throw new IllegalArgumentException("shares sum to " + sum + "; expected 1");
      }
    }

    /// A share of the calls on `route`; the rest stay as they are.
    public static Shares partly(BigDecimal share, Route route) {
      return new Shares(
          List.of(new Part(share, route), new Part(BigDecimal.ONE.subtract(share), new Stay())));
    }

    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return RewrittenSlice.sum(
          parts.stream()
              .filter(part -> part.share().signum() > 0)
              .map(
                  part ->
                      part.route()
                          .colder(part.share())
                          .apply(slice.times(part.share()), book, effects)));
    }
  }

  /// A further call that judges an answer: a validator or a reviewer.
  ///
  /// @param target its tier or model
  /// @param input tokens of each of its prompts, as it counts them
  /// @param output tokens of each of its answers
  record AnswerCheck(String target, BigDecimal input, BigDecimal output) {
    /// One check for each call of `slice`.
    RewrittenSlice of(Slice slice, PriceBook book) {
      var calls = slice.usage().of(Meter.CALLS);
      var assumptions = new TreeSet<Assumption>();
      var key = ModelSupport.served(slice.key(), target, book, assumptions);
      var usage =
          Usage.NONE
              .with(Meter.CALLS, calls)
              .with(Meter.INPUT, input.multiply(calls))
              .with(Meter.OUTPUT, output.multiply(calls));
      var band = Band.ofAverage(input, BigDecimal.ONE);
      return new RewrittenSlice(List.of(new Slice(key.withBand(band), usage)), assumptions);
    }
  }

  /// Another route with a change to each of its slices.
  sealed interface Wrapper extends Route
      permits AgentLoop,
          Batched,
          CappedAnswers,
          Lengthened,
          Resized,
          Retried,
          WithPromptCache,
          WithImages {
    Route route();
  }

  /// Calls through the batch service where the model has one. Fast mode is never batched, and what
  /// was bought otherwise stays so.
  record Batched(Route route) implements Wrapper {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice, book, effects).then(routed -> batched(routed, book));
    }

    private static RewrittenSlice batched(Slice slice, PriceBook book) {
      var key = slice.key();
      if (key.service() == ServiceTier.BATCH) {
        return RewrittenSlice.unchanged(slice);
      }
      var batched = new Slice(key.withService(ServiceTier.BATCH), slice.usage());
      return key.service() == ServiceTier.STANDARD && ModelSupport.isPriced(batched, book)
          ? RewrittenSlice.unchanged(batched)
          : RewrittenSlice.with(slice, new Assumption.NotBatched(key.model(), key.service().id()));
    }
  }

  /// Prompts that are longer, by a rubric or examples which make a smaller model good enough
  /// (articles 000 and 002).
  ///
  /// @param ratio of the tokens of each prompt, cached or not, to those logged
  /// @param extra tokens of plain input for each call
  record Lengthened(Route route, BigDecimal ratio, BigDecimal extra) implements Wrapper {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice, book, effects).then(this::lengthened);
    }

    private RewrittenSlice lengthened(Slice slice) {
      var usage = times(slice.usage(), ratio);
      var more = extra.multiply(usage.of(Meter.CALLS));
      return RewrittenSlice.unchanged(
          new Slice(slice.key(), usage.with(Meter.INPUT, usage.of(Meter.INPUT).add(more))));
    }

    /// Usage with all prompts `ratio` times as long, cached tokens included.
    static Usage times(Usage usage, BigDecimal ratio) {
      return usage
          .times(ratio, Meter::isPrompt)
          .times(ratio.pow(2), meter -> meter == Meter.CACHED_SQUARED);
    }
  }

  /// Answers that are `ratio` times as long, thinking included.
  record Resized(Route route, BigDecimal ratio) implements Wrapper {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      var asked = effects.without(Set.of(Effect.ANSWER_LENGTHS));
      return route.apply(slice, book, asked).then(this::resized);
    }

    private RewrittenSlice resized(Slice slice) {
      return RewrittenSlice.unchanged(new Slice(slice.key(), times(slice.usage(), ratio)));
    }

    static Usage times(Usage usage, BigDecimal ratio) {
      return usage.times(ratio, meter -> meter.whole() == Meter.OUTPUT);
    }
  }

  /// Calls with `rate` further attempts each: 0.05 if every twentieth is sent a second time.
  record Retried(Route route, BigDecimal rate) implements Wrapper {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice.times(rate.add(BigDecimal.ONE)), book, effects);
    }
  }
}
