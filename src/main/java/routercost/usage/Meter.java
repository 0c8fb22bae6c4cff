package routercost.usage;

/// A quantity that providers count. A bill is the dot product of usage over meters and rates over
/// the same meters.
///
/// Token meters are disjoint: a cached token is in `CACHE_READ` and not also in `INPUT`. The one
/// exception is named: `REASONING` is a subset of `OUTPUT`, kept for information and never priced.
public enum Meter implements Identified {
  /// Calls, or the calls that an aggregate row stands for.
  CALLS(Kind.COUNT),
  /// Uncached prompt tokens.
  INPUT(Kind.PROMPT),
  /// Tokens written by the model, reasoning included.
  OUTPUT(Kind.OUTPUT),
  /// Prompt tokens served from a cache.
  CACHE_READ(Kind.PROMPT),
  /// Prompt tokens written to a cache that lives five minutes.
  CACHE_WRITE_5M(Kind.PROMPT),
  /// Prompt tokens written to a cache that lives one hour.
  CACHE_WRITE_1H(Kind.PROMPT),
  /// Prompt tokens written to a cache of unknown lifetime; priced as five minutes.
  CACHE_WRITE_UNKNOWN(Kind.PROMPT),
  /// The part of `OUTPUT` that was reasoning. Information only.
  REASONING(Kind.NOTE),
  /// Web searches made by the provider's own tool.
  WEB_SEARCH(Kind.FEE),
  /// Web pages fetched by the provider's own tool.
  WEB_FETCH(Kind.FEE),
  /// Hours of the provider's code-execution container.
  CODE_EXECUTION(Kind.FEE),
  /// Hours of a managed agent session in status running.
  MANAGED_AGENTS_SESSION(Kind.FEE),
  /// Units of a fixed-price service: images, megapixels, queries.
  UNITS(Kind.FEE),
  /// Calls whose retries the log counts, without retries that are rows of their own. Information
  /// only.
  FIRST_TRIES(Kind.NOTE),
  /// The retries of `FIRST_TRIES`. Information only.
  RETRIES(Kind.NOTE),
  /// The sum of the squares of the tokens that each call read from and wrote to caches: the length
  /// of the prefix around a cached token. Information only.
  CACHED_SQUARED(Kind.NOTE),
  /// The logged cost of the calls, in US dollars. Information only.
  LOGGED_USD(Kind.NOTE);

  private enum Kind {
    COUNT,
    PROMPT,
    OUTPUT,
    FEE,
    NOTE
  }

  private final Kind kind;

  Meter(Kind kind) {
    this.kind = kind;
  }

  /// Whether this counts tokens that are billed as such.
  public boolean countsTokens() {
    return kind == Kind.PROMPT || kind == Kind.OUTPUT;
  }

  /// Whether this is part of the prompt whose length chooses the band (prices.md: input + cache
  /// read + cache write).
  public boolean isPrompt() {
    return kind == Kind.PROMPT;
  }

  /// Whether usage on this meter must have a rate before its cost can be known.
  public boolean isBilled() {
    return countsTokens() || kind == Kind.FEE;
  }
}
