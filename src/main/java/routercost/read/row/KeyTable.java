package routercost.read.row;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import routercost.price.Hosts;
import routercost.read.config.prices.feeds.ImportedFile;
import routercost.read.schema.Filter;
import routercost.read.schema.OddCells;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.ServingColumns;
import routercost.read.value.RowRejectedException;
import routercost.usage.PeakHours;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The keys of the records of one log, numbered as they come, for one thread.
///
/// A key is two longs: texts by their numbers, closed lists by their ordinals.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
final class KeyTable {
  /// The number of a record that the filter does not pass.
  static final int LEFT_OUT = -1;

  private static final int STANDARD = ServiceTier.STANDARD.ordinal();

  /// The earliest day that a time can name, so that days count from 0 within a key.
  private static final int FIRST_DAY = (int) LocalDate.of(-1, 12, 31).toEpochDay();

  private static final ServiceTier[] TIERS = ServiceTier.values();
  private static final Place[] PLACES = Place.values();
  private static final Status[] STATUSES = Status.values();

  /// The bits below the day in a key: band, service, place and status.
  private static final int FLAG_BITS = 11;

  static {
    int flags = CountReader.bands() * TIERS.length * PLACES.length * STATUSES.length;
    if (flags > 1 << FLAG_BITS) {
      throw new IllegalStateException(flags + " combinations exceed the bits of a key");
    }
  }

  private final Filter filter;
  private final ToIntFunction<UsageKey> numbering;
  private final boolean keepsTasks;
  private final String[] labels;
  private final StringInterner words = new StringInterner();
  private final LongPairInterner keys = new LongPairInterner();
  private final LongPairInterner labelTuples = new LongPairInterner();

  /// A key with each combination of labels, by its number; the others share its labels.
  private final Map<Long, UsageKey> labelled = new HashMap<>();

  private final Map<Integer, LocalDate> dates = new HashMap<>();
  private final @Nullable DayFolding days;
  private UsageKey[] usageKeys = new UsageKey[1 << 8];
  private int[] cells = new int[1 << 8];

  /// @param numbering gives each new key the number that `cell` holds for its records
  /// @param days of the keys; null if each is kept
  KeyTable(RecordFilter selection, ToIntFunction<UsageKey> numbering, @Nullable DayFolding days) {
    this.days = days;
    this.filter = selection.filter();
    this.numbering = numbering;
    this.keepsTasks = selection.keepsTasks();
    this.labels = selection.labels().stream().sorted().toArray(String[]::new);
  }

  /// The parts of a key that words do not tell, as one number.
  static long dated(int day, int band, int service) {
    return ((long) (day - FIRST_DAY) << FLAG_BITS) | (band * TIERS.length + service);
  }

  /// The text of a word of a [kind][AttributeCache.Kind].
  String word(int number) {
    return words.text(number);
  }

  /// The key with this number.
  UsageKey key(int number) {
    return usageKeys[number];
  }

  /// The number that `numbering` gave to a key.
  int cell(int number) {
    return cells[number];
  }

  /// What the words of a record say, learnt once for each combination of them.
  AttributeCache.Kind kind(RowCells row, ColumnLayout layout) {
    AttributeCache.Kind known = layout.kinds.find(row);
    return known == null ? learnt(row, layout) : known;
  }

  private AttributeCache.Kind learnt(RowCells row, ColumnLayout layout) {
    var kind = new AttributeCache.Kind();
    kind.task = word(row, layout.task);
    kind.model = model(row, layout);
    var oddWords = new ArrayList<OddCells.Cell>();
    kind.service =
        ServingColumns.tier(row.text(layout.tier), row.text(layout.speed), oddWords).ordinal();
    kind.hourly = kind.service == STANDARD && PeakHours.concern(words.text(kind.model));
    kind.place = ServingColumns.place(row.text(layout.place), oddWords).ordinal();
    kind.status =
        ServingColumns.status(row.text(layout.status), layout.inverted, oddWords).ordinal();
    kind.odd = List.copyOf(oddWords);
    if (kind.model == StringInterner.EMPTY) {
      kind.fault = new RowRejectedException("model is empty; expected the name of a model");
    } else if (ColumnLayout.isTotalWord(words.text(kind.model))) {
      kind.fault = new RowRejectedException("model is a total");
    }
    for (int i = 0; i < labels.length; i++) {
      int word =
          layout.isLabeledByCells()
              ? word(row, layout.labels[i])
              : words.number(layout.label(row, labels[i], layout.labels[i]));
      kind.labels = labels.length == 1 ? word : labelTuples.number(kind.labels, word);
    }
    layout.kinds.put(row, kind);
    return kind;
  }

