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
/// @param vocabulary the possible values of attributes that do not depend on the log
/// @param undated the days of the calls if the lines have no day of their own
public record Bill(
    List<BillLine> lines, Map<String, SortedSet<String>> vocabulary, Optional<DateSpan> undated) {
  /// A bill without calls.
  public static final Bill NOTHING = new Bill(List.of(), Map.of(), Optional.empty());

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

  /// This bill with an amount without calls on one day. Its attributes are not known, so that a
  /// budget with a scope cannot silently ignore it.
  public Bill and(Money fixed, LocalDate day) {
    if (fixed.isZero()) {
      return this;
    }
    var amounts =
        new BillLine.Amounts(fixed, true, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    var line = new BillLine(day, Collections.emptySortedMap(), amounts, Map.of());
    return new Bill(Stream.concat(lines.stream(), Stream.of(line)).toList(), vocabulary, undated);
  }

  public Bill plus(Bill other) {
    return new Bill(
        Stream.concat(lines.stream(), other.lines.stream()).toList(), vocabulary, undated);
  }

  public Bill where(Predicate<BillLine> which) {
    return new Bill(lines.stream().filter(which).toList(), vocabulary, undated);
  }

  public Bill in(DateSpan days) {
    return where(line -> days.contains(line.day()));
  }

  /// The values that an attribute has or may have.
  SortedSet<String> values(String attribute) {
    var values = new TreeSet<String>();
    lines.forEach(line -> line.attribute(attribute).ifPresent(values::add));
    values.addAll(vocabulary.getOrDefault(attribute, new TreeSet<>()));
    return values;
  }

  /// Values that differ from one in a scope by nothing but case, blanks and marks, and so are not
  /// in it, with that one.
  public SortedMap<String, String> nearValues(Scope scope) {
    var near = new TreeMap<String, String>();
    scope
        .conditions()
        .forEach(
            (name, wanted) -> {
              if (!vocabulary.containsKey(name)) {
                values(name).stream()
                    .filter(value -> wanted.stream().noneMatch(any -> Scope.isLike(any, value)))
                    .forEach(
                        value ->
                            wanted.stream()
                                .filter(other -> isNear(value, other))
                                .forEach(other -> near.put(name + " '" + value + "'", other)));
              }
            });
    return near;
  }

  private static boolean isNear(String value, String wanted) {
    return !letters(wanted).isEmpty() && letters(value).equals(letters(wanted));
  }

  /// The letters and digits of a value, without case; empty for a pattern.
  private static String letters(String value) {
    return value.contains("*") || value.equals(Scope.NONE)
        ? ""
        : value
            .codePoints()
            .filter(Character::isLetterOrDigit)
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /// Whether an attribute is known of any call.
  boolean knows(String attribute) {
    return vocabulary.containsKey(attribute)
        || lines.stream().anyMatch(line -> line.attribute(attribute).isPresent());
  }

  /// The models of lines without a complete price.
  SortedSet<String> unpricedModels() {
    var models = new TreeSet<String>();
    lines.stream()
        .filter(line -> !line.amounts().complete())
        .forEach(line -> line.attribute("model").ifPresent(models::add));
    return models;
  }

  /// The sums by the values of one attribute; the key is empty where that is not known.
  public SortedMap<String, BillLine.Amounts> by(String attribute) {
    var sums = new TreeMap<String, BillLine.Amounts>();
    lines.forEach(
        line ->
            sums.merge(
                line.attribute(attribute).orElse(""), line.amounts(), BillLine.Amounts::plus));
    return sums;
  }

  /// The sums by the values of two attributes.
  public SortedMap<String, SortedMap<String, BillLine.Amounts>> by(String first, String second) {
    var sums = new TreeMap<String, SortedMap<String, BillLine.Amounts>>();
    lines.forEach(
        line ->
            sums.computeIfAbsent(line.attribute(first).orElse(""), _ -> new TreeMap<>())
                .merge(line.attribute(second).orElse(""), line.amounts(), BillLine.Amounts::plus));
    return sums;
  }

  /// The sum of all lines.
  public BillLine.Amounts total() {
    var total = BillLine.Amounts.NONE;
    for (var line : lines) {
      total = total.plus(line.amounts());
    }
    return total;
  }

  /// The most expensive tasks; none if there is only one.
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
  /// @param attributes `task`, `model`, `tier`, … or a label; absent if not known
  /// @param missed savings by tier or model; absent if that has no price
  /// @param anyDay whether they count on their day elsewhere on the bill and may be of any other
  public record BillLine(
      LocalDate day,
      SortedMap<String, String> attributes,
      Amounts amounts,
      Map<String, Money> missed,
      boolean anyDay) {
    public BillLine(
        LocalDate day,
        SortedMap<String, String> attributes,
        Amounts amounts,
        Map<String, Money> missed) {
      this(day, attributes, amounts, missed, false);
    }

    /// The same calls, which count on the bill and may be of another day.
    BillLine onAnyDay() {
      return new BillLine(day, attributes, amounts, missed, true);
    }

    /// The sums of calls.
    ///
    /// @param cost of the calls with a price
    /// @param complete whether all calls have one
    /// @param calls including failed ones
    /// @param unpriced the calls without a price
    /// @param empty the calls with a price that used nothing
    public record Amounts(
        Money cost,
        boolean complete,
        BigDecimal calls,
        BigDecimal unpriced,
        BigDecimal tokens,
        BigDecimal empty) {
      public static final Amounts NONE =
          new Amounts(Money.ZERO, true, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

      /// Amounts of calls that all used something.
      public Amounts(
          Money cost, boolean complete, BigDecimal calls, BigDecimal unpriced, BigDecimal tokens) {
        this(cost, complete, calls, unpriced, tokens, BigDecimal.ZERO);
      }

      public Amounts plus(Amounts other) {
        return new Amounts(
            cost.plus(other.cost),
            complete && other.complete,
            calls.add(other.calls),
            unpriced.add(other.unpriced),
            tokens.add(other.tokens),
            empty.add(other.empty));
      }

      /// The calls with a price that used something: what a cost per call divides by.
      BigDecimal spending() {
        return priced().subtract(empty);
      }

      /// The calls with a price.
      public BigDecimal priced() {
        return calls.subtract(unpriced);
      }
    }

    public BillLine {
      attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
      missed = Map.copyOf(missed);
    }

    public Optional<String> attribute(String name) {
      return Optional.ofNullable(attributes.get(name));
    }
  }
}
