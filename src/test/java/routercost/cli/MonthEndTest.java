package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.text.FileHash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The report of a month in every format, on figures worked out by hand.
///
/// Haiku 4.5 takes $1 for a million tokens of input and $5 for a million of output.
class MonthEndTest {
  private static final String HAIKU = "claude-haiku-4-5-20251001";

  @TempDir private Path folder;

  /// September: 5 calls of `ask` for $0.50. October: 10 calls of `ask` for $1.00 on the first day,
  /// and 2 of `plan` for $0.60 on the last.
  private Path log() throws IOException {
    var log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        date,task,model,calls,input_tokens,output_tokens,team
        2026-09-10,ask,%1$s,5,500000,0,web
        2026-10-01,ask,%1$s,10,1000000,0,web
        2026-10-31,plan,%1$s,2,100000,100000,
        """
            .formatted(HAIKU));
    return log;
  }

  private static Terminals.Run report(Path log, String... more) {
    var words = new ArrayList<>(List.of("report", log.toString(), "--month", "2026-10"));
    words.addAll(List.of("--now", "2026-11-03"));
    words.addAll(List.of(more));
    return Terminals.run(words);
  }

  private static JsonNode json(Path log, String... more) {
    var words = Stream.concat(Stream.of(more), Stream.of("-f", "json")).toArray(String[]::new);
    return new ObjectMapper().readTree(report(log, words).out());
  }

  private static String at(JsonNode json, String pointer) {
    return json.at(pointer).asString();
  }

  @Test
  void theBillIsThatOfTheMonthAndStandsNextToTheMonthBefore() throws IOException {
    var json = json(log());

    assertThat(at(json, "/totals/cost")).isEqualTo("1.6");
    assertThat(at(json, "/totals/previous")).isEqualTo("0.5");
    assertThat(at(json, "/totals/change")).isEqualTo("1.1");
    assertThat(at(json, "/by_task/0/key/task")).isEqualTo("ask");
    assertThat(at(json, "/by_task/0/cost")).isEqualTo("1");
    assertThat(at(json, "/by_task/1/share_pct")).isEqualTo("37.5");
    assertThat(at(json, "/by_day/0/cost")).isEqualTo("1");
    assertThat(at(json, "/by_day/1/day")).isEqualTo("2026-10-31");
  }

  @Test
  void aMonthWithoutCallsHasNoEmptyTables() {
    var run = Terminals.run(List.of("report", "samples/calls.csv", "--month", "2026-12"));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("December 2026 has no calls").doesNotContain("Spend by day");
    assertThat(run.out()).doesNotContainPattern("─\n ─");
  }

  @Test
  void driversSumToTheChange() throws IOException {
    var drivers = json(log()).at("/change/drivers");

    var sum = BigDecimal.ZERO;
    for (var driver : drivers.values()) {
      sum = sum.add(new BigDecimal(driver.asString()));
    }
    assertThat(drivers.size()).isEqualTo(5);
    assertThat(sum).isEqualByComparingTo("1.1");
    assertThat(new BigDecimal(drivers.get("price").asString())).isZero();
  }

  @Test
  void whatNobodyOwnsIsARowOfItsOwn() throws IOException {
    var json = json(log());

    assertThat(at(json, "/by_owner/0/key/team")).isEqualTo("web");
    assertThat(at(json, "/by_owner/1/key/team")).isEmpty();
    assertThat(at(json, "/by_owner/1/cost")).isEqualTo("0.6");
  }

  @Test
  void everyFileOfAPackTellsOneTotal() throws IOException {
    var pack = folder.resolve("out");

    var run = report(log(), "-o", pack + "/");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("October 2026: 1.6 USD; wrote 7 files to");
    var manifest = new ObjectMapper().readTree(Files.readString(pack.resolve("manifest.json")));
    assertThat(at(manifest, "/total")).isEqualTo("1.6");
    var report = new ObjectMapper().readTree(Files.readString(pack.resolve("report.json")));
    assertThat(at(report, "/totals/cost")).isEqualTo("1.6");
    assertThat(Files.readString(pack.resolve("report.md"))).contains("**$1.60**");
    assertThat(Files.readString(pack.resolve("report.html"))).contains("data-v=\"1.6\">$1.60<");
    for (var view : List.of("by_task", "by_owner", "by_model", "by_tier", "by_day")) {
      assertThat(sum(pack.resolve("report.csv"), view)).as(view).isEqualByComparingTo("1.6");
    }
  }

  private static BigDecimal sum(Path csv, String view) throws IOException {
    var lines = Files.readAllLines(csv);
    int cost = List.of(lines.getFirst().split(",", -1)).indexOf("cost_usd");
    return lines.stream()
        .filter(line -> line.startsWith(view + ","))
        .map(line -> new BigDecimal(line.split(",", -1)[cost]))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void theManifestHasTheHashesOfInputsAndOutputs() throws IOException {
    var log = log();
    var pack = folder.resolve("out");
    report(log, "-o", pack + "/");

    var manifest = new ObjectMapper().readTree(Files.readString(pack.resolve("manifest.json")));

    assertThat(at(manifest, "/input_files/0/sha256"))
        .isEqualTo(FileHash.of(log.toString()).orElseThrow().sha256());
    assertThat(manifest.at("/output_files").size()).isEqualTo(6);
    for (var file : manifest.at("/output_files").values()) {
      var hash = FileHash.of(pack.resolve(file.get("path").asString()).toString()).orElseThrow();
      assertThat(file.get("sha256").asString()).isEqualTo(hash.sha256());
      assertThat(file.get("bytes").asLong()).isEqualTo(hash.bytes());
    }
  }

  @Test
  void aWorkbookHasNumbersDatesAndASumUnderThem() throws IOException {
    var pack = folder.resolve("out");
    report(log(), "-o", pack + "/");

    var tasks = rows(pack, "By task");
    var days = rows(pack, "Spend by day");

    int cost = 2; // Task, Calls, Cost
    assertThat(tasks.get(1).getCell(cost).asNumber()).isEqualByComparingTo("1");
    assertThat(tasks.get(2).getCell(cost).asNumber()).isEqualByComparingTo("0.6");
    assertThat(tasks.get(3).getCell(cost).getFormula()).isEqualTo("SUM(C2:C3)");
    assertThat(days.get(1).getCell(0).getType()).isEqualTo(CellType.NUMBER);
    assertThat(days.get(1).getCell(0).asDate()).hasToString("2026-10-01T00:00");
    assertThat(rows(pack, "Assumptions")).hasSizeGreaterThan(1);
  }

  private static List<Row> rows(Path pack, String sheet) throws IOException {
    try (var workbook = new ReadableWorkbook(pack.resolve("report.xlsx").toFile())) {
      return workbook.findSheet(sheet).orElseThrow().read();
    }
  }

  @Test
  void theFiguresOfEveryChartAreThoseOfTheJson() throws IOException {
    var run =
        Terminals.run(
            List.of(
                "report",
                "samples/finance/",
                "--month",
                "2026-10",
                "-f",
                "html",
                "--budgets",
                "samples/finance/budgets.yaml",
                "--owners",
                "samples/finance/owners.yaml"));
    var words = List.of("report", "samples/finance/", "--month", "2026-10", "-f", "json");
    var json = new ObjectMapper().readTree(Terminals.run(words).out());

    var days = figures(run.out(), "days");
    assertThat(days).hasSize(31);
    json.at("/by_day")
        .values()
        .forEach(
            day ->
                assertThat(days.get(day.get("day").asString()))
                    .isEqualTo(day.get("cost").asString()));
    var drivers = figures(run.out(), "drivers");
    assertThat(drivers.get("September 2026")).isEqualTo(at(json, "/change/previous"));
    assertThat(drivers.get("October 2026")).isEqualTo(at(json, "/totals/cost"));
    assertThat(drivers.get("Routing")).isEqualTo(at(json, "/change/drivers/routing"));
    assertThat(drivers.get("Tokens per call"))
        .isEqualTo(at(json, "/change/drivers/tokens_per_call"));
    var moves = figures(run.out(), "moves");
    json.at("/by_task")
        .values()
        .forEach(
            task -> {
              var name = task.at("/key/task").asString();
              assertThat(moves.get(name + ", now")).isEqualTo(task.get("cost").asString());
              assertThat(moves.get(name + ", after")).isEqualTo(task.get("after_moves").asString());
            });
    var tiers = figures(run.out(), "tiers");
    json.at("/flow")
        .values()
        .forEach(
            link ->
                assertThat(
                        tiers.get(link.get("from").asString() + " to " + link.get("to").asString()))
                    .isEqualTo(link.get("cost").asString()));
    assertThat(figures(run.out(), "budgets")).containsEntry("company, limit", "200");
  }

  /// The figures of a drawing by name.
  private static Map<String, String> figures(String html, String chart) {
    int begin = html.indexOf("data-chart=\"" + chart + "\"");
    assertThat(begin).as(chart).isPositive();
    var drawing = html.substring(begin, html.indexOf("</svg>", begin));
    Map<String, String> figures = new TreeMap<>();
    Pattern.compile("data-name=\"([^\"]*)\" data-value=\"([^\"]*)\"")
        .matcher(drawing)
        .results()
        .forEach(mark -> figures.put(mark.group(1), mark.group(2)));
    return figures;
  }

  @Test
  void aPageLoadsNothingAndRunsNoScriptButItsOwn() throws IOException {
    var html = report(log(), "-f", "html").out();

    assertThat(html).contains("default-src 'none'").contains("script-src 'sha256-");
    assertThat(html).doesNotContain("http://", "https://", "url(", "@import", "srcset");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(100_000);
  }

  @Test
  void fiveHundredTasksTakeLessThanAMegabyte() throws IOException {
    var log = folder.resolve("many.csv");
    var rows = new StringBuilder("date,task,model,input_tokens,output_tokens\n");
    for (int i = 0; i < 500; i++) {
      rows.append("2026-10-%02d,task_%d,%s,%d,10\n".formatted(1 + i % 31, i, HAIKU, 1000 + i));
    }
    Files.writeString(log, rows);

    var html = report(log, "-f", "html").out();

    assertThat(html).contains("task_499");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
  }

  @Test
  void aMonthThatIsNotOverIsAccruedAndCannotBeClosed() throws IOException {
    var log = log();
    var words = List.of("report", log.toString(), "--month", "2026-10", "--now", "2026-10-15");
    var close = folder.resolve("close.json").toString();

    assertThat(Terminals.run(words).out()).contains("October 2026 is not over: accrue what it has");
    var closed = Terminals.run(Stream.concat(words.stream(), Stream.of("--close", close)).toList());
    assertThat(closed.exit()).isEqualTo(2);
    assertThat(closed.err()).contains("--close: October 2026 is not over");
    assertThat(Path.of(close)).doesNotExist();
  }

  @Test
  void aClosedMonthThatChangesFailsAndSaysWhere() throws IOException {
    var log = log();
    var close = folder.resolve("close.json").toString();
    assertThat(report(log, "--close", close).exit()).isZero();
    assertThat(report(log, "--against-close", close).exit()).isZero();
    assertThat(report(log, "--close", close).err()).contains("is closed already");

    Files.writeString(
        log, Files.readString(log) + "2026-10-09,plan,%s,1,250000,0,\n".formatted(HAIKU));
    var changed = report(log, "--against-close", close);

    assertThat(changed.exit()).isEqualTo(3);
    assertThat(changed.err())
        .contains("closed at $1.60; now it is $1.85 (+$0.25), and 1 total changed");
    assertThat(changed.out()).contains("An input changed since then: calls.csv");
    var json = json(log, "--against-close", close);
    assertThat(at(json, "/restatements/difference")).isEqualTo("0.25");
    assertThat(at(json, "/restatements/changed/0/key/1")).isEqualTo("plan");
    var again = report(log, "--close", close);
    assertThat(again.exit()).isEqualTo(2);
    assertThat(Files.readString(Path.of(close))).contains("\"total\": \"1.6\"");
  }

  @Test
  void theCloseOfAnotherMonthIsRefused() throws IOException {
    var close = folder.resolve("close.json").toString();
    report(log(), "--close", close);

    var run =
        Terminals.run(
            List.of("report", log().toString(), "--month", "2026-09", "--against-close", close));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("closes 2026-10-01 to 2026-10-31 UTC; report the same days");
  }

  @Test
  void aRoutingSaysWhatItPromisedAndWhatArrived() throws IOException {
    var log = folder.resolve("moved.csv");
    // opus-5-5 takes $4 for a million tokens of input, haiku-4-5 $1
    Files.writeString(
        log,
        """
        date,task,model,calls,input_tokens,output_tokens
        2026-09-30,ask,claude-opus-5-5,10,1000000,0
        2026-10-01,ask,claude-opus-5-5,5,500000,0
        2026-10-02,ask,%s,5,500000,0
        """
            .formatted(HAIKU));
    var routing = folder.resolve("routing.yaml");
    Files.writeString(routing, "version: 1\ntasks: {ask: {tier: %s}}\n".formatted(HAIKU));

    var savings = json(log, "--routing", routing.toString()).at("/savings");

    // a call on opus cost $0.40; half of them now run on haiku
    assertThat(at(savings, "/arrived")).isNotEmpty();
    assertThat(new BigDecimal(at(savings, "/promised")))
        .isGreaterThan(new BigDecimal(at(savings, "/arrived")));
    assertThat(new BigDecimal(at(savings, "/arrived"))).isEqualByComparingTo("1.5");
  }

  @Test
  void aFiscalPeriodIsComparedWithTheOneBefore() throws IOException {
    // quarters of 4, 4 and 5 weeks from Monday, 2026-02-02: period 9 ends the third quarter
    var words =
        List.of(
            "report",
            log().toString(),
            "--fiscal-period",
            "9",
            "-f",
            "json",
            "--now",
            "2026-12-01");
    var weeks = Stream.concat(words.stream(), Stream.of("--fiscal-year", "2026-02-02:4-4-5"));
    var json = new ObjectMapper().readTree(Terminals.run(weeks.toList()).out());

    assertThat(at(json, "/period/from")).isEqualTo("2026-09-28");
    assertThat(at(json, "/period/to")).isEqualTo("2026-11-01");
    assertThat(at(json, "/totals/cost")).isEqualTo("1.6");
    assertThat(at(json, "/change/since/from")).isEqualTo("2026-08-31");
    assertThat(at(json, "/change/since/to")).isEqualTo("2026-09-27");
    assertThat(at(json, "/totals/previous")).isEqualTo("0.5");
    var months = Stream.concat(words.stream(), Stream.of("--fiscal-year", "2026-02-01"));
    var october = new ObjectMapper().readTree(Terminals.run(months.toList()).out());
    assertThat(at(october, "/period/from")).isEqualTo("2026-10-01");
    assertThat(Terminals.run(words).err()).contains("--fiscal-period requires --fiscal-year");
  }

  @Test
  void aPeriodIsRequired() throws IOException {
    var run = Terminals.run(List.of("report", log().toString()));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("report requires a period; pass --month last");
  }

  @Test
  void aPackIsNotWrittenAmongTheLogs() throws IOException {
    log();

    var run =
        Terminals.run(
            List.of("report", folder.toString(), "--month", "2026-10", "-o", folder + "/out"));

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("is within").contains("name a folder elsewhere");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void otherDaysAreComparedWithAsManyDaysBefore() throws IOException {
    var words =
        List.of(
            "report", log().toString(), "--from", "2026-10-01", "--to", "2026-10-31", "-f", "json");
    var october = new ObjectMapper().readTree(Terminals.run(words).out());
    var days =
        List.of(
            "report", log().toString(), "--from", "2026-09-21", "--to", "2026-10-10", "-f", "json");
    var twenty = new ObjectMapper().readTree(Terminals.run(days).out());

    assertThat(at(october, "/name")).isEqualTo("October 2026");
    assertThat(at(twenty, "/name")).isEqualTo("2026-09-21 to 2026-10-10");
    assertThat(at(twenty, "/change/since/from")).isEqualTo("2026-09-01");
    assertThat(at(twenty, "/totals/previous")).isEqualTo("0.5");
  }
}
