package routercost.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.usage.Band;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
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
  private static final int OK = Status.OK.ordinal();
  private static final int UNKNOWN = 0;
  private static final int REFUSED = -1;
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
    int model = word(spans, plan.model);
    int task = word(spans, plan.task);
    status = status(spans, plan);
    int service = service(spans, plan);
    int place = meaning(PLACE, word(spans, plan.place));
    if (band < 0 || model <= WordTable.EMPTY || task < 0 || (status | service | place) < 0) {
      return Result.ODD;
    }
    if (numbers.hasNoQuantity() && status == OK) {
      return Result.NO_TOKENS;
    }
    if (!readCost(spans, plan)) {
      return Result.ODD;
    }
    long labelled = 0;
    for (int label : plan.labels) {
      int word = word(spans, label);
      if (word < 0) {
        return Result.ODD;
      }
      labelled = labels.length == 1 ? word : tuples.number(labelled, word);
    }
    for (int i = 0; i < plan.filtered.length; i++) {
      int word = word(spans, plan.filtered[i]);
      if (word != conditions.label(i)) {
        return word < 0 ? Result.ODD : Result.FILTERED_OUT;
      }
    }
    if (!conditions.accept(day, task, model, status, service)) {
      return Result.FILTERED_OUT;
    }
    long one = ((long) task << 32) | model;
    long flags = ((band * 8L + service) * 8 + place) * 2 + status;
    long other = (labelled << 32) | ((long) day << 10) | flags;
    int known = keys.size();
    int key = keys.number(one, other);
    cell = key == known ? made(key, spans, plan, day, task, model, flags) : cells[key];
    return Result.USABLE;
  }

  private int made(int key, Spans spans, Plan plan, int day, int task, int model, long flags) {
    if (key == cells.length) {
      cells = Arrays.copyOf(cells, 2 * key);
    }
    int rest = (int) flags;
    var made =
        new UsageKey(
            LocalDate.ofEpochDay(day),
            words.text(task),
            words.text(model),
            TIERS[(rest >> 4) & 7],
            new Band(OVER[rest >> 7]),
            PLACES[(rest >> 1) & 7],
            STATUSES[rest & 1],
            labels(spans, plan));
    cells[key] = harvest.cell(made);
    return cells[key];
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
    numbers.clear();
    for (int i = 0; i < plan.counted.length; i++) {
      int at = plan.countedAt[i];
      long number =
          PlainNumbers.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[i]);
      if (number == PlainNumbers.ODD && spans.trim(at)) {
        number = PlainNumbers.whole(spans.bytes, spans.from[at], spans.to[at], plan.withPoint[i]);
      }
      if (number >= 0) {
        numbers.put(plan.counted[i], number);
      } else if (number == PlainNumbers.ODD) {
        return false;
      }
    }
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

  private int status(Spans spans, Plan plan) {
    return meaning(plan.inverted ? ERROR : STATUS, word(spans, plan.status));
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

  private boolean readCost(Spans spans, Plan plan) {
    hasCost = false;
    foreign = null;
    if (plan.cost < 0) {
      return true;
    }
    long amount = amounts.amount(spans.bytes, spans.from[plan.cost], spans.to[plan.cost]);
    if (amount == PlainNumbers.ODD && spans.trim(plan.cost)) {
      return readCost(spans, plan);
    }
    if (amount == PlainNumbers.MISSING) {
      return true;
    }
    boolean fits = plan.costWithPoint || amounts.scale() == 0;
    int currency = meaning(CURRENCY, word(spans, plan.currency));
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
