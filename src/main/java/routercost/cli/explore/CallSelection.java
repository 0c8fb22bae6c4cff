package routercost.cli.explore;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.read.value.Period;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The calls that are looked at, of those that were read.
///
/// @param filter conditions that must all hold, those on one attribute merged
/// @param month the only month; empty for all days that were read
public record CallSelection(List<Condition> filter, Optional<PeriodChoice> month) {
  static final CallSelection ALL = new CallSelection(List.of(), Optional.empty());

  /// A period and the options that choose it; none for all days.
  public record PeriodChoice(String name, List<String> options, Period days) {
    /// All days, the months, and the last day.
    static List<PeriodChoice> of(UsageCube cube) {
      var days = new TreeSet<LocalDate>();
      cube.cells().keySet().forEach(key -> days.add(key.day()));
      var choices = new ArrayList<PeriodChoice>();
      choices.add(new PeriodChoice("all days", List.of(), Period.ALWAYS));
      if (days.isEmpty()) {
        return choices;
      }
      choices.add(choice("the last day: " + days.last(), days.last(), days.last()));
      choices.add(choice("the last 7 days", days.last().minusDays(6), days.last()));
      var months = new TreeSet<YearMonth>();
      days.forEach(day -> months.add(YearMonth.from(day)));
      for (var month : months.descendingSet()) {
        var first = days.ceiling(month.atDay(1));
        var last = days.floor(month.atEndOfMonth());
        if (first != null && last != null) {
          choices.add(choice(month.toString(), first, last));
        }
      }
      return choices;
    }

    private static PeriodChoice choice(String name, LocalDate first, LocalDate last) {
      return new PeriodChoice(
          name,
          List.of("--from", first.toString(), "--to", last.toString()),
          new Period(Optional.of(first), Optional.of(last.plusDays(1))));
    }
  }

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
