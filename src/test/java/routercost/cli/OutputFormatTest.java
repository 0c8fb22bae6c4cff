package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The shape of a report: by its name, by the name of its file, or one number.
class OutputFormatTest {
  private static final String LOG =
      """
      timestamp,task,model,input_tokens,output_tokens
      2026-10-05T10:00:00Z,plan,claude-haiku-4-5,10000,0
      2026-10-06T10:00:00Z,chat,claude-haiku-4-5,30000,0
      2026-10-07T10:00:00Z,plan,claude-haiku-4-5,20000,0
      """;

  private static final String UNKNOWN =
      """
      timestamp,task,model,input_tokens,output_tokens
      2026-10-05T10:00:00Z,plan,wonder-9,1000000,0
      """;

  @TempDir Path folder;

  private static Terminals.Run run(String words, String stdin) {
    return Terminals.run(List.of(words.split(" ")), stdin, Map.of("LC_ALL", "C.UTF-8"));
  }

  @ParameterizedTest
  @CsvSource({
    "audit - -f value, 0.06", // 60,000 at 1 a million
    "audit - -f value --group-by day, 0.06",
    "audit - -f value --month 2026-09, 0",
    "audit - -f value --task plan, 0.03",
    "what-if - --move plan=claude-opus-4-5 -f value, 0.18", // 30,000 at 5 a million, and 0.03
  })
  void theValueIsOneExactNumber(String command, String value) {
    var run = run(command, LOG);
    assertThat(run.out()).as(run.err()).isEqualTo(value + "\n");
    assertThat(run.exit()).isZero();
  }

  @Test
  void theValueOfACommandIsWhatItIsAbout() throws IOException {
    var log = Files.writeString(folder.resolve("calls.csv"), LOG).toString();
    var budgets = folder.resolve("budgets.yaml");
    Files.writeString(
        budgets,
        """
        version: 1
        currency: USD
        budgets:
          - {id: all, metric: cost, limit: 0.05}
          - {id: plan, metric: cost, scope: {task: plan}, limit: 1}
        """);
    assertThat(run("check " + log + " --budgets " + budgets + " -f value", "").out())
        .isEqualTo("1\n");
    assertThat(run("audit " + log + " --budgets " + budgets + " -f value", "").out())
        .isEqualTo("0.06\n");
    var days = " --base-period 2026-10-05 --head-period 2026-10-06";
    assertThat(run("compare " + log + days + " -f value", "").out()).isEqualTo("0.02\n");
    assertThat(run("explain " + log + ":3 -f value", "").out()).isEqualTo("0.03\n");
  }

  @Test
  void bestRoutingIsTheBillAfterItsStepsOrThoseOfABudget() {
    var best = "what-if samples/calls.csv --best";
    assertThat(run(best + " -f json", "").out())
        .contains("\"after\": \"" + run(best + " -f value", "").out().strip() + "\"");
    assertThat(run(best + " --budget 5 -f value", "").out()).isEqualTo("5\n");
    assertThat(run(best + " --budget 0.5 -f value", "").exit()).isEqualTo(2);
  }

  @Test
  void whatHasNoPriceIsNoNumber() {
    var run = run("audit - -f value", UNKNOWN);
    assertThat(run.out()).isEqualTo("unpriced\n");
    assertThat(run.exit()).isZero();
    var rejected = run("audit - -f value", LOG.replace("0000,0", "0oo,0"));
    assertThat(rejected.out()).isEqualTo("unpriced\n");
    assertThat(rejected.exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what-if samples/calls.csv",
        "prices list",
        "estimate samples/pipelines/support.yaml",
        "forecast samples/calls.csv --month 2026-12 --from 2026-10-30"
      })
  void aReportThatIsNotOneNumberIsRefused(String command) {
    var run = run(command + " -f value", "");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("this report is not one number", "audit, report, compare");
  }

