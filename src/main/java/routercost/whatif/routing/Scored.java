package routercost.whatif.routing;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.price.Suggestions;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.Gate;
import routercost.whatif.routing.RoutingRules.RoutingRule;

/// The tiers that follow from the answers about a task.
///
/// @param tiers in words: `haiku`, `haiku or sonnet`, or a model of a registry; empty if unknown
/// @param rules that decided; `R1` for a look-up in the registry
/// @param why in words
/// @param evidence the verdict of the graded answers, if there are any
/// @param entry of a registry, if that is what is scored
public record Scored(
    Answers answers,
    String tiers,
    List<String> rules,
    String why,
    Optional<EvidenceVerdict> evidence,
    Optional<Entry> entry) {
  /// An entry of a registry.
  ///
  /// @param target where it runs
  public record Entry(String target, Standing standing) {}

  /// The place of an entry next to what the rules ask for.
  public enum Standing {
    ABOVE("can move down"),
    FITS("stays"),
    BELOW("runs below its rule"),
    /// No rule covers it, or its model has no tier.
    UNKNOWN("stays: no rule covers it");

    private final String text;

    Standing(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    static Standing of(Optional<Tier> now, Optional<RoutingRule> rule) {
      if (now.isEmpty() || rule.isEmpty()) {
        return UNKNOWN;
      }
      if (now.get().isAbove(rule.get().highest())) {
        return ABOVE;
      }
      return rule.get().lowest().isAbove(now.get()) ? BELOW : FITS;
    }
  }

  private Scored(
      Answers answers,
      String tiers,
      List<String> rules,
      String why,
      Optional<EvidenceVerdict> evidence) {
    this(answers, tiers, rules, why, evidence, Optional.empty());
  }

  public Scored {
    rules = List.copyOf(rules);
  }

  /// Scores a task by its answers; without any, by the registry, by the rules for its name, or by
  /// the usual tier.
  public static Scored of(
      Answers answers, Optional<Routing> registry, RoutingRules rules, Gate gate) {
    var evidence = answers.sample().map(gate::judge);
    var votes = answers.votes();
    if (!votes.isEmpty()) {
      return new Scored(
          answers,
          answers.tier().map(Tier::id).orElse(""),
          votes.stream().map(Answers.Vote::rule).toList(),
          votes.stream().map(Answers.Vote::why).collect(Collectors.joining("; ")),
          evidence);
    }
    return registry
        .map(assignments -> registered(answers, assignments, evidence))
        .or(() -> rules.of(answers.task()).map(rule -> named(answers, rule, evidence)))
        .orElseGet(() -> unknown(answers, rules, evidence));
  }

  /// Scores an entry of a registry by the rules for its name: whether it can move down.
  ///
  /// @param target where the registry has it
  /// @param tier of the target; empty if it has none
  public static Scored ofEntry(
      String task, String target, Optional<Tier> tier, RoutingRules rules) {
    var rule = rules.of(task);
    var entry = new Entry(target, Standing.of(tier, rule));
    var answers = Answers.named(task);
    var scored =
        rule.map(of -> named(answers, of, Optional.empty()))
            .orElseGet(
                () ->
                    new Scored(
                        answers, target, List.of("R1"), "", Optional.empty(), Optional.empty()));
    var why = scored.why().replaceFirst("^by its name: ", "");
    return new Scored(
        answers,
        scored.tiers(),
        scored.rules(),
        entry.standing().text() + (why.isEmpty() ? "" : ": " + why),
        Optional.empty(),
        Optional.of(entry));
  }

  /// A name alone gets the usual tier; answers that do not vote for a tier get none.
  private static Scored unknown(
      Answers answers, RoutingRules known, Optional<EvidenceVerdict> evidence) {
    var rules = answers.otherRules();
    if (!rules.isEmpty()) {
      return new Scored(answers, "", rules, "", evidence);
    }
    var said =
        known
            .respelt(answers.task())
            .map(name -> "did you mean '" + name + "'?")
            .orElse("the default applies");
    return new Scored(answers, Tier.USUAL.id(), List.of("R1"), "unknown task; " + said, evidence);
  }

  private static Scored registered(
      Answers answers, Routing registry, Optional<EvidenceVerdict> evidence) {
    var decided = registry.of(answers.task());
    return new Scored(
        answers,
        registry.lookup(answers.task()),
        List.of("R1"),
        decided.isPresent()
            ? "in the registry"
            : "not in the registry"
                + Suggestions.hint(answers.task(), registry.tasks().keySet())
                + "; the default applies",
        evidence);
  }

  private static Scored named(
      Answers answers, RoutingRule rule, Optional<EvidenceVerdict> evidence) {
    var tiers = rule.tiers().stream().map(Tier::id).collect(Collectors.joining(" or "));
    return new Scored(
        answers,
        tiers,
        List.of(rule.id()),
        "by its name: %s; wrong if %s".formatted(rule.reason(), rule.unless()),
        evidence);
  }
}
