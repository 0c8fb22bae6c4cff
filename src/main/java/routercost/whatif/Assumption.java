package routercost.whatif;

import java.math.BigDecimal;

/// Something that a what-if takes for granted. Each is printed with the figures that rest on it.
public sealed interface Assumption extends Comparable<Assumption> {
  /// Token counts are scaled, because the new model's tokenizer counts the same text otherwise.
  record TokenizerScaled(String from, String to, BigDecimal factor) implements Assumption {
    @Override
    public String text() {
      return "tokens scaled " + from + " " + to + " " + factor;
    }
  }

  /// Each call stays in the band of its logged prompt, though the new model counts it otherwise.
  record BandKept(String model) implements Assumption {
    @Override
    public String text() {
      return "band kept " + model;
    }
  }

  /// Token counts are held as logged, because the book does not say how the tokenizers compare.
  record TokensHeld(String from, String to) implements Assumption {
    @Override
    public String text() {
      return "tokens held " + from + " " + to;
    }
  }

  /// Calls served in fast mode are taken as standard, because the new model has no fast mode.
  record ServedStandard(String model) implements Assumption {
    @Override
    public String text() {
      return "served standard " + model;
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

  /// What it says, in one word after another, by which assumptions are sorted.
  String text();

  @Override
  default int compareTo(Assumption other) {
    return text().compareTo(other.text());
  }
}
