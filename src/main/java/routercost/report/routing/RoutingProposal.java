package routercost.report.routing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.report.audit.PlanSummary;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.report.layout.YamlText;
import routercost.whatif.Comparison;

/// A routing file for the tasks of a log, with every reason beside it, for a person to correct.
///
/// @param comparison the bill, as it is and as suggested
/// @param plan the suggestion
/// @param today on which tiers are read as the model that they name
public record RoutingProposal(
    RunMetadata head, Comparison comparison, MovePlan plan, PriceBook book, LocalDate today)
    implements Report {
  private static final Attribute TASK = Attribute.named("task");

  @Override
  public List<Block> blocks() {
    return List.of(new Block.Verbatim(yaml()));
  }

  private String yaml() {
    var yaml = new StringBuilder(opening());
    yaml.append("version: 1\n");
    yaml.append("default: sonnet   # where a task runs that is new (R1)\n");
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
            .filter(some -> !whole.before().isZero() && !some.isZero())
            .map(
                some ->
                    "; these moves would save %s (%s)"
                            .formatted(dollars(some, decimals), percent(some, whole.before()))
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
            "Rules of thumb for tasks of such names (docs/routing.md). Correct it, grade answers, then"
                + " price it: router-cost audit LOG --routing FILE --evidence FILE.")
        + YamlText.comment("", "Prices: " + head.pricesInWords() + ".");
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
            (one, other) -> {
              int order = saved(other).compareTo(saved(one));
              order = order != 0 ? order : other.before().compareTo(one.before());
              return order != 0 ? order : one.name().compareTo(other.name());
            })
        .toList();
  }

  private static Money saved(AuditGroup group) {
    return group.lines().saved().orElse(Money.ZERO);
  }

  private String task(AuditGroup group) {
    var advice = Optional.ofNullable(plan.advice().get(group.key().getFirst()));
    var moves = advice.filter(MovePlan.Advice::moves);
    return moves.map(some -> moved(group, some)).orElseGet(() -> stays(group, advice));
  }

  private String moved(AuditGroup group, MovePlan.Advice advice) {
    int decimals = Rounding.decimals(group.before());
    var evidence = advice.evidence().map(verdict -> " " + VerdictText.of(verdict)).orElse("");
    return YamlText.comment(
            "  ",
            "Saves %s of %s (%s): from %s. Wrong if %s.%s"
                .formatted(
                    dollars(saved(group), decimals),
                    dollars(group.before(), decimals),
                    percent(saved(group), group.before()),
                    advice.from(),
                    advice.unless(),
                    evidence))
        + entry(group, advice.to(), advice.source() + ": " + advice.reason());
  }

  private String stays(AuditGroup group, Optional<MovePlan.Advice> advice) {
    var why =
        advice
            .map(some -> some.source() + ": " + some.reason() + "." + against(some))
            .orElse("No rule is about tasks of this name.");
    var models = group.modelsBefore();
    boolean several = models.stream().map(this::tier).distinct().count() > 1;
    var choose = several ? " It runs on " + String.join(", ", models) + "; choose one." : "";
    return YamlText.comment("  ", "Stays. " + why + choose) + entry(group, staying(group), "");
  }

  /// What graded answers say against a move that a rule would make.
  private static String against(MovePlan.Advice advice) {
    return advice
        .evidence()
        .map(verdict -> " Evidence is against " + advice.to() + ". " + VerdictText.of(verdict))
        .orElse("");
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
    return Optional.ofNullable(plan.advice().get(group.key().getFirst()))
        .filter(MovePlan.Advice::moves)
        .map(MovePlan.Advice::to)
        .orElseGet(() -> staying(group));
  }

  /// Where it runs now: the tier if all its models are of one, else the dearest model.
  private String staying(AuditGroup group) {
    var models = group.modelsBefore();
    var tiers = models.stream().map(this::tier).distinct().toList();
    return models.size() > 1 && tiers.size() == 1 && !tiers.getFirst().isEmpty()
        ? tiers.getFirst()
        : target(models.getFirst());
  }

  private String entry(AuditGroup group, String target, String reason) {
    var task = YamlText.value(group.key().getFirst());
    var to = (isKnown(target) ? "" : "# ") + task + ": ";
    return reason.isEmpty()
        ? "  %s%s\n".formatted(to, YamlText.value(target))
        : "  %s\n    tier: %s\n    reason: %s\n"
            .formatted(to.strip(), YamlText.value(target), YamlText.quoted(reason));
  }

  private static String dollars(Money money, int decimals) {
    return Rounding.dollars(money, decimals);
  }

  private static String percent(Money part, Money whole) {
    return whole.isZero()
        ? "0.0%"
        : new Cell.Percent(Rounding.percent(part.usd(), whole.usd())).text();
  }

  @Override
  public Records records() {
    var names =
        List.of(
            "task",
            "from",
            "to",
            "moves",
            "saved_usd",
            "rule",
            "article",
            "reason",
            "unless",
            "evidence");
    return new Records(names, groups().stream().map(this::record).toList());
  }

  private List<String> record(AuditGroup group) {
    var advice = Optional.ofNullable(plan.advice().get(group.key().getFirst()));
    return List.of(
        group.key().getFirst(),
        String.join(",", group.modelsBefore()),
        target(group),
        String.valueOf(advice.filter(MovePlan.Advice::moves).isPresent()),
        group.lines().saved().map(Money::toString).orElse(""),
        advice.map(MovePlan.Advice::rule).orElse(""),
        advice.map(MovePlan.Advice::article).orElse(""),
        advice.map(MovePlan.Advice::reason).orElse(""),
        advice.map(MovePlan.Advice::unless).orElse(""),
        advice.flatMap(MovePlan.Advice::evidence).map(some -> some.state().id()).orElse(""));
  }

  @Override
  public Json json() {
    var records = records();
    return head.json(false)
        .and(
            "tasks",
            Json.items(
                groups().stream()
                    .map(
                        group -> {
                          var row = record(group);
                          var json = Json.object();
                          for (int i = 0; i < 3; i++) {
                            json.and(records.names().get(i), row.get(i));
                          }
                          json.and("moves", Boolean.parseBoolean(row.get(3)));
                          json.and("saved", row.get(4));
                          for (int i = 5; i < 9; i++) {
                            json.and(records.names().get(i), row.get(i));
                          }
                          return json.and("evidence", evidence(group));
                        })));
  }

  private Json evidence(AuditGroup group) {
    return Json.of(
        Optional.ofNullable(plan.advice().get(group.key().getFirst()))
            .flatMap(MovePlan.Advice::evidence),
        VerdictText::json);
  }
}
