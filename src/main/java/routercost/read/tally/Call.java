package routercost.read.tally;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.read.schema.Origin;
import routercost.read.schema.Timing;
import routercost.usage.Slice;

/// One record of a log that was used, at the moment it is in hand.
///
/// @param slice what it used, under the key that it is tallied by; `LOGGED_USD` is in it if known
/// @param loggedUsd the cost that the log itself states for this record, in US dollars
/// @param timing when it was made and how long it took
public record Call(Origin origin, Slice slice, Optional<BigDecimal> loggedUsd, Timing timing) {}
