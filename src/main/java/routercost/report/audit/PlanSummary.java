package routercost.report.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.whatif.Suggested;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.evidence.EvidenceVerdict;

/// The sentences on what is to be moved: what it saves, why, what would make it wrong, and how sure
/// that is.
///
/// @param decimals of the amounts in the table
public record PlanSummary(MovePlan plan, List<AuditGroup> byTask, int decimals) {
  private static final int SHOWN = 12;
  private static final int SHOWN_BELOW = 3;

  static PlanSummary of(Audit audit) {
    var byTask =
        audit.moved()
            ? AuditGroup.of(audit.comparison(), List.of(Attribute.named("task")))
            : List.<AuditGroup>of();
    return new PlanSummary(
        audit.plan(), byTask, Rounding.decimals(audit.comparison().costBefore()));
  }

  /// The heading above the single moves.
  String heading() {
    return switch (plan.kind()) {
      case SUGGESTION -> "Suggested moves";
      case ROUTING, MOVES, NONE -> "Moves";
    };
  }

  /// One item for each task that moves and of which there is something to say.
  public List<Block.Items.Item> moves() {
    var moved =
        byTask.stream()
            .filter(group -> group.isMoved() && says(group.key().getFirst()))
            .filter(group -> group.saved().filter(Money::isZero).isEmpty())
            .sorted((a, b) -> saved(b).compareTo(saved(a)))
            .toList();
    return Block.top(moved.stream().map(this::item).toList(), SHOWN);
  }

  private boolean says(String task) {
    var advice = plan.advice().get(task);
    return advice != null
        && advice.moves()
        && (plan.kind() != MovePlan.Kind.MOVES || advice.evidence().isPresent())
        && (!advice.reason().isEmpty() || advice.evidence().isPresent());
  }

  private static Money saved(AuditGroup group) {
    return group.saved().orElse(Money.ZERO);
  }

  private Block.Items.Item item(AuditGroup group) {
    var task = group.key().getFirst();
    var advice = plan.advice().get(task);
    return new Block.Items.Item(
        group.saved().map(this::dollars).orElse("unpriced"),
        advice == null ? "" : text(group.name(), advice));
  }

  private String text(String task, MovePlan.Advice advice) {
    var text = new StringBuilder(task + " to " + advice.to());
    if (!advice.reason().isEmpty() && plan.kind() != MovePlan.Kind.MOVES) {
      text.append(": ").append(advice.reason());
    }
    if (!advice.unless().isEmpty()) {
      text.append(" (").append(advice.source()).append(")");
    }
    text.append('.');
    if (!advice.unless().isEmpty()) {
      text.append(" Not if ").append(advice.unless()).append('.');
    }
    advice.evidence().ifPresent(verdict -> text.append(' ').append(VerdictText.of(verdict)));
    return text.toString();
  }

  /// How much the suggested moves save, on a screen: `5 moves would save $4.78 (49.4%), quality
  /// untested`.
  public String suggestion(Money cost) {
    var saving =
        byTask.stream()
            .filter(group -> group.isMoved() && saved(group).usd().signum() != 0)
            .toList();
    var saved = Money.sum(saving.stream().map(PlanSummary::saved).toList());
    return "%s would save %s (%s)%s"
        .formatted(
            Phrases.counted(
                saving.stream().filter(group -> plan.moves(group.key().getFirst())).count(),
                "move"),
            dollars(saved),
            Phrases.percent(saved, cost),
            headline()
                .map(text -> ": " + text.substring(0, text.length() - 1))
                .findFirst()
                .orElse(", quality untested"));
  }

