package routercost.read.row;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import routercost.read.builtin.Column;
import routercost.read.exports.TokenInclusion;
import routercost.read.schema.ContextWindow;
import routercost.read.schema.CountBuffer;
import routercost.read.schema.OddCells;
import routercost.read.schema.RetryColumn;
import routercost.read.schema.TokenCounts;
import routercost.read.text.SwarBytes;
import routercost.read.value.RowRejectedException;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// The reader of the cells of numbers that are counted. It recognises plain digits as bytes;
/// `CellValues` knows the rule for every other cell.
final class CountReader {
  private static final long ODD = -1;
  private static final long MISSING = -2;
  private static final int MOST_DIGITS = 15;
  private static final int INCLUSIVE = TokenInclusion.CACHED | TokenInclusion.REASONING;
  private static final int CALLS = Tally.slot(Meter.CALLS);
  private static final Band[] BANDS = new Band[Band.BREAKPOINTS.size() + 1];

  static {
    BANDS[0] = Band.BASE;
    for (int i = 1; i < BANDS.length; i++) {
      BANDS[i] = new Band(Band.BREAKPOINTS.get(i - 1));
    }
  }

  private final CountBuffer numbers = new CountBuffer();
  private final TokenInclusion inclusion = new TokenInclusion();
  private final List<OddCells.Cell> oddCells;

  /// @param oddCells receives the cells that are not understood and may be left out
  CountReader(List<OddCells.Cell> oddCells) {
    this.oddCells = oddCells;
  }

  /// One for each meter.
  final long[] counts = new long[Meter.values().length];

  /// Whether the band is that of an average prompt.
  boolean averaged;

  /// Whether there is no prompt at all, cached or not.
  boolean promptless;

  /// Tokens of the total that the record states which none of its counts accounts for.
  long unaccounted;

  /// Whether `CellValues` had to be asked.
  boolean odd;

  /// The number of bands.
  static int bands() {
    return BANDS.length;
  }

  static Band band(int place) {
    return BANDS[place];
  }

  /// Reads what the record counts; `false` if it holds no quantity at all, not even a zero.
  boolean read(RowCells cells, ColumnLayout layout) throws RowRejectedException {
    odd = false;
    unaccounted = 0;
    if (!layout.direct) {
      return readRelated(cells, layout);
    }
    Arrays.fill(counts, 0);
    counts[CALLS] = 1;
    long found = 0;
    byte[] bytes = cells.bytes;
    int[] from = cells.from;
    int[] to = cells.to;
    int[] places = layout.countedAt;
    int[] slots = layout.slots;
    for (int i = 0; i < places.length; i++) {
      int start = from[places[i]];
      int length = to[places[i]] - start;
      long number =
          length > 0 && length <= Long.BYTES
              ? SwarBytes.upToEight(SwarBytes.at(bytes, start), length)
              : ODD;
      if (number < 0) {
        number = number(cells, layout, i);
      }
      if (number >= 0) {
        counts[slots[i]] = number;
        found |= 1L << i;
      }
    }
    boolean split = (found & layout.total) == 0 || TokenCounts.split(counts);
    if (!split || !(layout.settled || TokenCounts.isTotal(counts, total(cells, layout)))) {
      return readRelated(cells, layout); // which says what is wrong
    }
    if (layout.modalities) {
      TokenCounts.settleModalities(counts);
    }
    TokenCounts.square(counts);
    readRetries(cells, layout);
    return (found & layout.quantities) != 0;
  }

  /// Reads numbers of which one includes or completes another.
  private boolean readRelated(RowCells cells, ColumnLayout layout) throws RowRejectedException {
    numbers.clear();
    for (int i = 0; i < layout.counted.length; i++) {
      long number = number(cells, layout, i);
      if (number >= 0) {
        numbers.put(layout.counted[i], number);
      }
    }
    int usual = layout.byProvider && !isClaude(cells, layout) ? INCLUSIVE : layout.usual;
    int included =
        TokenCounts.fill(counts, numbers, inclusion, total(cells, layout), usual, layout.asked);
    unaccounted = inclusion.unaccounted(included);
    readRetries(cells, layout);
    return !numbers.hasNoQuantity();
  }

  /// Whether the record is of a provider that counts cached tokens apart from the input.
  private static boolean isClaude(RowCells cells, ColumnLayout layout) {
    return cells.text(layout.model).toLowerCase(Locale.ROOT).contains("claude");
  }

