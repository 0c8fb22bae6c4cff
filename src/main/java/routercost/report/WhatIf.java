package routercost.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.whatif.Alternative;
import routercost.whatif.Comparison;
import routercost.whatif.Effect;
import routercost.whatif.Frontier;

/// Everything that a what-if found out: what the report is made of.
///
/// @param asIs the bill as it is
/// @param alternatives what scenarios would make of it; on one model each if `matrix`
/// @param matrix whether the alternatives are all models that each task could run on
/// @param effects what each effect of the first alternative makes
/// @param padded what the first alternative would save with its short prefixes padded; empty if
///     there are none
/// @param hourly what an hour of somebody's work costs
/// @param readingAssumptions what was assumed in reading, as sentences
public record WhatIf(
    Head head,
    Comparison asIs,
    List<Alternative> alternatives,
    boolean matrix,
    Map<Effect, Money> effects,
    Optional<Money> padded,
    Optional<Best> best,
    BigDecimal hourly,
    List<String> readingAssumptions,
    Audit.View view) {
  /// The best routing.
  ///
  /// @param met where the budget is met; empty if there is none or it cannot be met
  public record Best(Frontier frontier, Optional<Money> budget, Optional<Frontier.Met> met) {}

  public WhatIf {
    alternatives = List.copyOf(alternatives);
    effects = Map.copyOf(effects);
    readingAssumptions = List.copyOf(readingAssumptions);
  }

  /// The rows of `comparison`, dearest first as it is.
  List<AuditGroup> groups(Comparison comparison) {
    return AuditGroup.of(comparison, view.dimensions()).stream()
        .sorted(
            (one, other) -> {
              int order = other.before().compareTo(one.before());
              return order != 0 ? order : one.name().compareTo(other.name());
            })
        .toList();
  }
}
