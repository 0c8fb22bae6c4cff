package routercost.whatif;

import java.math.BigDecimal;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;

/// How calls would be served: on which model, in how many attempts, in which manner.
///
/// A route makes of one slice the slices that would be billed in its place. Calls and tokens are
/// conserved but for what the route itself declares (a validator's calls, a second attempt, another
/// length of answer) and the tokenizer factor between models. Everything is exact: a tenth of one
/// call is 0.1 calls.
public sealed interface Route
    permits Route.Stay,
        Route.To,
        Route.Batched,
        Route.Resized,
        Route.Retried,
        Shares,
        Cascade,
        Confidence,
        WithPromptCache,
        WithImages {
  /// What would be billed instead of `slice`, and what that rests on.
  RewrittenSlice apply(Slice slice, PriceBook book, Effects effects);

  /// The same with all effects of a change of model.
  default RewrittenSlice apply(Slice slice, PriceBook book) {
    return apply(slice, book, Effects.ALL);
  }

  /// As it is.
  record Stay() implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return RewrittenSlice.unchanged(slice);
    }
  }

  /// All on one tier or model.
  record To(String target) implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return ModelSwitch.to(target, slice, book, effects);
    }
  }

  /// Through the batch service where the model has one. Fast mode is never batched, and what was
  /// bought otherwise stays so.
  record Batched(Route route) implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice, book, effects).then(one -> batched(one, book));
    }

    private static RewrittenSlice batched(Slice slice, PriceBook book) {
      var key = slice.key();
      var batch = key.withService(ServiceTier.BATCH);
      if (key.service() == ServiceTier.BATCH) {
        return RewrittenSlice.unchanged(slice);
      }
      var batched = new Slice(batch, slice.usage());
      return key.service() == ServiceTier.STANDARD && ModelSwitch.isPriced(batched, book)
          ? RewrittenSlice.unchanged(batched)
          : RewrittenSlice.with(slice, new Assumption.NotBatched(key.model(), key.service().id()));
    }
  }

  /// With answers that are `ratio` times as long.
  record Resized(Route route, BigDecimal ratio) implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice, book, effects).then(this::resized);
    }

    private RewrittenSlice resized(Slice slice) {
      var usage =
          slice.usage().times(ratio, meter -> meter == Meter.OUTPUT || meter == Meter.REASONING);
      return RewrittenSlice.unchanged(new Slice(slice.key(), usage));
    }
  }

  /// With `rate` further attempts for each call: 0.05 if every twentieth is sent a second time.
  record Retried(Route route, BigDecimal rate) implements Route {
    @Override
    public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
      return route.apply(slice.times(rate.add(BigDecimal.ONE)), book, effects);
    }
  }
}
