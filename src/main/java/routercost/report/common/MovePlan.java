package routercost.report.common;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Identified;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.routing.Routing.Review.Work;
import routercost.whatif.routing.Tier;

/// What stands behind the "after" of a report.
///
/// @param advice what it says of single tasks, by task
/// @param reviews the work of people on answers, which no saving counts
public record MovePlan(Kind kind, SortedMap<String, Advice> advice, Optional<Work> reviews) {
  /// Who says what is to be moved.
  public enum Kind implements Identified {
    /// Nothing is to be moved.
    NONE,
    /// The person, with `--move`.
    MOVES,
    /// A routing file.
    ROUTING,
    /// The rules that come with the tool.
    SUGGESTION
  }

  /// What is said of one task.
  ///
  /// @param from the highest tier that it runs on; empty if that is of no account
  /// @param to a tier or model
  /// @param kind where it stands; its calls are priced elsewhere if it moves
  /// @param more the extra cost on `to` of a task that runs below it; empty if there is none or it
  ///     is not known
  /// @param rule that says so: `move`, `routing`, or a rule of the articles
  /// @param article that the rule comes from; empty if from none
  /// @param reason why; empty if none is given
  /// @param unless what would make it wrong; empty if that is not known
  /// @param evidence what is known of the task there; empty if no evidence was given
  public record Advice(
      String from,
      String to,
      Suggestion.Kind kind,
      Optional<Money> more,
      String rule,
      String article,
      String reason,
      String unless,
      Optional<EvidenceVerdict> evidence) {
    /// A move that was decided elsewhere than by a rule of the articles.
    public static Advice decided(
        String to, String rule, String reason, Optional<EvidenceVerdict> evidence) {
      return new Advice(
          "", to, Suggestion.Kind.MOVE, Optional.empty(), rule, "", reason, "", evidence);
    }

    /// Whether its calls are priced elsewhere because of this.
    public boolean moves() {
      return kind == Suggestion.Kind.MOVE;
    }

    /// The rule as people read it: `R10, article 002`.
    public String source() {
      return article.isEmpty() ? rule : rule + ", article " + article;
    }
  }

  /// No plan.
  public static final MovePlan NONE = new MovePlan(Kind.NONE, Collections.emptySortedMap());

  /// A plan that has nothing reviewed.
  public MovePlan(Kind kind, SortedMap<String, Advice> advice) {
    this(kind, advice, Optional.empty());
  }

  /// A line on the reviews; none without any.
  public List<Block> reviews(Optional<Money> saved) {
    return reviews.stream().<Block>map(work -> new Block.Paragraph(text(work, saved))).toList();
  }

  private static String text(Work work, Optional<Money> saved) {
    var rest = saved.map(money -> money.minus(work.cost())).orElse(Money.ZERO);
    return "People would review %s in %s, for %s. No saving counts that%s."
        .formatted(
            Phrases.counted(work.answers().setScale(0, RoundingMode.HALF_UP), "answer"),
            Phrases.counted(Rounding.significant(work.hours(), 3), "hour"),
            Rounding.dollars(work.cost()),
            saved.isEmpty()
                ? ""
                : "; with it, %s %s"
                    .formatted(
                        Rounding.dollars(new Money(rest.usd().abs())),
                        rest.usd().signum() < 0 ? "more is paid" : "is saved"));
  }

  /// The reviews for machines; null without any.
  public Json reviewsJson(Optional<Money> saved) {
    return Json.of(
        reviews,
        work ->
            Json.object()
                .and("answers", work.answers())
                .and("hours", work.hours())
                .and("cost", work.cost())
                .and("saved_after", saved.map(money -> money.minus(work.cost()))));
  }

  public MovePlan {
    advice = Collections.unmodifiableSortedMap(new TreeMap<>(advice));
  }

  public boolean moves() {
    return kind != Kind.NONE;
  }

