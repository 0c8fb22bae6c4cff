package routercost.read.tally;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import routercost.read.schema.TokenCounts;
import routercost.read.value.Period;
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

  /// Fewer output tokens than one for so many characters are those of the beginning of a message.
  private static final int UNLIKELY = 8;

  private static final int USUAL = 4;

  /// The key of a response that does not count.
  private static final int DROPPED = -1;

  private final Map<UsageKey, Integer> numbers = new HashMap<>();
  private final List<UsageKey> keys = new ArrayList<>();
  private final Map<Integer, List<Part>> parts = new HashMap<>();
  private final ResponsePages responses = new ResponsePages();
  private final Tally duplicates;
  private int[] duplicateCells = new int[1 << 8];
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
    int place = responses.place(line.first);
    for (current = responses.response(place); current >= 0; current = responses.response(place)) {
      if (isSame(line)) {
        merge(line);
        responses.extend(current, line);
        return false;
      }
      place = responses.after(place);
    }
    current = responses.add(place, line);
    responses.setCounts(current, line.counts);
    isBest = true;
    expect(line.iterations);
    responses.extend(current, line);
    return true;
  }

  private boolean isSame(Line line) {
    if (!responses.hasId(current, line)) {
      return false;
    }
    long known = responses.request(current);
    boolean replayed = line.aside || responses.isAside(current);
    return known == 0 || line.request == 0 || known == line.request || replayed;
  }

  private void merge(Line line) {
    int known = responses.key(current);
    long[] counts = responses.counts(current);
    boolean wasAside = responses.isAside(current);
    isBest = wasAside == line.aside ? isBetter(line, counts) : wasAside;
    duplicates.add(duplicateCell(isBest ? known : line.key), isBest ? counts : line.counts, 1);
    responses.setKey(current, of(isBest ? line.key : known, earlier(known, line.key)));
    if (isBest) {
      responses.setCounts(current, line.counts);
      expect(line.iterations);
    }
    if (!line.aside) {
      responses.setMain(current);
    }
    if (responses.request(current) == 0 || (isBest && line.request != 0)) {
      responses.setRequest(current, line.request);
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

  /// Replaces all keys, once all is added.
  void name(UnaryOperator<UsageKey> names) {
    keys.replaceAll(names);
  }

  /// Drops the responses of days outside of a period.
  ///
  /// @return how many lines counted for them, by the number of their file
  Map<Integer, Long> dropOutside(Period period) {
    var dropped = new HashMap<Integer, Long>();
    for (int response = 0; response < responses.size(); response++) {
      int key = responses.key(response);
      if (key >= 0 && !period.contains(keys.get(key).day())) {
        responses.setKey(response, DROPPED);
        var others = parts.remove(response);
        long lines = 1L + (others == null ? 0 : others.size());
        dropped.merge(responses.file(response), lines, Long::sum);
      }
    }
    return dropped;
  }

  /// Adds every call once.
  ///
  /// @param unseen takes the output that the text of messages suggests beyond a count that is that
  ///     of their beginning
  /// @param moments takes what every call counts, if that is of interest
  void into(Tally used, Tally unseen, Optional<MomentTally> moments) {
    var cells = new int[keys.size()];
    Arrays.fill(cells, -1);
    for (int message = 0; message < responses.size(); message++) {
      int key = responses.key(message);
      if (key == DROPPED) {
        continue;
      }
      cells[key] = cells[key] < 0 ? used.cell(keys.get(key)) : cells[key];
      long[] counts = responses.counts(message);
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
    int length = responses.length(message);
    if (!responses.isEnded(message) && output * UNLIKELY < length && length / USUAL > output) {
      var counts = new long[METERS];
      counts[CALLS] = 1;
      counts[OUTPUT] = length / USUAL - output;
      unseen.add(unseen.cell(key), counts, 1);
    }
  }
}