  /// The total that the record states; 0 if it states none. It is evidence, so what cannot be read
  /// costs nothing else.
  private static long total(RowCells cells, ColumnLayout layout) {
    int place = layout.statedTotal;
    if (place < 0) {
      return 0;
    }
    long number = plain(cells.bytes, cells.from[place], cells.to[place], true);
    return number != ODD
        ? Math.max(0, number)
        : layout.values.number(Column.TOTAL_TOKENS, cells.text(place).strip()).longValue();
  }

  /// The number in a counted column, or `MISSING`.
  private long number(RowCells cells, ColumnLayout layout, int nth) throws RowRejectedException {
    int place = layout.countedAt[nth];
    boolean point = layout.withPoint[nth];
    long number = plain(cells.bytes, cells.from[place], cells.to[place], point);
    if (number == ODD && cells.trim(place)) {
      number = plain(cells.bytes, cells.from[place], cells.to[place], point);
    }
    if (number != ODD) {
      return number;
    }
    odd = true;
    return odd(layout, nth, cells.text(place));
  }

  /// A number that is not plainly written. Without the billed counts a record cannot be priced;
  /// anything else that is not understood is left out.
  private long odd(ColumnLayout layout, int nth, String text) throws RowRejectedException {
    Column column = layout.counted[nth];
    try {
      return layout.values.whole(column, text).orElse(MISSING);
    } catch (RowRejectedException unreadable) {
      boolean billed =
          Column.BILLED.contains(column)
              || (column == Column.REASONING_TOKENS
                  && (layout.usual & TokenInclusion.REASONING) == 0);
      if (billed) {
        throw unreadable;
      }
      oddCells.add(new OddCells.Cell(column, text));
      return MISSING;
    }
  }

  /// A whole number that is plainly written, or `MISSING`, or `ODD`.
  ///
  /// @param withPoint whether the column has decimal points, so that `12.0` is twelve
  private static long plain(byte[] bytes, int from, int to, boolean withPoint) {
    int length = to - from;
    if (length == 0) {
      return MISSING;
    }
    if (length <= MOST_DIGITS) {
      long number = SwarBytes.digits(bytes, from, to);
      if (number >= 0) {
        return number;
      }
    }
    return withPoint ? withoutZeros(bytes, from, to) : ODD;
  }

  private static long withoutZeros(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] == '0') {
      end--;
    }
    boolean point = end > from + 1 && bytes[end - 1] == '.' && to - end <= 3;
    return point && end - 1 - from <= MOST_DIGITS ? SwarBytes.digits(bytes, from, end - 1) : ODD;
  }

  private void readRetries(RowCells cells, ColumnLayout layout) {
    int place = layout.retries;
    if (place < 0) {
      RetryColumn.clear(counts);
      return;
    }
    int length = cells.to[place] - cells.from[place];
    long number =
        layout.tries != RetryColumn.OF && length > 0 && length <= Long.BYTES
            ? SwarBytes.upToEight(SwarBytes.at(cells.bytes, cells.from[place]), length)
            : ODD;
    if (number >= 0) {
      layout.tries.fill(counts, number);
      return;
    }
    RetryColumn.clear(counts);
    String text = cells.text(place);
    OptionalLong tries = layout.tries.number(text);
    if (tries.isPresent()) {
      layout.tries.fill(counts, tries.getAsLong());
    } else {
      odd = true;
      oddCells.add(new OddCells.Cell(Column.RETRIES, text));
    }
  }

  /// Whether nothing was counted but the call itself.
  boolean isEmpty() {
    for (Meter meter : Meter.values()) {
      if (meter.isBilled() && counts[Tally.slot(meter)] > 0) {
        return false;
      }
    }
    return true;
  }

  /// The place of the band among `BANDS`. An aggregate takes the band that it names, else that of
  /// its average prompt.
  int band(RowCells cells, ColumnLayout layout) throws RowRejectedException {
    long prompt = TokenCounts.prompt(counts);
    promptless = prompt == 0;
    long calls = layout.aggregates ? TokenCounts.calls(counts) : 1;
    averaged = false;
    if (calls == 1) {
      return prompt <= BANDS[1].over() ? 0 : place(Band.ofPrompt(prompt));
    }
    Optional<Band> named = ContextWindow.band(cells.text(layout.window));
    if (named.isPresent()) {
      return place(named.get());
    }
    averaged = true;
    return calls == 0 || prompt <= BANDS[1].over()
        ? 0
        : place(Band.ofAverage(BigDecimal.valueOf(prompt), BigDecimal.valueOf(calls)));
  }

  private static int place(Band band) {
    int place = 0;
    while (BANDS[place].over() != band.over()) {
      place++;
    }
    return place;
  }
}
