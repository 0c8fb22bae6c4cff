package routercost.cli.run;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.cli.options.EvidenceOptions;
import routercost.cli.options.MoveOptions;
import routercost.cli.options.RoutingOption;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.routing.RoutingFile;
import routercost.report.common.MovePlan;
import routercost.whatif.Comparison;
import routercost.whatif.RejectedModel;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.Suggested;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.routing.Routing;

/// A bill before and after moves, and the plan behind the moves.
public record PlannedBill(Comparison comparison, MovePlan plan) {
  /// The bill after moves.
  public static PlannedBill moved(
      Comparison bill,
      List<Rule.Move> moves,
      PriceBook book,
      EvidenceOptions evidence,
      LocalDate today) {
    var judge = evidence.judge(book, today);
    SortedMap<String, MovePlan.Advice> advice = new TreeMap<>();
    for (var line : bill.lines()) {
      var key = line.original().key();
      for (var move : moves) {
        if (move.where().accepts(key, book)) {
          advice.computeIfAbsent(key.task(), task -> asked(task, MoveOptions.target(move), judge));
        }
      }
    }
    return new PlannedBill(
        bill.under(new Scenario("moves", List.copyOf(moves)), book),
        new MovePlan(MovePlan.Kind.MOVES, advice));
  }

  private static MovePlan.Advice asked(String task, String target, GradedEvidence.Judge judge) {
    return MovePlan.Advice.decided(target, "move", "asked for with --move", judge.of(task, target));
  }

  /// The bill with the tasks of the routing file where it assigns them; empty without the file.
  public static Optional<PlannedBill> routed(
      Comparison bill,
      RoutingOption routing,
      PriceBook book,
      EvidenceOptions evidence,
      LocalDate today) {
    return routing.file.map(
        file -> routed(bill, RoutingFile.read(file, book, today), book, evidence, today));
  }

  private static PlannedBill routed(
      Comparison bill, Routing routing, PriceBook book, EvidenceOptions evidence, LocalDate today) {
    var judge = evidence.judge(book, today);
    var rules = new ArrayList<Rule>();
    SortedMap<String, MovePlan.Advice> advice = new TreeMap<>();
    bill.lines().stream()
        .map(line -> line.original().key().task())
        .distinct()
        .forEach(
            task ->
                routing
                    .of(task)
                    .ifPresent(
                        decided -> {
                          var target = decided.effective();
                          rules.add(Rule.Move.ofTask(task, target));
                          advice.put(task, advice(decided, judge.of(task, target)));
                        }));
    return new PlannedBill(
        bill.under(new Scenario("routing", rules), book),
        new MovePlan(MovePlan.Kind.ROUTING, advice));
  }

  private static MovePlan.Advice advice(
      Routing.Assignment decided, Optional<EvidenceVerdict> known) {
    var reason = decided.override().map(Routing.Raise::reason).orElse(decided.reason());
    return MovePlan.Advice.decided(decided.effective(), "routing", reason, known);
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
