package routercost.read.scan;

import routercost.read.schema.Reject;
import routercost.read.schema.RowCounter;
import routercost.read.tally.SequentialReader;
import routercost.read.text.Source;

/// An input that is scanned, and what is counted of it.
///
/// @param pass reads records of it carefully, and takes those that cannot be read
public record ScanInput(Source source, RowCounter account, SequentialReader pass) {
  void reject(Reject reject) {
    pass.reject(reject);
  }
}
