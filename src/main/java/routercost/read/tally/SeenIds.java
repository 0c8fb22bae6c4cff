package routercost.read.tally;

import java.io.Closeable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The calls seen so far, as hashes of their ids and counts in primitive arrays: 12 bytes for each
/// place, and about half of the places taken at least, so hardly more than 24 bytes for an id.
/// Beyond a bound they go to disk.
///
/// A segment is made of pages. When it grows, its old pages are reused by the next segment that
/// grows, so that growth leaves no garbage. Nearly all time is spent waiting for memory: pages are
/// so large that their headers, which are read first, stay in the CPU cache.
///
/// Used by one worker at a time.
public final class SeenIds implements Closeable {
  private static final int SEGMENT_BITS = 6;
  private static final int PAGE_BITS = 11;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int WIDTH = 3;

  /// The lowest bit of the first of three words, which is 0 in a free place.
  private static final long FIRST = 1L << Integer.SIZE;

  /// The page of every empty segment: most logs have fewer ids than there are segments.
  private static final int[] EMPTY = new int[PAGE * WIDTH];

  private final long bound;
  private final Segment[] segments = new Segment[1 << SEGMENT_BITS];
  private final ArrayDeque<int[]> spare = new ArrayDeque<>();
  private final List<SpilledIds> runs = new ArrayList<>();
  private Optional<SeenIds> earlier = Optional.empty();
  private long size;
  private boolean shared;

  /// Keeps the compiler from removing the reads of [#fetch].
  @SuppressWarnings("unused")
  private int fetched;

  /// An empty set.
  ///
  /// @param bound the number of ids held in memory
  public SeenIds(long bound) {
    this.bound = bound;
    clear();
  }

  private void clear() {
    Arrays.setAll(segments, _ -> new Segment());
    size = 0;
  }

  /// Adds an id.
  ///
  /// @return whether it was not seen before
  public boolean add(long first, int second) {
    long nonZero = first >>> Integer.SIZE == 0 ? first | FIRST : first; // zero marks a free place
    shared = false;
    if (earlier.isPresent() && earlier.get().has(nonZero, second)) {
      return false;
    }
    shared = earlier.isPresent() && earlier.get().shared;
    Segment segment = segments[segment(nonZero)];
    int place = segment.place(nonZero, second);
    if (!segment.isFree(place) || isOnDisk(nonZero, second)) {
      return false;
    }
    segment.put(place, nonZero, second);
    if (++size == bound) {
      spill();
    }
    return true;
  }

  private boolean has(long first, int second) {
    shared = false;
    Segment segment = segments[segment(first)];
    return !segment.isFree(segment.place(first, second));
  }

  /// Whether all ids are in memory.
  public boolean isInMemory() {
    return runs.isEmpty();
  }

  /// Adds the ids of an earlier reading, if all of them are in memory and none was seen here; else
  /// it adds none. They are not copied if they are the first.
  ///
  /// @param ids not to be changed as long as this is in use
  /// @return whether they were added
  public boolean addApart(SeenIds ids) {
    if (!isInMemory() || !ids.isInMemory() || size + ids.size >= bound) {
      return false;
    }
    if (size == 0 && earlier.isEmpty()) {
      earlier = Optional.of(ids);
      return true;
    }
    for (Segment segment : ids.segments) {
      if (segment.taken > 0 && !isApart(segment.firsts(), segment.seconds())) {
        return false;
      }
    }
    for (Segment segment : ids.segments) {
      if (segment.taken > 0) {
        addAll(segment.firsts(), segment.seconds());
      }
    }
    return true;
  }

  private boolean isApart(long[] firsts, int[] seconds) {
    for (int i = 0; i < firsts.length; i++) {
      if (firsts[i] != 0) {
        boolean isKnown = has(firsts[i], seconds[i]) || shared;
        boolean isEarlier =
            earlier.isPresent()
                && (earlier.get().has(firsts[i], seconds[i]) || earlier.get().shared);
        if (isKnown || isEarlier) {
          return false;
        }
      }
    }
    return true;
  }

  private void addAll(long[] firsts, int[] seconds) {
    for (int i = 0; i < firsts.length; i++) {
      if (firsts[i] != 0) {
        add(firsts[i], seconds[i]);
      }
    }
  }

