package routercost.report.routing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import routercost.audit.Finding;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.report.audit.PlanSummary;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.report.layout.YamlText;
import routercost.whatif.Comparison;
import routercost.whatif.Suggested.Suggestion;
import routercost.whatif.evidence.EvidenceVerdict;

/// A routing file for the tasks of a log, with every reason beside it, for a person to correct.
///
/// @param comparison the bill, as it is and as suggested
/// @param plan the suggestion
/// @param today on which tiers are read as the model that they name
/// @param bursts findings of calls that could go through the batch service
/// @param assumptions what was assumed in reading, as sentences
public record RoutingProposal(
    RunMetadata head,
    Comparison comparison,
    MovePlan plan,
    PriceBook book,
    LocalDate today,
    List<Finding> bursts,
    List<String> assumptions)
    implements Report {
  private static final Attribute TASK = Attribute.named("task");

  @Override
  public List<Block> blocks() {
    return List.of(new Block.Verbatim(yaml()));
  }

  private String yaml() {
    var yaml = new StringBuilder(opening());
    yaml.append("version: 1\n");
    yaml.append("default: sonnet   # new tasks run here (R1)\n");
    yaml.append("tasks:");
    var groups = groups();
    yaml.append(groups.stream().anyMatch(this::isKnown) ? "\n" : " {}\n");
    groups.forEach(group -> yaml.append(task(group)));
    return yaml.toString();
  }

  private String opening() {
    var whole = AuditGroup.together(List.of(), AuditGroup.of(comparison, List.of(TASK)));
    int decimals = Rounding.decimals(whole.before());
    var saved =
        whole
            .saved()
            .filter(saving -> !whole.before().isZero() && !saving.isZero())
            .map(
                saving ->
                    "; these moves would save %s (%s)"
                            .formatted(
                                dollars(saving, decimals), Phrases.percent(saving, whole.before()))
                        + proof(decimals))
            .orElse("");
    return YamlText.comment(
            "",
            "Suggested by router-cost from %s%s: the bill is %s%s."
                .formatted(
                    head.inputNames(),
                    head.days().findFirst().map(days -> ", " + days).orElse(""),
                    whole.isPriced() ? dollars(whole.before(), decimals) : "unpriced",
                    saved))
        + YamlText.comment(
            "",
            "Rules of thumb based on task names (docs/routing.md). Correct this file, grade answers, then price it: router-cost audit LOG --routing FILE --evidence FILE.")
        + YamlText.comment("", "Prices: " + head.prices().inWords() + ".");
  }

  /// How much of that evidence shows.
  private String proof(int decimals) {
    return new PlanSummary(plan, AuditGroup.of(comparison, List.of(TASK)), decimals)
        .headline()
        .map(sentence -> ": " + sentence.replaceFirst("\\.$", ""))
        .collect(Collectors.joining());
  }

  private List<AuditGroup> groups() {
    return AuditGroup.of(comparison, List.of(TASK)).stream()
        .filter(group -> !group.key().getFirst().isEmpty())
        .sorted(
            Comparator.comparing(RoutingProposal::saved)
                .thenComparing(AuditGroup::before)
                .reversed()
                .thenComparing(AuditGroup::name))
        .toList();
  }

  private static Money saved(AuditGroup group) {
    return group.lines().saved().orElse(Money.ZERO);
  }

  private String task(AuditGroup group) {
    return moves(group)
        .map(advice -> moved(group, advice))
        .orElseGet(() -> stays(group, advice(group)));
  }

  private BatchProposal batch(AuditGroup group) {
    return BatchProposal.of(group.key().getFirst(), bursts);
  }

  private Optional<MovePlan.Advice> advice(AuditGroup group) {
    return Optional.ofNullable(plan.advice().get(group.key().getFirst()));
  }

  private Optional<MovePlan.Advice> moves(AuditGroup group) {
    return advice(group)
        .filter(advice -> advice.moves() || advice.kind() == Suggestion.Kind.FAILING);
  }

  private String moved(AuditGroup group, MovePlan.Advice advice) {
    var evidence = advice.evidence().map(verdict -> " " + VerdictText.of(verdict)).orElse("");
    return YamlText.comment(
            "  ",
            "%s: from %s. Not if %s.%s"
                .formatted(effect(group, advice), advice.from(), advice.unless(), evidence))
        + entry(group, advice.to(), advice.source() + ": " + advice.reason());
  }

  private static String effect(AuditGroup group, MovePlan.Advice advice) {
    int decimals = Rounding.decimals(group.before());
    var before = dollars(group.before(), decimals);
    return advice.moves()
        ? "Saves %s of %s (%s)"
            .formatted(
                dollars(saved(group), decimals), before, percent(saved(group), group.before()))
        : "Goes up a tier"
            + advice
                .more()
                .map(
                    more ->
                        ", for %s more than %s"
                            .formatted(dollars(more, Rounding.decimals(more)), before))
                .orElse("");
  }

  private String stays(AuditGroup group, Optional<MovePlan.Advice> advice) {
    var why = advice.map(rule -> why(group, rule)).orElse("No rule covers tasks with this name.");
    var models = group.modelsBefore();
    boolean several = models.stream().map(this::tier).distinct().count() > 1;
    var choose = several ? " It runs on " + String.join(", ", models) + "; choose one." : "";
    return YamlText.comment("  ", "Stays. " + why + choose) + entry(group, staying(group), "");
  }

  private static String why(AuditGroup group, MovePlan.Advice advice) {
    var rule = advice.source() + ": " + advice.reason() + ".";
    return switch (advice.kind()) {
      case MOVE, FITS, FAILING -> rule;
      case BELOW ->
          "Its rule asks for %s%s. %s"
              .formatted(
                  advice.to(),
                  advice
                      .more()
                      .map(
                          more ->
                              ", for " + dollars(more, Rounding.decimals(group.before())) + " more")
                      .orElse(""),
                  rule);
      case NO_SAVING -> "It would cost no less on %s (%s).".formatted(advice.to(), advice.source());
      case REJECTED ->
          "Evidence is against %s (%s). %s"
              .formatted(
                  advice.to(), advice.source(), advice.evidence().map(VerdictText::of).orElse(""));
    };
  }

  private String tier(String model) {
    return book.resolve(model, today).map(Resolution::tier).orElse("");
  }

  /// The tier of a model that is the tier's own today, else the model itself, so that what stays
  /// costs what it did.
  private String target(String model) {
    return book.resolve(model, today)
        .map(Resolution::tier)
        .filter(tier -> book.catalog().tiers().model(tier, today).filter(model::equals).isPresent())
        .orElse(model);
  }

  private boolean isKnown(AuditGroup group) {
    return isKnown(target(group));
  }

  private boolean isKnown(String target) {
    return book.resolve(target, LocalDate.EPOCH).isPresent()
        || book.catalog().tiers().names().contains(target);
  }

  /// Where a task runs by this proposal.
  private String target(AuditGroup group) {
    return moves(group).map(MovePlan.Advice::to).orElseGet(() -> staying(group));
  }

  /// Where it runs now: the tier if all its models are of one, else the most expensive model.
  private String staying(AuditGroup group) {
    var models = group.modelsBefore();
    var tiers = models.stream().map(this::tier).distinct().toList();
    return models.size() > 1 && tiers.size() == 1 && !tiers.getFirst().isEmpty()
        ? tiers.getFirst()
        : target(models.getFirst());
  }

  private String entry(AuditGroup group, String target, String reason) {
    var task = YamlText.value(group.key().getFirst());
    if (!isKnown(target)) {
      return "  # %s: %s\n".formatted(task, YamlText.value(target));
    }
    var batch = batch(group).comment();
    if (reason.isEmpty() && batch.isEmpty()) {
      return "  %s: %s\n".formatted(task, YamlText.value(target));
    }
    return batch
        + "  %s:\n    tier: %s\n".formatted(task, YamlText.value(target))
        + (reason.isEmpty() ? "" : "    reason: %s\n".formatted(YamlText.quoted(reason)))
        + (batch.isEmpty() ? "" : BatchProposal.ANSWERS);
  }

  private static String dollars(Money money, int decimals) {
    return Rounding.dollars(money, decimals);
  }

  private static String percent(Money part, Money whole) {
    return whole.isZero() ? "0.0%" : Phrases.percent(part, whole);
  }

  private List<Field<AuditGroup>> fields() {
    return List.of(
        Field.text("task", group -> group.key().getFirst()),
        Field.text("from", group -> String.join(",", group.modelsBefore())),
        Field.text("to", this::target),
        Field.record("moves", group -> Boolean.toString(moves(group).isPresent())),
        Field.json("moves", group -> new Json.Flag(moves(group).isPresent())),
        Field.record("saved_usd", RoutingProposal::exactSaving),
        Field.json("saved", group -> new Json.Text(exactSaving(group))),
        advised("rule", MovePlan.Advice::rule),
        advised("article", MovePlan.Advice::article),
        advised("reason", MovePlan.Advice::reason),
        advised("unless", MovePlan.Advice::unless),
        Field.record(
            "evidence", group -> evidence(group).map(verdict -> verdict.state().id()).orElse("")),
        Field.json("evidence", group -> Json.of(evidence(group), VerdictText::json)),
        Field.record("batch_calls", group -> batch(group).calls().toPlainString()),
        Field.record("batch_saved_usd", group -> batch(group).saving().toString()),
        Field.json("batch", group -> batch(group).json()));
  }

  private Field<AuditGroup> advised(String id, Function<MovePlan.Advice, String> text) {
    return Field.text(id, group -> advice(group).map(text).orElse(""));
  }

  private static String exactSaving(AuditGroup group) {
    return group.saved().map(Money::toString).orElse("");
  }

  private Optional<EvidenceVerdict> evidence(AuditGroup group) {
    return advice(group).flatMap(MovePlan.Advice::evidence);
  }

  @Override
  public Records records() {
    return head.dated(Field.records(fields(), groups()));
  }

  @Override
  public Json json() {
    var coverage = new Coverage(comparison.before(), head.notCounted());
    return head.json(false, coverage, coverage.isComplete(), assumptions)
        .and("tasks", Json.items(groups().stream().map(group -> Field.json(fields(), group))));
  }
}
