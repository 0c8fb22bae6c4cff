package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routercost.audit.budget.BudgetPeriod.DateSpan;
import routercost.price.Money;

/// A bill as budgets see it.
///
/// @param vocabulary the values that an attribute may have, where that does not depend on the log
/// @param undated the days on which the calls were, if the lines do not say on which of them
public record Bill(
    List<BillLine> lines, Map<String, SortedSet<String>> vocabulary, Optional<DateSpan> undated) {
  private static final int TOP = 3;

  public Bill {
    lines = List.copyOf(lines);
    vocabulary = Map.copyOf(vocabulary);
  }

  /// The days from the first call to the last; empty without calls.
  Optional<DateSpan> days() {
    return undated.or(
        () ->
            lines.stream().map(line -> new DateSpan(line.day(), line.day())).reduce(DateSpan::and));
  }

  /// This bill with an amount that no calls stand behind, on one day. Of what it is for nothing is
  /// known, so that a budget with a scope cannot leave it out unseen.
  public Bill and(Money fixed, LocalDate day) {
    if (fixed.isZero()) {
      return this;
    }
    var amounts =
        new BillLine.Amounts(fixed, true, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    var line = new BillLine(day, Collections.emptySortedMap(), amounts, Map.of());
    return new Bill(Stream.concat(lines.stream(), Stream.of(line)).toList(), vocabulary, undated);
  }

  /// Both bills.
  public Bill plus(Bill other) {
    return new Bill(
        Stream.concat(lines.stream(), other.lines.stream()).toList(), vocabulary, undated);
  }

  /// The lines that `which` accepts.
  public Bill where(Predicate<BillLine> which) {
    return new Bill(lines.stream().filter(which).toList(), vocabulary, undated);
  }

  /// The calls of these days.
  public Bill in(DateSpan days) {
    return where(line -> days.contains(line.day()));
  }

  /// All values that an attribute has here or may have.
  SortedSet<String> values(String attribute) {
    var values = new TreeSet<String>();
    lines.forEach(line -> line.attribute(attribute).ifPresent(values::add));
    values.addAll(vocabulary.getOrDefault(attribute, new TreeSet<>()));
    return values;
  }

  /// Whether an attribute is known of any call; if of none, the bill does not tell it.
  boolean knows(String attribute) {
    return vocabulary.containsKey(attribute)
        || lines.stream().anyMatch(line -> line.attribute(attribute).isPresent());
  }

  /// The models of the lines that are not priced in full.
  SortedSet<String> unpricedModels() {
    var models = new TreeSet<String>();
    lines.stream()
        .filter(line -> !line.amounts().complete())
        .forEach(line -> line.attribute("model").ifPresent(models::add));
    return models;
  }

  /// What the calls come to, by the values of one attribute; empty where it is not known.
  public SortedMap<String, BillLine.Amounts> by(String attribute) {
    var sums = new TreeMap<String, BillLine.Amounts>();
    lines.forEach(
        line ->
            sums.merge(
                line.attribute(attribute).orElse(""), line.amounts(), BillLine.Amounts::plus));
    return sums;
  }

  /// What the calls come to, by the values of two attributes, in one pass.
  public SortedMap<String, SortedMap<String, BillLine.Amounts>> by(String first, String second) {
    var sums = new TreeMap<String, SortedMap<String, BillLine.Amounts>>();
    lines.forEach(
        line ->
            sums.computeIfAbsent(line.attribute(first).orElse(""), _ -> new TreeMap<>())
                .merge(line.attribute(second).orElse(""), line.amounts(), BillLine.Amounts::plus));
    return sums;
  }

  /// What all calls come to.
  public BillLine.Amounts total() {
    return BillLine.sum(lines);
  }

  /// The tasks that cost most, the dearest first; none if there is only one.
  List<Check.Part> top() {
    var tasks = by("task");
    return tasks.size() < 2
        ? List.of()
        : tasks.entrySet().stream()
            .map(entry -> new Check.Part(entry.getKey(), entry.getValue().cost()))
            .sorted(Comparator.comparing(Check.Part::cost).reversed())
            .limit(TOP)
            .toList();
  }

  /// Calls of one kind on a bill, as budgets see them.
  ///
  /// @param attributes what they are: `task`, `model`, `tier`, …, or a label; what is not known of
  ///     them is absent
  /// @param amounts what they come to
  /// @param missed what they would have saved elsewhere, by tier or model; absent where that has no
  ///     price
  public record BillLine(
      LocalDate day,
      SortedMap<String, String> attributes,
      Amounts amounts,
      Map<String, Money> missed) {
    /// What calls come to.
    ///
    /// @param cost of those that have a price
    /// @param complete whether all have one
    /// @param calls failed or not
    /// @param unpriced how many of the calls have no price
    public record Amounts(
        Money cost, boolean complete, BigDecimal calls, BigDecimal unpriced, BigDecimal tokens) {
      /// No calls.
      public static final Amounts NONE =
          new Amounts(Money.ZERO, true, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

      /// Both together.
      public Amounts plus(Amounts other) {
        return new Amounts(
            cost.plus(other.cost),
            complete && other.complete,
            calls.add(other.calls),
            unpriced.add(other.unpriced),
            tokens.add(other.tokens));
      }

      /// The calls that have a price.
      public BigDecimal priced() {
        return calls.subtract(unpriced);
      }
    }

    public BillLine {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
      missed = Map.copyOf(missed);
    }

    /// What they are in one respect; empty if it is not known.
    public Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }

    /// The sum over `lines`.
    static Amounts sum(Iterable<BillLine> lines) {
      var sum = Amounts.NONE;
      for (var line : lines) {
        sum = sum.plus(line.amounts());
      }
      return sum;
    }
  }
}
