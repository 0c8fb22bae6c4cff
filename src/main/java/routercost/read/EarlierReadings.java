package routercost.read;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import routercost.read.transcript.KeptTranscripts;

/// What earlier readings of the same logs found, so that a later one reads only what is new. A
/// reading that goes on from it gives the same as one that does not.
///
/// What is kept of a file holds as long as the file keeps its bytes and every choice that its
/// records are read by is the same; else the file is read whole.
public final class EarlierReadings {
  /// A run reads its logs a few times, with other columns or for other days.
  private static final int MOST = 4;

  private final long seed = new SplittableRandom().nextLong();
  private final SequencedMap<String, Kept> byChoices = new LinkedHashMap<>(MOST, 0.75f, true);

  /// What is kept of the files of one reading.
  ///
  /// @param tables by name and by what else decides how they are read
  record Kept(Map<String, KeptScan> tables, KeptTranscripts transcripts) {}

  /// The seed of the hashes of ids.
  long seed() {
    return seed;
  }

  /// What is kept of readings by the same choices.
  Kept by(String choices) {
    var kept =
        byChoices.computeIfAbsent(choices, _ -> new Kept(new HashMap<>(), new KeptTranscripts()));
    if (byChoices.size() > MOST) {
      byChoices.pollFirstEntry();
    }
    return kept;
  }
}
