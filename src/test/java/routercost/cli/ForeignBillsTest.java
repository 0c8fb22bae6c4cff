package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bills as people and providers write them. The log costs $3.30 on October 5: 1,000,000 tokens of
/// input at $3 and 20,000 of output at $15 per million; and $1.65, half as much, on October 6.
class ForeignBillsTest {
  private static final Map<String, String> EXPLAINED = Map.of("residual", "0");

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void writeTheLog() throws IOException {
    log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-05T10:00:00Z,plan,claude-sonnet-4-5,1000000,20000
        2026-10-06T10:00:00Z,plan,claude-sonnet-4-5,500000,10000
        """);
  }

  private Terminals.Run run(String bill, String... more) throws IOException {
    var file = folder.resolve(bill.startsWith("{") ? "bill.json" : "bill.csv");
    Files.writeString(file, bill);
    var words =
        new ArrayList<>(
            List.of("reconcile", log.toString(), "--against", file.toString(), "-f", "json"));
    words.addAll(List.of(more));
    return Terminals.run(words, new byte[0], Map.of(), false, Optional.empty());
  }

  /// The causes that are not zero, and the residual.
  private Map<String, String> causes(String bill, String... more) throws IOException {
    var json = new ObjectMapper().readTree(run(bill, more).out());
    var causes = new TreeMap<String, String>();
    json.get("causes")
        .properties()
        .forEach(cause -> causes.put(cause.getKey(), cause.getValue().asText()));
    causes.values().removeIf("0"::equals);
    causes.put("residual", json.get("unexplained").asText());
    return causes;
  }

  @Test
  void decimalCommasAreRecognisedInTheWholeColumn() throws IOException {
    // 1,650 alone could be 1650; 0,300 cannot
    assertThat(
            causes(
                """
                date;model;meter;quantity;amount
                2026-10-05;claude-sonnet-4-5;input;1.000.000;3,000
                2026-10-05;claude-sonnet-4-5;output;20.000;0,300
                2026-10-06;claude-sonnet-4-5;input;500.000;1,500
                2026-10-06;claude-sonnet-4-5;output;10.000;0,150
                """))
        .isEqualTo(EXPLAINED);
  }

  @Test
  void oneDateThatCanOnlyBeginWithTheDayDecidesForAll() throws IOException {
    var bill =
        """
        date,model,amount
        05/10/2026,claude-sonnet-4-5,3.3
        06/10/2026,claude-sonnet-4-5,1.65
        """;
    assertThat(causes(bill + "25/10/2026,Support fee,1\n"))
        .isEqualTo(Map.of("not_logged", "1", "residual", "0"));
    assertThat(run(bill).out())
        .contains("of dates such as 05/10/2026 the month is taken to be first");
  }

  /// 2026-10-05T23:30Z is on October 6 in Berlin, and 2026-10-06T10:00Z as well.
  @Test
  void daysThatBeginAtOtherMidnightsAreThoseOfATimezone() throws IOException {
    Files.writeString(log, Files.readString(log).replace("05T10:00", "05T23:30"));
    var bill = "date,model,amount\n2026-10-06T00:00:00+02:00,claude-sonnet-4-5,4.95\n";

    assertThat(causes(bill, "--timezone", "Europe/Berlin")).isEqualTo(EXPLAINED);
    assertThat(run(bill).out()).contains("days begin at midnight of +02:00, as with --timezone");
    // hours are on the days of the provider, which are those of UTC
    assertThat(causes(bill.replace("T00:00", "T01:30").replace("4.95", "3.3")))
        .isEqualTo(EXPLAINED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Total,,4.95", ",Total,4.95", "2026-10,Total,4.95", "2026-10-31,Grand total,4.95"})
  void aLineThatSumsUpTheOthersIsNotCounted(String total) throws IOException {
    var bill =
        """
        date,model,amount
        2026-10-05,claude-sonnet-4-5,3.3
        2026-10-06,claude-sonnet-4-5,1.65
        """;
    assertThat(causes(bill + total + "\n")).isEqualTo(EXPLAINED);
    assertThat(run(bill + total + "\n").out())
        .contains("a line that sums up the others is not counted");
  }

  @Test
  void aLineThatIsOnlyCalledATotalIsBilled() throws IOException {
    assertThat(
            causes(
                """
                date,description,amount
                2026-10,Total usage,4.95
                2026-10,VAT 20%,0.99
                """))
        .isEqualTo(Map.of("tax", "0.99", "residual", "0"));
  }

  @Test
  void aLineWithoutADateIsAnErrorEvenIfAColumnIsCalledTotal() throws IOException {
    var refused = run("date,model,total\n2026-10-05,claude-sonnet-4-5,4.95\n,Credit,-1.5\n");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.err()).contains("bill.csv:3: no date");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.50", "(1.50)", "1.50-", "−1.50", "-$1.50", "($1.50)"})
  void creditsAreWrittenInManyWays(String credit) throws IOException {
    assertThat(
            causes(
                """
                date,model,amount
                2026-10-05,claude-sonnet-4-5,3.3
                2026-10-06,claude-sonnet-4-5,1.65
                2026-10-06,Credit,%s
                """
                    .formatted(credit)))
        .isEqualTo(Map.of("credit", "-1.5", "residual", "0"));
  }

  @Test
  void linesOfOneIdAreSeveralUnlessTheyAreEqual() throws IOException {
    // as AWS numbers the hours of one item
    var hours =
        """
        id,date,model,amount
        a,2026-10-05T00:00:00Z,claude-sonnet-4-5,1.3
        a,2026-10-05T01:00:00Z,claude-sonnet-4-5,2
        b,2026-10-06T00:00:00Z,claude-sonnet-4-5,1.65
        """;
    assertThat(causes(hours)).isEqualTo(EXPLAINED);
    assertThat(causes(hours + "b,2026-10-06T00:00:00Z,claude-sonnet-4-5,1.65\n"))
        .isEqualTo(EXPLAINED);
  }

  /// Claude on Bedrock is sold through the marketplace, by its product and in millions.
  @Test
  void theMarketplaceOfAwsNamesTheModelAsAProduct() throws IOException {
    Files.writeString(
        log,
        Files.readString(log).replace("claude-", "anthropic.claude-").replace("5,", "5-v1:0,"));
    var line =
        "2026-10-0%s,Usage,USE1-MP:USE1_%sTokenCount-Units,%s,Units,%s,AWS Marketplace software"
            + " usage|us-east-1|Million %2$s Tokens,Claude Sonnet 4.5 (Amazon Bedrock Edition)\n";
    var bill =
        "lineItem/UsageStartDate,lineItem/LineItemType,lineItem/UsageType,lineItem/UsageAmount,"
            + "pricing/unit,lineItem/UnblendedCost,lineItem/LineItemDescription,product/ProductName\n"
            + line.formatted("5", "Input", "1", "3")
            + line.formatted("5", "Output", "0.02", "0.3")
            + line.formatted("6", "Input", "0.6", "1.8")
            + line.formatted("6", "Output", "0.01", "0.15");
    // 100,000 tokens more of input than the log has
    assertThat(causes(bill)).isEqualTo(Map.of("not_logged", "0.3", "residual", "0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"amount_eur", "Amount (EUR)", "cost in EUR", "Total EUR"})
  void theNameOfAnAmountNamesItsCurrency(String name) throws IOException {
    var terms = folder.resolve("terms.yaml");
    Files.writeString(terms, "version: 1\nrates: {source: a bank, usd: {EUR: \"1.25\"}}\n");
    var bill =
        "date,model,%s\n2026-10-05,claude-sonnet-4-5,2.64\n2026-10-06,claude-sonnet-4-5,1.32\n"
            .formatted(name);
    assertThat(causes(bill, "--terms", terms.toString())).isEqualTo(EXPLAINED);
    assertThat(run(bill).err()).contains("the amount is in EUR, and no rate of it is pinned");
  }

  @Test
  void amountsInYenAreRoundedToWholeOnes() throws IOException {
    var terms = folder.resolve("terms.yaml");
    Files.writeString(terms, "version: 1\nrates: {source: a bank, usd: {JPY: \"0.007\"}}\n");
    var bill =
        """
        date,model,meter,amount,currency
        2026-10-05,claude-sonnet-4-5,input,429,JPY
        2026-10-05,claude-sonnet-4-5,output,43,JPY
        2026-10-06,claude-sonnet-4-5,input,214,JPY
        2026-10-06,claude-sonnet-4-5,output,21,JPY
        """;
    // 707 yen are $4.949
    assertThat(causes(bill, "--terms", terms.toString()))
        .isEqualTo(Map.of("rounding", "-0.001", "residual", "0"));
  }

  @Test
  void aReportThatWasSavedTwiceIsOneBill() throws IOException {
    var report =
        """
        {"data": [{"starting_at": "2026-10-05T00:00:00Z", "results": [{"amount": "330"}]},
        {"starting_at": "2026-10-06T00:00:00Z", "results": [{"amount": "165"}]}]}
        """;
    var copy = folder.resolve("copy.json");
    Files.writeString(copy, report + "\n");
    var both = run(report, "--against", copy.toString());
    assertThat(both.out())
        .contains("\"unexplained\": \"0\"")
        .contains("lines that were read before are counted once");
    assertThat(causes(report, "--against", copy.toString())).isEqualTo(EXPLAINED);
  }

  /// Without `group_by`, all fields but the amount are null. It is in cents all the same.
  @Test
  void anUngroupedCostReportIsInCents() throws IOException {
    assertThat(
            causes(
                """
                {"data": [
                {"starting_at": "2026-10-05T00:00:00Z", "ending_at": "2026-10-06T00:00:00Z",
                "results": [{"currency": "USD", "amount": "330", "cost_type": null, "model": null}]},
                {"starting_at": "2026-10-06T00:00:00Z", "ending_at": "2026-10-07T00:00:00Z",
                "results": [{"currency": "USD", "amount": "165", "cost_type": null, "model": null}]}
                ]}
                """))
        .isEqualTo(EXPLAINED);
  }

  @Test
  void cursorBillsNothingForACallThatFailed() throws IOException {
    assertThat(
            causes(
                """
                Date,User,Kind,Model,Total Tokens,Cost
                2026-10-05T09:12:00.000Z,a,On-Demand,claude-4.5-sonnet,1020000,$3.30
                2026-10-06T09:12:00.000Z,a,On-Demand,claude-4.5-sonnet,510000,$1.65
                2026-10-06T09:13:00.000Z,a,"Errored, No Charge",claude-4.5-sonnet,2,-
                """))
        .isEqualTo(EXPLAINED);
  }

  @Test
  void aSummaryOfCopilotIsOfItsPeriod() throws IOException {
    assertThat(
            causes(
                """
                {"timePeriod": {"year": 2026, "month": 10}, "organization": "shop", "usageItems": [
                {"product": "Copilot", "sku": "AI Unit", "model": "Claude Sonnet 4.5",
                "unitType": "ai-units", "grossAmount": 4.95, "netAmount": 4.95}]}
                """))
        .isEqualTo(EXPLAINED);
  }
}
