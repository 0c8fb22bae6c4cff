package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.price.Quote;
import routercost.usage.Meter;
import routercost.usage.Moments;
import routercost.usage.ParallelStreams;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Effects.TypicalCalls;

/// A cube priced before and after a scenario, slice by slice, so that any grouping of the original
/// adds up on both sides. Refuses to state a saving over usage without a price.
///
/// @param prefixes that calls of other lines share, as far as known
/// @param lengths of answers, as far as they say how long those of another model are
/// @param answers the lengths of single answers, as far as known
/// @param periods within which no report keeps days apart, if any
public record Comparison(
    List<Repriced> lines,
    SharedPrefixes prefixes,
    AnswerLengths lengths,
    SingleAnswers answers,
    Optional<PricePeriods> periods) {
  /// Fewer lines are priced sooner than folded.
  private static final int WORTH_FOLDING = 200;

  public Comparison {
    lines = List.copyOf(lines);
  }

  public Comparison(List<Repriced> lines) {
    this(lines, SharedPrefixes.NONE, AnswerLengths.NONE, SingleAnswers.NONE, Optional.empty());
  }

  /// This usage, of which no report keeps days apart within these stretches.
  public Comparison foldingDays(PricePeriods within) {
    return new Comparison(lines, prefixes, lengths, answers, Optional.of(within));
  }

  /// This usage, which no scenario has changed, in as few lines as a scenario needs: days are taken
  /// together where they may be and where nothing changes that matters to their calls.
  ///
  /// @param targets the tiers that the calls of a line may move to
  public Comparison folded(Function<Repriced, Set<String>> targets, PriceBook book) {
    if (periods.isEmpty()
        || lines.size() < WORTH_FOLDING
        || !prefixes.isEmpty()) { // which are those of lines as they are
      return this;
    }
    return withLines(MergedLines.of(lines, targets, book, periods.get()));
  }

  /// This usage, of which no report keeps days apart, in as few lines as moves to any tier need.
  public Comparison inTierPeriods(PriceBook book) {
    var tiers = book.catalog().tiers().names();
    return foldingDays(book.periods().byModel()).folded(_ -> tiers, book);
  }

  private Comparison withLines(List<Repriced> others) {
    return new Comparison(others, prefixes, lengths, answers, periods);
  }

  /// This usage, whose calls share prefixes.
  public Comparison with(SharedPrefixes shared) {
    return new Comparison(lines, shared, lengths, answers, periods);
  }

  /// This usage, with the lengths of its answers.
  ///
  /// @param moments of the keys of its lines
  public Comparison with(Moments moments) {
    return new Comparison(lines, prefixes, AnswerLengths.of(lines, moments), answers, periods);
  }

  /// This usage, whose answers have these lengths.
  public Comparison with(SingleAnswers known) {
    return new Comparison(lines, prefixes, lengths, known, periods);
  }

  /// `scenario` with what is known of the answers.
  public Scenario informed(Scenario scenario) {
    var effects = scenario.effects().with(lengths).with(answers);
    return scenario.with(effects.with(TypicalCalls.of(lines)));
  }

  /// Prices `cube` as it is and as `scenario` makes it.
  ///
  /// @param asOf the day whose prices hold for all calls; each call's own day if empty
  public static Comparison of(
      UsageCube cube, Scenario scenario, PriceBook book, Optional<LocalDate> asOf) {
    UnaryOperator<UsageKey> dated = key -> asOf.map(key::withDay).orElse(key);
    var bill =
        new Comparison(
                ParallelStreams.of(cube.slices().toList())
                    .map(slice -> priced(slice, book, dated))
                    .toList())
            .with(Moments.NONE);
    return scenario.rules().isEmpty() ? bill : bill.under(scenario, book);
  }

  private static Repriced priced(Slice slice, PriceBook book, UnaryOperator<UsageKey> dated) {
    var original = slice.under(dated.apply(slice.key()));
    return Repriced.unchanged(
        slice.under(book.served(slice.key())), Ledger.of(List.of(original), book::quote));
  }

  /// This usage, with `changes` in place of the one that it was compared with.
  public Comparison under(Scenario changes, PriceBook book) {
    var scenario = informed(changes);
    var rewritten =
        ParallelStreams.of(lines).map(line -> scenario.apply(line.priced(), book)).toList();
    boolean together = prefixes.isEmpty() || !scenario.effects().has(Effect.SHARED_PREFIXES);
    var parted = together ? rewritten : prefixes.parted(lines, rewritten, book);
    var repriced =
        ParallelStreams.range(lines.size())
            .mapToObj(
                i -> {
                  var apart = repriced(lines.get(i), parted.get(i), book);
                  boolean sure = prefixes.known() || parted.get(i).equals(rewritten.get(i));
                  return sure
                      ? apart
                      : repriced(lines.get(i), rewritten.get(i), book).unlessParted(apart);
                })
            .toList();
    return withLines(repriced);
  }

  /// Some lines of this usage under a scenario that all of its lines have [#informed]: as
  /// [#under(Scenario, PriceBook)] has them if no calls share prefixes.
  public Comparison part(List<Repriced> some, Scenario informed, PriceBook book) {
    var repriced = new ArrayList<Repriced>();
    for (var line : some) {
      repriced.add(repriced(line, informed.apply(line.priced(), book), book));
    }
    return withLines(repriced);
  }

  /// A line with other usage, priced as it is and under a scenario.
  static Repriced repriced(Repriced line, Slice usage, Scenario scenario, PriceBook book) {
    var before = Ledger.of(List.of(usage), book::quote);
    var unchanged = Repriced.unchanged(line.original(), before);
    return repriced(unchanged, scenario.apply(unchanged.priced(), book), book);
  }

  private static Repriced repriced(Repriced line, RewrittenSlice reshaped, PriceBook book) {
    var original = line.priced();
    var after =
        reshaped.slices().equals(List.of(original))
            ? line.before()
            : Ledger.of(reshaped.slices(), key -> quote(book, key, original.key()));
    return new Repriced(line.original(), line.before(), after, reshaped.assumptions());
  }

  private static Quote quote(PriceBook book, UsageKey key, UsageKey original) {
    return key.model().equals(original.model()) ? book.quote(key) : book.quoteInstead(key);
  }

  /// The lines by the task of the original slice, in the order of first appearance.
  SequencedMap<String, Comparison> byTask() {
    var byTask = new LinkedHashMap<String, List<Repriced>>();
    for (var line : lines) {
      byTask.computeIfAbsent(line.original().key().task(), _ -> new ArrayList<>()).add(line);
    }
    var tasks = new LinkedHashMap<String, Comparison>();
    byTask.forEach((task, part) -> tasks.put(task, new Comparison(part)));
    return tasks;
  }

  /// All charges and uncharged slices before the scenario.
  public Ledger before() {
    return Ledger.sum(lines.stream().map(Repriced::before).toList());
  }

  /// The lines that `which` accepts.
  public Comparison where(Predicate<Repriced> which) {
    return withLines(lines.stream().filter(which).toList());
  }

  /// The cost of priced usage.
  public Money costBefore() {
    var usd = BigDecimal.ZERO;
    for (var line : lines) {
      usd = usd.add(line.before().total().usd());
    }
    return new Money(usd);
  }

  /// The cost of priced usage under the scenario; empty if some of it would have no price.
  public Optional<Money> costAfter() {
    if (lines.stream().anyMatch(Repriced::losesItsPrice)) {
      return Optional.empty();
    }
    return Optional.of(
        Money.sum(lines.stream().flatMap(line -> line.costAfter().stream()).toList()));
  }

  /// The difference; empty if the cost after is empty.
  public Optional<Money> saved() {
    return costAfter().map(after -> costBefore().minus(after));
  }

  /// One slice of the log, priced as it was and as it would have been.
  ///
  /// @param original as logged, with the place and service that the model id implies
  /// @param before one charge or one uncharged slice, or one of each for calls with a price in part
  /// @param after the charges under the scenario
  public record Repriced(
      Slice original, Ledger before, Ledger after, SortedSet<Assumption> assumptions) {
    /// A slice that no scenario has touched.
    static Repriced unchanged(Slice original, Ledger before) {
      return new Repriced(original, before, before, Collections.emptySortedSet());
    }

    /// This line, which costs more if its calls share prefixes with others.
    private Repriced unlessParted(Repriced apart) {
      var assumed = new TreeSet<>(assumptions);
      apart
          .costAfter()
          .flatMap(most -> costAfter().map(most::minus))
          .ifPresent(more -> assumed.add(new Assumption.SessionsUnknown(more)));
      return new Repriced(original, before, after, assumed);
    }

    /// The slice under the key that it was priced with.
    Slice priced() {
      if (before.charges().isEmpty()) {
        return before.uncharged().getFirst().slice();
      }
      var known = before.charges().getFirst().slice();
      return before.isComplete()
          ? known
          : new Slice(
              known.key(), known.usage().plus(before.uncharged().getFirst().slice().usage()));
    }

    /// The value of an attribute; empty if it has none.
    public String value(Attribute attribute) {
      return attribute.value(
          original.key(),
          before.charges().stream().findFirst().map(charge -> charge.card().priced()));
    }

    /// The cost after; empty if some of it has no price, before or after: what cannot be compared
    /// is not included in either total. Calls with a price in part keep that part.
    public Optional<Money> costAfter() {
      if (!before.isComplete() && !before.charges().isEmpty()) {
        return Optional.of(before.total());
      }
      return before.isComplete() && after.isComplete()
          ? Optional.of(after.total())
          : Optional.empty();
    }

    /// Its model by the id of the book; as logged if the book does not have it.
    String modelBefore() {
      return value(Attribute.Known.MODEL);
    }

    /// The tier of its model; empty if it has none.
    public String tier() {
      return value(Attribute.Known.TIER);
    }

    /// The model of all or most of its calls under the scenario.
    String modelAfter() {
      return after.charges().stream()
          .max(Comparator.comparing(charge -> charge.slice().usage().of(Meter.CALLS)))
          .map(charge -> charge.card().priced().id())
          .orElseGet(this::modelBefore);
    }

    /// Whether its calls, or some of them, run on another model under the scenario.
    public boolean changesModel() {
      return after.charges().stream()
          .anyMatch(charge -> !charge.card().priced().id().equals(modelBefore()));
    }

    /// Whether it has a price before, but not after.
    public boolean losesItsPrice() {
      return before.isComplete() && !after.isComplete();
    }
  }
}
