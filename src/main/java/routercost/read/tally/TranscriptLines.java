package routercost.read.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The lines of a byte range of transcripts: responses, and lines that the row parser has to read.
/// Its objects are reused for the next range.
public final class TranscriptLines {
  /// A response; without a cell, a line that the row parser has to read.
  public static final class Noted {
    private static final int ODD = -1;

    /// The offset of its first byte.
    public int at;

    /// The number of its key in the worker.
    public int cell;

    /// Whether its time names no zone.
    public boolean naive;

    /// Whether it has no time.
    public boolean undated;

    public final ResponseDeduplicator.Line line = new ResponseDeduplicator.Line();

    public boolean isOdd() {
      return cell == ODD;
    }
  }

  private final List<Noted> all = new ArrayList<>();
  private final Map<String, Long> skipped = new TreeMap<>();
  private int size;

  public void clear() {
    size = 0;
    skipped.clear();
  }

  /// Adds a line that the row parser has to read.
  public void addOdd(int at) {
    Noted odd = next(at);
    odd.cell = Noted.ODD;
  }

  /// Adds a response, whose fields are to be set.
  ///
  /// @param naive whether its time names no zone
  /// @param undated whether it has none
  public ResponseDeduplicator.Line add(int at, int cell, boolean naive, boolean undated) {
    Noted response = next(at);
    response.cell = cell;
    response.naive = naive;
    response.undated = undated;
    return response.line;
  }

  private Noted next(int at) {
    if (size == all.size()) {
      all.add(new Noted());
    }
    Noted next = all.get(size++);
    next.at = at;
    return next;
  }

  /// Counts a line that is skipped.
  public void skip(String reason) {
    skipped.merge(reason, 1L, Long::sum);
  }

  public List<Noted> noted() {
    return all.subList(0, size);
  }

  /// The number of skipped lines, by reason.
  public Map<String, Long> skipped() {
    return skipped;
  }
}
