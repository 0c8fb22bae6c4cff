package routercost.read.scan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.read.schema.CountBuffer;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.RetryColumn;
import routercost.read.schema.TokenCounts;
import routercost.read.text.SwarBytes;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.RowRejectedException;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// Reads records whose cells are plainly written, without an object for each; the rest is odd and
/// left to `RowParser`, which reads every record the same way.
///
/// The key of a record is two longs: words by their numbers, closed lists by their ordinals.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
public final class FastRowParser {
  /// What becomes of a record.
  public enum Result {
    USABLE,
    NO_DATE,
    OUTSIDE_PERIOD,
    NO_TOKENS,
    FILTERED_OUT,
    ODD;

    /// Why it is left out, if it is.
    public String reason() {
      return switch (this) {
        case NO_DATE -> ParsedRow.Skipped.NO_DATE.reason();
        case OUTSIDE_PERIOD -> ParsedRow.Skipped.OUTSIDE_PERIOD.reason();
        case NO_TOKENS -> ParsedRow.Skipped.NO_TOKENS.reason();
        case FILTERED_OUT -> ParsedRow.Skipped.FILTERED_OUT.reason();
        case USABLE, ODD -> throw new IllegalStateException(this + " is not left out");
      };
    }
  }

  private static final int TIER = 0;
  private static final int SPEED = 1;
  private static final int PLACE = 2;
  private static final int STATUS = 3;
  private static final int ERROR = 4;
  private static final int CURRENCY = 5;
  private static final int TRIES = 6;
  private static final int STATED_USD = 1;
  private static final int CALLS = Tally.slot(Meter.CALLS);
  private static final int OK = Status.OK.ordinal();
  private static final int UNKNOWN = 0;
  private static final int REFUSED = -1;
  private static final int LEFT_OUT = -1;
  private static final ServiceTier[] TIERS = ServiceTier.values();
  private static final Place[] PLACES = Place.values();
  private static final Status[] STATUSES = Status.values();
  private static final RetryColumn[] KINDS_OF_TRIES = RetryColumn.values();
  private static final long[] OVER = new long[Band.BREAKPOINTS.size() + 1];

  static {
    for (int i = 1; i < OVER.length; i++) {
      OVER[i] = Band.BREAKPOINTS.get(i - 1);
    }
  }

  private final RecordFilter selection;
  private final WorkerTotals harvest;
  private final StringInterner words = new StringInterner();
  private final LongPairInterner keys = new LongPairInterner();
  private final LongPairInterner tuples = new LongPairInterner();
  private final FastDateParser times;
  private final FastDecimalParser amounts = new FastDecimalParser();
  private final CountBuffer numbers = new CountBuffer();
  private final CompiledFilter conditions;
  private final String[] labels;
  private final int undatedDay;
  private final int firstDay;
  private final int endDay;
  private int[] cells = new int[1 << 8];
  private int status;
  private boolean empty;

  /// What is known of each word in each role: its ordinal + 1.
  private final byte[][] meanings = new byte[TRIES + KINDS_OF_TRIES.length][1 << 6];

  public final long[] counts = new long[WorkerTotals.METERS];
  public int cell;
  public boolean naive;
  public boolean undated;
  boolean averaged;
  boolean hasCost;
  long cost;
  int scale;
  @Nullable String foreign;

