package routercost.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;

/// A move of usage to another model, with all that changes in addition to the price of a token.
/// Rules on the length of a single prompt are applied to the average of [TypicalCalls].
final class ModelSwitch {
  private static final MathContext PRECISE = MathContext.DECIMAL128;

  private final PriceBook book;
  private final Effects effects;
  private final Optional<Resolution> from;
  private final Optional<Resolution> to;
  private final String target;
  private final TreeSet<Assumption> assumptions = new TreeSet<>();

  private ModelSwitch(UsageKey key, String target, PriceBook book, Effects effects) {
    this.book = book;
    this.effects = effects;
    this.target = target;
    this.from = book.resolve(key.model(), key.day());
    this.to = ModelSupport.resolved(target, key, book);
  }

  /// The slice that replaces `slice` on `target`; unchanged if it runs there already, or if its
  /// calls are longer than the target accepts.
  static RewrittenSlice to(String target, Slice slice, PriceBook book, Effects effects) {
    return new ModelSwitch(slice.key(), target, book, effects).reshaped(slice);
  }

  private RewrittenSlice reshaped(Slice slice) {
    if (isSameModel()) {
      return RewrittenSlice.unchanged(slice);
    }
    var task = slice.key().task();
    var usage = rewritten(task, slice.usage());
    var typical = effects.typical().like(slice);
    boolean isAlone = typical.equals(slice.usage()); // nothing else is like it
    var after = isAlone ? usage : rewritten(task, typical);
    if (effects.has(Effect.CONTEXT_WINDOW) && isTooLong(typical, after)) {
      return new RewrittenSlice(List.of(slice), assumptions);
    }
    noteRetirement();
    var key = served(slice.key());
    return new RewrittenSlice(
        List.of(new Slice(banded(key, typical, after), cached(usage, typical, after))),
        assumptions);
  }

  /// Usage as the new model reads and writes it.
  private Usage rewritten(String task, Usage usage) {
    return written(task, read(retokenized(usage)));
  }

  private boolean isSameModel() {
    return from.isPresent() && from.map(Resolution::id).equals(to.map(Resolution::id));
  }

  private static String id(Optional<Resolution> model) {
    return model.map(Resolution::id).orElse("the logged model");
  }

  private Model.Limits limits(Optional<Resolution> model) {
    return model.flatMap(book::model).map(Model::limits).orElse(Model.Limits.UNKNOWN);
  }

  /// Usage as the new model would count it (DESIGN 5.10). Reasoning scales with the output that it
  /// is part of.
  private Usage retokenized(Usage usage) {
    if (!effects.has(Effect.TOKENIZER)) {
      return usage;
    }
    var factor = factor();
    if (factor.isEmpty()) {
      assumptions.add(new Assumption.TokensHeld(id(from), id(to)));
      return usage;
    }
    if (factor.get().compareTo(BigDecimal.ONE) == 0) {
      return usage;
    }
    assumptions.add(new Assumption.TokenizerScaled(id(from), id(to), factor.get()));
    return usage
        .times(factor.get(), meter -> meter.whole().countsTokens())
        .times(factor.get().pow(2), meter -> meter == Meter.CACHED_SQUARED);
  }

  private Optional<BigDecimal> factor() {
    return book.tokenizerFactor(ModelSupport.family(from), ModelSupport.family(to));
  }

  /// Usage with the prompts of the new model, by the input ratio.
  private Usage read(Usage usage) {
    var ratio = effects.inputRatio();
    if (ratio.compareTo(BigDecimal.ONE) == 0) {
      return usage;
    }
    assumptions.add(new Assumption.InputScaled(id(to), ratio));
    return Route.Lengthened.times(usage, ratio);
  }

  /// Usage with the output of the new model: by the output ratio or the answers in the log, and
  /// without thinking if that effect is off.
  private Usage written(String task, Usage usage) {
    var written = usage;
    var thought = usage.of(Meter.REASONING);
    if (thought.signum() > 0) {
      if (effects.has(Effect.THINKING)) {
        assumptions.add(new Assumption.ThinksAsMuch(id(to)));
      } else {
        written =
            usage
                .with(Meter.REASONING, 0)
                .with(Meter.OUTPUT, usage.of(Meter.OUTPUT).subtract(thought).max(BigDecimal.ZERO));
        assumptions.add(new Assumption.DoesNotThink(id(to)));
      }
    }
    var ratio = effects.outputRatio();
    if (ratio.compareTo(BigDecimal.ONE) == 0) {
      return measured(task, written);
    }
    assumptions.add(new Assumption.OutputScaled(id(to), ratio));
    return Route.Resized.times(written, ratio);
  }

  /// Usage with answers as long as those of the new model to this task.
  private Usage measured(String task, Usage usage) {
    if (!effects.has(Effect.ANSWER_LENGTHS)) {
      return usage;
    }
    return effects
        .lengths()
        .ratio(task, id(from), id(to))
        .map(
            ratio -> {
              assumptions.add(new Assumption.OutputMeasured(id(to), ratio));
              var counted = effects.has(Effect.TOKENIZER) ? factor() : Optional.<BigDecimal>empty();
              return Route.Resized.times(usage, ratio.per(counted.orElse(BigDecimal.ONE)));
            })
        .orElse(usage);
  }

