package routercost.whatif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Suggested.Suggestion.Kind;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.GradedEvidence.Judge;
import routercost.whatif.routing.RoutingRules;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.Tier;

/// The routing that rules suggest for a log, and what it would cost.
///
/// Tasks move down only, and only where that saves: a rule of thumb is no reason to spend more. A
/// task without a rule stays where it is (R1). Graded answers outrank the rules both ways: a move
/// that they prove is suggested, one that they reject is not, and a task on a model that they
/// reject is named with the tier that it has to go up to.
///
/// @param comparison the bill as it is, and with every suggested move
/// @param byTask the suggestion for each task with a rule or with decisive graded answers
/// @param raising the extra cost of each task that runs below its rule or on a rejected model, if
/// it
///     ran there; none for one without a price there
/// @param failing by task, a model in use that graded answers reject
public record Suggested(
    Comparison comparison,
    SortedMap<String, Suggestion> byTask,
    SortedMap<String, Money> raising,
    SortedMap<String, RejectedModel> failing) {
  /// The source of a suggestion by graded answers, in the place of a rule.
  public static final String EVIDENCE = "evidence";

  /// Applies `rules` and the graded answers that `judge` knows to the usage in `bill`, which no
  /// scenario has changed.
  public static Suggested of(Comparison bill, RoutingRules rules, PriceBook book, Judge judge) {
    var failing = new TreeMap<String, RejectedModel>();
    for (var model : RejectedModel.of(bill, judge, book)) {
      failing.putIfAbsent(model.task(), model);
    }
    var known = known(bill, rules, book, judge, failing);
    var raising = raising(bill, known, book);
    known.forEach(
        (task, suggestion) -> {
          var model = failing.get(task);
          if (suggestion.kind() == Kind.FAILING && model != null) {
            model.more().ifPresent(more -> raising.put(task, more));
          }
        });
    var lower = lower(known);
    if (lower.isEmpty()) {
      return new Suggested(bill, known, raising, failing);
    }
    var scenario = new Scenario("suggested", List.of(new Rule.AtMost(lower)));
    var folded = bill.folded(line -> Tier.ids(Optional.ofNullable(lower.get(task(line)))), book);
    var moved = folded.under(scenario, book);
    var suggestions = judged(known, saved(moved), judge);
    var kept = lower(suggestions);
    var comparison =
        kept.equals(lower)
            ? moved
            : folded.under(new Scenario("suggested", List.of(new Rule.AtMost(kept))), book);
    if (!bill.prefixes().isEmpty() && isDear(comparison)) {
      return new Suggested(bill, judged(known, Map.of(), judge), raising, failing);
    }
    return new Suggested(comparison, suggestions, raising, failing);
  }

  /// The tasks of which rules or graded answers say something, and the highest tier that each runs
  /// on.
  private static SortedMap<String, Suggestion> known(
      Comparison bill,
      RoutingRules rules,
      PriceBook book,
      Judge judge,
      Map<String, RejectedModel> failing) {
    var known = new TreeMap<String, Suggestion>();
    highest(bill, book)
        .forEach(
            (task, from) -> {
              var byRule = rules.of(task).map(rule -> suggestion(task, from, rule));
              var suggestion =
                  judge.evidence().isEmpty()
                      ? byRule
                      : graded(task, from, byRule, judge, Optional.ofNullable(failing.get(task)));
              suggestion.ifPresent(found -> known.put(task, found));
            });
    return known;
  }

  /// The highest tier that each task runs on.
  public static SortedMap<String, Tier> highest(Comparison bill, PriceBook book) {
    var highest = new TreeMap<String, Tier>();
    for (var line : bill.lines()) {
      var key = line.original().key();
      Rule.tier(key, book).ifPresent(tier -> highest.merge(key.task(), tier, Tier::or));
    }
    return highest;
  }

  /// The suggestion of graded answers, else that of the rules.
  private static Optional<Suggestion> graded(
      String task,
      Tier from,
      Optional<Suggestion> byRule,
      Judge judge,
      Optional<RejectedModel> failing) {
    var move = byRule.filter(rule -> rule.kind() == Kind.MOVE);
    for (var tier : Tier.values()) {
      if (from.isAbove(tier) && judge.isIn(State.PROVEN, task, tier.id())) {
        boolean decides =
            move.isEmpty()
                || move.get().to().isAbove(tier)
                || judge.isIn(State.REJECTED, task, move.get().to().id());
        return decides ? Optional.of(proven(task, from, tier, byRule)) : move;
      }
    }
    return failing.isPresent() && failing.get().next().isPresent()
        ? Optional.of(failing(task, from, failing.get().next().get()))
        : byRule;
  }

  private static Suggestion proven(String task, Tier from, Tier to, Optional<Suggestion> byRule) {
    var against =
        byRule
            .map(Suggestion::rule)
            .filter(rule -> rule.lowest().isAbove(to))
            .map(
                rule ->
                    ", or if %s (article %s) is right to ask for %s: %s"
                        .formatted(rule.id(), rule.article(), rule.lowest().id(), rule.reason()))
            .orElse("");
    return new Suggestion(
        task,
        from,
        to,
        Kind.MOVE,
        graded(
            to,
            "graded answers show that it is good enough",
            "the calls differ from those graded" + against));
  }

  private static Suggestion failing(String task, Tier from, Tier to) {
    return new Suggestion(
        task,
        from,
        to,
        Kind.FAILING,
        graded(
            to,
            "graded answers are against the model in use",
            "the calls differ from those graded"));
  }

  /// Graded answers in the place of a rule.
  private static RoutingRule graded(Tier tier, String reason, String unless) {
    return new RoutingRule(EVIDENCE, "", List.of(), List.of(tier), reason, unless);
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
          bill.where(line -> isBelow(line, known))
              .folded(
                  line -> Tier.ids(Optional.ofNullable(known.get(task(line))).map(Suggestion::to)),
                  book)
              .under(new Scenario("raised", moves), book);
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

  private static String task(Repriced line) {
    return line.original().key().task();
  }

  private static boolean isBelow(Repriced line, SortedMap<String, Suggestion> known) {
    var suggestion = known.get(task(line));
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
      SortedMap<String, Suggestion> known, Map<String, Money> saved, Judge judge) {
    var judged = new TreeMap<String, Suggestion>();
    known.forEach(
        (task, suggestion) -> {
          boolean costsMore = saved.getOrDefault(task, Money.ZERO).usd().signum() <= 0;
          judged.put(
              task,
              suggestion.kind() == Kind.MOVE ? judged(suggestion, costsMore, judge) : suggestion);
        });
    return judged;
  }

  private static Suggestion judged(Suggestion move, boolean costsMore, Judge judge) {
    if (!costsMore && !judge.isIn(State.REJECTED, move.task(), move.to().id())) {
      return move;
    }
    var kind = costsMore ? Kind.NO_SAVING : Kind.REJECTED;
    return new Suggestion(move.task(), move.from(), move.to(), kind, move.rule());
  }

  /// Whether calls that stay lose more by the moves than those that move save.
  private static boolean isDear(Comparison moved) {
    return moved.saved().filter(saved -> saved.usd().signum() <= 0).isPresent();
  }

  public Suggested {
    byTask = Collections.unmodifiableSortedMap(new TreeMap<>(byTask));
    raising = Collections.unmodifiableSortedMap(new TreeMap<>(raising));
    failing = Collections.unmodifiableSortedMap(new TreeMap<>(failing));
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
      /// Graded answers reject the model that the task runs on: move it up.
      FAILING,
      /// The task runs above what it needs, but would not save there, or has no price there.
      NO_SAVING,
      /// The task runs above where the rule puts it, but graded answers reject the move.
      REJECTED
    }
  }
}
