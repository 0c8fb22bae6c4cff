package routercost.read.tally;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import routercost.read.schema.TokenCounts;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// The responses in transcripts of Claude Code, which stand in several lines and files: streaming
/// writes a line for each part, and sessions that are resumed or forked copy what came before
/// (docs/formats.md).
///
/// Lines of one message id are one call, unless two of them name different requests and neither is
/// of a side chain, which replays requests of its parent. Of copies the one outside of side chains
/// counts, then the one with the most iterations, then the one with the most output, then the
/// first; the call was made when the earliest was.
///
/// A message takes 56 bytes in pages and at most 11 in the index. What does not fit stands beside.
public final class ResponseDeduplicator {
  /// One line of a response.
  public static final class Line {
    /// The hash of the message id: 96 bits.
    public long first;

    public int second;

    /// A hash of the request id; 0 if the line names none.
    public long request;

    /// Whether it is of a side chain.
    public boolean aside;

    /// Whether it says why the model stopped.
    public boolean ended;

    /// The number of its file.
    public int file;

    /// How many characters the model wrote, as far as the line shows them.
    public int length;

    /// How many parts will follow.
    public int iterations;

    /// The number of its key.
    public int key;

    /// One whole number per meter, at the meter's slot.
    public final long[] counts = new long[METERS];
  }

  /// Another iteration of a response, with a key of its own.
  private static final class Part {
    private final int key;
    private final long[] counts;

    Part(int key, long[] counts) {
      this.key = key;
      this.counts = counts.clone();
    }
  }

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
  private static final int BESIDE = 2;
  private static final int ENDED = 4;
  private static final int FILE_BITS = 8;

  /// Fewer output tokens than one for so many characters are those of the beginning of a message.
  private static final int UNLIKELY = 8;

  private static final int USUAL = 4;

  private final Map<UsageKey, Integer> numbers = new HashMap<>();
  private final List<UsageKey> keys = new ArrayList<>();
  private final Map<Integer, long[]> beside = new HashMap<>();
  private final Map<Integer, List<Part>> parts = new HashMap<>();
  private final List<int[]> pages = new ArrayList<>();
  private final Tally duplicates;
  private int[] duplicateCells = new int[1 << 8];
  private int[] index = new int[1 << 10];
  private int size;
  private int files;
  private int current;
  private boolean isBest;

  /// @param duplicates takes the copies that do not count
  ResponseDeduplicator(Tally duplicates) {
    this.duplicates = duplicates;
  }

  /// The number of another file.
  int file() {
    return files++;
  }

  /// The number of a key.
  public int key(UsageKey key) {
    Integer known = numbers.putIfAbsent(key, keys.size());
    if (known != null) {
      return known;
    }
    keys.add(key);
    return keys.size() - 1;
  }

  UsageKey key(int number) {
    return keys.get(number);
  }

  /// Adds a line, and says whether it is a call that was not met before.
  public boolean add(Line line) {
    int place = (int) (line.first >>> 33) & (index.length - 1);
    while (index[place] != 0) {
      current = index[place] - 1;
      if (isSame(line)) {
        merge(line);
        learn(line);
        return false;
      }
      place = (place + 1) & (index.length - 1);
    }
    index[place] = size + 1;
    append(line);
    if (4 * size > 3 * index.length) {
      grow();
    }
    return true;
  }

  private boolean isSame(Line line) {
    int[] page = page(current);
    int at = at(current);
    if (page[at + 2] != line.second || longAt(page, at + ID) != line.first) {
      return false;
    }
    long known = longAt(page, at + REQUEST);
    boolean replayed = line.aside || (page[at + FLAGS] & ASIDE) != 0;
    return known == 0 || line.request == 0 || known == line.request || replayed;
  }

  private void append(Line line) {
    if (size == pages.size() * PAGE) {
      pages.add(new int[PAGE * WIDTH]);
    }
    current = size++;
    int[] page = page(current);
    int at = at(current);
    set(page, at + ID, line.first);
    page[at + 2] = line.second;
    set(page, at + REQUEST, line.request);
    page[at + KEY] = line.key;
    page[at + FLAGS] = (line.file << FILE_BITS) | (line.aside ? ASIDE : 0);
    put(line.counts);
    isBest = true;
    expect(line.iterations);
    learn(line);
  }

  private void learn(Line line) {
    int[] page = page(current);
    int at = at(current);
    page[at + FLAGS] |= line.ended ? ENDED : 0;
    if ((page[at + FLAGS] ^ (line.file << FILE_BITS)) >>> FILE_BITS == 0) {
      page[at + LENGTH] = (int) Math.min(Integer.MAX_VALUE, (long) page[at + LENGTH] + line.length);
    }
  }

  private void merge(Line line) {
    int[] page = page(current);
    int at = at(current);
    int held = page[at + KEY];
    long[] counts = counts(current);
    boolean wasAside = (page[at + FLAGS] & ASIDE) != 0;
    isBest = wasAside == line.aside ? isBetter(line, counts) : wasAside;
    duplicates.add(duplicateCell(isBest ? held : line.key), isBest ? counts : line.counts, 1);
    page[at + KEY] = of(isBest ? line.key : held, earlier(held, line.key));
    if (isBest) {
      put(line.counts);
      expect(line.iterations);
    }
    if (!line.aside) {
      page[at + FLAGS] &= ~ASIDE;
    }
    if (longAt(page, at + REQUEST) == 0 || (isBest && line.request != 0)) {
      set(page, at + REQUEST, line.request);
    }
  }

