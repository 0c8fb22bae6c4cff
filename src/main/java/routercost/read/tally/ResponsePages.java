package routercost.read.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import routercost.read.schema.TokenCounts;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// The responses of transcripts in pages of integers: 56 bytes for each, and at most 11 in an index
/// by id. Counts that do not fit are kept apart.
final class ResponsePages {
  private static final int METERS = Meter.values().length;
  private static final int CALLS = Tally.slot(Meter.CALLS);
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);
  private static final int CACHED_SQUARED = Tally.slot(Meter.CACHED_SQUARED);
  private static final int[] COMPACT = {
    Tally.slot(Meter.INPUT),
    OUTPUT,
    Tally.slot(Meter.CACHE_READ),
    Tally.slot(Meter.CACHE_WRITE_5M),
    Tally.slot(Meter.CACHE_WRITE_1H),
    Tally.slot(Meter.CACHE_WRITE_UNKNOWN)
  };

  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int ID = 0;
  private static final int REQUEST = 3;
  private static final int KEY = 5;
  private static final int LENGTH = 6;
  private static final int FLAGS = 7;
  private static final int COUNTS = 8;
  private static final int WIDTH = COUNTS + COMPACT.length;
  private static final int ASIDE = 1;
  private static final int APART = 2;
  private static final int ENDED = 4;
  private static final int FILE_BITS = 8;

  private final Map<Integer, long[]> apart = new HashMap<>();
  private final List<int[]> pages = new ArrayList<>();
  private int[] index = new int[1 << 10];
  private int size;

  int size() {
    return size;
  }

  /// Where the search for an id begins in the index.
  int place(long first) {
    return (int) (first >>> 33) & (index.length - 1);
  }

  /// The place after one.
  int after(int place) {
    return (place + 1) & (index.length - 1);
  }

  /// The response at a place of the index; -1 if the place is free.
  int response(int place) {
    return index[place] - 1;
  }

  /// Adds a response at a free place of the index, without its counts.
  int add(int place, ResponseDeduplicator.Line line) {
    if (size == pages.size() * PAGE) {
      pages.add(new int[PAGE * WIDTH]);
    }
    int added = size++;
    index[place] = size;
    int[] page = page(added);
    int at = at(added);
    set(page, at + ID, line.first);
    page[at + 2] = line.second;
    set(page, at + REQUEST, line.request);
    page[at + KEY] = line.key;
    page[at + FLAGS] = (line.file << FILE_BITS) | (line.aside ? ASIDE : 0);
    if (4 * size > 3 * index.length) {
      grow();
    }
    return added;
  }

  private void grow() {
    index = new int[2 * index.length];
    for (int response = 0; response < size; response++) {
      int place = place(longAt(page(response), at(response)));
      while (index[place] != 0) {
        place = after(place);
      }
      index[place] = response + 1;
    }
  }

  boolean hasId(int response, ResponseDeduplicator.Line line) {
    int[] page = page(response);
    int at = at(response);
    return page[at + 2] == line.second && longAt(page, at + ID) == line.first;
  }

  /// A hash of the request id; 0 if none is known.
  long request(int response) {
    return longAt(page(response), at(response) + REQUEST);
  }

  void setRequest(int response, long request) {
    set(page(response), at(response) + REQUEST, request);
  }

  /// The number of the key.
  int key(int response) {
    return page(response)[at(response) + KEY];
  }

  void setKey(int response, int key) {
    page(response)[at(response) + KEY] = key;
  }

  boolean isAside(int response) {
    return (flags(response) & ASIDE) != 0;
  }

  /// Remembers that a line outside of side chains was seen.
  void setMain(int response) {
    page(response)[at(response) + FLAGS] &= ~ASIDE;
  }

  /// Whether a line said why the model stopped.
  boolean isEnded(int response) {
    return (flags(response) & ENDED) != 0;
  }

  /// The number of the file of the first line.
  int file(int response) {
    return flags(response) >>> FILE_BITS;
  }

  private int flags(int response) {
    return page(response)[at(response) + FLAGS];
  }

  /// How many characters the model wrote in the lines of the first file.
  int length(int response) {
    return page(response)[at(response) + LENGTH];
  }

  /// Adds what a line says of the end and the length of its response.
  void extend(int response, ResponseDeduplicator.Line line) {
    int[] page = page(response);
    int at = at(response);
    page[at + FLAGS] |= line.ended ? ENDED : 0;
    if ((page[at + FLAGS] ^ (line.file << FILE_BITS)) >>> FILE_BITS == 0) {
      page[at + LENGTH] = (int) Math.min(Integer.MAX_VALUE, (long) page[at + LENGTH] + line.length);
    }
  }

  void setCounts(int response, long[] counts) {
    int[] page = page(response);
    int at = at(response);
    if (!isCompact(counts)) {
      apart.put(response, counts.clone());
      page[at + FLAGS] |= APART;
      return;
    }
    page[at + FLAGS] &= ~APART;
    for (int i = 0; i < COMPACT.length; i++) {
      page[at + COUNTS + i] = (int) counts[COMPACT[i]];
    }
  }

  /// Whether the counts are those of one call with tokens of the usual kinds alone. The square of
  /// what it cached follows from them.
  private static boolean isCompact(long[] counts) {
    long rest = -counts[CACHED_SQUARED];
    for (long count : counts) {
      rest += count;
    }
    for (int slot : COMPACT) {
      if (counts[slot] > Integer.MAX_VALUE) {
        return false;
      }
      rest -= counts[slot];
    }
    return counts[CALLS] == 1 && rest == 1;
  }

  long[] counts(int response) {
    int[] page = page(response);
    int at = at(response);
    if ((page[at + FLAGS] & APART) != 0) {
      return Objects.requireNonNull(apart.get(response));
    }
    var counts = new long[METERS];
    counts[CALLS] = 1;
    for (int i = 0; i < COMPACT.length; i++) {
      counts[COMPACT[i]] = page[at + COUNTS + i];
    }
    TokenCounts.square(counts);
    return counts;
  }

  private int[] page(int response) {
    return pages.get(response >>> PAGE_BITS);
  }

  private static int at(int response) {
    return (response & (PAGE - 1)) * WIDTH;
  }

  private static long longAt(int[] page, int at) {
    return ((long) page[at] << Integer.SIZE) | (page[at + 1] & 0xFFFFFFFFL);
  }

  private static void set(int[] page, int at, long value) {
    page[at] = (int) (value >>> Integer.SIZE);
    page[at + 1] = (int) value;
  }
}
