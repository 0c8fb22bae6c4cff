package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.read.schema.Origin;
import routercost.read.schema.Timing;
import routercost.usage.Slice;

/// A record of a log that counts.
///
/// @param slice its usage under the key of its tally; includes `LOGGED_USD` if known
/// @param loggedUsd the cost that the log states, in US dollars
public record Call(Origin origin, Slice slice, Optional<BigDecimal> loggedUsd, Timing timing) {}
