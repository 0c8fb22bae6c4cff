package routercost.report.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.report.common.Coverage;
import routercost.report.common.RunMetadata;
import routercost.report.format.RecordsRenderer;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.evidence.SampleDraw.Drawn;
import routercost.whatif.evidence.SampleSize;

/// The calls of a log to grade, and what that takes.
///
/// @param size the power of the test that the grades are for
/// @param gradeCost of one answer; empty if it is not known
public record GradingSample(
    RunMetadata head,
    Coverage coverage,
    List<Task> tasks,
    SampleSize size,
    Optional<Money> gradeCost)
    implements Report {
  public GradingSample {
    tasks = List.copyOf(tasks);
  }

  /// The sample of one task.
  ///
  /// @param candidate the tier whose answers are graded too; empty to grade only the model in use
  /// @param calls of the task from which it was drawn
  /// @param answers the cost of the candidate's answers to the sample; empty if it is not known
  /// @param dailySaving of the move, by the days of the log; empty if it saves nothing
  public record Task(
      String task,
      Optional<String> candidate,
      long calls,
      List<Drawn> sample,
      Optional<Money> answers,
      Optional<BigDecimal> dailySaving) {
    public Task {
      sample = List.copyOf(sample);
    }

    private int grades() {
      return sample.size() * (candidate.isPresent() ? 2 : 1);
    }
  }

  /// One line to grade.
  private record Line(Drawn call, Optional<String> candidate) {}

  private static final List<Field<Line>> LINES =
      List.of(
          Field.text("id", line -> line.call().id()),
          Field.text("place", line -> line.call().place()),
          Field.text("task", line -> line.call().task()),
          Field.text("in_use", line -> line.call().model()),
          Field.text("model", line -> line.candidate().orElse("")),
          Field.text("in_use_grade", _ -> ""),
          Field.text("grade", _ -> ""));

  private Stream<Line> lines() {
    return tasks.stream()
        .flatMap(task -> task.sample().stream().map(call -> new Line(call, task.candidate())));
  }

  @Override
  public List<Block> blocks() {
    return List.of(new Block.Verbatim(RecordsRenderer.csv(this)));
  }

  @Override
  public Records records() {
    return Field.records(LINES, lines().toList());
  }

  @Override
  public Json json() {
    return head.json(false, coverage, coverage.isComplete(), List.of())
        .and("needed", size.needed())
        .and(
            "tasks",
            Json.items(
                tasks.stream()
                    .map(
                        task ->
                            Json.object()
                                .and("task", task.task())
                                .and("model", Json.text(task.candidate()))
                                .and("calls", task.calls())
                                .and("sample", task.sample().size())
                                .and("chance_pct", chance(task).toPlainString())
                                .and("cost", Json.text(cost(task)))
                                .and(
                                    "payback_days",
                                    Json.text(payback(task).map(BigDecimal::toPlainString))))))
        .and("sample", Json.items(lines().map(line -> Field.json(LINES, line))));
  }

  /// The probability that the sample proves the move if the model fails half as often as allowed.
  private BigDecimal chance(Task task) {
    return Rounding.percent(BigDecimal.valueOf(size.chance(task.sample().size())), BigDecimal.ONE);
  }

  /// The cost of answers and grades; empty if one of them is not known.
  private Optional<Money> cost(Task task) {
    var grading = gradeCost.map(each -> each.times(BigDecimal.valueOf(task.grades())));
    return task.answers().flatMap(answers -> grading.map(answers::plus));
  }

  private Optional<BigDecimal> payback(Task task) {
    return cost(task)
        .flatMap(
            cost ->
                task.dailySaving()
                    .map(saving -> cost.usd().divide(saving, 1, RoundingMode.HALF_UP)));
  }

  /// The plan: the size that the question takes, and what it costs.
  public List<String> plan() {
    if (tasks.isEmpty()) {
      return List.of("nothing to grade: no task of this log has a move to prove or to doubt");
    }
    var asked =
        "to prove a failure rate below %s%% takes %s answers if %s%% fail, with a probability of 80%%"
            .formatted(
                percent(size.gate().limit()),
                Thousands.grouped(size.needed()),
                percent(size.rate()));
    return Stream.concat(Stream.of(asked), tasks.stream().map(this::sentence)).toList();
  }

  private String sentence(Task task) {
    var sample =
        "%s: %s of %s; %s%% likely to prove it"
            .formatted(
                task.task(),
                Thousands.grouped(task.sample().size()),
                Phrases.calls(BigDecimal.valueOf(task.calls())),
                chance(task).toPlainString());
    var answers =
        task.answers()
            .filter(_ -> task.candidate().isPresent())
            .map(
                cost ->
                    "; the answers on %s cost %s"
                        .formatted(task.candidate().orElse(""), Rounding.dollars(cost)))
            .orElse("");
    var grades = "; %s to give".formatted(Phrases.counted(task.grades(), "grade"));
    var all = cost(task).map(cost -> ", %s in all".formatted(Rounding.dollars(cost))).orElse("");
    var back =
        payback(task).map(days -> ", which the move pays back in " + days + " days").orElse("");
    return sample + answers + grades + all + back;
  }

  private static String percent(double share) {
    return Rounding.exact(BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.HALF_UP));
  }
}
