package routercost.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.GradedEvidence.Judge;
import routercost.whatif.routing.Tier;

/// A model that a task runs on although graded answers are against it, and the next tier up.
///
/// @param cost of its calls as they are
/// @param verdict on the model, or on the next tier up if that is shown to be better
/// @param next the lowest tier above it that graded answers do not reject; empty if there is none
/// @param more the extra cost there; empty if it is not known
public record RejectedModel(
    String task,
    String model,
    BigDecimal calls,
    Money cost,
    EvidenceVerdict verdict,
    Optional<Tier> next,
    Optional<Money> more) {
  /// The rejected models that calls in `bill` ran on, by task and model.
  public static List<RejectedModel> of(Comparison bill, Judge judge, PriceBook book) {
    var rejected = new ArrayList<RejectedModel>();
    if (judge.evidence().isPresent()) {
      bill.byTask()
          .forEach((task, lines) -> rejected.addAll(new Search(task, lines, judge, book).found()));
    }
    return rejected;
  }

  /// The search of the calls of one task.
  private record Search(String task, Comparison bill, Judge judge, PriceBook book) {
    List<RejectedModel> found() {
      var models = new TreeMap<String, Resolution>();
      for (var line : bill.lines()) {
        resolved(line).ifPresent(model -> models.put(model.id(), model));
      }
      var rejected = new ArrayList<RejectedModel>();
      models.values().forEach(model -> rejected(model).ifPresent(rejected::add));
      return rejected;
    }

    private Optional<Resolution> resolved(Comparison.Repriced line) {
      var key = line.original().key();
      return book.resolve(key.model(), key.day());
    }

    private Optional<RejectedModel> rejected(Resolution model) {
      var next = next(model.tier());
      return judge
          .inUse(task, model.id(), model.tier())
          .filter(verdict -> verdict.state() == State.REJECTED)
          .or(
              () ->
                  next.flatMap(tier -> judge.of(task, tier.id())).filter(EvidenceVerdict::isBetter))
          .map(verdict -> against(model, verdict, next));
    }

    private Optional<Tier> next(String tier) {
      var next = Tier.named(tier).flatMap(Tier::higher);
      while (next.isPresent() && judge.isIn(State.REJECTED, task, next.get().id())) {
        next = next.get().higher();
      }
      return next;
    }

    private RejectedModel against(Resolution model, EvidenceVerdict verdict, Optional<Tier> next) {
      var lines =
          bill.where(
              line -> resolved(line).filter(found -> found.id().equals(model.id())).isPresent());
      return new RejectedModel(
          task,
          model.id(),
          lines.lines().stream()
              .map(line -> line.original().usage().of(Meter.CALLS))
              .reduce(BigDecimal.ZERO, BigDecimal::add),
          lines.costBefore(),
          verdict,
          next,
          next.flatMap(tier -> more(lines, tier)));
    }

    private Optional<Money> more(Comparison lines, Tier tier) {
      var raised = new Scenario("raised", List.of(Rule.Move.ofTask(task, tier.id())));
      return lines.before().isComplete()
          ? lines.under(raised, book).saved().map(Money.ZERO::minus)
          : Optional.empty();
    }
  }
}
