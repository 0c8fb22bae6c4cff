package routercost.read.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.read.tally.ResponseDeduplicator;
import routercost.read.tally.TranscriptLines;
import routercost.read.text.FileKeys;
import routercost.read.text.Source;
import routercost.usage.UsageKey;

/// What was found in transcripts, so that a later reading opens only those that were written to.
/// Which lines are copies, and what sub-agents are called, is found anew each time, in the order of
/// all files.
public final class KeptTranscripts {
  /// So many characters of lines are kept that the row parser has to read, and so many responses;
  /// other transcripts are read each time.
  private static final long MOST_TEXT = 1 << 24;

  private static final long MOST_RESPONSES = 1 << 18;

  private final Map<String, Transcript> byName = new HashMap<>();
  private long text;
  private long responses;

  /// Whether a file is a transcript of which all is kept.
  public boolean has(Source source) {
    return of(source).isPresent();
  }

  /// What is kept of a file; empty if it was written to since.
  Optional<Transcript> of(Source source) {
    return Optional.ofNullable(byName.get(source.name()))
        .filter(kept -> kept.isRead && kept.fits && kept.state.equals(state(source)));
  }

  /// Begins to keep what is found in a file from now on.
  Transcript begin(Source source) {
    var begun = new Transcript(state(source));
    var before = byName.put(source.name(), begun);
    if (before != null) {
      text -= before.text;
      responses -= before.responses;
    }
    return begun;
  }

  private static Object state(Source source) {
    return source.file().map(FileKeys::state).orElse("");
  }

  /// What was found in one file.
  final class Transcript {
    private final Object state;
    private final List<Stretch> stretches = new ArrayList<>();
    private boolean fits = true;
    private boolean isRead;
    private long text;
    private long responses;

    private Transcript(Object state) {
      this.state = state;
    }

    List<Stretch> stretches() {
      return stretches;
    }

    /// Says that the file was read to its end.
    void end() {
      isRead = true;
    }

    /// Begins with what was found in some bytes.
    Stretch next(boolean isBlank, long foreign, Map<String, Long> skipped) {
      stretches.add(new Stretch(isBlank, foreign, Map.copyOf(skipped)));
      return stretches.getLast();
    }

    /// What was found in some bytes, in the order of their lines.
    final class Stretch {
      final boolean isBlank;
      final long foreign;
      final Map<String, Long> skipped;
      private final List<Found> found = new ArrayList<>();

      private Stretch(boolean isBlank, long foreign, Map<String, Long> skipped) {
        this.isBlank = isBlank;
        this.foreign = foreign;
        this.skipped = skipped;
      }

      List<Found> found() {
        return found;
      }

      void add(UsageKey key, TranscriptLines.Noted noted) {
        add(Response.of(key, noted), 0, 1);
      }

      void add(OddLine odd) {
        add(odd, odd.text.length(), 0);
      }

      private void add(Found line, long more, long one) {
        if (fits
            && KeptTranscripts.this.text + more <= MOST_TEXT
            && KeptTranscripts.this.responses + one <= MOST_RESPONSES) {
          found.add(line);
          text += more;
          responses += one;
          KeptTranscripts.this.text += more;
          KeptTranscripts.this.responses += one;
        } else {
          fits = false;
        }
      }
    }
  }

  /// What stands on one line.
  sealed interface Found permits OddLine, Response {}

  /// A line that the row parser has to read.
  ///
  /// @param number of the line
  /// @param isTooLong whether it cannot be read, so that it has no text
  /// @param isLast whether only blanks follow it in its bytes
  record OddLine(String text, long number, boolean isTooLong, boolean isLast) implements Found {}

  /// A response.
  ///
  /// @param counts without the zeros at the end
  @SuppressWarnings("ArrayRecordComponent") // made for every response
  record Response(
      UsageKey key,
      boolean naive,
      boolean undated,
      long first,
      int second,
      long request,
      boolean aside,
      boolean ended,
      int length,
      long[] counts)
      implements Found {
    static Response of(UsageKey key, TranscriptLines.Noted noted) {
      var line = noted.line;
      int size = line.counts.length;
      while (size > 0 && line.counts[size - 1] == 0) {
        size--;
      }
      return new Response(
          key,
          noted.naive,
          noted.undated,
          line.first,
          line.second,
          line.request,
          line.aside,
          line.ended,
          line.length,
          Arrays.copyOf(line.counts, size));
    }

    /// Writes it where it was noted when it was read.
    void into(TranscriptLines.Noted noted, int cell) {
      noted.cell = cell;
      noted.naive = naive;
      noted.undated = undated;
      ResponseDeduplicator.Line line = noted.line;
      line.first = first;
      line.second = second;
      line.request = request;
      line.aside = aside;
      line.ended = ended;
      line.length = length;
      line.iterations = 0;
      System.arraycopy(counts, 0, line.counts, 0, counts.length);
      Arrays.fill(line.counts, counts.length, line.counts.length, 0);
    }
  }
}
