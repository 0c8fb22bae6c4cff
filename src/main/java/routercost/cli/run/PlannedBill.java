package routercost.cli.run;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.MoveOptions;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.report.common.MovePlan;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.whatif.Comparison;
import routercost.whatif.RejectedModel;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.Suggested;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Routing.Review.Work;

/// A bill before and after moves, and the plan behind the moves.
public record PlannedBill(Comparison comparison, MovePlan plan) {
  /// The bill after moves.
  public static PlannedBill moved(
      Comparison bill,
      List<Rule.Move> moves,
      PriceBook book,
      EvidenceOptions evidence,
      LocalDate today) {
    return new PlannedBill(
        bill.under(new Scenario("moves", List.copyOf(moves)), book),
        plan(bill, moves, book, evidence.judge(book, today)));
  }

  /// The plan behind moves.
  static MovePlan plan(
      Comparison bill, List<Rule.Move> moves, PriceBook book, GradedEvidence.Judge judge) {
    SortedMap<String, MovePlan.Advice> advice = new TreeMap<>();
    for (var line : bill.lines()) {
      var key = line.original().key();
      for (var move : moves) {
        if (move.where().accepts(key, book)) {
          advice.computeIfAbsent(key.task(), task -> asked(task, MoveOptions.target(move), judge));
        }
      }
    }
    return new MovePlan(MovePlan.Kind.MOVES, advice);
  }

  private static MovePlan.Advice asked(String task, String target, GradedEvidence.Judge judge) {
    return MovePlan.Advice.decided(target, "move", "asked for with --move", judge.of(task, target));
  }

  /// The bill with calls where a routing sends them, or else where the rules suggest.
  public static PlannedBill of(
      Comparison bill,
      Optional<Routing> routing,
      PriceBook book,
      EvidenceOptions evidence,
      LocalDate today) {
    return routing
        .map(of -> routed(bill, of, book, evidence, today))
        .orElseGet(() -> suggested(bill, book, evidence.judge(book, today)));
  }

  /// The bill with calls where the routing sends them.
  public static PlannedBill routed(
      Comparison bill, Routing routing, PriceBook book, EvidenceOptions evidence, LocalDate today) {
    var rule = rule(bill, routing);
    return new PlannedBill(
        bill.under(new Scenario(routing.name(), List.of(rule)), book),
        plan(bill, rule, book, evidence.judge(book, today)));
  }

  /// The plan behind a routing.
  static MovePlan plan(
      Comparison bill, Rule.Routed rule, PriceBook book, GradedEvidence.Judge judge) {
    var assigned = new TreeMap<String, Set<Routing.Assignment>>();
    var reviews = Optional.<Work>empty();
    for (var line : bill.lines()) {
      var key = line.original().key();
      var to = rule.routing().of(key, book);
      if (to.isPresent()) {
        assigned.computeIfAbsent(key.task(), _ -> new LinkedHashSet<>()).add(to.get());
        reviews = reviewed(reviews, to.get(), line.original());
      }
    }
    SortedMap<String, MovePlan.Advice> advice = new TreeMap<>();
    assigned.forEach((task, to) -> advice.put(task, advice(task, List.copyOf(to), rule, judge)));
    return new MovePlan(MovePlan.Kind.ROUTING, advice, reviews);
  }

  /// The reviews so far and those of these calls; a call that failed has no answer.
  private static Optional<Work> reviewed(
      Optional<Work> before, Routing.Assignment assigned, Slice calls) {
    var work =
        assigned
            .review()
            .filter(_ -> calls.key().status() != Status.FAILED)
            .map(review -> review.of(calls.usage().of(Meter.CALLS)));
    return work.map(more -> before.map(more::plus).orElse(more)).or(() -> before);
  }

  /// The routing as a rule for this bill.
  static Rule.Routed rule(Comparison bill, Routing routing) {
    return Rule.Routed.of(routing, bill.lines().stream().map(Comparison.Repriced::original));
  }

  /// The assignments of a task, whose calls may have several.
  private static MovePlan.Advice advice(
      String task,
      List<Routing.Assignment> assigned,
      Rule.Routed rule,
      GradedEvidence.Judge judge) {
    var targets = distinct(assigned, Routing.Assignment::effective);
    return MovePlan.Advice.decided(
        String.join(" or ", targets),
        "routing",
        String.join("; ", distinct(assigned, to -> why(task, to, rule))),
        targets.size() == 1 ? judge.of(task, targets.getFirst()) : Optional.empty());
  }

  private static String why(String task, Routing.Assignment assigned, Rule.Routed rule) {
    if (!assigned.canBatch()) {
      return assigned.why();
    }
    var batch =
        rule.isBatch(task, assigned)
            ? "batched on days with more than 20 calls, as they can wait and be checked (R5)"
            : "not batched, as no day has more than 20 calls (R5)";
    return assigned.why().isEmpty() ? batch : assigned.why() + "; " + batch;
  }

  private static List<String> distinct(
      List<Routing.Assignment> assigned, Function<Routing.Assignment, String> part) {
    return assigned.stream().map(part).filter(text -> !text.isEmpty()).distinct().toList();
  }

  /// The bill after the suggestions of the rules; unchanged if there are none.
  public static PlannedBill suggested(Comparison bill, PriceBook book, GradedEvidence.Judge judge) {
    var suggested = Suggested.of(bill, BuiltIn.found().routing(), book, judge);
    SortedMap<String, MovePlan.Advice> advice = new TreeMap<>();
    suggested
        .byTask()
        .forEach(
            (task, suggestion) ->
                advice.put(
                    task,
                    advice(
                        suggestion,
                        Optional.ofNullable(suggested.raising().get(task)),
                        evidence(suggestion, suggested, judge))));
    return suggested.isEmpty()
        ? new PlannedBill(bill, new MovePlan(MovePlan.Kind.NONE, advice))
        : new PlannedBill(suggested.comparison(), new MovePlan(MovePlan.Kind.SUGGESTION, advice));
  }

  /// The bill after suggestions if all of them go to these models.
  public Optional<Comparison> suggestedOn(List<String> models) {
    return Optional.of(comparison)
        .filter(_ -> plan.kind() == MovePlan.Kind.SUGGESTION)
        .filter(
            _ ->
                plan.advice().values().stream()
                    .filter(MovePlan.Advice::moves)
                    .allMatch(advice -> models.contains(advice.to())));
  }

  /// What graded answers say of a move, or of the model that has to be left.
  private static Optional<EvidenceVerdict> evidence(
      Suggestion suggestion, Suggested suggested, GradedEvidence.Judge judge) {
    return switch (suggestion.kind()) {
      case MOVE, REJECTED -> judge.of(suggestion.task(), suggestion.to().id());
      case FAILING ->
          Optional.ofNullable(suggested.failing().get(suggestion.task()))
              .map(RejectedModel::verdict);
      case FITS, BELOW, NO_SAVING -> Optional.empty();
    };
  }

  private static MovePlan.Advice advice(
      Suggestion suggestion, Optional<Money> more, Optional<EvidenceVerdict> evidence) {
    var rule = suggestion.rule();
    var to = suggestion.to().id();
    return new MovePlan.Advice(
        suggestion.from().id(),
        to,
        suggestion.kind(),
        more,
        rule.id(),
        rule.article(),
        rule.reason(),
        rule.unless(),
        evidence);
  }
}
