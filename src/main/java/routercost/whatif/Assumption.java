package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import routercost.price.Money;
import routercost.usage.ServiceTier;

/// An assumption of a what-if, printed with the figures that rest on it.
public sealed interface Assumption extends Comparable<Assumption> {
  /// Token counts are scaled, because the new model's tokenizer counts differently.
  record TokenizerScaled(String from, String to, BigDecimal factor) implements Assumption {}

  /// Each call is in the band of the average prompt, as the new model counts it.
  record BandRecounted(String model) implements Assumption {}

  /// Each call stays in the band of its logged prompt, though the new model counts it differently.
  record BandKept(String model) implements Assumption {}

  /// Token counts are held as logged, because the book does not compare the tokenizers.
  record TokensHeld(String from, String to) implements Assumption {}

  /// Calls are taken as standard, because the new model is not served as they were.
  record ServedStandard(String model, ServiceTier service) implements Assumption {}

  /// Cached tokens are plain input, because the new model caches no prefix that short.
  ///
  /// @param minimum the shortest prefix that it caches
  /// @param prefix how many tokens were cached on average
  record CacheTooShort(String model, long minimum, long prefix) implements Assumption {}

  /// Two models share calls, so that each finds fewer of its prefixes cached.
  ///
  /// @param hits the share of cached tokens that were read before
  /// @param fewer the share that still are
  record CachesCooled(BigDecimal hits, BigDecimal fewer) implements Assumption {}

  /// Calls of one session part, so that each model writes its own copy of their prefix.
  ///
  /// @param tokens that are no longer read from the cache
  record PrefixesParted(long tokens) implements Assumption {}

  /// The log names no sessions, so that calls may share prefixes from which a move parts them.
  ///
  /// @param more the extra cost if they do
  record SessionsUnknown(Money more) implements Assumption {}

  /// Calls stay where they are, because they are longer than the new model accepts.
  ///
  /// @param limit in tokens
  /// @param answer whether the answer alone is too long
  record TooLong(String model, long limit, boolean answer) implements Assumption {}

  /// The prompts of an agent outgrow the window of its model.
  ///
  /// @param turn the first whose prompt does
  record LongerThanWindow(String model, long window, long turn) implements Assumption {}

  /// The new model writes more or less than the old one.
  record OutputScaled(String model, BigDecimal ratio) implements Assumption {}

  /// Prompts of the new model have this many tokens for each that the old one read.
  record InputScaled(String model, BigDecimal ratio) implements Assumption {}

  /// The new model writes as much as it does where it answers the same task in the log.
  record OutputMeasured(String model, AnswerLengths.Ratio ratio) implements Assumption {}

  /// Answers end at a limit.
  ///
  /// @param limit in tokens
  /// @param cut the number of answers that were longer
  /// @param calls of how many
  /// @param known whether the length of each answer is known, and not only their average
  record AnswersCut(long limit, BigDecimal cut, BigDecimal calls, boolean known)
      implements Assumption {}

  /// Calls without a score are divided by the shares of the bands.
  record NoScore(String column) implements Assumption {}

  /// The new model thinks as long as the old one did.
  record ThinksAsMuch(String model) implements Assumption {}

  /// The new model does not think, where the old one did.
  record DoesNotThink(String model) implements Assumption {}

  /// The new model retires.
  record Retires(String model, LocalDate day) implements Assumption {}

  /// The multiplier of the place where calls were served is left out, because the new model has
  /// none.
  record ServedAnywhere(String model, String place) implements Assumption {}

  /// A batch service is left out, because the model has none or the calls are served otherwise.
  ///
  /// @param service how they are served
  record NotBatched(String model, String service) implements Assumption {}

  /// A cache is left out, because the prefix is shorter than what the model caches.
  ///
  /// @param minimum in tokens
  record NotCached(String model, long minimum) implements Assumption {}

  /// A prefix is made longer, so that the model caches it.
  ///
  /// @param minimum in tokens
  record PrefixPadded(String model, long minimum) implements Assumption {}

  /// The key by which assumptions are sorted.
  default String text() {
    return switch (this) {
      case TokenizerScaled(var from, var to, var factor) ->
          "tokens scaled " + from + " " + to + " " + factor;
      case BandRecounted(var model) -> "band recounted " + model;
      case BandKept(var model) -> "band kept " + model;
      case TokensHeld(var from, var to) -> "tokens held " + from + " " + to;
      case ServedStandard(var model, var service) ->
          "served standard " + model + " " + service.id();
      case CacheTooShort(var model, _, var prefix) -> "cache too short " + model + " " + prefix;
      case CachesCooled(var hits, var fewer) -> "caches cooled " + hits + " " + fewer;
      case PrefixesParted(var tokens) -> "prefixes parted " + tokens;
      case SessionsUnknown(var more) -> "sessions unknown " + more;
      case TooLong(var model, var limit, var answer) ->
          "too long " + model + " " + limit + " " + answer;
      case LongerThanWindow(var model, _, var turn) -> "longer than window " + model + " " + turn;
      case OutputScaled(var model, var ratio) -> "output scaled " + model + " " + ratio;
      case InputScaled(var model, var ratio) -> "input scaled " + model + " " + ratio;
      case OutputMeasured(var model, var ratio) -> "output measured " + model + " " + ratio.value();
      case AnswersCut(var limit, var cut, var calls, var known) ->
          "answers cut %d %s %s %s".formatted(limit, cut, calls, known);
      case NoScore(var column) -> "no score " + column;
      case ThinksAsMuch(var model) -> "thinks as much " + model;
      case DoesNotThink(var model) -> "does not think " + model;
      case Retires(var model, _) -> "retires " + model;
      case ServedAnywhere(var model, var place) -> "served anywhere " + model + " " + place;
      case NotBatched(var model, var service) -> "not batched " + model + " " + service;
      case NotCached(var model, var minimum) -> "not cached " + model + " " + minimum;
      case PrefixPadded(var model, var minimum) -> "prefix padded " + model + " " + minimum;
    };
  }

  @Override
  default int compareTo(Assumption other) {
    return this == other ? 0 : text().compareTo(other.text());
  }
}
