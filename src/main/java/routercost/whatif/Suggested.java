package routercost.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Suggested.Suggestion.Kind;
import routercost.whatif.routing.RoutingRules;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.Tier;

/// The routing that rules suggest for a log, and what it would cost.
///
/// Tasks move down only, and only where that saves: a rule of thumb is no reason to spend more. A
/// task without a rule stays where it is (R1).
///
/// @param comparison the bill as it is, and with every suggested move
/// @param byTask the suggestion for each task with a rule
/// @param raising the extra cost of each task that runs below its rule, if it ran there; none for
///     one without a price there
public record Suggested(
    Comparison comparison, SortedMap<String, Suggestion> byTask, SortedMap<String, Money> raising) {
  /// Applies `rules` to the usage in `bill`, which no scenario has changed.
  public static Suggested of(Comparison bill, RoutingRules rules, PriceBook book) {
    return of(bill, rules, book, (_, _) -> false);
  }

  /// Applies `rules` without the moves that graded answers reject.
  ///
  /// @param rejected whether graded answers reject a task on a tier
  public static Suggested of(
      Comparison bill, RoutingRules rules, PriceBook book, BiPredicate<String, Tier> rejected) {
    var known = known(bill, rules, book);
    var raising = raising(bill, known, book);
    var lower = lower(known);
    if (lower.isEmpty()) {
      return new Suggested(bill, known, raising);
    }
    var scenario = new Scenario("suggested", List.of(new Rule.AtMost(lower)));
    var moved = bill.under(scenario, book);
    var suggestions = judged(known, saved(moved), rejected);
    var kept = lower(suggestions);
    var comparison =
        kept.equals(lower)
            ? moved
            : bill.under(new Scenario("suggested", List.of(new Rule.AtMost(kept))), book);
    if (!bill.prefixes().isEmpty() && isDear(comparison)) {
      return new Suggested(bill, judged(known, Map.of(), rejected), raising);
    }
    return new Suggested(comparison, suggestions, raising);
  }

  /// The tasks with a rule and the highest tier that each runs on.
  private static SortedMap<String, Suggestion> known(
      Comparison bill, RoutingRules rules, PriceBook book) {
    var found = new TreeMap<String, Optional<RoutingRule>>();
    var known = new TreeMap<String, Suggestion>();
    for (var line : bill.lines()) {
      var key = line.original().key();
      var rule = found.computeIfAbsent(key.task(), rules::of);
      if (rule.isPresent()) {
        Rule.tier(key, book)
            .ifPresent(
                now -> {
                  var before = known.get(key.task());
                  var from = before == null ? now : now.or(before.from());
                  known.put(key.task(), suggestion(key.task(), from, rule.get()));
                });
      }
    }
    return known;
  }

  private static Suggestion suggestion(String task, Tier from, RoutingRule rule) {
    if (from.isAbove(rule.highest())) {
      return new Suggestion(task, from, rule.highest(), Kind.MOVE, rule);
    }
    return rule.lowest().isAbove(from)
        ? new Suggestion(task, from, rule.lowest(), Kind.BELOW, rule)
        : new Suggestion(task, from, from, Kind.FITS, rule);
  }

  private static SortedMap<String, Money> raising(
      Comparison bill, SortedMap<String, Suggestion> known, PriceBook book) {
    var raising = new TreeMap<String, Money>();
    var moves = new ArrayList<Rule>();
    known.forEach(
        (task, suggestion) -> {
          if (suggestion.kind() == Kind.BELOW) {
            moves.add(Rule.Move.ofTask(task, suggestion.to().id()));
          }
        });
    if (!moves.isEmpty()) {
      var raised =
          bill.where(line -> isBelow(line, known)).under(new Scenario("raised", moves), book);
      raised
          .byTask()
          .forEach(
              (task, part) -> {
                if (part.before().isComplete()) {
                  part.saved().ifPresent(saved -> raising.put(task, Money.ZERO.minus(saved)));
                }
              });
    }
    return raising;
  }

  private static boolean isBelow(Repriced line, SortedMap<String, Suggestion> known) {
    var suggestion = known.get(line.original().key().task());
    return suggestion != null && suggestion.kind() == Kind.BELOW;
  }

  private static Map<String, Tier> lower(SortedMap<String, Suggestion> known) {
    var lower = new LinkedHashMap<String, Tier>();
    known.forEach(
        (task, suggestion) -> {
          if (suggestion.kind() == Kind.MOVE) {
            lower.put(task, suggestion.to());
          }
        });
    return lower;
  }

  /// The savings by task; nothing where some of it would have no price.
  private static Map<String, Money> saved(Comparison moved) {
    var saved = new LinkedHashMap<String, Money>();
    moved.byTask().forEach((task, part) -> saved.put(task, part.saved().orElse(Money.ZERO)));
    return saved;
  }

  private static SortedMap<String, Suggestion> judged(
      SortedMap<String, Suggestion> known,
      Map<String, Money> saved,
      BiPredicate<String, Tier> rejected) {
    var judged = new TreeMap<String, Suggestion>();
    known.forEach(
        (task, suggestion) -> {
          boolean dear = saved.getOrDefault(task, Money.ZERO).usd().signum() <= 0;
          judged.put(
              task,
              suggestion.kind() == Kind.MOVE ? judged(suggestion, dear, rejected) : suggestion);
        });
    return judged;
  }

  private static Suggestion judged(
      Suggestion move, boolean dear, BiPredicate<String, Tier> rejected) {
    if (!dear && !rejected.test(move.task(), move.to())) {
      return move;
    }
    var kind = dear ? Kind.NO_SAVING : Kind.REJECTED;
    return new Suggestion(move.task(), move.from(), move.to(), kind, move.rule());
  }

  /// Whether calls that stay lose more by the moves than those that move save.
  private static boolean isDear(Comparison moved) {
    return moved.saved().filter(saved -> saved.usd().signum() <= 0).isPresent();
  }

  public Suggested {
    byTask = Collections.unmodifiableSortedMap(new TreeMap<>(byTask));
    raising = Collections.unmodifiableSortedMap(new TreeMap<>(raising));
  }

  /// Whether no task is to be moved.
  public boolean isEmpty() {
    return byTask.values().stream().noneMatch(suggestion -> suggestion.kind() == Kind.MOVE);
  }

  /// The suggestion of a rule for one task of a log.
  ///
  /// @param from the highest tier that the task runs on
  /// @param to the tier that the rule names; `from` if the task runs on it
  public record Suggestion(String task, Tier from, Tier to, Kind kind, RoutingRule rule) {
    /// The consequence of a suggestion.
    public enum Kind {
      /// The task runs above what it needs: move it down.
      MOVE,
      /// The task runs where the rule puts it.
      FITS,
      /// The task runs below where the rule puts it. Nothing is suggested: a rule of thumb is no
      /// reason to spend more on what may work.
      BELOW,
      /// The task runs above what it needs, but would not save there, or has no price there.
      NO_SAVING,
      /// The task runs above where the rule puts it, but graded answers reject the move.
      REJECTED
    }
  }
}
