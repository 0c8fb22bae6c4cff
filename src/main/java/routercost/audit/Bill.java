package routercost.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import routercost.price.Money;

/// A bill as budgets see it.
///
/// @param vocabulary the values that an attribute may have, where that does not depend on the log
/// @param undated the days on which the calls were, if the lines do not say on which of them
public record Bill(
    List<BillLine> lines, Map<String, SortedSet<String>> vocabulary, Optional<Span> undated) {
  private static final int TOP = 3;

  public Bill {
    lines = List.copyOf(lines);
    vocabulary = Map.copyOf(vocabulary);
  }

  /// The days from the first call to the last; empty without calls.
  Optional<Span> days() {
    return undated.or(
        () -> lines.stream().map(line -> new Span(line.day(), line.day())).reduce(Span::and));
  }

  Bill where(Predicate<BillLine> which) {
    return new Bill(lines.stream().filter(which).toList(), vocabulary, undated);
  }

  /// The calls of these days.
  public Bill in(Span days) {
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

  /// The tasks that cost most, the dearest first; none if there is only one.
  List<Check.Part> top() {
    var costs = new TreeMap<String, Money>();
    lines.forEach(
        line -> costs.merge(line.attribute("task").orElse(""), line.amounts().cost(), Money::plus));
    return costs.size() < 2
        ? List.of()
        : costs.entrySet().stream()
            .map(entry -> new Check.Part(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(Check.Part::cost).reversed())
            .limit(TOP)
            .toList();
  }
}