  /// What the evidence says of the savings; nothing without evidence.
  public Stream<String> headline() {
    if (!plan.hasEvidence()) {
      return Stream.of();
    }
    var parts = new ArrayList<String>();
    for (var state : EvidenceVerdict.State.values()) {
      var amount = plan.saved(byTask, state);
      if (parts.isEmpty()) {
        parts.add(dollars(amount) + " of it is " + state.id());
      } else if (!amount.isZero()) {
        parts.add(dollars(amount) + " " + state.id());
      }
    }
    return Stream.of(String.join(", ", parts) + ".");
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals);
  }

  /// What else has to be known of `plan`.
  static List<String> notes(MovePlan plan) {
    return switch (plan.kind()) {
      case SUGGESTION ->
          Stream.of(Stream.of(suggestion(plan)), rejected(plan).stream(), below(plan).stream())
              .flatMap(part -> part)
              .toList();
      case ROUTING ->
          List.of(
              "'After' follows the routing file; tasks that it does not name stay. Quality is not"
                  + " modelled: measure before you move.");
      case MOVES ->
          List.of("Saved is Before less After. Quality is not modelled: measure before you move.");
      case NONE -> Stream.concat(rejected(plan).stream(), below(plan).stream()).toList();
    };
  }

  /// The moves that rules would suggest, were there not evidence against them.
  private static List<String> rejected(MovePlan plan) {
    var sentences = new ArrayList<String>();
    plan.advice()
        .forEach(
            (task, advice) -> {
              if (advice.kind() == Suggestion.Kind.REJECTED && advice.evidence().isPresent()) {
                sentences.add(
                    "%s to %s is not suggested. %s"
                        .formatted(task, advice.to(), VerdictText.of(advice.evidence().get())));
              }
            });
    return sentences;
  }

  /// The first of them in one line of a screen; nothing if there are none.
  static List<Block> belowOnScreen(MovePlan plan) {
    var tasks = plan.below();
    if (tasks.isEmpty()) {
      return List.of();
    }
    var advice = tasks.getFirst().getValue();
    var more =
        advice
            .more()
            .map(money -> ": " + Rounding.dollars(money, Rounding.decimals(money)) + " more")
            .orElse("");
    var others = tasks.size() == 1 ? "" : "; " + (tasks.size() - 1) + " more: -v";
    var text =
        "Below its rule: %s on %s (%s%s)%s."
            .formatted(tasks.getFirst().getKey(), advice.from(), advice.to(), more, others);
    return List.of(new Block.OnScreen(() -> new Block.Paragraph(text)));
  }

  /// The tasks that run below what their rule asks for, which no saving counts.
  private static List<String> below(MovePlan plan) {
    var tasks = plan.below();
    var sentences = new ArrayList<String>();
    for (var task : tasks.subList(0, Math.min(SHOWN_BELOW, tasks.size()))) {
      var advice = task.getValue();
      var more =
          advice
              .more()
              .map(
                  money ->
                      ", for %s more".formatted(Rounding.dollars(money, Rounding.decimals(money))))
              .orElse("");
      sentences.add(
          "%s runs on %s; its rule asks for %s%s: %s (%s)."
              .formatted(
                  task.getKey(),
                  advice.from(),
                  advice.to(),
                  more,
                  advice.reason(),
                  advice.source()));
    }
    int others = tasks.size() - sentences.size();
    if (others > 0) {
      sentences.add(
          "%s below %s; route suggest names them all."
              .formatted(
                  Phrases.doing(others, "more task", "run"),
                  others == 1 ? "its rule" : "their rules"));
    }
    return sentences;
  }

  private static String suggestion(MovePlan plan) {
    boolean graded =
        plan.advice().values().stream()
            .anyMatch(advice -> advice.moves() && advice.rule().equals(Suggested.EVIDENCE));
    return "'After' is a suggestion by %srules of thumb based on task names (docs/routing.md)."
            .formatted(graded ? "graded answers and " : "")
        + (plan.hasEvidence()
            ? ""
            : " There is no evidence of quality yet: grade answers and pass them with --evidence.")
        + " Price your own plan with --move TASK=TIER or --routing FILE.";
  }
}
