package routercost.read.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import routercost.read.row.ColumnLayout;
import routercost.read.row.RowCells;
import routercost.read.row.RowParser;
import routercost.read.schema.TokenCounts;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogAccumulator;
import routercost.usage.Meter;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// What the single calls of a stretch cached, by session, until their turn comes.
final class SessionCells {
  private static final int CALLS = Tally.slot(Meter.CALLS);
  private static final int READ = Tally.slot(Meter.CACHE_READ);
  private static final int WRITTEN_5M = Tally.slot(Meter.CACHE_WRITE_5M);
  private static final int WRITTEN_1H = Tally.slot(Meter.CACHE_WRITE_1H);
  private static final int WRITTEN = Tally.slot(Meter.CACHE_WRITE_UNKNOWN);

  /// Numbers of session and key, tokens read, written, those for an hour, the prompt, the second.
  private static final int WIDTH = 7;

  final ByteRange.Places places = new ByteRange.Places();
  private long[] cells = new long[WIDTH << 8];

  /// Adds the call that was parsed last, if it is a single one.
  void add(int at, int nth, RowParser parser, RowCells row, ColumnLayout layout) {
    long[] counts = parser.counts();
    if (counts[CALLS] != 1) {
      return;
    }
    int cell = WIDTH * places.size();
    if (cell == cells.length) {
      cells = Arrays.copyOf(cells, 2 * cell);
    }
    places.add(at, nth);
    cells[cell] = parser.session(row, layout);
    cells[cell + 1] = parser.keyNumber();
    cells[cell + 2] = counts[READ];
    cells[cell + 3] = counts[WRITTEN_5M] + counts[WRITTEN_1H] + counts[WRITTEN];
    cells[cell + 4] = counts[WRITTEN_1H];
    cells[cell + 5] = TokenCounts.prompt(counts);
    cells[cell + 6] = parser.second(row, layout);
  }

  /// The keys of one worker as a listener has them.
  static final class Keys {
    private final CallListener.Sessions listener;
    private final LogAccumulator gathering;
    private final RowParser parser;
    private @Nullable UsageKey[] known = new UsageKey[1 << 8];

    Keys(CallListener.Sessions listener, LogAccumulator gathering, RowParser parser) {
      this.listener = listener;
      this.gathering = gathering;
      this.parser = parser;
    }

    private UsageKey key(int number) {
      if (number >= known.length) {
        known = Arrays.copyOf(known, 2 * number);
      }
      UsageKey key = known[number];
      if (key == null) {
        key = listener.key(gathering.named(parser.key(number)));
        known[number] = key;
      }
      return key;
    }
  }

  /// Passes on all calls but those that turned out to be copies of others.
  void tell(Keys keys, ByteRange.Places copies) {
    for (int i = 0; i < places.size(); i++) {
      int cell = WIDTH * i;
      if (copies.size() == 0 || !copies.has(places.at(i), places.nth(i))) {
        keys.listener.add(
            keys.parser.word((int) cells[cell]),
            keys.key((int) cells[cell + 1]),
            cells[cell + 2],
            cells[cell + 3],
            cells[cell + 4],
            cells[cell + 5],
            cells[cell + 6]);
      }
    }
  }
}