  public FastRowParser(RecordFilter selection, DateParser days, WorkerTotals harvest) {
    this.selection = selection;
    this.harvest = harvest;
    this.times = new FastDateParser(days);
    this.conditions = new CompiledFilter(selection.filter(), words);
    this.labels = selection.labels().stream().sorted().toArray(String[]::new);
    int undatedOn = day(selection.undated());
    this.undatedDay = undatedOn < 0 ? FastDateParser.ODD : undatedOn;
    this.firstDay = selection.period().from().map(FastRowParser::day).orElse(Integer.MIN_VALUE);
    this.endDay = selection.period().to().map(FastRowParser::day).orElse(Integer.MAX_VALUE);
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  /// Reads the record in hand. If it is usable, its cell, counts, cost and what was assumed stand
  /// in the fields.
  public Result read(FieldOffsets spans, ColumnLayout plan) {
    int day = day(spans, plan);
    if (day == FastDateParser.ODD) {
      return Result.ODD;
    }
    if (undated && selection.period().isBounded()) {
      return Result.NO_DATE;
    }
    if (day < firstDay || day >= endDay) {
      return Result.OUTSIDE_PERIOD;
    }
    if (!readNumbers(spans, plan)) {
      return Result.ODD;
    }
    int band = band(spans, plan);
    AttributeCache.Kind kind = kind(spans, plan);
    if (band < 0 || kind.odd) {
      return Result.ODD;
    }
    status = kind.status;
    if (empty && status == OK) {
      return Result.NO_TOKENS;
    }
    if (!readCost(spans, plan, kind.currency)) {
      return Result.ODD;
    }
    long latest = ((long) day << 10) | band;
    if (kind.latest != latest) {
      kind.cell =
          kind.filteredOut
              ? leftOut(spans, plan, kind, day, band)
              : cell(spans, plan, kind, day, band);
      kind.latest = latest;
    }
    cell = kind.cell;
    return cell == LEFT_OUT ? Result.FILTERED_OUT : Result.USABLE;
  }

  private AttributeCache.Kind kind(FieldOffsets spans, ColumnLayout plan) {
    AttributeCache.Kind known = plan.kinds.find(spans);
    return known == null ? learnt(spans, plan) : known;
  }

  private AttributeCache.Kind learnt(FieldOffsets spans, ColumnLayout plan) {
    var kind = new AttributeCache.Kind();
    kind.task = word(spans, plan.task);
    kind.model = word(spans, plan.model);
    kind.status = meaning(plan.inverted ? ERROR : STATUS, word(spans, plan.status));
    kind.service = service(spans, plan);
    kind.place = meaning(PLACE, word(spans, plan.place));
    kind.currency = meaning(CURRENCY, word(spans, plan.currency));
    kind.odd =
        kind.model <= StringInterner.EMPTY
            || (kind.task | kind.status | kind.service | kind.place) < 0;
    for (int label : plan.labels) {
      int word = word(spans, label);
      kind.odd |= word < 0;
      kind.labelled = labels.length == 1 || word < 0 ? word : tuples.number(kind.labelled, word);
    }
    kind.filteredOut = kind.task >= 0 && !conditions.acceptTask(kind.task);
    for (int i = 0; i < plan.filtered.length; i++) {
      int word = word(spans, plan.filtered[i]);
      kind.odd |= word < 0;
      kind.filteredOut |= word >= 0 && !conditions.acceptLabel(i, word);
    }
    plan.kinds.put(spans, kind);
    return kind;
  }

  private int cell(
      FieldOffsets spans, ColumnLayout plan, AttributeCache.Kind kind, int day, int band) {
    long one = ((long) kind.task << 32) | kind.model;
    long flags = flags(kind, band);
    long other = (kind.labelled << 32) | ((long) day << 10) | flags;
    int known = keys.size();
    int key = keys.number(one, other);
    return key == known ? made(key, spans, plan, day, kind.task, kind.model, flags) : cells[key];
  }

  /// Lets the filter see a record that task or label leave out: it notes which values there are.
  private int leftOut(
      FieldOffsets spans, ColumnLayout plan, AttributeCache.Kind kind, int day, int band) {
    if (selection.filter().asksForKey()) {
      boolean _ =
          selection
              .filter()
              .acceptsKey(key(spans, plan, day, kind.task, kind.model, flags(kind, band)));
    }
    return LEFT_OUT;
  }

  private static long flags(AttributeCache.Kind kind, int band) {
    return ((band * 8L + kind.service) * 8 + kind.place) * 2 + kind.status;
  }

  private int made(
      int key, FieldOffsets spans, ColumnLayout plan, int day, int task, int model, long flags) {
    if (key == cells.length) {
      cells = Arrays.copyOf(cells, 2 * key);
    }
    var made = key(spans, plan, day, task, model, flags);
    cells[key] = selection.filter().acceptsKey(made) ? harvest.cell(made) : LEFT_OUT;
    return cells[key];
  }

  private UsageKey key(
      FieldOffsets spans, ColumnLayout plan, int day, int task, int model, long flags) {
    int rest = (int) flags;
    return new UsageKey(
        LocalDate.ofEpochDay(day),
        words.text(task),
        words.text(model),
        TIERS[(rest >> 4) & 7],
        new Band(OVER[rest >> 7]),
        PLACES[(rest >> 1) & 7],
        STATUSES[rest & 1],
        labels(spans, plan));
  }

  private SortedMap<String, String> labels(FieldOffsets spans, ColumnLayout plan) {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i++) {
      texts.put(labels[i], words.text(word(spans, plan.labels[i])));
    }
    return texts;
  }

