package routercost.whatif;

/// Tokens that calls would no longer read from a cache.
///
/// @param hourly those of calls that cache for an hour
record LostPrefixes(long tokens, long hourly) {
  static final LostPrefixes NOTHING = new LostPrefixes(0, 0);

  LostPrefixes plus(LostPrefixes other) {
    return new LostPrefixes(tokens + other.tokens, hourly + other.hourly);
  }

  LostPrefixes minus(LostPrefixes part) {
    return new LostPrefixes(tokens - part.tokens, hourly - part.hourly);
  }

  LostPrefixes atMost(long most) {
    return tokens <= most ? this : new LostPrefixes(most, Math.min(hourly, most));
  }
}
