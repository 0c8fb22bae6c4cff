package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

/// The effects of a move that are included in its figures.
///
/// @param active included effects
/// @param inputRatio tokens of each prompt on the target for each logged one: a rubric that makes a
///     smaller model good enough
/// @param outputRatio tokens that the target writes for each logged one; 1 until measured
/// @param prefixes treatment of prefixes that are too short for the target to cache
/// @param lengths of answers that the log shows; an output ratio other than 1 outweighs them
/// @param answers the lengths of single answers, which limits cut
/// @param typical the calls whose averages decide
public record Effects(
    Set<Effect> active,
    BigDecimal inputRatio,
    BigDecimal outputRatio,
    ShortPrefixes prefixes,
    AnswerLengths lengths,
    SingleAnswers answers,
    TypicalCalls typical) {
  /// The treatment of prefixes that are too short for the target to cache.
  public enum ShortPrefixes {
    /// Paid as plain input.
    PLAIN,
    /// Made longer until they are cached.
    PADDED
  }

  public static final Effects ALL = new Effects(EnumSet.allOf(Effect.class), ShortPrefixes.PLAIN);

  /// The logged tokens times another price. Calls that a target cannot serve as they were are still
  /// taken as standard, as they would have no price otherwise.
  public static final Effects NAIVE =
      new Effects(EnumSet.of(Effect.AVAILABILITY, Effect.THINKING), ShortPrefixes.PLAIN);

  private Effects(Set<Effect> active, ShortPrefixes prefixes) {
    this(
        active,
        BigDecimal.ONE,
        BigDecimal.ONE,
        prefixes,
        AnswerLengths.NONE,
        SingleAnswers.NONE,
        TypicalCalls.NONE);
  }

  public Effects {
    active = Collections.unmodifiableSet(copy(active));
  }

  private static Set<Effect> copy(Collection<Effect> effects) {
    var copy = EnumSet.noneOf(Effect.class);
    copy.addAll(effects);
    return copy;
  }

  public Effects without(Collection<Effect> effects) {
    var rest = copy(active);
    rest.removeAll(effects);
    return new Effects(rest, inputRatio, outputRatio, prefixes, lengths, answers, typical);
  }

  public Effects withRatios(BigDecimal input, BigDecimal output) {
    return new Effects(active, input, output, prefixes, lengths, answers, typical);
  }

  public Effects with(ShortPrefixes treated) {
    return new Effects(active, inputRatio, outputRatio, treated, lengths, answers, typical);
  }

  Effects with(AnswerLengths measured) {
    return new Effects(active, inputRatio, outputRatio, prefixes, measured, answers, typical);
  }

  Effects with(SingleAnswers known) {
    return new Effects(active, inputRatio, outputRatio, prefixes, lengths, known, typical);
  }

  Effects with(TypicalCalls calls) {
    return new Effects(active, inputRatio, outputRatio, prefixes, lengths, answers, calls);
  }

  Effects only(Collection<Effect> effects) {
    return new Effects(
        copy(effects), BigDecimal.ONE, BigDecimal.ONE, prefixes, lengths, answers, typical);
  }

  boolean has(Effect effect) {
    return active.contains(effect);
  }

  /// A change that comes with another model in addition to the price of a token. Each can be
  /// switched off, to see its share.
  public enum Effect {
    /// The number of tokens of a text (DESIGN 5.10).
    TOKENIZER,
    /// Prefixes shorter than the target's minimum are paid as plain input.
    CACHE_MINIMUM,
    /// Calls shared out between two models find each cache cooled more often.
    COLD_CACHES,
    /// Calls of one session that part no longer read the prefix that they shared.
    SHARED_PREFIXES,
    /// Prompts recounted for the target may lie in another price band.
    BANDS,
    /// Calls that are longer than the target takes stay where they are.
    CONTEXT_WINDOW,
    /// Fast mode, batch or a region that the target does not offer is taken as standard.
    AVAILABILITY,
    /// The target thinks as much as the model before did; without it, it does not think at all.
    THINKING,
    /// Answers are as long as those of the target to the same task are in the log.
    ANSWER_LENGTHS,
    /// The day on which the target retires is reported.
    RETIREMENT;

    /// The name in options and files: `cache-minimum`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// The calls whose averages decide where a rule is about a single call: whether a prompt is long
  /// enough to be cached, too long for a model, or in another band. They are those of one task on
  /// one model, served alike, on all days and under all labels, so that a saving does not depend on
  /// what a report groups by.
  ///
  /// @param byKind sums of usage
  record TypicalCalls(Map<UsageKey, Usage> byKind) {
    static final TypicalCalls NONE = new TypicalCalls(Map.of());

    static TypicalCalls of(List<Repriced> lines) {
      return of(lines.stream().map(Repriced::priced));
    }

    static TypicalCalls of(Stream<Slice> usage) {
      var byKind = new HashMap<UsageKey, Usage>();
      usage.forEach(slice -> byKind.merge(kind(slice.key()), slice.usage(), Usage::plus));
      return new TypicalCalls(byKind);
    }

    private static UsageKey kind(UsageKey key) {
      return key.withDay(LocalDate.EPOCH).withLabels(Collections.emptySortedMap());
    }

    /// The usage of all calls like those of `slice`; its own if there are none, as those were moved
    /// before.
    Usage like(Slice slice) {
      return byKind.getOrDefault(kind(slice.key()), slice.usage());
    }
  }
}