  private int day(FieldOffsets spans, ColumnLayout plan) {
    int time = plan.time;
    undated = time < 0 || spans.isEmpty(time);
    naive = false;
    if (undated) {
      return undatedDay;
    }
    int day = times.day(spans.bytes, spans.from[time], spans.to[time]);
    if (day == FastDateParser.ODD && spans.trim(time)) {
      return day(spans, plan);
    }
    naive = times.isNaive();
    return day;
  }

  private boolean readNumbers(FieldOffsets spans, ColumnLayout plan) {
    if (!plan.direct) {
      return readRelated(spans, plan);
    }
    Arrays.fill(counts, 0);
    counts[CALLS] = 1;
    long found = 0;
    byte[] bytes = spans.bytes;
    int[] from = spans.from;
    int[] to = spans.to;
    int[] places = plan.countedAt;
    int[] slots = plan.slots;
    for (int i = 0; i < places.length; i++) {
      int start = from[places[i]];
      int length = to[places[i]] - start;
      long number =
          length > 0 && length <= Long.BYTES
              ? SwarBytes.upToEight(SwarBytes.at(bytes, start), length)
              : FastDecimalParser.ODD;
      if (number < 0) {
        number = number(spans, plan, i);
        if (number == FastDecimalParser.ODD) {
          return false;
        }
      }
      if (number >= 0) {
        counts[slots[i]] = number;
        found |= 1L << i;
      }
    }
    empty = (found & plan.quantities) == 0;
    if ((found & plan.total) != 0 && !TokenCounts.split(counts)) {
      return false;
    }
    TokenCounts.square(counts);
    return readTries(spans, plan);
  }

