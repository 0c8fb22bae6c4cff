package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The report of more than a month takes days together while it reads, so that a year of a million
/// cells fits into memory. Its figures are those that `audit` has day by day, of a log and of its
/// cube.
class LongReportTest {
  private static final List<String> MODELS =
      List.of("claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-4-5", "no-such-model");

  private static final String FIRST = "2026-08-20"; // within a month
  private static final String LAST = "2026-11-09";

  @TempDir private Path folder;

  private String log = "";
  private String cube = "";

  @BeforeEach
  void write() throws IOException {
    var random = new Random(20261130);
    var text = new StringBuilder("timestamp,task,model,input_tokens,output_tokens,team\n");
    for (int i = 0; i < 4_000; i++) {
      text.append(
          "%sT%02d:30:00Z,task_%d,%s,%d,%d,team_%d\n"
              .formatted(
                  LocalDate.of(2026, 7, 1).plusDays(random.nextInt(150)),
                  random.nextInt(24),
                  random.nextInt(5),
                  MODELS.get(random.nextInt(MODELS.size())),
                  random.nextInt(400_000),
                  random.nextInt(3_000),
                  random.nextInt(3)));
    }
    log = Files.writeString(folder.resolve("log.csv"), text).toString();
    cube = folder.resolve("log.cube.csv").toString();
    assertThat(run("cube", "build", log, "--labels", "team", "-o", cube).exit()).isZero();
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private static String report(String input, String format) {
    return run("report", input, "--from", FIRST, "--to", LAST, "--now", "2026-11-30", "-f", format)
        .out();
  }

  private static JsonNode json(String text) {
    return new ObjectMapper().readTree(text);
  }

  /// The cost by a column of a table of `audit`.
  private Map<String, BigDecimal> audited(String column) throws IOException {
    var out =
        run("audit", log, "--from", FIRST, "--to", LAST, "--group-by", column, "-f", "csv").out();
    var costs = new TreeMap<String, BigDecimal>();
    for (var row : rows(out)) {
      costs.merge(row.get(column), amount(row.get("before_usd")), BigDecimal::add);
    }
    return costs;
  }

  private static List<CSVRecord> rows(String csv) throws IOException {
    var format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var parser = format.parse(new StringReader(csv))) {
      return parser.getRecords();
    }
  }

  private static BigDecimal amount(String text) {
    return text.isEmpty() || text.equals("unpriced") ? BigDecimal.ZERO : new BigDecimal(text);
  }

  private static Map<String, BigDecimal> reported(JsonNode view, String key) {
    var costs = new TreeMap<String, BigDecimal>();
    view.forEach(row -> costs.put(row.at(key).asString(), amount(row.at("/cost").asString())));
    return costs;
  }

  @Test
  void everyDayAndTaskCostsWhatAnAuditSays() throws IOException {
    var json = json(report(log, "json"));

    assertThat(reported(json.at("/by_day"), "/day"))
        .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .usingRecursiveComparison()
        .isEqualTo(audited("day"));
    assertThat(reported(json.at("/by_task"), "/key/task"))
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(audited("task"));
  }

  @Test
  void aCubeTellsWhatItsLogTells() {
    var ofLog = json(report(log, "json"));
    var ofCube = json(report(cube, "json"));

    for (var view :
        List.of("/totals", "/by_day", "/by_owner", "/by_task", "/by_model", "/change")) {
      assertThat(ofCube.at(view)).as(view).isEqualTo(ofLog.at(view));
    }
    assertThat(ofCube.at("/data_quality/rows")).isEqualTo(ofLog.at("/data_quality/rows"));
  }

  @Test
  void rowsOfFocusAreOfDaysWithinAMonthAndSumToTheBill() throws IOException {
    for (var input : List.of(log, cube)) {
      var sum = BigDecimal.ZERO;
      var ends = new ArrayList<String>();
      for (var row : rows(report(input, "focus"))) {
        sum = sum.add(new BigDecimal(row.get("EffectiveCost")));
        var start = LocalDate.parse(row.get("ChargePeriodStart").substring(0, 10));
        var last = LocalDate.parse(row.get("ChargePeriodEnd").substring(0, 10)).minusDays(1);
        assertThat(start.getMonth()).isEqualTo(last.getMonth());
        assertThat(last).isAfterOrEqualTo(start);
        ends.add(last.toString());
      }
      assertThat(sum).isEqualByComparingTo(report(input, "value").strip());
      assertThat(Stream.of("2026-08-31", "2026-10-06", "2026-10-31")).allMatch(ends::contains);
    }
  }
}
