package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import routercost.price.Money;
import routercost.usage.ServiceTier;

/// An assumption of a what-if, printed with the figures that rest on it.
public sealed interface Assumption extends Comparable<Assumption> {
  /// Token counts are scaled, because the new model's tokenizer counts differently.
  record TokenizerScaled(String from, String to, BigDecimal factor) implements Assumption {
    @Override
    public String text() {
      return "tokens scaled " + from + " " + to + " " + factor;
    }
  }

  /// Each call is in the band of the average prompt, as the new model counts it.
  record BandRecounted(String model) implements Assumption {
    @Override
    public String text() {
      return "band recounted " + model;
    }
  }

  /// Each call stays in the band of its logged prompt, though the new model counts it differently.
  record BandKept(String model) implements Assumption {
    @Override
    public String text() {
      return "band kept " + model;
    }
  }

  /// Token counts are held as logged, because the book does not compare the tokenizers.
  record TokensHeld(String from, String to) implements Assumption {
    @Override
    public String text() {
      return "tokens held " + from + " " + to;
    }
  }

  /// Calls are taken as standard, because the new model is not served as they were.
  record ServedStandard(String model, ServiceTier service) implements Assumption {
    @Override
    public String text() {
      return "served standard " + model + " " + service.id();
    }
  }

  /// Cached tokens are plain input, because the new model caches no prefix that short.
  ///
  /// @param minimum the shortest prefix that it caches
  /// @param prefix how many tokens were cached on average
  record CacheTooShort(String model, long minimum, long prefix) implements Assumption {
    @Override
    public String text() {
      return "cache too short " + model + " " + prefix;
    }
  }

  /// Two models share calls, so that each finds fewer of its prefixes cached.
  ///
  /// @param hits the share of cached tokens that were read before
  /// @param fewer the share that still are
  record CachesCooled(BigDecimal hits, BigDecimal fewer) implements Assumption {
    @Override
    public String text() {
      return "caches cooled " + hits + " " + fewer;
    }
  }

  /// Calls of one session part, so that each model writes its own copy of their prefix.
  ///
  /// @param tokens that are no longer read from the cache
  record PrefixesParted(long tokens) implements Assumption {
    @Override
    public String text() {
      return "prefixes parted " + tokens;
    }
  }

  /// The log names no sessions, so that calls may share prefixes from which a move parts them.
  ///
  /// @param more the extra cost if they do
  record SessionsUnknown(Money more) implements Assumption {
    @Override
    public String text() {
      return "sessions unknown " + more;
    }
  }

  /// Calls stay where they are, because they are longer than the new model accepts.
  ///
  /// @param limit in tokens
  /// @param answer whether the answer alone is too long
  record TooLong(String model, long limit, boolean answer) implements Assumption {
    @Override
    public String text() {
      return "too long " + model + " " + limit + " " + answer;
    }
  }

  /// The prompts of an agent outgrow the window of its model.
  ///
  /// @param turn the first whose prompt does
  record LongerThanWindow(String model, long window, long turn) implements Assumption {
    @Override
    public String text() {
      return "longer than window " + model + " " + turn;
    }
  }

  /// The new model writes more or less than the old one.
  record OutputScaled(String model, BigDecimal ratio) implements Assumption {
    @Override
    public String text() {
      return "output scaled " + model + " " + ratio;
    }
  }

  /// Prompts of the new model have this many tokens for each that the old one read.
  record InputScaled(String model, BigDecimal ratio) implements Assumption {
    @Override
    public String text() {
      return "input scaled " + model + " " + ratio;
    }
  }

  /// The new model writes as much as it does where it answers the same task in the log.
  record OutputMeasured(String model, AnswerLengths.Ratio ratio) implements Assumption {
    @Override
    public String text() {
      return "output measured " + model + " " + ratio.value();
    }
  }

  /// Answers end at a limit.
  ///
  /// @param limit in tokens
  /// @param cut the number of answers that were longer
  /// @param calls of how many
  /// @param known whether the length of each answer is known, and not only their average
  record AnswersCut(long limit, BigDecimal cut, BigDecimal calls, boolean known)
      implements Assumption {
    @Override
    public String text() {
      return "answers cut %d %s %s %s".formatted(limit, cut, calls, known);
    }
  }

  /// Calls without a score are divided by the shares of the bands.
  record NoScore(String column) implements Assumption {
    @Override
    public String text() {
      return "no score " + column;
    }
  }

  /// The new model thinks as long as the old one did.
  record ThinksAsMuch(String model) implements Assumption {
    @Override
    public String text() {
      return "thinks as much " + model;
    }
  }

  /// The new model does not think, where the old one did.
  record DoesNotThink(String model) implements Assumption {
    @Override
    public String text() {
      return "does not think " + model;
    }
  }

  /// The new model retires.
  record Retires(String model, LocalDate day) implements Assumption {
    @Override
    public String text() {
      return "retires " + model;
    }
  }

  /// The multiplier of the place where calls were served is left out, because the new model has
  /// none.
  record ServedAnywhere(String model, String place) implements Assumption {
    @Override
    public String text() {
      return "served anywhere " + model + " " + place;
    }
  }

  /// A batch service is left out, because the model has none or the calls are served otherwise.
  ///
  /// @param service how they are served
  record NotBatched(String model, String service) implements Assumption {
    @Override
    public String text() {
      return "not batched " + model + " " + service;
    }
  }

  /// A cache is left out, because the prefix is shorter than what the model caches.
  ///
  /// @param minimum in tokens
  record NotCached(String model, long minimum) implements Assumption {
    @Override
    public String text() {
      return "not cached " + model + " " + minimum;
    }
  }

  /// A prefix is made longer, so that the model caches it.
  ///
  /// @param minimum in tokens
  record PrefixPadded(String model, long minimum) implements Assumption {
    @Override
    public String text() {
      return "prefix padded " + model + " " + minimum;
    }
  }

  /// The key by which assumptions are sorted.
  String text();

  @Override
  default int compareTo(Assumption other) {
    return this == other ? 0 : text().compareTo(other.text());
  }
}