  private static long number(FieldOffsets spans, ColumnLayout plan, int nth) {
    int at = plan.countedAt[nth];
    long number =
        FastDecimalParser.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[nth]);
    return number == FastDecimalParser.ODD && spans.trim(at)
        ? FastDecimalParser.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[nth])
        : number;
  }

  /// Reads numbers of which one includes or completes another.
  private boolean readRelated(FieldOffsets spans, ColumnLayout plan) {
    numbers.clear();
    for (int i = 0; i < plan.counted.length; i++) {
      long number = number(spans, plan, i);
      if (number >= 0) {
        numbers.put(plan.counted[i], number);
      } else if (number == FastDecimalParser.ODD) {
        return false;
      }
    }
    empty = numbers.hasNoQuantity();
    try {
      TokenCounts.fill(counts, numbers, plan.inclusive, plan.beside);
      return readTries(spans, plan);
    } catch (RowRejectedException _) {
      return false;
    }
  }

  private boolean readTries(FieldOffsets spans, ColumnLayout plan) {
    int at = plan.retries;
    if (at < 0) {
      RetryColumn.clear(counts);
      return true;
    }
    boolean id =
        plan.tries == RetryColumn.OF && spans.to[at] - spans.from[at] > RetryColumn.LONGEST_WORD;
    int number = id ? 2 : meaning(TRIES + plan.tries.ordinal(), word(spans, at));
    if (number >= 0) {
      plan.tries.fill(counts, number);
    }
    return number >= 0;
  }

  /// The place of the band among the breakpoints; −1 if the row is odd.
  private int band(FieldOffsets spans, ColumnLayout plan) {
    long prompt = TokenCounts.prompt(counts);
    long calls = plan.aggregates ? TokenCounts.calls(counts) : 1;
    averaged = calls != 1;
    if (averaged && plan.window >= 0 && !spans.isEmpty(plan.window)) {
      return -1;
    }
    if (calls > 1_000_000_000_000L) {
      return -1;
    }
    int band = 0;
    while (calls != 0 && band + 1 < OVER.length && prompt > calls * OVER[band + 1]) {
      band++;
    }
    return band;
  }

  private int word(FieldOffsets spans, int at) {
    return at < 0 ? StringInterner.EMPTY : words.number(spans.bytes, spans.from[at], spans.to[at]);
  }

  private int service(FieldOffsets spans, ColumnLayout plan) {
    int tier = meaning(TIER, word(spans, plan.tier));
    if (plan.speed < 0 || tier < 0) {
      return tier;
    }
    int fast = meaning(SPEED, word(spans, plan.speed));
    if (fast <= 0) {
      return fast < 0 ? fast : tier;
    }
    boolean fits = TIERS[tier] == ServiceTier.STANDARD || TIERS[tier] == ServiceTier.FAST;
    return fits ? ServiceTier.FAST.ordinal() : REFUSED;
  }

  /// The ordinal that a word means in one role; −1 if it means nothing there.
  private int meaning(int role, int word) {
    if (word < 0) {
      return word;
    }
    if (word >= meanings[role].length) {
      meanings[role] = Arrays.copyOf(meanings[role], Math.max(2 * word, words.size()));
    }
    int known = meanings[role][word];
    if (known == UNKNOWN) {
      known = learnt(role, words.text(word)) + 1;
      meanings[role][word] = (byte) (known == 0 ? REFUSED : known);
    }
    return known <= 0 ? REFUSED : known - 1;
  }

  private static int learnt(int role, String text) {
    return switch (role) {
      case TIER -> EnumSynonyms.tier(text).map(ServiceTier::ordinal).orElse(REFUSED);
      case SPEED -> EnumSynonyms.fast(text).map(fast -> fast ? 1 : 0).orElse(REFUSED);
      case PLACE -> EnumSynonyms.place(text).map(Place::ordinal).orElse(REFUSED);
      case STATUS -> EnumSynonyms.status(text).map(Status::ordinal).orElse(REFUSED);
      case ERROR -> EnumSynonyms.statusOfError(text).ordinal();
      case CURRENCY ->
          AmountParser.isMissing(text) ? 0 : text.equalsIgnoreCase("USD") ? STATED_USD : REFUSED;
      default -> tries(KINDS_OF_TRIES[role - TRIES], text);
    };
  }

  private static int tries(RetryColumn kind, String text) {
    long number = kind.number(text).orElse(REFUSED);
    return number > RetryColumn.PLAIN ? REFUSED : (int) number;
  }

  private boolean readCost(FieldOffsets spans, ColumnLayout plan, int currency) {
    hasCost = false;
    foreign = null;
    if (plan.cost < 0) {
      return true;
    }
    long amount = amounts.amount(spans.bytes, spans.from[plan.cost], spans.to[plan.cost]);
    if (amount == FastDecimalParser.ODD && spans.trim(plan.cost)) {
      return readCost(spans, plan, currency);
    }
    if (amount == FastDecimalParser.MISSING) {
      return true;
    }
    boolean fits = plan.costWithPoint || amounts.scale() == 0;
    if (amount < 0 || !fits || currency < 0) {
      return false;
    }
    hasCost = true;
    cost = amount;
    scale = amounts.scale() + plan.unit.decimals();
    boolean dollars = currency == STATED_USD || plan.unit.currency().equals("USD");
    foreign = dollars ? null : plan.unit.currency();
    return true;
  }

  /// What the record says that it cost, exactly.
  BigDecimal amount() {
    return BigDecimal.valueOf(cost, scale);
  }

  Status status() {
    return STATUSES[status];
  }
}
