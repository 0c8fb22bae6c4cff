package routercost.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.Tally;
import routercost.usage.UsageKey;

/// Reads records whose cells are plainly written, without an object for each; the rest is odd and
/// left to `CallReading`, which reads every record the same way.
///
/// The key of a record is two longs: words by their numbers, closed lists by their ordinals.
@SuppressWarnings("EnumOrdinal") // closed lists as numbers: this is the hot path
final class PlainCalls {
  /// What becomes of a record.
  enum Result {
    USABLE,
    NO_DATE,
    OUTSIDE_PERIOD,
    NO_TOKENS,
    FILTERED_OUT,
    ODD;

    /// Why it is left out, if it is.
    String reason() {
      return switch (this) {
        case NO_DATE -> Outcome.Skipped.NO_DATE.reason();
        case OUTSIDE_PERIOD -> Outcome.Skipped.OUTSIDE_PERIOD.reason();
        case NO_TOKENS -> Outcome.Skipped.NO_TOKENS.reason();
        case FILTERED_OUT -> Outcome.Skipped.FILTERED_OUT.reason();
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
  private static final Tries[] KINDS_OF_TRIES = Tries.values();
  private static final long[] OVER = new long[Band.BREAKPOINTS.size() + 1];

  static {
    for (int i = 1; i < OVER.length; i++) {
      OVER[i] = Band.BREAKPOINTS.get(i - 1);
    }
  }

  private final Selection selection;
  private final Harvest harvest;
  private final WordTable words = new WordTable();
  private final PairTable keys = new PairTable();
  private final PairTable tuples = new PairTable();
  private final PlainTimes times;
  private final PlainNumbers amounts = new PlainNumbers();
  private final Numbers numbers = new Numbers();
  private final Conditions conditions;
  private final String[] labels;
  private final int undatedDay;
  private final int firstDay;
  private final int endDay;
  private int[] cells = new int[1 << 8];
  private int status;
  private boolean empty;

  /// What is known of each word in each role: its ordinal + 1.
  private final byte[][] meanings = new byte[TRIES + KINDS_OF_TRIES.length][1 << 6];

  final long[] counts = new long[Harvest.METERS];
  int cell;
  boolean naive;
  boolean undated;
  boolean averaged;
  boolean hasCost;
  long cost;
  int scale;
  @Nullable String foreign;

  PlainCalls(Selection selection, Days days, Harvest harvest) {
    this.selection = selection;
    this.harvest = harvest;
    this.times = new PlainTimes(days);
    this.conditions = new Conditions(selection.filter(), words);
    this.labels = selection.labels().stream().sorted().toArray(String[]::new);
    int undatedOn = day(selection.undated());
    this.undatedDay = undatedOn < 0 ? PlainTimes.ODD : undatedOn;
    this.firstDay = selection.period().from().map(PlainCalls::day).orElse(Integer.MIN_VALUE);
    this.endDay = selection.period().to().map(PlainCalls::day).orElse(Integer.MAX_VALUE);
  }

  private static int day(LocalDate date) {
    return (int) date.toEpochDay();
  }

  /// Reads the record in hand. If it is usable, its cell, counts, cost and what was assumed stand
  /// in the fields.
  Result read(Spans spans, Plan plan) {
    int day = day(spans, plan);
    if (day == PlainTimes.ODD) {
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
    Kinds.Kind kind = kind(spans, plan);
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

  private Kinds.Kind kind(Spans spans, Plan plan) {
    Kinds.Kind known = plan.kinds.find(spans);
    return known == null ? learnt(spans, plan) : known;
  }

  private Kinds.Kind learnt(Spans spans, Plan plan) {
    var kind = new Kinds.Kind();
    kind.task = word(spans, plan.task);
    kind.model = word(spans, plan.model);
    kind.status = meaning(plan.inverted ? ERROR : STATUS, word(spans, plan.status));
    kind.service = service(spans, plan);
    kind.place = meaning(PLACE, word(spans, plan.place));
    kind.currency = meaning(CURRENCY, word(spans, plan.currency));
    kind.odd =
        kind.model <= WordTable.EMPTY || (kind.task | kind.status | kind.service | kind.place) < 0;
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

  private int cell(Spans spans, Plan plan, Kinds.Kind kind, int day, int band) {
    long one = ((long) kind.task << 32) | kind.model;
    long flags = flags(kind, band);
    long other = (kind.labelled << 32) | ((long) day << 10) | flags;
    int known = keys.size();
    int key = keys.number(one, other);
    return key == known ? made(key, spans, plan, day, kind.task, kind.model, flags) : cells[key];
  }

  /// Lets the filter see a record that task or label leave out: it notes which values there are.
  private int leftOut(Spans spans, Plan plan, Kinds.Kind kind, int day, int band) {
    if (selection.filter().asksForKey()) {
      boolean _ =
          selection
              .filter()
              .acceptsKey(key(spans, plan, day, kind.task, kind.model, flags(kind, band)));
    }
    return LEFT_OUT;
  }

  private static long flags(Kinds.Kind kind, int band) {
    return ((band * 8L + kind.service) * 8 + kind.place) * 2 + kind.status;
  }

  private int made(int key, Spans spans, Plan plan, int day, int task, int model, long flags) {
    if (key == cells.length) {
      cells = Arrays.copyOf(cells, 2 * key);
    }
    var made = key(spans, plan, day, task, model, flags);
    cells[key] = selection.filter().acceptsKey(made) ? harvest.cell(made) : LEFT_OUT;
    return cells[key];
  }

  private UsageKey key(Spans spans, Plan plan, int day, int task, int model, long flags) {
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

  private SortedMap<String, String> labels(Spans spans, Plan plan) {
    var texts = new TreeMap<String, String>();
    for (int i = 0; i < labels.length; i++) {
      texts.put(labels[i], words.text(word(spans, plan.labels[i])));
    }
    return texts;
  }

  private int day(Spans spans, Plan plan) {
    int time = plan.time;
    undated = time < 0 || spans.isEmpty(time);
    naive = false;
    if (undated) {
      return undatedDay;
    }
    int day = times.day(spans.bytes, spans.from[time], spans.to[time]);
    if (day == PlainTimes.ODD && spans.trim(time)) {
      return day(spans, plan);
    }
    naive = times.isNaive();
    return day;
  }

  private boolean readNumbers(Spans spans, Plan plan) {
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
              ? Octets.upToEight(Octets.at(bytes, start), length)
              : PlainNumbers.ODD;
      if (number < 0) {
        number = number(spans, plan, i);
        if (number == PlainNumbers.ODD) {
          return false;
        }
      }
      if (number >= 0) {
        counts[slots[i]] = number;
        found |= 1L << i;
      }
    }
    empty = (found & plan.quantities) == 0;
    if ((found & plan.total) != 0 && !Quantities.split(counts)) {
      return false;
    }
    Quantities.square(counts);
    return readTries(spans, plan);
  }

  private static long number(Spans spans, Plan plan, int nth) {
    int at = plan.countedAt[nth];
    long number =
        PlainNumbers.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[nth]);
    return number == PlainNumbers.ODD && spans.trim(at)
        ? PlainNumbers.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[nth])
        : number;
  }

  /// Reads numbers of which one includes or completes another.
  private boolean readRelated(Spans spans, Plan plan) {
    numbers.clear();
    for (int i = 0; i < plan.counted.length; i++) {
      long number = number(spans, plan, i);
      if (number >= 0) {
        numbers.put(plan.counted[i], number);
      } else if (number == PlainNumbers.ODD) {
        return false;
      }
    }
    empty = numbers.hasNoQuantity();
    try {
      Quantities.fill(counts, numbers, plan.inclusive, plan.beside);
      return readTries(spans, plan);
    } catch (Unreadable _) {
      return false;
    }
  }

  private boolean readTries(Spans spans, Plan plan) {
    int at = plan.retries;
    if (at < 0) {
      Tries.clear(counts);
      return true;
    }
    boolean id = plan.tries == Tries.OF && spans.to[at] - spans.from[at] > Tries.LONGEST_WORD;
    int number = id ? 2 : meaning(TRIES + plan.tries.ordinal(), word(spans, at));
    if (number >= 0) {
      plan.tries.fill(counts, number);
    }
    return number >= 0;
  }

  /// The place of the band among the breakpoints; −1 if the row is odd.
  private int band(Spans spans, Plan plan) {
    long prompt = Quantities.prompt(counts);
    long calls = plan.aggregates ? Quantities.calls(counts) : 1;
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

  private int word(Spans spans, int at) {
    return at < 0 ? WordTable.EMPTY : words.number(spans.bytes, spans.from[at], spans.to[at]);
  }

  private int service(Spans spans, Plan plan) {
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
      case TIER -> Words.tier(text).map(ServiceTier::ordinal).orElse(REFUSED);
      case SPEED -> Words.fast(text).map(fast -> fast ? 1 : 0).orElse(REFUSED);
      case PLACE -> Words.place(text).map(Place::ordinal).orElse(REFUSED);
      case STATUS -> Words.status(text).map(Status::ordinal).orElse(REFUSED);
      case ERROR -> Words.statusOfError(text).ordinal();
      case CURRENCY ->
          Amount.isMissing(text) ? 0 : text.equalsIgnoreCase("USD") ? STATED_USD : REFUSED;
      default -> tries(KINDS_OF_TRIES[role - TRIES], text);
    };
  }

  private static int tries(Tries kind, String text) {
    long number = kind.number(text).orElse(REFUSED);
    return number > Tries.PLAIN ? REFUSED : (int) number;
  }

  private boolean readCost(Spans spans, Plan plan, int currency) {
    hasCost = false;
    foreign = null;
    if (plan.cost < 0) {
      return true;
    }
    long amount = amounts.amount(spans.bytes, spans.from[plan.cost], spans.to[plan.cost]);
    if (amount == PlainNumbers.ODD && spans.trim(plan.cost)) {
      return readCost(spans, plan, currency);
    }
    if (amount == PlainNumbers.MISSING) {
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
