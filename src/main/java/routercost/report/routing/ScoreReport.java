package routercost.report.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import routercost.report.common.VerdictText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Scored;
import routercost.whatif.routing.Tier;

/// Where answers about tasks put them.
///
/// @param version of the tool
public record ScoreReport(String version, List<Scored> tasks) implements Report {
  public ScoreReport {
    tasks = List.copyOf(tasks);
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(title()));
    blocks.add(
        new Block.Table(
            List.of(
                TableColumn.left("Task", 0),
                TableColumn.left("Tier", 0),
                TableColumn.left("Batch", 1),
                TableColumn.left("Load", 1),
                TableColumn.left("Confidence", 1),
                TableColumn.left("Rule", 0),
                TableColumn.left("Why", 2)),
            tasks.stream().map(ScoreReport::cells).toList(),
            List.of()));
    var evidence =
        tasks.stream()
            .flatMap(
                task ->
                    task
                        .evidence()
                        .map(
                            verdict ->
                                new Block.Items.Item(
                                    "-", task.answers().task() + ": " + VerdictText.of(verdict)))
                        .stream())
            .toList();
    if (!evidence.isEmpty()) {
      blocks.add(new Block.Heading("Evidence"));
      blocks.add(new Block.Items(evidence));
    }
    return blocks;
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
    return Phrases.counted(tasks.size(), "task") + (parts.isEmpty() ? "" : ": " + parts);
  }

  private static List<Cell> cells(Scored task) {
    return List.of(
        new Cell.Text(task.answers().task()),
        new Cell.Text(task.tiers()),
        new Cell.Text(batch(task.answers())),
        new Cell.Text(load(task.answers())),
        new Cell.Text(fate(task.answers())),
        new Cell.Text(String.join("+", task.rules())),
        new Cell.Text(task.why()));
  }

  private static String batch(Answers answers) {
    return answers.batch().map(some -> some ? "batch" : "no").orElse("");
  }

  private static String load(Answers answers) {
    return answers.queue().map(queue -> queue.tier().map(Tier::id).orElse("standard")).orElse("");
  }

  private static String fate(Answers answers) {
    return answers.confidence().map(some -> some.fate().id()).orElse("");
  }

  @Override
  public Records records() {
    return new Records(
        List.of("task", "tier", "batch", "load", "confidence", "rules", "why", "evidence"),
        tasks.stream()
            .map(
                task ->
                    List.of(
                        task.answers().task(),
                        task.tiers(),
                        batch(task.answers()),
                        load(task.answers()),
                        fate(task.answers()),
                        String.join("+", task.rules()),
                        task.why(),
                        task.evidence().map(some -> some.state().id()).orElse("")))
            .toList());
  }

  @Override
  public Json json() {
    return Json.object()
        .and("schema_version", 1)
        .and("command", "route score")
        .and("tool", Json.object().and("name", "router-cost").and("version", version))
        .and("tasks", Json.items(tasks.stream().map(ScoreReport::json)));
  }

  private static Json json(Scored task) {
    var answers = task.answers();
    return Json.object()
        .and("task", answers.task())
        .and("tier", task.tiers())
        .and("rules", Json.texts(task.rules()))
        .and("why", task.why())
        .and("votes", Json.items(answers.votes().stream().map(ScoreReport::json)))
        .and("batch", Json.of(answers.batch(), Json.Flag::new))
        .and("load", Json.text(load(answers)))
        .and("confidence", Json.text(fate(answers)))
        .and("evidence", Json.of(task.evidence(), VerdictText::json));
  }

  private static Json json(Answers.Vote vote) {
    return Json.object()
        .and("rule", vote.rule())
        .and("tier", vote.tier().id())
        .and("why", vote.why());
  }
}