  /// Makes room for the other iterations of the line that counts.
  private void expect(int iterations) {
    var known = parts.get(current);
    if (known == null && iterations > 0) {
      parts.put(current, new ArrayList<>());
    }
    while (known != null && known.size() > iterations) {
      duplicate(known.removeLast());
    }
  }

  private boolean isBetter(Line line, long[] counts) {
    var others = parts.get(current);
    int iterations = others == null ? 0 : others.size();
    return line.iterations == iterations
        ? line.counts[OUTPUT] > counts[OUTPUT]
        : line.iterations > iterations;
  }

  private LocalDate earlier(int one, int other) {
    var day = keys.get(one).day();
    return day.isAfter(keys.get(other).day()) ? keys.get(other).day() : day;
  }

  /// The number of a key on another day.
  private int of(int key, LocalDate day) {
    return keys.get(key).day().equals(day) ? key : key(keys.get(key).withDay(day));
  }

  /// Adds another iteration of the line that was added last, and says whether it is one that was
  /// not met before.
  ///
  /// @param part which, from 1
  boolean addPart(int part, UsageKey key, long[] counts) {
    var added = new Part(key(key), counts);
    var known = parts.get(current);
    if (!isBest || known == null) {
      duplicate(added);
      return false;
    }
    if (part <= known.size()) {
      duplicate(known.set(part - 1, added));
      return false;
    }
    known.add(added);
    return true;
  }

  private void duplicate(Part part) {
    duplicates.add(duplicateCell(part.key), part.counts, 1);
  }

  /// The cell of a key among the duplicates, looked up once.
  private int duplicateCell(int key) {
    if (key >= duplicateCells.length) {
      duplicateCells = Arrays.copyOf(duplicateCells, Math.max(2 * key, keys.size()));
    }
    if (duplicateCells[key] == 0) {
      duplicateCells[key] = duplicates.cell(keys.get(key)) + 1;
    }
    return duplicateCells[key] - 1;
  }

  private void put(long[] counts) {
    int[] page = page(current);
    int at = at(current);
    if (!isCompact(counts)) {
      beside.put(current, counts.clone());
      page[at + FLAGS] |= BESIDE;
      return;
    }
    page[at + FLAGS] &= ~BESIDE;
    for (int i = 0; i < COMPACT.length; i++) {
      page[at + COUNTS + i] = (int) counts[COMPACT[i]];
    }
  }

  /// Whether the counts are those of one call with tokens of the usual kinds alone. The square of
  /// what it cached follows from them.
  private static boolean isCompact(long[] counts) {
    long others = -counts[CACHED_SQUARED];
    for (long count : counts) {
      others += count;
    }
    for (int slot : COMPACT) {
      if (counts[slot] > Integer.MAX_VALUE) {
        return false;
      }
      others -= counts[slot];
    }
    return counts[CALLS] == 1 && others == 1;
  }

  private long[] counts(int message) {
    int[] page = page(message);
    int at = at(message);
    if ((page[at + FLAGS] & BESIDE) != 0) {
      return Objects.requireNonNull(beside.get(message));
    }
    var counts = new long[METERS];
    counts[CALLS] = 1;
    for (int i = 0; i < COMPACT.length; i++) {
      counts[COMPACT[i]] = page[at + COUNTS + i];
    }
    TokenCounts.square(counts);
    return counts;
  }

  private void grow() {
    index = new int[2 * index.length];
    for (int message = 0; message < size; message++) {
      int place = (int) (longAt(page(message), at(message)) >>> 33) & (index.length - 1);
      while (index[place] != 0) {
        place = (place + 1) & (index.length - 1);
      }
      index[place] = message + 1;
    }
  }

  /// Adds every call once.
  ///
  /// @param unseen takes the output that the text of messages suggests beyond a count that is that
  ///     of their beginning
  /// @param moments told what every call counts, if that is of interest
  void into(Tally used, Tally unseen, Optional<MomentTally> moments) {
    var cells = new int[keys.size()];
    Arrays.fill(cells, -1);
    for (int message = 0; message < size; message++) {
      int key = page(message)[at(message) + KEY];
      cells[key] = cells[key] < 0 ? used.cell(keys.get(key)) : cells[key];
      long[] counts = counts(message);
      used.add(cells[key], counts, 1);
      if (moments.isPresent()) { // no lambda: it would be made for every call
        moments.get().add(moments.get().cell(keys.get(key)), counts, 1);
      }
      addUnseen(message, keys.get(key), counts[OUTPUT], unseen);
    }
    for (var others : parts.values()) {
      for (var part : others) {
        TokenCounts.square(part.counts);
        used.add(used.cell(keys.get(part.key)), part.counts, 1);
        moments.ifPresent(tally -> tally.add(tally.cell(keys.get(part.key)), part.counts, 1));
      }
    }
  }

  private void addUnseen(int message, UsageKey key, long output, Tally unseen) {
    int[] page = page(message);
    int length = page[at(message) + LENGTH];
    boolean ended = (page[at(message) + FLAGS] & ENDED) != 0;
    if (!ended && output * UNLIKELY < length && length / USUAL > output) {
      var counts = new long[METERS];
      counts[CALLS] = 1;
      counts[OUTPUT] = length / USUAL - output;
      unseen.add(unseen.cell(key), counts, 1);
    }
  }

  private int[] page(int message) {
    return pages.get(message >>> PAGE_BITS);
  }

  private static int at(int message) {
    return (message & (PAGE - 1)) * WIDTH;
  }

  private static long longAt(int[] page, int at) {
    return ((long) page[at] << Integer.SIZE) | (page[at + 1] & 0xFFFFFFFFL);
  }

  private static void set(int[] page, int at, long value) {
    page[at] = (int) (value >>> Integer.SIZE);
    page[at + 1] = (int) value;
  }
}
