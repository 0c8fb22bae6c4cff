package routercost.whatif;

import java.util.Locale;

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
