package routercost.whatif;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Which effects of a move are reckoned with.
///
/// @param active those that are
/// @param outputRatio how many tokens the target writes for each that was logged; 1 until measured
/// @param prefixes what becomes of prefixes that are too short for the target to cache
public record Effects(Set<Effect> active, BigDecimal outputRatio, ShortPrefixes prefixes) {
  /// What becomes of prefixes that are too short for the target to cache.
  public enum ShortPrefixes {
    /// They are paid as plain input.
    PLAIN,
    /// They are made longer until they are cached.
    PADDED
  }

  /// All that is known.
  public static final Effects ALL =
      new Effects(EnumSet.allOf(Effect.class), BigDecimal.ONE, ShortPrefixes.PLAIN);

  /// The logged tokens times another price: what is left when nothing but the price changes. What a
  /// target cannot serve at all is still taken as standard, or there would be no price.
  public static final Effects NAIVE =
      new Effects(
          EnumSet.of(Effect.AVAILABILITY, Effect.THINKING), BigDecimal.ONE, ShortPrefixes.PLAIN);

  public Effects {
    active = Collections.unmodifiableSet(copy(active));
  }

  private static Set<Effect> copy(Collection<Effect> some) {
    var copy = EnumSet.noneOf(Effect.class);
    copy.addAll(some);
    return copy;
  }

  /// These effects but for some.
  public Effects without(Collection<Effect> some) {
    var rest = copy(active);
    rest.removeAll(some);
    return new Effects(rest, outputRatio, prefixes);
  }

  /// These effects, with the target writing so much for each token logged.
  public Effects withOutputRatio(BigDecimal ratio) {
    return new Effects(active, ratio, prefixes);
  }

  /// These effects, with short prefixes treated so.
  public Effects with(ShortPrefixes treated) {
    return new Effects(active, outputRatio, treated);
  }

  /// These effects alone.
  Effects only(Collection<Effect> some) {
    return new Effects(copy(some), BigDecimal.ONE, prefixes);
  }

  boolean has(Effect effect) {
    return active.contains(effect);
  }

  /// Something that changes when calls move to another model, beside the price of a token. Each can
  /// be switched off, to see what it makes.
  public enum Effect {
    /// The same text has another number of tokens (DESIGN 5.10).
    TOKENIZER,
    /// Prefixes shorter than the target caches at least are paid as plain input.
    CACHE_MINIMUM,
    /// Calls shared out between two models find each cache cooled more often.
    COLD_CACHES,
    /// Prompts recounted for the target may lie in another price band.
    BANDS,
    /// Calls that are longer than the target takes stay where they are.
    CONTEXT_WINDOW,
    /// What the target does not offer, such as fast mode, batch or a region, is taken as standard.
    AVAILABILITY,
    /// The target thinks as much as the model before did; without it, it does not think at all.
    THINKING,
    /// The day on which the target goes away is told.
    RETIREMENT;

    /// The name in options and files: `cache-minimum`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