  /// Whether the average call does not fit into the target's window, or its answer is longer than
  /// the target's longest. Not if it would not have fitted where it ran: then rows of the log stand
  /// for more calls than they say.
  private boolean isTooLong(Usage before, Usage usage) {
    var limits = limits(to);
    boolean prompt = isOver(whole(usage), limits.context(), usage);
    boolean answer = isOver(usage.of(Meter.OUTPUT), limits.output(), usage);
    boolean known =
        !isOver(whole(before), limits(from).context(), before)
            && !isOver(before.of(Meter.OUTPUT), limits(from).output(), before);
    boolean tooLong = known && (prompt || answer);
    if (tooLong) {
      assumptions.clear();
      assumptions.add(
          new Assumption.TooLong(id(to), prompt ? limits.context() : limits.output(), !prompt));
    }
    return tooLong;
  }

  private static BigDecimal whole(Usage usage) {
    return usage.prompt().add(usage.of(Meter.OUTPUT));
  }

  private static boolean isOver(BigDecimal tokens, long limit, Usage usage) {
    var calls = usage.of(Meter.CALLS);
    return limit > 0
        && calls.signum() > 0
        && tokens.compareTo(calls.multiply(BigDecimal.valueOf(limit))) > 0;
  }

  /// Usage with its cached tokens as plain input, if the target does not cache prefixes that short.
  ///
  /// @param before typical usage
  /// @param after the same, as the target counts it
  private Usage cached(Usage usage, Usage before, Usage after) {
    var minimum = BigDecimal.valueOf(limits(to).cache());
    var prefix = prefix(before, after);
    boolean tooShort =
        Caches.cached(usage).signum() > 0
            && minimum.signum() > 0
            && prefix.signum() > 0
            && prefix.compareTo(minimum) < 0
            && !isLongEnough(before, after, limits(to).cache());
    if (!tooShort || !effects.has(Effect.CACHE_MINIMUM)) {
      return usage;
    }
    if (effects.prefixes() == Effects.ShortPrefixes.PADDED) {
      assumptions.add(new Assumption.PrefixPadded(id(to), limits(to).cache()));
      var padded = Caches.cached(usage).multiply(minimum).divide(prefix, PRECISE);
      return Caches.padded(usage, padded).with(Meter.CACHED_SQUARED, padded.multiply(minimum));
    }
    var shown = prefix.setScale(0, RoundingMode.HALF_UP).longValue();
    assumptions.add(new Assumption.CacheTooShort(id(to), limits(to).cache(), shown));
    return Caches.uncached(usage);
  }

  /// The length of the cached prefix as the target counts it, averaged over cached tokens, so that
  /// calls that cache nothing do not shorten it. Without squares, the average over all calls.
  private BigDecimal prefix(Usage before, Usage usage) {
    var cached = Caches.cached(usage);
    var calls = usage.of(Meter.CALLS);
    if (cached.signum() == 0 || calls.signum() == 0) {
      return cached;
    }
    var squares = before.of(Meter.CACHED_SQUARED);
    var logged = Caches.cached(before);
    return squares.signum() == 0
        ? cached.divide(calls, PRECISE)
        : squares.multiply(cached).divide(logged.multiply(logged), PRECISE);
  }

  /// Whether every prefix that the old model cached is long enough, whatever the average says: it
  /// was at least as long as the old model's own minimum.
  private boolean isLongEnough(Usage before, Usage usage, long minimum) {
    return Caches.cached(usage)
            .multiply(BigDecimal.valueOf(limits(from).cache()))
            .compareTo(Caches.cached(before).multiply(BigDecimal.valueOf(minimum)))
        >= 0;
  }

  /// The key with the band of the average prompt, if prompts are counted otherwise.
  private UsageKey banded(UsageKey key, Usage before, Usage usage) {
    if (before.prompt().compareTo(usage.prompt()) == 0 || !book.hasBands(id(to))) {
      return key;
    }
    var calls = usage.of(Meter.CALLS);
    if (!effects.has(Effect.BANDS) || calls.signum() == 0) {
      assumptions.add(new Assumption.BandKept(id(to)));
      return key;
    }
    assumptions.add(new Assumption.BandRecounted(id(to)));
    return key.withBand(Band.ofAverage(usage.prompt(), calls));
  }

  private UsageKey served(UsageKey key) {
    return effects.has(Effect.AVAILABILITY)
        ? ModelSupport.served(key, target, book, assumptions)
        : book.served(key).withModel(target);
  }

  private void noteRetirement() {
    if (effects.has(Effect.RETIREMENT)) {
      to.flatMap(book::model)
          .map(Model::lifecycle)
          .flatMap(Model.Lifecycle::retires)
          .ifPresent(day -> assumptions.add(new Assumption.Retires(id(to), day)));
    }
  }
}
