package routercost.audit;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Identified;
import routercost.whatif.RejectedModel;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.routing.Tier;

/// An item on the bill that should not have happened or that somebody should look at.
///
/// @param task empty if of several tasks
/// @param message what, where and what to do about it, without amounts
/// @param amount its meaning depends on the rule
/// @param successors what the same calls would cost on other models, for a model that goes away
/// @param evidence the graded answers behind it; empty for what the log itself shows
/// @param move the value of `--move` that mends it; empty if no move does
public record Finding(
    Rule rule,
    Severity severity,
    String task,
    String message,
    BigDecimal calls,
    Money amount,
    List<Successor> successors,
    Optional<EvidenceVerdict> evidence,
    Optional<String> move) {
  /// A model that could take over some calls, and what they would cost there.
  public record Successor(String model, Money cost) {}

  public Finding {
    successors = List.copyOf(successors);
  }

  /// A finding about calls that stay where they are.
  public Finding(
      Rule rule, Severity severity, String task, String message, BigDecimal calls, Money amount) {
    this(
        rule,
        severity,
        task,
        message,
        calls,
        amount,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /// This finding with models that could take over.
  Finding with(List<Successor> models) {
    return new Finding(rule, severity, task, message, calls, amount, models, evidence, move);
  }

  /// This finding with the move that mends it.
  Finding mendedBy(Optional<String> mend) {
    return new Finding(rule, severity, task, message, calls, amount, successors, evidence, mend);
  }

  /// A model that a task runs on although graded answers are against it.
  public static Finding of(RejectedModel rejected) {
    var tier = rejected.next().map(Tier::id);
    var against =
        rejected.verdict().isBetter()
            ? ", but graded answers show that another is better"
            : ", which graded answers reject";
    var next =
        tier.map(
                name ->
                    rejected.more().isPresent()
                        ? "; %s, the next tier up, would cost this much more".formatted(name)
                        : "; the next tier up is " + name)
            .orElse("; no tier above it is known");
    return new Finding(
        Rule.REJECTED_MODEL,
        Severity.WARNING,
        rejected.task(),
        "ran on " + rejected.model() + against + next,
        rejected.calls(),
        rejected.more().orElse(rejected.cost()),
        List.of(),
        Optional.of(rejected.verdict()),
        tier.map(name -> rejected.task() + "=" + name));
  }

  /// The largest amount first, then by name, so that equal inputs give equal lists.
  public static final Comparator<Finding> BY_AMOUNT =
      (one, other) -> {
        int order = other.amount.compareTo(one.amount);
        order = order != 0 ? order : one.rule.compareTo(other.rule);
        order = order != 0 ? order : one.task.compareTo(other.task);
        return order != 0 ? order : one.message.compareTo(other.message);
      };

  public enum Rule implements Identified {
    /// Graded answers reject the model of a task; amount: what the next tier up would cost more,
    /// or what the calls cost if that is not known.
    REJECTED_MODEL,
    /// The log states a different cost than its tokens have; amount: the difference.
    COST_MISMATCH,
    /// Failed calls used tokens; amount: their cost.
    FAILED_CALLS,
    /// Calls are in the input twice; amount: what they would have added.
    DUPLICATE_CALLS,
    /// Cache writes that nothing read; amount: their cost above plain input.
    UNREAD_CACHE,
    /// Prompts over a price threshold; amount: their cost above the base rates.
    LONG_PROMPT,
    /// Fast mode; amount: its cost above standard.
    FAST_MODE,
    /// A newer model of the same tier is cheaper; amount: the difference.
    SUPERSEDED_MODEL,
    /// Requests were tried again, each try a call; amount: what the tries cost that were not the
    /// last.
    REPEATED_CALLS,
    /// A larger model writes much more to the same task; amount: the cost of the longer answers.
    LONG_ANSWERS,
    /// The model goes away; amount: what its calls cost.
    RETIRING_MODEL,
    /// A cache with the other lifetime would cost less; amount: how much less.
    CACHE_LIFETIME,
    /// Calls without a cache come often enough for one; amount: the largest possible saving.
    CACHE_CANDIDATE,
    /// Prompts are too short to be cached; amount: what their input costs.
    SHORT_PROMPT,
    /// Many calls at once that could be a batch; amount: what batch would save.
    BATCH_BURST,
    /// Calls use most of the window of their model; amount: what they cost.
    NEAR_WINDOW
  }

  public enum Severity implements Identified {
    INFO,
    WARNING
  }
}
