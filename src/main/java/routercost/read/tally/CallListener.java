package routercost.read.tally;

import routercost.read.schema.Reject;

/// Receives records while logs are read, in the order of the logs.
public interface CallListener {
  /// Ignores everything.
  CallListener NONE = new CallListener() {};

  /// Receives a call that counts. Only a reading call by call has single calls to pass on.
  default void used(Call call) {}

  /// Receives a record that could not be read.
  default void rejected(Reject reject) {}
}
