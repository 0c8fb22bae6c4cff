package routercost.read.exports;

/// The counts of one record that are part of others: cached tokens of the input, reasoning of the
/// output. Every format decides it here, for each record.
///
/// The record's own total decides. Without one, no count is part of a smaller one; beyond that the
/// caller's usual reading holds, which follows from the names of the fields, the provider, the
/// habit of the file or the format.
///
/// Filled again for every record.
public final class TokenInclusion {
  /// Tokens read from a cache are part of the input.
  public static final int READ = 1;

  /// Tokens written to a cache are part of the input.
  public static final int WRITTEN = 2;

  public static final int CACHED = READ | WRITTEN;

  /// Reasoning is part of the output.
  public static final int REASONING = 4;

  /// Departures from the usual reading, the likeliest first.
  private static final int[] DEPARTURES = {
    0, REASONING, CACHED, CACHED | REASONING, READ, WRITTEN, READ | REASONING, WRITTEN | REASONING
  };

  public long input;
  public long output;
  public long read;
  public long written;
  public long reasoning;

  /// The total that the record states; 0 if it states none.
  public long total;

  /// What is part of other counts.
  ///
  /// @param usual the reading if the record proves nothing
  public int included(int usual) {
    if (total > 0) {
      for (int departure : DEPARTURES) {
        int reading = usual ^ departure;
        if (sum(reading) == total && isPossible(reading)) {
          return reading;
        }
      }
    }
    int possible = isPossible(usual & CACHED) ? usual : usual & ~CACHED;
    return reasoning > output ? possible & ~REASONING : possible;
  }

  private boolean isPossible(int reading) {
    return included(reading, READ, read) + included(reading, WRITTEN, written) <= input
        && included(reading, REASONING, reasoning) <= output;
  }

  private static long included(int reading, int part, long tokens) {
    return (reading & part) == 0 ? 0 : tokens;
  }

  /// The input that was neither read from a cache nor written to one.
  public long fresh(int included) {
    return input - included(included, READ, read) - included(included, WRITTEN, written);
  }

  /// The output with its reasoning.
  public long generated(int included) {
    return output + reasoning - included(included, REASONING, reasoning);
  }

  /// Tokens of the stated total that no count of the record accounts for.
  public long unaccounted(int included) {
    return total == 0 ? 0 : Math.max(0, total - sum(included));
  }

  private long sum(int included) {
    return fresh(included) + read + written + generated(included);
  }
}
