package routercost.cli.explore;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.read.value.Period;
import routercost.usage.UsageKey;

/// The calls that are looked at, of those that were read.
///
/// @param filter conditions that must all hold, those on one attribute merged
/// @param month the only month; empty for all days that were read
public record CallSelection(List<Condition> filter, Optional<PeriodChoice> month) {
  static final CallSelection ALL = new CallSelection(List.of(), Optional.empty());

  /// A period and the options that choose it.
  public record PeriodChoice(String name, List<String> options, Period days) {}

  public CallSelection {
    filter = Condition.merged(filter);
  }

  boolean accepts(UsageKey key, PriceBook book) {
    return month.map(of -> of.days().contains(key.day())).orElse(true)
        && filter.stream().allMatch(condition -> condition.accepts(key, book));
  }

  /// The columns of the log that it uses.
  Set<String> labels() {
    return filter.stream()
        .map(Condition::attribute)
        .filter(attribute -> attribute instanceof Attribute.Label)
        .map(Attribute::id)
        .collect(Collectors.toSet());
  }
}
