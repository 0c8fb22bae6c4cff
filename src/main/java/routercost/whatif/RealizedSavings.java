package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Meter;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.routing.Routing;

/// The saving that a routing promised, the part of it that arrived, and the causes of the rest.
///
/// The promise is the saving that the calls since then would have made, each, had the calls before
/// run where the routing says. The part that arrived is the fall of the cost per call. The rest has
/// three causes, which sum to it: calls that do not run on the target, other use of tokens, and
/// prices, including a tier that names another model.
public record RealizedSavings(List<Task> tasks) {
  private static final List<Driver> MISSING =
      List.of(Driver.ROUTING, Driver.TOKENS_PER_CALL, Driver.PRICE);

  /// A task with an assignment in the routing.
  ///
  /// @param target a tier or model
  /// @param callsBefore that have a price
  /// @param callsSince that have a price
  /// @param onTargetBefore how many of those before ran on the target
  /// @param onTargetSince how many of those since ran on the target
  /// @param arrived of what was promised for the calls since
  /// @param missing by driver: promised less arrived
  public record Task(
      String task,
      String target,
      BigDecimal callsBefore,
      BigDecimal callsSince,
      BigDecimal onTargetBefore,
      BigDecimal onTargetSince,
      Money arrived,
      SequencedMap<Driver, Money> missing) {
    public Task {
      missing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(missing));
    }

    public Money promised() {
      return arrived.plus(Money.sum(List.copyOf(missing.values())));
    }

    /// Whether there are calls on both sides.
    public boolean isComparable() {
      return callsBefore.signum() != 0 && callsSince.signum() != 0;
    }
  }

  public RealizedSavings {
    tasks = List.copyOf(tasks);
  }

  /// Compares the calls in `cube` before `since` with those from then on.
  ///
  /// @param asOf the day whose prices hold for all calls; each call's own day if empty
  /// @param answers the lengths of answers, as far as the routing limits them
  public static RealizedSavings of(
      UsageCube cube,
      Routing routing,
      LocalDate since,
      PriceBook book,
      Optional<LocalDate> asOf,
      SingleAnswers answers) {
    var earlier = cube.where(key -> key.day().isBefore(since));
    var before = Comparison.of(earlier, Scenario.NONE, book, asOf).with(answers);
    var later = cube.where(key -> !key.day().isBefore(since));
    var after = Comparison.of(later, Scenario.NONE, book, asOf).with(answers);
    var scenario = new Scenario(routing.name(), List.of(Rule.Routed.of(routing, cube.slices())));
    var lastBefore = asOf.orElse(since.minusDays(1));
    var lastSince = last(after, since);
    var followed = new VarianceBill(after(after.under(scenario, book)), lastSince);
    var change =
        byTask(
            new VarianceBill(before.before(), lastBefore),
            new VarianceBill(after.before(), lastSince),
            book);
    var gap =
        byTask(new VarianceBill(after(before.under(scenario, book)), lastBefore), followed, book);
    var tasks = new ArrayList<Task>();
    targets(cube, routing, book)
        .forEach(
            (task, targets) -> {
              var changed = change.get(task);
              var missed = gap.get(task);
              if (changed != null && missed != null) {
                tasks.add(
                    new Compared(task, routing, before, after, book)
                        .with(String.join(" or ", targets), changed, missed));
              }
            });
    return new RealizedSavings(tasks);
  }

  /// The targets of the calls of each task that the routing assigns, each once.
  private static SortedMap<String, Set<String>> targets(
      UsageCube cube, Routing routing, PriceBook book) {
    var targets = new TreeMap<String, Set<String>>();
    for (var key : cube.cells().keySet()) {
      routing
          .of(key, book)
          .ifPresent(
              to ->
                  targets
                      .computeIfAbsent(key.task(), _ -> new LinkedHashSet<>())
                      .add(to.effective()));
    }
    return targets;
  }

  private static Ledger after(Comparison comparison) {
    return Ledger.sum(comparison.lines().stream().map(Repriced::after).toList());
  }

  private static LocalDate last(Comparison bill, LocalDate otherwise) {
    return VarianceBill.of(bill.before(), otherwise).lastDay();
  }

  private static Map<String, Variance.Line> byTask(
      VarianceBill base, VarianceBill head, PriceBook book) {
    var lines = new LinkedHashMap<String, Variance.Line>();
    Variance.byTask(base, head, book)
        .lines()
        .forEach(line -> lines.put(line.group().getFirst(), line));
    return lines;
  }

  /// One task on both sides.
  private record Compared(
      String task, Routing routing, Comparison before, Comparison after, PriceBook book) {
    Task with(String target, Variance.Line change, Variance.Line gap) {
      boolean comparable = calls(before, false).signum() != 0 && calls(after, false).signum() != 0;
      return new Task(
          task,
          target,
          calls(before, false),
          calls(after, false),
          calls(before, true),
          calls(after, true),
          comparable ? Money.ZERO.minus(perCall(change)) : Money.ZERO,
          comparable ? missing(change, gap) : new LinkedHashMap<>());
    }

    private static SequencedMap<Driver, Money> missing(Variance.Line change, Variance.Line gap) {
      var missing = new LinkedHashMap<Driver, Money>();
      missing.put(Driver.ROUTING, change.head().cost().minus(gap.head().cost()));
      missing.put(Driver.TOKENS_PER_CALL, effect(gap, Driver.TOKENS_PER_CALL));
      missing.put(Driver.PRICE, effect(gap, Driver.PRICE).plus(effect(gap, Driver.ROUTING)));
      return missing;
    }

    /// The part of a change that is not due to the number of calls.
    private static Money perCall(Variance.Line line) {
      return Money.sum(MISSING.stream().map(driver -> effect(line, driver)).toList());
    }

    private static Money effect(Variance.Line line, Driver driver) {
      return line.drivers().getOrDefault(driver, Money.ZERO);
    }

    /// Priced calls of the task, all or only those on the target.
    private BigDecimal calls(Comparison side, boolean onTarget) {
      return side.before().charges().stream()
          .filter(charge -> charge.slice().key().task().equals(task))
          .filter(charge -> !onTarget || runsOnTarget(charge.card().priced(), charge.slice().key()))
          .map(charge -> charge.slice().usage().of(Meter.CALLS))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// A tier includes its older models. Calls without a target are where they should be.
    private boolean runsOnTarget(Resolution model, UsageKey key) {
      var target = routing.of(key, book).map(Routing.Assignment::effective).orElse(model.tier());
      return model.tier().equals(target)
          || book.resolve(target, key.day())
              .map(Resolution::id)
              .filter(model.id()::equals)
              .isPresent();
    }
  }

  public Money promised() {
    return Money.sum(tasks.stream().map(Task::promised).toList());
  }

  public Money arrived() {
    return Money.sum(tasks.stream().map(Task::arrived).toList());
  }

  /// The missing saving of all tasks due to one driver.
  public Money missing(Driver driver) {
    return Money.sum(
        tasks.stream().map(task -> task.missing().getOrDefault(driver, Money.ZERO)).toList());
  }
}