  /// What is said of tasks without moving them: a pipeline that decides where its steps run
  /// outranks the rules.
  public MovePlan unless(Map<String, Tier> decided) {
    var all = new TreeMap<>(advice);
    decided.forEach(
        (task, tier) ->
            all.put(
                task,
                new Advice(
                    tier.id(),
                    tier.id(),
                    Suggestion.Kind.FITS,
                    Optional.empty(),
                    "pipeline",
                    "",
                    "its 'after'",
                    "",
                    Optional.empty())));
    return new MovePlan(Kind.NONE, all);
  }

  /// Whether evidence was given for anything.
  public boolean hasEvidence() {
    return advice.values().stream().anyMatch(known -> known.evidence().isPresent());
  }

  /// What is saved by moves in one state of evidence, exactly. What tasks lose that do not move, as
  /// a session is split, counts against the most certain moves.
  public Money saved(List<AuditGroup> byTask, EvidenceVerdict.State state) {
    var states =
        Stream.of(EvidenceVerdict.State.values())
            .filter(any -> byTask.stream().anyMatch(group -> isIn(group.key().getFirst(), any)));
    boolean isFirst = states.findFirst().filter(first -> first == state).isPresent();
    return Money.sum(
        byTask.stream()
            .filter(
                group ->
                    isIn(group.key().getFirst(), state)
                        || (isFirst && !moves(group.key().getFirst()) && loses(group)))
            .flatMap(group -> group.saved().stream())
            .toList());
  }

  private static boolean loses(AuditGroup group) {
    return group.saved().filter(saved -> saved.compareTo(Money.ZERO) < 0).isPresent();
  }

  /// Whether the calls of a task go elsewhere.
  public boolean moves(String task) {
    return Optional.ofNullable(advice.get(task)).filter(Advice::moves).isPresent();
  }

  /// What is said of the tasks of a group that move.
  public List<Advice> of(AuditGroup group) {
    return group.lines().lines().stream()
        .map(line -> line.original().key().task())
        .distinct()
        .flatMap(task -> Optional.ofNullable(advice.get(task)).stream())
        .filter(Advice::moves)
        .toList();
  }

  /// The tasks that run below the tier that their rule asks for, those that cost most to raise
  /// first.
  public List<Map.Entry<String, Advice>> below() {
    var below = new ArrayList<Map.Entry<String, Advice>>();
    advice.forEach(
        (task, advised) -> {
          if (advised.kind() == Suggestion.Kind.BELOW) {
            below.add(Map.entry(task, advised));
          }
        });
    below.sort((a, b) -> more(b.getValue()).compareTo(more(a.getValue())));
    return below;
  }

  private static Money more(Advice advice) {
    return advice.more().orElse(Money.ZERO);
  }

  /// Whether `task` is moved, with evidence in this state.
  public boolean isIn(String task, EvidenceVerdict.State state) {
    return Optional.ofNullable(advice.get(task))
        .filter(Advice::moves)
        .flatMap(Advice::evidence)
        .filter(verdict -> verdict.state() == state)
        .isPresent();
  }

  /// Where the calls of a group go, and what is said of that.
  public Json json(AuditGroup group) {
    var advice = of(group);
    return Json.object()
        .and("from", String.join(",", group.modelsBefore()))
        .and("to", String.join(",", group.targets()))
        .and("model", String.join(",", group.modelsAfter()))
        .and("rule", distinct(advice, Advice::rule))
        .and("article", distinct(advice, Advice::article))
        .and("reason", distinct(advice, Advice::reason))
        .and("unless", distinct(advice, Advice::unless))
        .and(
            "evidence",
            advice.size() == 1
                ? Json.of(advice.getFirst().evidence(), VerdictText::json)
                : Json.NULL);
  }

  private static String distinct(List<Advice> advice, Function<Advice, String> part) {
    return advice.stream().map(part).distinct().collect(Collectors.joining(","));
  }
}
