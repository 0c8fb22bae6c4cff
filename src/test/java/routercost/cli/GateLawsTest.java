package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in the log and in the budgets file: a gate that must not open does not, and one that
/// may open does. What must happen is worked out here anew, in whole numbers.
class GateLawsTest {
  private static final int RUNS = 400;
  private static final List<String> TASKS = List.of("plan", "chat", "sort");
  private static final List<String> DAYS = List.of("2026-09-30", "2026-10-01", "2026-10-31");

  @TempDir private Path folder;

  /// One call; a token costs a millionth of a dollar on `cheap`, ten on `dear`, and `nova` has no
  /// price.
  private record Row(String day, String task, String model, long tokens) {
    boolean isPriced() {
      return !model.equals("nova");
    }

    long micros() {
      return model.equals("cheap") ? tokens : model.equals("dear") ? 10 * tokens : 0;
    }
  }

  /// One budget, as written and as it must be judged.
  private record Limit(
      String metric, String task, String model, long limit, String level, String period) {
    String yaml(int id) {
      var scope =
          Stream.of(task.isEmpty() ? "" : "task: " + task, model.isEmpty() ? "" : "model: " + model)
              .filter(some -> !some.isEmpty())
              .toList();
      var end = "scope: {" + String.join(", ", scope) + "}, on_breach: " + level;
      return switch (metric) {
        case "only", "never" ->
            "  - {id: b%d, %s: {model: %s}, scope: {%s}, on_breach: %s}\n"
                .formatted(id, metric, limit > 5 ? "cheap" : "dear", taskScope(), level);
        case "share_of_calls" ->
            "  - {id: b%d, metric: %s, limit: %d%%, %s}\n".formatted(id, metric, limit * 10, end);
        case "calls" ->
            "  - {id: b%d, metric: calls, limit: %d, period: %s, %s}\n"
                .formatted(id, limit, period, end);
        default ->
            "  - {id: b%d, metric: %s, limit: 0.%06d, period: %s, %s}\n"
                .formatted(id, metric, limit * 1000, period, end);
      };
    }

    private String taskScope() {
      return task.isEmpty() ? "" : "task: " + task;
    }

    private boolean isPolicy() {
      return metric.equals("only") || metric.equals("never");
    }

    /// Whether the gate must stay shut on account of it.
    boolean shuts(List<Row> rows) {
      return level.equals("fail") && !(isJudgeable(rows) && periods(rows).noneMatch(this::isOver));
    }

    private boolean isJudgeable(List<Row> rows) {
      boolean taskKnown = task.isEmpty() || rows.stream().anyMatch(row -> row.task().equals(task));
      boolean modelKnown = isPolicy() || !model.equals("gone");
      if (!taskKnown || !modelKnown) {
        return false;
      }
      if (metric.equals("share_of_calls")) {
        return true;
      }
      var scoped = rows.stream().filter(isPolicy() ? this::ofTask : this::isMeant).toList();
      boolean needsPrices = metric.equals("cost") || metric.equals("cost_per_call");
      return !scoped.isEmpty() && (!needsPrices || scoped.stream().allMatch(Row::isPriced));
    }

    private boolean ofTask(Row row) {
      return task.isEmpty() || row.task().equals(task);
    }

    private boolean isMeant(Row row) {
      return ofTask(row) && (model.isEmpty() || row.model().equals(model));
    }

    private Stream<List<Row>> periods(List<Row> rows) {
      int letters = isPolicy() || period.equals("input") ? 0 : period.equals("day") ? 10 : 7;
      var keys = rows.stream().map(row -> row.day().substring(0, letters)).distinct();
      return keys.map(key -> rows.stream().filter(row -> row.day().startsWith(key)).toList());
    }

    private boolean isOver(List<Row> rows) {
      var scoped = rows.stream().filter(this::isMeant).toList();
      long calls = scoped.size();
      long micros = scoped.stream().mapToLong(Row::micros).sum();
      Predicate<Row> named = row -> row.model().equals(limit > 5 ? "cheap" : "dear");
      return switch (metric) {
        case "cost" -> micros > limit * 1000;
        case "cost_per_call" -> micros > limit * 1000 * calls;
        case "calls" -> calls > limit;
        case "share_of_calls" -> 10 * calls > limit * rows.size();
        case "only" -> rows.stream().filter(this::ofTask).anyMatch(named.negate());
        case "never" -> rows.stream().filter(this::ofTask).anyMatch(named);
        default -> throw new IllegalStateException(metric);
      };
    }
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static List<Row> rows(Random random) {
    var models =
        random.nextInt(3) == 0 ? List.of("cheap", "dear", "nova") : List.of("cheap", "dear");
    var rows = new ArrayList<Row>();
    int size = random.nextInt(12);
    for (int i = 0; i < size; i++) {
      rows.add(
          new Row(
              one(DAYS, random), one(TASKS, random), one(models, random), random.nextInt(3000)));
    }
    return rows;
  }

  private static Limit limit(Random random) {
    return new Limit(
        one(List.of("cost", "cost_per_call", "calls", "share_of_calls", "only", "never"), random),
        one(List.of("", "plan", "chat", "sort", "renamed"), random),
        one(List.of("", "", "", "cheap", "dear", "gone"), random),
        random.nextInt(11),
        one(List.of("fail", "fail", "fail", "warn", "off"), random),
        one(List.of("input", "day", "month"), random));
  }

  private Terminals.Run check(List<Row> rows, List<Limit> limits, String... options)
      throws IOException {
    var log = new StringBuilder("timestamp,task,model,input_tokens\n");
    rows.forEach(
        row ->
            log.append(
                "%s,%s,%s,%d\n".formatted(row.day(), row.task(), row.model(), row.tokens())));
    var yaml = new StringBuilder("version: 1\ncurrency: USD\n");
    for (var policy : List.of(false, true)) {
      yaml.append(policy ? "policies:\n" : "budgets:\n");
      for (int i = 0; i < limits.size(); i++) {
        yaml.append(limits.get(i).isPolicy() == policy ? limits.get(i).yaml(i) : "");
      }
    }
    var text = yaml.toString().replace("budgets:\npolicies", "policies");
    Files.writeString(folder.resolve("log.csv"), log);
    Files.writeString(
        folder.resolve("b.yaml"),
        text.endsWith("policies:\n") ? text.replace("policies:\n", "") : text);
    Files.writeString(folder.resolve("p.yaml"), "models: {cheap: {input: 1}, dear: {input: 10}}\n");
    var words =
        new ArrayList<>(
            List.of(
                "check",
                folder.resolve("log.csv").toString(),
                "--budgets",
                folder.resolve("b.yaml").toString(),
                "--prices",
                folder.resolve("p.yaml").toString(),
                "-q"));
    words.addAll(List.of(options));
    return Terminals.run(words, "", Map.of());
  }

  @Test
  void theGateOpensIfAndOnlyIfItMay() throws IOException {
    var random = new Random(20261121);
    int opened = 0;
    for (int run = 0; run < RUNS; run++) {
      var rows = rows(random);
      var limits = Stream.generate(() -> limit(random)).limit(1 + random.nextInt(3)).toList();
      boolean shut = limits.stream().anyMatch(limit -> limit.shuts(rows));
      var ended = check(rows, limits);
      assertThat(ended.exit() != 0)
          .as("run %d: %s\n%s\n%s\n%s", run, limits, rows, ended.out(), ended.err())
          .isEqualTo(shut);
      opened += shut ? 0 : 1;
    }
    assertThat(opened).as("gates that opened").isBetween(RUNS / 10, RUNS / 2);
  }

  @Test
  void noOptionOpensItButTheOneThatSaysSo() throws IOException {
    var random = new Random(7);
    var options =
        List.of("-fjson", "-fjunit", "-fcomment", "--breach-exit-code=9", "--strict", "--debug");
    for (int run = 0; run < 100; run++) {
      var rows = rows(random);
      var limits = List.of(limit(random));
      int exit = check(rows, limits).exit();
      int other = check(rows, limits, one(options, random)).exit();
      assertThat(other != 0 || exit == 0).isTrue();
      assertThat(check(rows, limits, "--exit-zero").exit()).isZero();
    }
  }

  @Test
  void equalInputGivesEqualBytesOnAnyDayInAnyThread() throws IOException {
    var random = new Random(11);
    for (var format :
        List.of(
            "table",
            "plain",
            "json",
            "csv",
            "markdown",
            "junit",
            "github",
            "gitlab",
            "openmetrics",
            "comment")) {
      var rows = rows(random);
      var limits = List.of(limit(random), limit(random));
      var one = check(rows, limits, "-f", format, "--now", "2026-11-21", "--threads", "1");
      var other = check(rows, limits, "-f", format, "--now", "2026-12-10", "--threads", "4");
      assertThat(other).isEqualTo(one);
    }
  }
}
