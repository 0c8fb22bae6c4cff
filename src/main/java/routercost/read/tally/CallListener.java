package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.read.schema.Origin;
import routercost.read.schema.Reject;
import routercost.read.schema.Timing;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// Receives records while logs are read, in the order of the logs.
public interface CallListener {
  /// Ignores everything.
  CallListener NONE = new CallListener() {};

  /// Whether logs that keep sums alone are refused.
  default boolean requiresCalls() {
    return true;
  }

  /// Receives a call that counts. Only a reading call by call has single calls to pass on.
  default void used(Call call) {}

  /// Receives a record that could not be read.
  default void rejected(Reject reject) {}

  /// What takes the sessions of tables that are scanned, so that nothing is made for a single call;
  /// empty if each call has to be passed on.
  default Optional<Sessions> sessions() {
    return Optional.empty();
  }

  /// Receives what single calls cached, in the order of the logs.
  interface Sessions {
    /// The key that calls are under, asked once for each key of the log.
    UsageKey key(UsageKey logged);

    /// Receives a single call that counts.
    ///
    /// @param session empty if the log does not name it
    /// @param key as `key` returned it
    /// @param read tokens read from a cache
    /// @param written tokens written to one, `hourly` of them for an hour
    /// @param prompt all tokens of the prompt
    /// @param second when it began, counted from 1970; 0 if the log tells a day at most
    void add(
        String session,
        UsageKey key,
        long read,
        long written,
        long hourly,
        long prompt,
        long second);
  }

  /// A record of a log that counts.
  ///
  /// @param slice its usage under the key of its tally; includes `LOGGED_USD` if known
  /// @param loggedUsd the cost that the log states, in US dollars
  record Call(Origin origin, Slice slice, Optional<BigDecimal> loggedUsd, Timing timing) {}
}
