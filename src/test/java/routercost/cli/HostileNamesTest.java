package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// Names in logs and bills that would be a formula, markup, a border, another line or a command of
/// the terminal are only shown, in every format of the reports that finance passes on.
class HostileNamesTest {
  private static final List<String> NAMES =
      List.of(
          "=HYPERLINK(\"http://evil.example\")",
          "@SUM(1+1)|cell",
          "+cmd|' /C calc'!A0",
          "<script>alert(1)</script>",
          "a|b`]c",
          "first\nsecond\r\nthird",
          "\u001b[31mred\u001b[0m\u0007\u202ereversed",
          "x".repeat(10_000));

  /// A cell that spreadsheets run or take for a sign.
  private static final String FORMULA = "(?s)[=+\\-@\\t\\r].*";

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u202e]");
  private static final String NUMBER = "[+-]?[\\d.]+";

  @TempDir private Path folder;

  private String log = "";
  private String bill = "";

  @BeforeEach
  void write() throws IOException {
    var calls = new StringBuilder("date,task,model,input_tokens,output_tokens,team\n");
    var lines = new StringBuilder("date,model,description,amount\n");
    for (var name : NAMES) {
      var cell = "\"" + name.replace("\"", "\"\"") + "\"";
      calls.append("2026-10-01,%s,claude-haiku-4-5,1000000,10,%s\n".formatted(cell, cell));
      calls.append("2026-10-02,t,%s,1000,10,team\n".formatted(cell)); // a model without a price
      lines.append("2026-10-01,%s,%s,1\n".formatted(cell, cell));
    }
    log = Files.writeString(folder.resolve("calls<script>alert(1).csv"), calls).toString();
    bill = Files.writeString(folder.resolve("bill<script>alert(2).csv"), lines).toString();
  }

  private List<List<String>> commands() {
    return List.of(
        List.of("report", log, "--month", "2026-10", "--now", "2026-11-03"),
        List.of("reconcile", log, "--against", bill, "--month", "2026-10", "--top", "100"));
  }

  private static String run(List<String> words, String... more) {
    var all = Stream.concat(words.stream(), Stream.of(more)).toList();
    var run = Terminals.run(all, new byte[0], Map.of("COLUMNS", "80"), false, Optional.empty());
    assertThat(run.err().replace("\n", "")).doesNotMatch(".*\\p{Cntrl}.*");
    return run.out();
  }

  @Test
  void noTextHasControlsOrMarkup() {
    for (var command : commands()) {
      for (var format : List.of("table", "plain", "json", "csv", "markdown", "html", "value")) {
        var out = run(command, "-f", format);

        assertThat(out).as("%s %s", command, format).isNotEmpty();
        assertThat(CONTROL.matcher(out.replaceAll("\r\n|\n|\t", "")).find())
            .as("%s %s", command, format)
            .isFalse();
        if (format.equals("html") || format.equals("markdown")) {
          assertThat(out).doesNotContain("<script>alert", "href=\"http", "src=");
          assertThat(out.length()).isLessThan(200_000);
        }
      }
    }
  }

  @Test
  void noLineOfATableIsWiderThanTheScreen() {
    for (var command : commands()) {
      assertThat(run(command, "-f", "table").lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void noCellIsAFormulaOrBreaksItsRow() throws IOException {
    var report = commands().getFirst();
    var reconcile = commands().getLast();
    var journal = folder.resolve("journal.csv");
    run(reconcile, "--journal", journal.toString());
    for (var csv :
        List.of(
            run(report, "-f", "csv"),
            run(report, "-f", "focus"),
            run(reconcile, "-f", "csv"),
            Files.readString(journal))) {
      requireHarmless(csv, CSVFormat.RFC4180);
    }
    for (var command : commands()) {
      var rows = run(command, "-f", "plain").lines().toList();
      assertThat(rows).allSatisfy(row -> assertThat(row.split("\t", -1)).hasSize(columns(rows)));
    }
  }

  private static int columns(List<String> rows) {
    return rows.getFirst().split("\t", -1).length;
  }

  private static void requireHarmless(String csv, CSVFormat format) throws IOException {
    try (var parser = CSVParser.parse(csv, format)) {
      var records = parser.getRecords();
      assertThat(records).hasSizeGreaterThan(1);
      for (var record : records) {
        assertThat(record.size()).isEqualTo(records.getFirst().size());
        assertThat(record.stream().filter(cell -> !cell.matches(NUMBER)))
            .allSatisfy(cell -> assertThat(cell).doesNotMatch(FORMULA));
      }
    }
  }

  @Test
  void noNameAddsACellToATableOfMarkdown() {
    for (var command : commands()) {
      int columns = 0;
      for (var line : run(command, "-f", "markdown").lines().toList()) {
        int cells = line.startsWith("|") ? line.replaceAll("\\\\.", "").split("\\|", -1).length : 0;
        assertThat(cells == 0 || columns == 0 || cells == columns).as(line).isTrue();
        columns = cells;
      }
    }
  }

  @Test
  void jsonHasTheNamesAsTheyAre() {
    var json = new ObjectMapper().readTree(run(commands().getFirst(), "-f", "json"));

    var tasks = new ArrayList<String>();
    json.at("/by_task").forEach(task -> tasks.add(task.at("/key/task").asString()));
    assertThat(tasks).contains(NAMES.getFirst(), "<script>alert(1)</script>", "a|b`]c");
  }

  @Test
  void aWorkbookHasNoFormulaButSums() throws IOException {
    for (var command : commands()) {
      var file = folder.resolve(command.getFirst() + ".xlsx");
      run(command, "-o", file.toString());
      try (var workbook = new ReadableWorkbook(file.toFile())) {
        for (var sheet : workbook.getSheets().toList()) {
          sheet
              .read()
              .forEach(row -> row.stream().filter(cell -> cell != null).forEach(this::require));
        }
      }
    }
  }

  private void require(Cell cell) {
    if (cell.getType() == CellType.FORMULA) {
      assertThat(cell.getFormula()).matches("SUM\\([A-Z]+2:[A-Z]+\\d+\\)");
    } else {
      assertThat(cell.getText().getBytes(StandardCharsets.UTF_8).length).isLessThan(32_768);
      assertThat(cell.getText()).doesNotContain("\u001b", "\u202e");
    }
  }
}
