package routercost.usage;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A quantity that providers count. A bill is the dot product of usage over meters and rates over
/// the same meters.
///
/// Token meters are disjoint: a cached token is in `CACHE_READ` and not also in `INPUT`. The one
/// exception is named: some meters count a part of another one, such as `REASONING` of `OUTPUT`. A
/// part that has a rate of its own is billed at that rate, and the rest of the whole at its own.
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
  /// The part of `OUTPUT` that was reasoning.
  REASONING(OUTPUT, Kind.PART),
  /// Web searches made by the provider's own tool.
  WEB_SEARCH(Kind.FEE),
  /// Web pages fetched by the provider's own tool.
  WEB_FETCH(Kind.FEE),
  /// Hours of the provider's code-execution container.
  CODE_EXECUTION(Kind.FEE),
  /// Hours of a managed agent session in status running.
  MANAGED_AGENTS_SESSION(Kind.FEE),
  /// Units of a fixed-price service: images, megapixels.
  UNITS(Kind.FEE),
  /// Seconds of audio or video.
  SECONDS(Kind.FEE),
  /// Characters of text that is spoken.
  CHARACTERS(Kind.FEE),
  /// Pages of documents.
  PAGES(Kind.FEE),
  /// Queries of a search or a reranker, as its provider bills them.
  SEARCH_UNITS(Kind.FEE),
  /// The part of `INPUT` that was audio.
  AUDIO_INPUT(INPUT, Kind.PRICED_PART),
  /// The part of `CACHE_READ` that was audio.
  AUDIO_CACHE_READ(CACHE_READ, Kind.PRICED_PART),
  /// The part of `OUTPUT` that was audio.
  AUDIO_OUTPUT(OUTPUT, Kind.PRICED_PART),
  /// The part of `INPUT` that was images. Most providers bill it as they bill text.
  IMAGE_INPUT(INPUT, Kind.PART),
  /// The part of `OUTPUT` that was images.
  IMAGE_OUTPUT(OUTPUT, Kind.PRICED_PART),
  /// Calls whose retries the log counts, without retries that are rows of their own. Information
  /// only.
  FIRST_TRIES(Kind.NOTE),
  /// The retries of `FIRST_TRIES`. Information only.
  RETRIES(Kind.NOTE),
  /// The sum of the squares of the tokens that each call read from and wrote to caches: the length
  /// of the prefix around a cached token. Information only.
  CACHED_SQUARED(Kind.NOTE),
  /// Calls that used nothing that is billed, such as those that a provider turned away. Information
  /// only.
  EMPTY_CALLS(Kind.NOTE),
  /// The logged cost of the calls, in US dollars. Information only.
  LOGGED_USD(Kind.NOTE);

  private enum Kind {
    COUNT,
    PROMPT,
    OUTPUT,
    FEE,
    /// Billed like the rest of the whole, unless it has a rate of its own.
    PART,
    /// Never billed like the rest of the whole.
    PRICED_PART,
    NOTE
  }

  /// The meters of what is sold by the unit instead of by tokens.
  public static final Set<Meter> UNIT_METERS =
      Collections.unmodifiableSet(EnumSet.range(UNITS, SEARCH_UNITS));

  private static final List<Meter> PARTS =
      List.of(Arrays.stream(values()).filter(Meter::isPart).toArray(Meter[]::new));

  private final @Nullable Meter whole;
  private final Kind kind;

  Meter(Kind kind) {
    this(null, kind);
  }

  Meter(@Nullable Meter whole, Kind kind) {
    this.whole = whole;
    this.kind = kind;
  }

  /// All meters that count a part of another one.
  public static List<Meter> parts() {
    return PARTS;
  }

  /// Whether this counts a part of another meter.
  public boolean isPart() {
    return whole != null;
  }

  /// The meter of which this counts a part; itself if it counts no part.
  public Meter whole() {
    return whole == null ? this : whole;
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
    return countsTokens() || kind == Kind.FEE || kind == Kind.PRICED_PART;
  }
}
