package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bills of every format next to logs. The samples were made from the logs and then changed, by
/// the amounts that are here.
class ReconcileTest {
  private static final String LOGS = "samples/finance/logs";
  private static final String BILLS = "samples/bills/";

  @TempDir private Path folder;

  private static Terminals.Run run(String... words) {
    var args = new ArrayList<>(List.of("reconcile"));
    args.addAll(List.of(words));
    return Terminals.run(args, new byte[0], Map.of("COLUMNS", "80"), false, Optional.empty());
  }

  /// The causes that are not zero, and the residual.
  private static Map<String, String> causes(String... words) throws IOException {
    var args = new ArrayList<>(List.of(words));
    args.addAll(List.of("-f", "json"));
    JsonNode json = new ObjectMapper().readTree(run(args.toArray(String[]::new)).out());
    var causes = new TreeMap<String, String>();
    json.get("causes")
        .properties()
        .forEach(
            cause -> {
              if (!cause.getValue().asText().equals("0")) {
                causes.put(cause.getKey(), cause.getValue().asText());
              }
            });
    causes.put("residual", json.get("unexplained").asText());
    return causes;
  }

  @Test
  void twelveWaysInWhichACostReportDiffersAreFoundToTheDigit() throws IOException {
    var causes = causes(LOGS, "--against", BILLS + "cost-report.json", "--month", "2026-10");
    assertThat(causes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("list_difference", "0.110317"), // Opus output at 5% more
                Map.entry("discount", "-6.6334018"), // 10% off Sonnet input
                Map.entry("credit", "-5"),
                Map.entry("tax", "3.1875"),
                Map.entry("rounding", "-0.0031"),
                Map.entry("geography", "0.101387"), // Sonnet output of one day in the US
                Map.entry("batch", "1.43685"), // batch output of one day at the standard price
                Map.entry("cache_lifetime", "0.324705"), // writes of five minutes as of an hour
                Map.entry("searches", "0.05"), // five of them
                Map.entry("not_logged", "0.05"), // 100,000 tokens of Haiku output
                Map.entry("not_billed", "-1.8146634"), // Sonnet 4.6 of one day
                Map.entry("residual", "0"))); // and Haiku input two days late, which sums to 0
    var late =
        run(LOGS, "--against", BILLS + "cost-report.json", "--month", "2026-10", "-f", "csv")
            .out()
            .lines()
            .filter(line -> line.contains("late"))
            .toList();
    assertThat(late).hasSize(3); // the header and two days
    assertThat(late.get(1)).contains("2026-10-22").contains("-0.2322175");
    assertThat(late.get(2)).contains("2026-10-24").contains("0.2322175");
  }

  @Test
  void anAnthropicCostReportNeedsTheUsageReportToTellAPrice() throws IOException {
    for (var usage : List.of("anthropic-usage.json", "analytics-usage.json")) {
      assertThat(causes(LOGS, "--against", BILLS + "anthropic-cost.json", BILLS + usage))
          .as(usage)
          .isEqualTo(Map.of("list_difference", "0.06354", "not_logged", "0.165", "residual", "0"));
    }
    assertThat(causes(LOGS, "--against", BILLS + "anthropic-cost.json"))
        .isEqualTo(Map.of("not_logged", "0.22854", "residual", "0"));
    assertThat(run(LOGS, "--against", BILLS + "anthropic-cost.json").out())
        .contains("states no quantities");
  }

  /// The logs of other providers explain nothing of this bill.
  @Test
  void aBillOfCallsThatAreInNoLogIsNotSaidToBeExplained() throws IOException {
    var text = run(BILLS + "logs", "--against", BILLS + "anthropic-cost.json").out();
    assertThat(text.replaceAll("\\s+", " "))
        .contains(
            "In part: $66.40 of the bill of $67.86 is in no log, and $17.28 of the $17.28 of the"
                + " logs is on no bill.")
        .doesNotContain("Yes:");
  }

  @Test
  void theTableOfTheConsoleIsInWholeCents() throws IOException {
    assertThat(causes(LOGS, "--against", BILLS + "console.csv"))
        .isEqualTo(Map.of("discount", "-1.39", "rounding", "0.0431997", "residual", "0"));
  }

  @Test
  void focusHasCreditsTaxesAndCorrections() throws IOException {
    assertThat(causes(LOGS, "--against", BILLS + "focus.csv"))
        .isEqualTo(
            Map.of(
                "credit",
                "-2.5",
                "tax",
                "1.25",
                "late",
                "0.75",
                "not_logged",
                "1",
                "residual",
                "0"));
  }

  @Test
  void openAiStatesQuantities() throws IOException {
    assertThat(causes(BILLS + "logs/openai.csv", "--against", BILLS + "openai-costs.json"))
        .isEqualTo(Map.of("list_difference", "0.02", "not_logged", "0.56", "residual", "0"));
  }

  @Test
  void awsCountsThousandsAndLeavesOtherServicesOut() throws IOException {
    var words = new String[] {BILLS + "logs/bedrock.csv", "--against", BILLS + "aws-cur.csv"};
    assertThat(causes(words))
        .isEqualTo(
            Map.of(
                "discount",
                "-0.72",
                "credit",
                "-1",
                "tax",
                "1.4",
                "not_logged",
                "0.3",
                "residual",
                "0"));
    assertThat(run(words).out())
        .contains("lines of other services ($0.5) are not compared")
        .contains("lines that were read before are counted once");
  }

  @Test
  void azureHasRefundsAndRounding() throws IOException {
    assertThat(causes(BILLS + "logs/azure.csv", "--against", BILLS + "azure.csv"))
        .isEqualTo(
            Map.of("credit", "-0.5", "rounding", "-0.003", "not_logged", "0.1", "residual", "0"));
  }

  @Test
  void cursorAndCopilotBillByModelAndDay() throws IOException {
    assertThat(causes(BILLS + "logs/editors.csv", "--against", BILLS + "cursor.csv"))
        .isEqualTo(Map.of("rounding", "0.004", "not_logged", "0.05", "residual", "0"));
    assertThat(causes(BILLS + "logs/editors.csv", "--against", BILLS + "copilot.csv"))
        .isEqualTo(Map.of("discount", "-0.556", "residual", "0"));
  }

  @Test
  void severalBillsShareTheLogs() throws IOException {
    assertThat(
            causes(
                BILLS + "logs/openai.csv",
                BILLS + "logs/bedrock.csv",
                "--against",
                BILLS + "openai-costs.json",
                BILLS + "aws-cur.csv"))
        .isEqualTo(
            Map.of(
                "list_difference",
                "0.02",
                "discount",
                "-0.72",
                "credit",
                "-1",
                "tax",
                "1.4",
                "not_logged",
                "0.86",
                "residual",
                "0"));
  }

  @Test
  void anInvoiceInEurosNeedsAPinnedRate() throws IOException {
    var bill = BILLS + "invoice.csv";
    var refused = run(LOGS, "--against", bill);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("the amount is in EUR, and no rate of it is pinned");
    assertThat(causes(LOGS, "--against", bill, "--terms", BILLS + "terms.yaml"))
        .isEqualTo(Map.of("tax", "37.758", "rounding", "0.012695691", "residual", "0"));
  }

  @Test
  void whatHasNoCauseFailsBeyondTheTolerance() throws IOException {
    var bill = folder.resolve("bill.csv");
    // 1,000,000 tokens of input cost $3; $3.0000015 would be half a token more.
    Files.writeString(
        bill, "date,model,meter,amount\n2026-10-05,claude-sonnet-4-5,input,3.0000015\n");
    var log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-05T00:00:00Z,plan,claude-sonnet-4-5,1000000,0
        """);
    var words = List.of(log.toString(), "--against", bill.toString(), "--tolerance");
    var failed = run(and(words, "0"));
    assertThat(failed.exit()).isEqualTo(3);
    assertThat(failed.out()).contains("No: ");
    assertThat(failed.err()).contains("has no explanation, more than the tolerance of");
    assertThat(run(and(words, "0.01")).exit()).isZero();
    assertThat(run(and(words, "0.001%")).exit()).isZero();
    assertThat(run(and(words, "a lot")).err()).contains("expected dollars such as 1.50");
  }

  private static String[] and(List<String> words, String more) {
    var all = new ArrayList<>(words);
    all.add(more);
    return all.toArray(String[]::new);
  }

  @Test
  void workspacesAreComparedByAColumnOfTheLog() throws IOException {
    var bill = folder.resolve("bill.csv");
    Files.writeString(
        bill,
        """
        date,model,meter,workspace,amount
        2026-10-05,claude-sonnet-4-5,input,web,4.5
        2026-10-05,claude-sonnet-4-5,input,shop,4.5
        """);
    var log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens,team
        2026-10-05T00:00:00Z,plan,claude-sonnet-4-5,1000000,0,web
        2026-10-05T00:00:00Z,plan,claude-sonnet-4-5,2000000,0,shop
        """);
    assertThat(causes(log.toString(), "--against", bill.toString()))
        .isEqualTo(Map.of("residual", "0"));
    var apart = run(log.toString(), "--against", bill.toString(), "--workspace", "team");
    assertThat(apart.out()).contains("Workspace").contains("not logged").contains("not billed");
  }

  @Test
  void aLineThatCannotBeReadIsAnError() throws IOException {
    var bill = folder.resolve("bill.csv");
    Files.writeString(bill, "date,model,amount\n2026-10-05,claude-sonnet-4-5,a lot\n");
    var refused = run(LOGS, "--against", bill.toString());
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).contains("bill.csv:2: amount is 'a lot'; expected a number");
    Files.writeString(bill, "date,model,amount\nsometime,claude-sonnet-4-5,1\n");
    assertThat(run(LOGS, "--against", bill.toString()).err()).contains("'sometime' is not a date");
  }

  @Test
  void whetherTheBillCanBeTrustedStandsFirstOnAPageAndInAWorkbook() throws IOException {
    var bill = BILLS + "cost-report.json";
    var file = folder.resolve("reconciled.xlsx");
    var answer = "Yes: all of the difference is explained. The bill of $184.71 is $8.19 less than";

    var page = run(LOGS, "--against", bill, "--month", "2026-10", "-f", "html").out();
    run(LOGS, "--against", bill, "--month", "2026-10", "-o", file.toString());

    assertThat(page).contains(answer);
    try (var workbook = new ReadableWorkbook(file.toFile())) {
      assertThat(workbook.getSheets().map(Sheet::getName))
          .containsExactly("Summary", "Overview", "Lines that differ (10 of 60)", "Assumptions");
      var summary = workbook.findSheet("Summary").orElseThrow().read();
      assertThat(summary.get(2).getCell(0).getText()).startsWith(answer);
      var way = workbook.findSheet("Overview").orElseThrow().read();
      assertThat(way.getLast().getCell(0).getText()).isEqualTo("Billed");
      assertThat(way.getLast().getCell(1).getFormula())
          .isEqualTo("SUM(B2:B%d)".formatted(way.size() - 1));
    }
  }

  @Test
  void theJournalBalancesAndItsPayableIsTheBill() throws IOException {
    var journal = folder.resolve("journal.csv");
    var run =
        run(
            LOGS,
            "--against",
            BILLS + "invoice.csv",
            "--terms",
            BILLS + "terms.yaml",
            "--month",
            "2026-10",
            "--owners",
            "samples/finance/owners.yaml",
            "--journal",
            journal.toString());
    assertThat(run.exit()).isZero();
    var debits = BigDecimal.ZERO;
    var credits = BigDecimal.ZERO;
    for (var line : Files.readAllLines(journal).stream().skip(1).toList()) {
      var cells = line.split(",", -1);
      assertThat(cells[0]).isEqualTo("2026-10-31");
      debits = debits.add(cells[3].isEmpty() ? BigDecimal.ZERO : new BigDecimal(cells[3]));
      credits = credits.add(cells[4].isEmpty() ? BigDecimal.ZERO : new BigDecimal(cells[4]));
    }
    assertThat(debits).isEqualTo(credits);
    assertThat(Files.readString(journal))
        .contains("2026-10-31,1410,,37.76,,USD,Tax")
        .contains(",6420,200,")
        .contains(",6420,310,")
        .contains("2100,,,236.45,USD,Bills");
  }
}
