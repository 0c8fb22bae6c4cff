package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One log has one total, whatever it is grouped by and whatever command or format tells it.
class OneTotalTest {
  private static final int SESSIONS = 4600;
  private static final String SAMPLE = "samples/calls.csv";

  @TempDir private Path folder;

  /// Sessions of a cent or less: haiku-4-5 takes $1 for a million tokens of input, so these are
  /// $0.004 and $0.01 in turn.
  private String log() throws IOException {
    var log = folder.resolve("sessions.csv");
    var rows = new StringBuilder("timestamp,task,model,input_tokens,output_tokens,session\n");
    for (int i = 0; i < SESSIONS; i++) {
      rows.append(
          "2026-10-%02dT10:00:00Z,%s,claude-haiku-4-5-20251001,%d,0,s%d\n"
              .formatted(1 + i % 28, i % 3 == 0 ? "plan" : "ask", i % 2 == 0 ? 4_000 : 10_000, i));
    }
    Files.writeString(log, rows);
    return log.toString();
  }

  private static String out(String... words) {
    var args = new ArrayList<>(List.of(words));
    args.add("--quiet");
    return Terminals.run(args, new byte[0], Map.of("COLUMNS", "80"), false, Optional.empty()).out();
  }

  /// The amount in the first sentence, and that of the row `Total`.
  private static String headline(String out) {
    return found("The bill is (?:at least )?(\\S+\\d)", out);
  }

  private static String total(String out) {
    return found("(?m)^ Total .*?(\\$[\\d.]+)", out);
  }

  private static String found(String pattern, String out) {
    var matcher = Pattern.compile(pattern).matcher(out);
    assertThat(matcher.find()).as(out.lines().limit(20).toList().toString()).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "task", "day", "model", "task,session", "month"})
  void everyGroupingTellsTheSameTotal(String by) throws IOException {
    var log = log();
    for (var command : List.of("audit", "what-if")) {
      var out = out(command, log, "--group-by", by);
      assertThat(headline(out)).as(command).isEqualTo("$32.20");
      assertThat(total(out)).as(command).isEqualTo("$32.20");
    }
    var moved = out("what-if", log, "--group-by", by, "--move", "plan=sonnet");
    assertThat(headline(moved)).isEqualTo("$32.20");
    assertThat(total(moved)).isEqualTo("$32.20");
    assertThat(headline(out("audit", log, "--group-by", by, "-f", "markdown"))).isEqualTo("$32.20");
  }

  @Test
  void recordsSumToTheTotal() throws IOException {
    var records = out("audit", log(), "--group-by", "session", "-f", "csv").lines().toList();
    int cost = List.of(records.getFirst().split(",", -1)).indexOf("before_usd");
    var sum =
        records.stream()
            .skip(1)
            .map(record -> new BigDecimal(record.split(",", -1)[cost]))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo("32.20");
  }

  @Test
  void smallRowsAreToldApartAndNoneIsZero() throws IOException {
    var out = out("audit", log(), "--group-by", "session", "--top", "3", "--sort", "name");
    assertThat(out).contains("$0.0040", "$0.0100").doesNotContain("$0.00 ");
  }

  @Test
  void rowsThatMissTheTotalSaySo() throws IOException {
    var log = folder.resolve("halves.csv");
    var rows = new StringBuilder("timestamp,task,model,input_tokens,output_tokens\n");
    for (int i = 0; i < 9; i++) {
      rows.append("2026-10-01T10:00:00Z,t%d,claude-haiku-4-5-20251001,1004000,0\n".formatted(i));
    }
    Files.writeString(log, rows);

    var out = out("audit", log.toString());

    assertThat(headline(out)).isEqualTo("$9.04");
    var note = "Rows are rounded; totals are exact.";
    assertThat(Terminals.run(List.of("audit", log.toString())).out()).contains(note);
    var top = Terminals.run(List.of("audit", log.toString(), "--top", "1")).out();
    assertThat(top).doesNotContain(note);
  }

  @Test
  void everyCommandTellsTheSameTotal() throws IOException {
    var bill = headline(out("audit", SAMPLE));
    assertThat(total(out("audit", SAMPLE))).isEqualTo(bill);
    assertThat(headline(out("audit", SAMPLE, "--group-by", "day"))).isEqualTo(bill);
    assertThat(headline(out("what-if", SAMPLE))).isEqualTo(bill);
    assertThat(headline(out("what-if", SAMPLE, "--group-by", "day"))).isEqualTo(bill);
    assertThat(found("from [$]32.20 to (\\S+\\d)", out("compare", log(), SAMPLE))).isEqualTo(bill);
    assertThat(out("check", SAMPLE, "--budgets", "samples/budgets.yaml"))
        .containsPattern("total-month\\s+" + Pattern.quote(bill));
    assertThat(out("forecast", SAMPLE, "--now", "2026-11-01T00:00:00Z")).contains(bill);
  }

  @Test
  void theStepsOfTheBestRoutingLeadFromTheBillToTheLeast() throws IOException {
    for (var log : List.of(SAMPLE, log())) {
      var rows = out("what-if", log, "--best", "-f", "csv").lines().toList();
      var names = List.of(rows.getFirst().split(",", -1));
      var bill = new BigDecimal(totalOf(log));
      for (var row : rows.subList(1, rows.size())) {
        var cells = row.split(",", -1);
        assertThat(new BigDecimal(cells[names.indexOf("before_usd")])).isEqualByComparingTo(bill);
        bill = bill.subtract(new BigDecimal(cells[names.indexOf("saved_usd")]));
        assertThat(new BigDecimal(cells[names.indexOf("after_usd")])).isEqualByComparingTo(bill);
      }
    }
  }

  private static String totalOf(String log) {
    return found("(?s)\"totals\": .*?\"before\": \"([\\d.]+)\"", out("audit", log, "-f", "json"));
  }

  @Test
  void whatHasNoPriceIsNotZero() throws IOException {
    var log = folder.resolve("unpriced.csv");
    Files.writeString(
        log,
        "timestamp,task,model,input_tokens,output_tokens\n2026-10-01T10:00:00Z,plan,nova-9,9,9\n");
    for (var command :
        List.of(
            List.of("audit", log.toString()),
            List.of("audit", log.toString(), "--move", "plan=haiku"),
            List.of("what-if", log.toString()),
            List.of("what-if", log.toString(), "--move", "plan=haiku"),
            List.of("compare", log.toString(), SAMPLE),
            List.of("compare", SAMPLE, log.toString()))) {
      var out = out(command.toArray(String[]::new));
      assertThat(out)
          .as(command.toString())
          .contains("unpriced")
          .doesNotContainPattern("[$]0[.]00(?!\\d)");
    }
  }
}