  /// The model as logged, with its host before it where that has a price of its own for it.
  private int model(RowCells row, ColumnLayout layout) {
    String provider = layout.provider < 0 ? "" : row.text(layout.provider);
    if (provider.isEmpty()) {
      return word(row, layout.model);
    }
    return words.number(Hosts.hosted(row.text(layout.model), provider, ImportedFile.later()));
  }

  /// The number of the word in a cell.
  int word(RowCells row, int place) {
    return place < 0
        ? StringInterner.EMPTY
        : words.number(row.bytes, row.from[place], row.to[place]);
  }

  /// The number of the key of the record; `LEFT_OUT` if the filter does not pass it.
  ///
  /// @param loggedShift from its day to its day in UTC, whose prices it has: −1, 0 or 1
  int number(
      RowCells row,
      ColumnLayout layout,
      AttributeCache.Kind kind,
      int service,
      int loggedDay,
      int band,
      int loggedShift) {
    int day = loggedDay;
    int shift = loggedShift;
    if (days != null && days.isTogether(day, day + shift)) {
      day = days.folded(day, kind.model, TIERS[service] == ServiceTier.FAST, words);
      shift = 0;
    }
    if (!kind.judged) {
      kind.filteredOut = isFilteredOut(row, layout, kind);
      kind.judged = true;
    }
    if (kind.filteredOut) {
      if (filter.asksForKey()) { // it notes which values there are
        boolean _ = filter.acceptsKey(usageKey(row, layout, kind, service, day, band));
      }
      return LEFT_OUT;
    }
    long flags =
        ((long) (band * TIERS.length + service) * PLACES.length + kind.place) * STATUSES.length
            + kind.status;
    long names = ((long) task(kind) << 32) | kind.model;
    long rest =
        ((long) (shift & 3) << 62) // labels do not come to that many numbers
            | (kind.labels << 32)
            | ((long) (day - FIRST_DAY) << FLAG_BITS)
            | flags;
    int known = keys.size();
    int number = keys.number(names, rest);
    if (number == known) {
      if (number == cells.length) {
        cells = Arrays.copyOf(cells, 2 * number);
        usageKeys = Arrays.copyOf(usageKeys, 2 * number);
      }
      var key = usageKey(row, layout, kind, service, day, band);
      usageKeys[number] = shift == 0 ? key : priced(key, key.day().plusDays(shift));
      boolean accepted = filter.acceptsKey(usageKeys[number]);
      cells[number] = accepted ? numbering.applyAsInt(usageKeys[number]) : LEFT_OUT;
    }
    return cells[number] == LEFT_OUT ? LEFT_OUT : number;
  }

  /// The task of a key.
  private int task(AttributeCache.Kind kind) {
    return keepsTasks ? kind.task : StringInterner.EMPTY;
  }

  private UsageKey priced(UsageKey key, LocalDate day) {
    return filter.isSamePrice(key, day) ? key : key.withPriceDay(day);
  }

  /// Shows the filter the task and every label, of which it notes the values.
  private boolean isFilteredOut(RowCells row, ColumnLayout layout, AttributeCache.Kind kind) {
    boolean accepted = filter.acceptsTask(words.text(kind.task));
    for (int i = 0; i < layout.filtered.length; i++) {
      String text = layout.label(row, filter.labels().get(i), layout.filtered[i]);
      accepted &= filter.acceptsLabel(i, text);
    }
    return !accepted;
  }

  /// The key that a record with these parts has.
  UsageKey usageKey(
      RowCells row, ColumnLayout layout, AttributeCache.Kind kind, int service, int day, int band) {
    return labelled
        .computeIfAbsent(kind.labels, _ -> labelled(row, layout))
        .with(
            dates.computeIfAbsent(day, LocalDate::ofEpochDay),
            words.text(task(kind)),
            words.text(kind.model),
            TIERS[service],
            CountReader.band(band),
            PLACES[kind.place],
            STATUSES[kind.status]);
  }

  private UsageKey labelled(RowCells row, ColumnLayout layout) {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i++) {
      texts.put(labels[i], layout.label(row, labels[i], layout.labels[i]));
    }
    return UsageKey.of(LocalDate.EPOCH, "", "").withLabels(texts);
  }
}
