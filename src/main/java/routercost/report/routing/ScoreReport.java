package routercost.report.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.common.RunMetadata;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Scored;
import routercost.whatif.routing.Tier;

/// The report on the tiers that answers about tasks lead to.
///
public record ScoreReport(RunMetadata head, List<Scored> tasks) implements Report {
  /// The columns in their order. JSON has the votes after the rules, and then the single answers.
  private static final List<Field<Scored>> FIELDS =
      List.of(
          Field.<Scored>text("task", task -> task.answers().task()).left("Task", 0),
          Field.<Scored>shown(
              TableColumn.left("Now", 1),
              task -> new Cell.Text(now(task).map(Phrases::shortModel).orElse(""))),
          Field.text("tier", Scored::tiers).left("Tier", 0),
          Field.text("batch", ScoreReport::batch).withoutJson().left("Batch", 1),
          Field.text("load", ScoreReport::load).withoutJson().left("Load", 1),
          Field.text("confidence", ScoreReport::confidence).withoutJson().left("Confidence", 1),
          Field.<Scored>text("rules", task -> String.join("+", task.rules()))
              .withoutJson()
              .left("Rule", 0),
          Field.json("rules", task -> Json.texts(task.rules())),
          Field.text("reason", Scored::why).left("Why", 2),
          Field.json(
              "votes", task -> Json.items(task.answers().votes().stream().map(ScoreReport::json))),
          Field.json("batch", task -> Json.of(task.answers().batch(), Json.Flag::new)),
          Field.json("load", task -> Json.text(load(task))),
          Field.json("confidence", task -> Json.text(confidence(task))),
          Field.record(
              "evidence", task -> task.evidence().map(seen -> seen.state().id()).orElse("")),
          Field.json("evidence", task -> Json.of(task.evidence(), VerdictText::json)),
          Field.optional("from", ScoreReport::now));

  public ScoreReport {
    tasks = List.copyOf(tasks);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title()));
    blocks.add(Field.table(FIELDS, tasks, List.of()));
    blocks.addAll(Block.section("Votes", tasks.stream().flatMap(ScoreReport::votes).toList()));
    blocks.addAll(standing("Can move down", Scored.Standing.ABOVE));
    blocks.addAll(standing("Below their rule", Scored.Standing.BELOW));
    blocks.addAll(
        Block.section(
            "Evidence",
            tasks.stream()
                .flatMap(
                    task ->
                        task.evidence().stream()
                            .map(verdict -> task.answers().task() + ": " + VerdictText.of(verdict)))
                .toList()));
    return blocks;
  }

  /// The entries of a registry that stand there, with what the rules say.
  private List<Block> standing(String heading, Scored.Standing standing) {
    return Block.section(
        heading,
        tasks.stream()
            .filter(task -> task.entry().filter(of -> of.standing() == standing).isPresent())
            .map(
                task ->
                    "%s from %s to %s: %s."
                        .formatted(
                            task.answers().task(),
                            now(task).map(Phrases::shortModel).orElse(""),
                            task.tiers(),
                            task.why().replaceFirst("^[^:]*: ", "")))
            .toList());
  }

  /// The votes of a task with more than the table has room for.
  private static Stream<String> votes(Scored task) {
    var votes = task.answers().votes();
    return votes.stream()
        .filter(_ -> votes.size() > 2)
        .map(
            vote ->
                "%s: %s by %s: %s"
                    .formatted(task.answers().task(), vote.tier().id(), vote.rule(), vote.why()));
  }

  private long count(Scored.Standing standing) {
    return tasks.stream()
        .filter(task -> task.entry().filter(of -> of.standing() == standing).isPresent())
        .count();
  }

  private static Optional<String> now(Scored task) {
    return task.entry().map(Scored.Entry::target);
  }

  private String title() {
    var counts = new LinkedHashMap<String, Integer>();
    for (var tier : Tier.values()) {
      counts.put(tier.id(), 0);
    }
    tasks.forEach(task -> counts.merge(task.tiers(), 1, Integer::sum));
    var parts =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() > 0 && !entry.getKey().isEmpty())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    var moving =
        tasks.stream().anyMatch(task -> task.entry().isPresent())
            ? "; %d can move down".formatted(count(Scored.Standing.ABOVE))
            : "";
    return Phrases.counted(tasks.size(), "task") + (parts.isEmpty() ? "" : ": " + parts) + moving;
  }

  private static String batch(Scored task) {
    return task.answers().batch().map(batch -> batch ? "batch" : "no").orElse("");
  }

  private static String load(Scored task) {
    return task.answers()
        .queue()
        .map(queue -> queue.tier().map(Tier::id).orElse("standard"))
        .orElse("");
  }

  private static String confidence(Scored task) {
    return task.answers().confidence().map(confidence -> confidence.fate().id()).orElse("");
  }

  @Override
  public Records records() {
    return Field.records(FIELDS, tasks);
  }

  @Override
  public Json json() {
    return head.json()
        .and("tasks", Json.items(tasks.stream().map(task -> Field.json(FIELDS, task))));
  }

  private static Json json(Answers.Vote vote) {
    return Json.object()
        .and("rule", vote.rule())
        .and("tier", vote.tier().id())
        .and("reason", vote.why());
  }
}
