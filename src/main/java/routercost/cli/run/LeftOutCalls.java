package routercost.cli.run;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import routercost.audit.DataQuality;
import routercost.audit.NotCounted;
import routercost.audit.NotCounted.Bounded;
import routercost.audit.NotCounted.Entry;
import routercost.audit.NotCounted.Kind;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.schema.ParsedRow.Skipped;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LeftOut;
import routercost.read.tally.LogTally;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Scenario;

/// What reading left out, and the calls whose price is not certain, with prices.
///
/// @param quotes the prices of the bill
/// @param today the last day that a call can have been made on
record LeftOutCalls(
    LogTally tally, PriceBook book, Function<UsageKey, Quote> quotes, LocalDate today) {
  /// Whether everything was counted, at a certain price.
  private boolean areNone() {
    for (var input : tally.inputs()) {
      boolean isWhole =
          input.rejected() + input.duplicates() + noUsage(input) + noTime(input) == 0
              && input.doubtful().isEmpty();
      if (!isWhole) {
        return false;
      }
    }
    for (var key : tally.used().cells().keySet()) {
      if (key.place() != Place.GLOBAL) {
        return false;
      }
    }
    return tally.leftOut().files().isEmpty();
  }

  NotCounted ledger() {
    if (areNone()) {
      return NotCounted.NOTHING;
    }
    var entries = new ArrayList<Entry>();
    for (var kind : Kind.values()) {
      if (kind.isOfFiles()) {
        addFiles(entries, kind);
      } else {
        add(entries, kind, count(kind));
      }
    }
    return new NotCounted(entries);
  }

  /// What budgets judge as well, although every such log has it: caches of unknown lifetime, and
  /// answers that were counted at their beginning.
  ///
  /// @param scenario that the judged bill is under
  NotCounted habits(Scenario scenario) {
    var lifetimes = new ArrayList<Bounded>();
    var used = Ledger.of(under(scenario, tally.used()), quotes).charges();
    for (var charge : used) {
      if (charge.slice().usage().of(Meter.CACHE_WRITE_UNKNOWN).signum() != 0) {
        var more = DataQuality.ifOneHour(charge, quotes);
        lifetimes.add(new Bounded(charge.slice(), charge.total(), Money.ZERO, more));
      }
    }
    var unseen = new ArrayList<Bounded>();
    under(scenario, tally.unseen())
        .slices()
        .forEach(slice -> cost(slice).ifPresent(cost -> unseen.add(new Bounded(slice, cost))));
    var entries = new ArrayList<Entry>();
    addHabit(entries, Kind.CACHE_LIFETIME, lifetimes, used.stream().map(Charge::slice));
    addHabit(entries, Kind.OUTPUT_LOWER_BOUND, unseen, unseen.stream().map(Bounded::slice));
    return new NotCounted(entries);
  }

  private UsageCube under(Scenario scenario, UsageCube cube) {
    return scenario.rules().isEmpty()
        ? cube
        : cube.reshaped(slice -> scenario.apply(slice, book).slices().stream());
  }

  /// What is not counted, where calls can cost more under a scenario than as they are.
  NotCounted ledger(NotCounted asIs, Scenario scenario) {
    return scenario.rules().isEmpty()
        ? asIs
        : new NotCounted(asIs.entries().stream().map(entry -> under(scenario, entry)).toList());
  }

  private Entry under(Scenario scenario, Entry entry) {
    var bounded = entry.bounded().stream().map(call -> under(scenario, call)).toList();
    return new Entry(
        entry.kind(),
        entry.files(),
        entry.rows(),
        bounded,
        entry.open(),
        entry.unbounded(),
        entry.details());
  }

  /// A call in doubt has the same share of doubt wherever it goes.
  private Bounded under(Scenario scenario, Bounded call) {
    var before = cost(call.slice()).orElse(Money.ZERO);
    var after = Ledger.of(under(scenario, UsageCube.of(Stream.of(call.slice()))), quotes).total();
    if (before.isZero() || after.compareTo(before) <= 0) {
      return call;
    }
    var more = after.usd().divide(before.usd(), 9, RoundingMode.CEILING);
    return new Bounded(
        call.slice(), call.counted().times(more), call.least(), call.most().times(more));
  }

  /// Adds the doubt about all calls of the tasks and models that have it: which of them is known of
  /// sums only, and those are the same whatever days are taken together.
  private static void addHabit(
      List<Entry> entries, Kind kind, List<Bounded> bounded, Stream<Slice> all) {
    bounded.removeIf(call -> call.most().isZero());
    if (!bounded.isEmpty()) {
      var kinds = new HashSet<List<String>>();
      bounded.forEach(call -> kinds.add(taskAndModel(call.slice())));
      var usages = all.filter(slice -> kinds.contains(taskAndModel(slice))).map(Slice::usage);
      long calls = Usage.sum(usages).of(Meter.CALLS).longValue();
      entries.add(new Entry(kind, 1, calls, bounded, List.of(), 0, List.of()));
    }
  }

  private static List<String> taskAndModel(Slice slice) {
    return List.of(slice.key().task(), slice.key().model());
  }

  private ToLongFunction<RowCounts> count(Kind kind) {
    return switch (kind) {
      case REJECTED -> this::rejected;
      case NO_USAGE -> LeftOutCalls::noUsage;
      case NO_TIME -> LeftOutCalls::noTime;
      case DUPLICATE -> RowCounts::duplicates;
      default -> input -> input.doubtful().getOrDefault(kind, 0L);
    };
  }

  private long rejected(RowCounts input) {
    return Math.max(0, input.rejected() - tally.leftOut().unasked().getOrDefault(input.path(), 0L));
  }

  static long noUsage(RowCounts input) {
    return input.skipped().getOrDefault(Skipped.NO_TOKENS.reason(), 0L);
  }

  private static long noTime(RowCounts input) {
    return input.skipped().getOrDefault(Skipped.NO_DATE.reason(), 0L);
  }

  private void addFiles(List<Entry> entries, Kind kind) {
    var files = tally.leftOut().files().stream().filter(file -> file.kind() == kind).toList();
    if (!files.isEmpty()) {
      long open = files.stream().filter(file -> !file.empty()).count();
      var details = files.stream().map(LeftOut.PartOfFile::sentence).toList();
      entries.add(new Entry(kind, files.size(), 0, List.of(), List.of(), open, details));
    }
  }

  private void add(List<Entry> entries, Kind kind, ToLongFunction<RowCounts> count) {
    var details = new ArrayList<String>();
    long rows = 0;
    for (var input : tally.inputs()) {
      long leftOut = count.applyAsLong(input);
      if (leftOut > 0) {
        rows += leftOut;
        details.add("%s: %d of %d rows".formatted(input.path(), leftOut, input.rows()));
      }
    }
    var unplaced = kind == Kind.UNKNOWN_PLACE ? unplaced() : List.<Slice>of();
    if (rows > 0 || !unplaced.isEmpty()) {
      var entry = entry(kind, rows, details, unplaced);
      if (entry.rows() > 0) {
        entries.add(entry);
      }
    }
  }

  /// The calls in a place that has no price of its own for their model.
  private List<Slice> unplaced() {
    return tally
        .used()
        .slices()
        .filter(slice -> slice.key().place() != Place.GLOBAL)
        .filter(
            slice -> quotes.apply(slice.key()) instanceof Quote.Priced(var card) && card.unplaced())
        .toList();
  }

  private Entry entry(Kind kind, long rows, List<String> details, List<Slice> more) {
    boolean duplicates = kind == Kind.DUPLICATE;
    var leftOut = tally.leftOut();
    var cube =
        duplicates ? tally.duplicates() : leftOut.readable().getOrDefault(kind, UsageCube.EMPTY);
    long unbounded = duplicates ? 0 : Math.max(0, rows - leftOut.records().getOrDefault(kind, 0L));
    var open = new ArrayList<Slice>();
    leftOut.open().getOrDefault(kind, UsageCube.EMPTY).slices().forEach(open::add);
    if (kind == Kind.NO_OUTPUT) {
      open.removeIf(slice -> !hasOutput(slice.key()));
      unbounded = open.stream().mapToLong(slice -> slice.usage().of(Meter.CALLS).longValue()).sum();
      rows = unbounded;
    }
    var bounded = new ArrayList<Bounded>();
    for (var slice : Stream.concat(cube.slices(), more.stream()).toList()) {
      var range = range(kind, slice);
      if (range.isPresent()) {
        bounded.add(range.get());
      } else {
        open.add(slice);
        unbounded += Math.max(1, slice.usage().of(Meter.CALLS).longValue());
      }
    }
    var unplaced = Usage.sum(more.stream().map(Slice::usage)).of(Meter.CALLS);
    int files = Math.max(1, details.size());
    return new Entry(kind, files, rows + unplaced.longValue(), bounded, open, unbounded, details);
  }

  /// Whether a call has output that costs something, as embeddings do not.
  private boolean hasOutput(UsageKey key) {
    return cost(new Slice(key, Usage.of(Meter.OUTPUT, 1)))
        .filter(cost -> !cost.isZero())
        .isPresent();
  }

  /// What calls can cost beyond what they count; empty if that is not known.
  private Optional<Bounded> range(Kind kind, Slice slice) {
    var known = cost(slice);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (!kind.isDoubt()) {
      return Optional.of(new Bounded(slice, most(kind, slice, known.get())));
    }
    var least = known.get();
    var most = known.get();
    for (var other : alternatives(kind, slice.key()).toList()) {
      var cost = cost(new Slice(other, slice.usage()));
      if (cost.isPresent()) {
        least = cost.get().compareTo(least) < 0 ? cost.get() : least;
        most = cost.get().compareTo(most) > 0 ? cost.get() : most;
      }
    }
    return Optional.of(
        new Bounded(slice, known.get(), least.minus(known.get()), most.minus(known.get())));
  }

  private Optional<Money> cost(Slice slice) {
    var priced = Ledger.of(List.of(slice), quotes);
    return priced.isComplete() ? Optional.of(priced.total()) : Optional.empty();
  }

  /// The keys that calls of uncertain price may have instead.
  private Stream<UsageKey> alternatives(Kind kind, UsageKey key) {
    return switch (kind) {
      case UNKNOWN_TIER -> Stream.of(ServiceTier.values()).map(key::withService);
      case UNKNOWN_PLACE -> Stream.of(Place.values()).map(key::withPlace);
      case UNKNOWN_DAY -> book.changes(today).map(key::withDay);
      case EITHER_DAY -> Stream.of(key.withDay(swapped(key.day())));
      default -> Stream.of();
    };
  }

  /// The other day that a date can mean whose day and month may be exchanged.
  private static LocalDate swapped(LocalDate day) {
    return day.getDayOfMonth() > 12
        ? day
        : LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue());
  }

  /// Rows of which only the logged cost can be read have no counts, and the others no logged cost.
  private static Money most(Kind kind, Slice slice, Money priced) {
    boolean isLogged = kind == Kind.REJECTED || kind == Kind.NO_USAGE;
    return isLogged ? priced.plus(new Money(slice.usage().of(Meter.LOGGED_USD))) : priced;
  }
}