  @ParameterizedTest
  @CsvSource({
    "x.csv, '', csv",
    "x.json, '', json",
    "x.md, '', markdown",
    "x.tsv, '', plain",
    "X.CSV, '', csv",
    "x.txt, '', table",
    "x, '', table",
    "x.junit, '', table",
    "x.csv, -f json, json",
  })
  void aFileIsWrittenInTheFormatOfItsName(String name, String option, String format)
      throws IOException {
    var file = folder.resolve(name);
    var run = run(("audit - -o " + file + " " + option).strip(), LOG);
    assertThat(run.err()).contains("wrote " + file + " as " + format);
    assertThat(Files.readString(file)).isEqualTo(run("audit - -f " + format, LOG).out());
    assertThat(run("audit - -q -o " + file, LOG).err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"tsv, plain", "md, markdown", "JSON, json"})
  void aFormatMayHaveAnotherName(String name, String format) {
    assertThat(run("audit - -f " + name, LOG)).isEqualTo(run("audit - -f " + format, LOG));
    assertThat(run("audit - -f yaml", LOG).err())
        .contains("expected table, plain, json, csv,", "; with --budgets also junit,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "-cost", "cost:desc", "before"})
  void daysAreSortedByCostIfAsked(String column) {
    var rows = run("audit - --group-by day -f plain --sort " + column, LOG).out().lines().skip(1);
    assertThat(rows.map(row -> row.substring(0, 10)))
        .containsExactly("2026-10-06", "2026-10-07", "2026-10-05");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit samples/calls.csv --sort cost:asc | route_intent",
        "audit samples/calls.csv --group-by day --sort -day | 2026-10-31",
        "what-if samples/calls.csv --sort calls:asc | plan_release",
        "compare samples/calls.csv samples/rush.csv --sort name:desc | translate_faq",
        "check samples/calls.csv --budgets samples/budgets.yaml --sort used --top 1 | classify-stays-off-opus",
        "check samples/calls.csv --budgets samples/budgets.yaml --sort name --top 1 | classify-on-haiku-saves",
        "prices list --provider openai --sort input:asc --top 1 | text-embedding-3-small",
        "route verify samples/calls.csv --since 2026-10-15 --routing samples/routing.yaml --sort saved | plan_release",
      })
  void rowsStandInTheOrderThatIsAskedFor(String command, String first) {
    var rows = run(command + " -f csv", "").out().lines().toList();
    assertThat(rows.get(1)).startsWith(first + ",");
    assertThat(rows).hasSizeLessThan(command.contains("--top") ? 3 : 40);
  }

  @Test
  void anUnknownColumnOfAnotherReportIsAnsweredByItsOwn() {
    assertThat(run("prices list --sort cost", "").err())
        .contains("--sort is 'cost'; expected name, provider, tier, input, output");
  }

  @ParameterizedTest
  @CsvSource({"xlsx, FILE.xlsx", "parquet, FILE.csv", "yaml, FILE.json"})
  void aFormatThatIsNotThereHasANeighbour(String name, String file) {
    assertThat(run("audit - -f " + name, LOG).err()).contains(name, "-o " + file);
  }

  @ParameterizedTest
  @CsvSource({"yaml, FILE.json", "pdf, FILE.html", "parquet, FILE.csv", "xml, FILE.json"})
  void aFileWhoseNameIsOfAnotherFormatIsNotWritten(String ending, String file) {
    var refused = run("audit - -o spend." + ending, LOG);
    assertThat(refused.err()).contains("there is no format '" + ending + "'", "-o " + file);
    assertThat(refused.exit()).isEqualTo(2);
  }

  @Test
  void onlyWorkbooksOfOneKindAreWritten() {
    var refused = run("audit - -o spend.ods", LOG);
    assertThat(refused.err())
        .contains("--output: there is no format 'ods'; a workbook is written with -o FILE.xlsx");
    assertThat(refused.exit()).isEqualTo(2);
  }

  @Test
  void daysStandInTheirOrderOtherwise() {
    var rows = run("audit - --group-by day -f plain", LOG).out().lines().skip(1);
    assertThat(rows.map(row -> row.substring(0, 10)))
        .containsExactly("2026-10-05", "2026-10-06", "2026-10-07");
    assertThat(run("audit - --sort size", LOG).err())
        .contains("--sort is 'size'; expected cost, saved, calls, tokens, name");
  }
}
