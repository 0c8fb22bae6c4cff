package routercost.read;

import java.io.IOException;
import java.util.Optional;

/// The records of one input in their order, one at a time.
interface Entries {
  /// The next record; empty at the end.
  Optional<Entry> next() throws IOException;
}
