package routercost.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.read.LogReader;
import routercost.read.ReadCalls;
import routercost.read.config.prices.PriceBooks;
import routercost.report.focus.FocusFile.FocusVersion;
import routercost.usage.UsageCube;

/// The rules of FOCUS that a machine can check, on the logs of the sample company.
class FocusFileTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final UsageCube CALLS = calls("samples/finance/logs");
  private static final Ledger LEDGER = Ledger.of(CALLS, BOOK::quote);

  private static UsageCube calls(String... logs) {
    return LogReader.of(ReadCalls.request(List.of(logs), new byte[0])).read().used();
  }

  private static FocusFile file(FocusVersion version) {
    return file(CALLS, version, false, "org-1");
  }

  private static FocusFile file(
      UsageCube calls, FocusVersion version, boolean estimate, String account) {
    return new FocusFile(
        calls, BOOK::quote, version, estimate, account, BOOK.tag(), Optional.empty());
  }

  private static CSVParser parsed(FocusFile file) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(file.csv()));
  }

  private static List<CSVRecord> rows(FocusFile file) throws IOException {
    try (var parser = parsed(file)) {
      return parser.getRecords();
    }
  }

  private static List<String> columns(FocusFile file) throws IOException {
    try (var parser = parsed(file)) {
      return parser.getHeaderNames();
    }
  }

  private static BigDecimal number(CSVRecord row, String column) {
    return new BigDecimal(row.get(column));
  }

  @Test
  void effectiveCostsSumToTheBill() throws IOException {
    var sum =
        rows(file(FocusVersion.V1_4)).stream()
            .map(row -> number(row, "EffectiveCost"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(sum).isEqualByComparingTo(LEDGER.total().usd());
  }

  @Test
  void nothingIsBilledUnlessTheEstimateIsAskedFor() throws IOException {
    assertThat(rows(file(FocusVersion.V1_4)))
        .allSatisfy(row -> assertThat(row.get("BilledCost")).isEqualTo("0"));
    var estimated = file(CALLS, FocusVersion.V1_2, true, "org-1");
    assertThat(rows(estimated))
        .allSatisfy(row -> assertThat(row.get("BilledCost")).isEqualTo(row.get("EffectiveCost")));
  }

  @ParameterizedTest
  @EnumSource(FocusVersion.class)
  void costsAreExactProductsOfUnitPricesAndQuantities(FocusVersion version) throws IOException {
    assertThat(rows(file(version)))
        .isNotEmpty()
        .allSatisfy(
            row -> {
              var quantity = number(row, "PricingQuantity");
              assertThat(number(row, "ListUnitPrice").multiply(quantity))
                  .isEqualByComparingTo(number(row, "ListCost"));
              assertThat(number(row, "ContractedUnitPrice").multiply(quantity))
                  .isEqualByComparingTo(number(row, "ContractedCost"));
              assertThat(number(row, "ListUnitPrice").signum()).isNotNegative();
            });
  }

  @ParameterizedTest
  @EnumSource(FocusVersion.class)
  void theConsumedQuantityIsThePricedOneInItsUnit(FocusVersion version) throws IOException {
    assertThat(rows(file(version)))
        .allSatisfy(
            row -> {
              var unit = row.get("PricingUnit");
              int space = unit.indexOf(' ');
              var size = space < 0 ? BigDecimal.ONE : new BigDecimal(unit.substring(0, space));
              assertThat(unit.substring(space + 1)).isEqualTo(row.get("ConsumedUnit"));
              assertThat(number(row, "PricingQuantity").multiply(size))
                  .isEqualByComparingTo(number(row, "ConsumedQuantity"));
            });
  }

  @ParameterizedTest
  @EnumSource(FocusVersion.class)
  void columnsThatMustNotBeNullHaveValues(FocusVersion version) throws IOException {
    var required =
        new ArrayList<>(
            List.of(
                "BilledCost",
                "BillingAccountId",
                "BillingCurrency",
                "BillingPeriodStart",
                "BillingPeriodEnd",
                "ChargeCategory",
                "ChargePeriodStart",
                "ChargePeriodEnd",
                "ContractedCost",
                "EffectiveCost",
                "InvoiceIssuerName",
                "ListCost",
                "PricingQuantity",
                "PricingUnit",
                "ServiceCategory",
                "ServiceName",
                "SkuId",
                "SkuPriceId",
                "ListUnitPrice",
                "ContractedUnitPrice",
                "ConsumedQuantity",
                "ConsumedUnit",
                "PricingCategory",
                "SkuMeter",
                "ServiceSubcategory"));
    required.addAll(
        switch (version) {
          case V1_2 -> List.of("ProviderName", "PublisherName");
          case V1_4 -> List.of("ServiceProviderName", "HostProviderName");
        });
    assertThat(columns(file(version))).containsAll(required).doesNotHaveDuplicates();
    assertThat(rows(file(version)))
        .allSatisfy(
            row -> required.forEach(column -> assertThat(row.get(column)).as(column).isNotBlank()));
  }

  @ParameterizedTest
  @EnumSource(FocusVersion.class)
  void valuesAreOfTheClosedLists(FocusVersion version) throws IOException {
    assertThat(rows(file(version)))
        .allSatisfy(
            row -> {
              assertThat(row.get("ChargeCategory")).isEqualTo("Usage");
              assertThat(row.get("ChargeClass")).isEmpty();
              assertThat(row.get("ChargeFrequency")).isEqualTo("Usage-Based");
              assertThat(row.get("ServiceCategory")).isEqualTo("AI and Machine Learning");
              assertThat(row.get("ServiceSubcategory")).isEqualTo("Generative AI");
              assertThat(row.get("PricingCategory")).isEqualTo("Standard");
              assertThat(row.get("BillingCurrency")).isEqualTo("USD");
              assertThat(row.get("InvoiceId")).isEmpty();
              assertThat(row.get("ConsumedUnit"))
                  .isIn("Tokens", "Requests", "Hours", "Seconds", "Units", "Characters", "Pages");
            });
  }

  @Test
  void periodsAreWholeDaysWithinWholeMonthsInUtc() throws IOException {
    assertThat(rows(file(FocusVersion.V1_4)))
        .allSatisfy(
            row -> {
              var start = OffsetDateTime.parse(row.get("ChargePeriodStart"));
              var end = OffsetDateTime.parse(row.get("ChargePeriodEnd"));
              var month = OffsetDateTime.parse(row.get("BillingPeriodStart"));
              assertThat(row.get("ChargePeriodStart")).endsWith("T00:00:00Z");
              assertThat(end).isEqualTo(start.plusDays(1));
              assertThat(month.getDayOfMonth()).isEqualTo(1);
              assertThat(OffsetDateTime.parse(row.get("BillingPeriodEnd")))
                  .isEqualTo(month.plusMonths(1));
              assertThat(start).isAfterOrEqualTo(month);
              assertThat(end).isBeforeOrEqualTo(month.plusMonths(1));
            });
  }

  @Test
  void onePriceIdHasOneSkuAndOneUnitAndOnePriceADay() throws IOException {
    var skus = new HashMap<String, Set<String>>();
    var prices = new HashMap<String, Set<String>>();
    for (var row : rows(file(FocusVersion.V1_4))) {
      var id = row.get("SkuPriceId");
      skus.merge(id, Set.of(row.get("SkuId") + row.get("PricingUnit")), FocusFileTest::union);
      prices.merge(
          row.get("ChargePeriodStart") + id,
          Set.of(row.get("ListUnitPrice")),
          FocusFileTest::union);
    }
    assertThat(skus.values()).allSatisfy(values -> assertThat(values).hasSize(1));
    assertThat(prices.values()).allSatisfy(values -> assertThat(values).hasSize(1));
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  @Test
  void oneRowStandsForEachDayPriceAndSetOfTags() throws IOException {
    assertThat(
            rows(file(FocusVersion.V1_4)).stream()
                .map(row -> row.get("ChargePeriodStart") + row.get("SkuPriceId") + row.get("Tags")))
        .doesNotHaveDuplicates();
  }

  @Test
  void detailsAndTagsAreFlatObjectsOfTexts() throws IOException {
    var json = new ObjectMapper();
    for (var row : rows(file(FocusVersion.V1_4))) {
      for (var column : List.of("SkuPriceDetails", "Tags")) {
        for (var value : json.readTree(row.get(column)).properties()) {
          assertThat(value.getValue().isTextual()).as(column).isTrue();
        }
      }
      assertThat(json.readTree(row.get("SkuPriceDetails")).properties())
          .allSatisfy(property -> assertThat(property.getKey()).startsWith("x_"));
    }
  }

  @Test
  void ownColumnsComeLastAndBeginWithX() throws IOException {
    assertThat(columns(file(FocusVersion.V1_4)))
        .endsWith("x_CostBasis", "x_PriceTable")
        .startsWith("BilledCost", "BillingAccountId")
        .contains("HostProviderName", "ServiceProviderName")
        .doesNotContain("ProviderName", "PublisherName");
    assertThat(columns(file(FocusVersion.V1_2)))
        .contains("ProviderName", "PublisherName")
        .doesNotContain("HostProviderName", "ServiceProviderName");
  }

  @Test
  void batchAndPlacesArePricesOfTheSameSku() throws IOException {
    var ids =
        rows(file(FocusVersion.V1_4)).stream()
            .map(row -> Map.entry(row.get("SkuId"), row.get("SkuPriceId")))
            .distinct()
            .toList();
    assertThat(ids)
        .contains(
            Map.entry(
                "claude-sonnet-4-6/input-tokens",
                "anthropic/claude-sonnet-4-6/input-tokens/inference-geo-us"),
            Map.entry(
                "claude-sonnet-5-5/input-tokens", "anthropic/claude-sonnet-5-5/input-tokens/batch"),
            Map.entry(
                "claude-sonnet-5-5/input-tokens",
                "anthropic/claude-sonnet-5-5/input-tokens/standard"));
  }

  @Test
  void hostileNamesAreHarmless(@TempDir Path folder) throws IOException {
    var log = folder.resolve("calls.csv");
    Files.writeString(
        log,
        """
        timestamp,task,model,input_tokens,output_tokens
        2026-10-01T00:00:00Z,"=HYPERLINK(""x"")",claude-haiku-4-5,1000,10
        2026-10-01T00:00:00Z,"a\u001b[31m\nb",claude-haiku-4-5,1000,10
        """);
    var csv = file(calls(log.toString()), FocusVersion.V1_4, false, "=1+1").csv();
    assertThat(csv).doesNotContain("\u001b").contains(",'=1+1,").doesNotContain(",=");
    var row = rows(file(calls(log.toString()), FocusVersion.V1_4, false, "a"));
    assertThat(row).hasSize(4);
    assertThat(new ObjectMapper().readTree(row.getFirst().get("Tags")).get("task").asText())
        .isEqualTo("=HYPERLINK(\"x\")");
  }
}
