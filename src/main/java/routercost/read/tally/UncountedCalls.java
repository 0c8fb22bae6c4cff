package routercost.read.tally;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Consumer;
import routercost.read.schema.ParsedRow;

/// The latest calls of one input that succeeded and have no counts, held back because another
/// record of the same response may have them: of a stream one chunk says what was used.
final class UncountedCalls {
  private static final int MOST = 1 << 10;

  /// A call without counts.
  ///
  /// @param open whether nothing bounds what it costs
  record Uncounted(ParsedRow row, ParsedRow.Skipped reason, boolean open) {}

  private final Consumer<Uncounted> calls;
  private final Runnable chunks;
  private final SequencedMap<String, List<Uncounted>> waiting = new LinkedHashMap<>();
  private final SequencedSet<String> counted = new LinkedHashSet<>();

  /// @param calls receives each call of which no record has counts
  /// @param chunks runs for each record of a call that another record counts
  UncountedCalls(Consumer<Uncounted> calls, Runnable chunks) {
    this.calls = calls;
    this.chunks = chunks;
  }

  /// Takes a record without counts.
  ///
  /// @param id empty if it has none
  void add(String id, Uncounted call) {
    if (id.isEmpty()) {
      calls.accept(call);
    } else if (counted.contains(id)) {
      chunks.run();
    } else {
      waiting.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(call);
      if (waiting.size() > MOST) {
        release(requireNonNull(waiting.pollFirstEntry()).getValue());
      }
    }
  }

  /// Notes that a record with counts has an id.
  void count(String id) {
    if (!id.isEmpty()) {
      var chunksOfIt = waiting.remove(id);
      if (chunksOfIt != null) {
        chunksOfIt.forEach(_ -> chunks.run());
      }
      counted.add(id);
      if (counted.size() > MOST) {
        counted.removeFirst();
      }
    }
  }

  /// Releases all, as no record follows.
  void end() {
    waiting.values().forEach(this::release);
    waiting.clear();
  }

  /// Records of one response are one call.
  private void release(List<Uncounted> records) {
    calls.accept(records.getFirst());
    records.stream().skip(1).forEach(_ -> chunks.run());
  }
}