  /// Whether the call that was added last has the id of another call that differs.
  public boolean isShared() {
    return shared;
  }

  /// Loads the places where the searches for ids begin into the CPU cache. Memory serves many loads
  /// at a time, but one after another if each waits for the one before.
  public void fetch(long[] firsts, int from, int to) {
    int any = 0;
    for (int i = from; i < to; i++) {
      any |= segments[segment(firsts[i])].home(firsts[i]);
    }
    fetched = any;
  }

  private static int segment(long first) {
    return (int) (first >>> (Long.SIZE - SEGMENT_BITS));
  }

  /// The place where the search for an id begins.
  static int home(long first, int places) {
    return (int) Math.unsignedMultiplyHigh(first << SEGMENT_BITS, places);
  }

  private boolean isOnDisk(long first, int second) {
    for (SpilledIds run : runs) {
      if (run.has(segment(first), first, second)) {
        return true;
      }
    }
    return false;
  }

  private void spill() {
    var run = new SpilledIds(segments.length, size);
    runs.add(run);
    for (Segment segment : segments) {
      run.write(segment.firsts(), segment.seconds());
    }
    clear();
  }

  @Override
  public void close() {
    runs.forEach(SpilledIds::close);
    runs.clear();
  }

  /// The ids whose hashes begin with the same bits; open addressing with places in hash order.
  private final class Segment {
    private int[][] pages = {EMPTY};
    private int places = PAGE;
    private int taken;

    /// The first word at the place where the search for an id begins.
    int home(long first) {
      int place = SeenIds.home(first, places);
      return pages[place >>> PAGE_BITS][(place & (PAGE - 1)) * WIDTH];
    }

    /// The place of an id, or the free one where it belongs.
    int place(long first, int second) {
      int high = (int) (first >>> Integer.SIZE);
      int low = (int) first;
      int place = SeenIds.home(first, places);
      while (true) {
        int[] page = pages[place >>> PAGE_BITS];
        for (int at = (place & (PAGE - 1)) * WIDTH; at < page.length; at += WIDTH) {
          int found = page[at];
          if (found == 0) {
            return place;
          }
          if (found == high && page[at + 1] == low) {
            if (page[at + 2] == second) {
              return place;
            }
            shared = true;
          }
          place++;
        }
        place = place == places ? 0 : place;
      }
    }

    boolean isFree(int place) {
      return first(place) == 0;
    }

    private long first(int place) {
      return first(pages[place >>> PAGE_BITS], (place & (PAGE - 1)) * WIDTH);
    }

    private static long first(int[] page, int at) {
      return ((long) page[at] << Integer.SIZE) | (page[at + 1] & 0xFFFFFFFFL);
    }

    private int second(int place) {
      return pages[place >>> PAGE_BITS][(place & (PAGE - 1)) * WIDTH + 2];
    }

    void put(int place, long first, int second) {
      if (taken == 0) {
        pages[0] = new int[PAGE * WIDTH];
      }
      set(place, first, second);
      if (++taken * 4L > places * 3L) {
        grow();
      }
    }

    private void set(int place, long first, int second) {
      int[] page = pages[place >>> PAGE_BITS];
      int at = (place & (PAGE - 1)) * WIDTH;
      page[at] = (int) (first >>> Integer.SIZE);
      page[at + 1] = (int) first;
      page[at + 2] = second;
    }

    private void grow() {
      int[][] old = pages;
      pages = new int[old.length + (old.length + 1) / 2][];
      Arrays.setAll(pages, _ -> spare.isEmpty() ? new int[PAGE * WIDTH] : spare.pop());
      places = pages.length * PAGE;
      for (int[] page : old) {
        for (int at = 0; at < page.length; at += WIDTH) {
          long first = first(page, at);
          if (first != 0) {
            set(place(first, page[at + 2]), first, page[at + 2]);
          }
        }
        Arrays.fill(page, 0);
        spare.push(page);
      }
    }

    long[] firsts() {
      return IntStream.range(0, places).mapToLong(this::first).toArray();
    }

    int[] seconds() {
      return IntStream.range(0, places).map(this::second).toArray();
    }
  }
}
