package routercost.usage;

/// What providers count. A bill is the dot product of usage over meters and rates over the same
/// meters.
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
  /// Prompt tokens written to a cache whose lifetime the log does not tell; priced as five minutes.
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
  /// Calls of which the log tells whether they were tried again, without the further tries that it
  /// has as rows of their own. Information only.
  FIRST_TRIES(Kind.NOTE),
  /// How often those calls were tried again. Information only.
  RETRIES(Kind.NOTE),
  /// The squares of what each call read from caches and wrote to them, summed: how long the prefix
  /// is in which a cached token stands. Information only.
  CACHED_SQUARED(Kind.NOTE),
  /// What the log itself says the calls cost, in US dollars. Information only.
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
