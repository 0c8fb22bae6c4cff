package routercost.report.whatif;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.report.audit.Audit;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.whatif.Alternative;
import routercost.whatif.Comparison;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Frontier;
import routercost.whatif.PeakLoad;
import routercost.whatif.SavingInterval;
import routercost.whatif.Scenario;
import routercost.whatif.evidence.ConfidenceCalibration;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence.Verdicts;

/// Everything that a what-if found out: what the report is made of.
///
/// @param asIs the bill as it is
/// @param alternatives what scenarios would make of it; on one model each if `matrix`
/// @param matrix whether the alternatives are all models that each task could run on
/// @param effects what each effect of the first alternative makes
/// @param padded what the first alternative would save with its short prefixes padded; empty if
///     there are none
/// @param spreads how sure each alternative is
/// @param headroom what caching, batching and shorter sessions could save
/// @param peaks the busiest minute of each model; none unless asked for
/// @param calibration the grades of answers by confidence; empty unless a scenario asks for them
/// @param plan what is said of the moves, with the evidence for them
/// @param suggested the bill after the moves that an audit suggests; empty unless all of them go to
///     models of the matrix
/// @param readingAssumptions what was assumed in reading, as sentences
public record WhatIf(
    RunMetadata head,
    Comparison asIs,
    List<Alternative> alternatives,
    boolean matrix,
    Map<Effect, Money> effects,
    Optional<Money> padded,
    Optional<Best> best,
    List<SavingInterval> spreads,
    List<Finding> headroom,
    List<PeakLoad.Peak> peaks,
    List<ConfidenceCalibration.Bin> calibration,
    MovePlan plan,
    Optional<Comparison> suggested,
    List<String> readingAssumptions,
    Audit.View view) {
  /// The best routing.
  ///
  /// @param met where the budget is met; empty if there is none or it cannot be met
  /// @param graded what is known of the tasks on the models between which it chose
  public record Best(
      Frontier frontier, Optional<Money> budget, Optional<Frontier.Met> met, Verdicts graded) {
    /// A move that answers speak against.
    record Rejected(String task, String to, EvidenceVerdict verdict) {}

    /// What is known of the task of a step on the model that it goes to.
    Optional<EvidenceVerdict> verdict(Frontier.Step step) {
      return graded.of(step.task(), step.to());
    }

    /// The moves that were left out for what their answers show, by task and model.
    Stream<Rejected> rejected() {
      return new TreeMap<>(graded.byTask())
          .entrySet().stream()
              .flatMap(
                  task ->
                      new TreeMap<>(task.getValue())
                          .entrySet().stream()
                              .map(to -> new Rejected(task.getKey(), to.getKey(), to.getValue())))
              .filter(move -> move.verdict().state() == EvidenceVerdict.State.REJECTED);
    }
  }

  public WhatIf {
    alternatives = List.copyOf(alternatives);
    effects = Map.copyOf(effects);
    spreads = List.copyOf(spreads);
    headroom = List.copyOf(headroom);
    peaks = List.copyOf(peaks);
    calibration = List.copyOf(calibration);
    readingAssumptions = List.copyOf(readingAssumptions);
  }

  /// The bill after the first scenario; as it is for a matrix or without any.
  public Comparison reported() {
    return matrix || alternatives.isEmpty() ? asIs : alternatives.getFirst().adjusted();
  }

  /// What makes the reported bill of that as it is.
  public Scenario reportedScenario() {
    return matrix || alternatives.isEmpty() ? Scenario.NONE : alternatives.getFirst().scenario();
  }

  /// Where the plan sends the calls of a group; empty if they stay.
  List<String> suggested(AuditGroup group) {
    return plan.of(group).stream().map(MovePlan.Advice::to).distinct().toList();
  }

  /// The half width of the 90 % interval around what a group saves under an alternative; empty if
  /// it is not known.
  Optional<Money> halfWidth(Alternative alternative, AuditGroup group) {
    return spreads.get(alternatives.indexOf(alternative)).halfWidth(group.lines().lines());
  }

  /// The same around what all groups save together.
  Optional<Money> halfWidth(Alternative alternative) {
    var moved = groups(alternative.adjusted()).stream().filter(AuditGroup::isMoved).toList();
    var each = moved.stream().flatMap(group -> halfWidth(alternative, group).stream()).toList();
    return moved.isEmpty() || each.size() < moved.size()
        ? Optional.empty()
        : Optional.of(SavingInterval.together(each));
  }

  /// The bill after an alternative as a bar, with how sure that is.
  BillBars.After bar(Alternative alternative, Money total) {
    int decimals = Rounding.decimals(asIs.costBefore());
    var width = halfWidth(alternative).map(half -> " +/- " + Rounding.dollars(half, decimals));
    return new BillBars.After(
        Phrases.capital(alternative.scenario().name()), total, width.orElse(""), Role.SAVING);
  }

  /// The groups of `comparison` in the order that was asked for, then by name.
  List<AuditGroup> groups(Comparison comparison) {
    return AuditGroup.of(comparison, view.dimensions()).stream()
        .sorted((view.turned() ? order().reversed() : order()).thenComparing(AuditGroup::name))
        .toList();
  }

  private Comparator<AuditGroup> order() {
    return switch (view.sort()) {
      case COST -> Comparator.comparing(AuditGroup::before).reversed();
      case SAVED ->
          Comparator.<AuditGroup, Money>comparing(group -> group.saved().orElse(Money.ZERO))
              .reversed();
      case CALLS -> Comparator.comparing(AuditGroup::calls).reversed();
      case TOKENS ->
          Comparator.<AuditGroup, BigDecimal>comparing(group -> group.usage().tokens()).reversed();
      case NAME -> Comparator.comparing(AuditGroup::name);
    };
  }

  /// The first of `rows`, as many as were asked for.
  <T> List<T> first(List<T> rows) {
    return rows.subList(0, Math.min(rows.size(), view.top().orElse(rows.size())));
  }

  Map<List<String>, AuditGroup> byKey(Comparison comparison) {
    var groups = new HashMap<List<String>, AuditGroup>();
    AuditGroup.of(comparison, view.dimensions()).forEach(group -> groups.put(group.key(), group));
    return groups;
  }
}
