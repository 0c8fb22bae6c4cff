package routercost.report.focus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PricePeriods;
import routercost.usage.Meter;
import routercost.usage.SafeText;

/// A FOCUS file of priced calls: one row per day, price of a meter, and set of tags. Of a
/// long time, the days of a month on which prices are equal are one charge period. What has no
/// price has no row, as a row without a cost would say that it is free.
///
/// @param estimate whether estimates stand in BilledCost too, which is 0 for what nobody billed
/// @param account the id of the billing account
/// @param prices the name of the price book
/// @param together the stretches whose days were taken together, if any were
public record FocusFile(
    Ledger ledger,
    FocusVersion version,
    boolean estimate,
    String account,
    String prices,
    Optional<PricePeriods> together) {
  /// The label of calls that FOCUS calls a sub-account.
  private static final List<String> SUB_ACCOUNTS = List.of("workspace", "workspace_id");

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern CLAUDE =
      Pattern.compile("claude-(opus|sonnet|haiku|fable)-(\\d+)(?:-(\\d{1,2}))?(?:-\\d{8})?");

  /// The rows in their order, made day by day, as those of a year can be more than there is room
  /// for.
  Stream<FocusRow> rows() {
    var byDay = new TreeMap<LocalDate, List<Charge>>();
    for (var charge : ledger.charges()) {
      byDay.computeIfAbsent(charge.slice().key().day(), _ -> new ArrayList<>()).add(charge);
    }
    return byDay.values().stream().flatMap(this::rows);
  }

  private Stream<FocusRow> rows(List<Charge> ofDay) {
    var rows = new TreeMap<FocusRow.Key, BigDecimal>();
    for (var charge : ofDay) {
      for (var component : charge.components()) {
        var row = FocusRow.of(charge, component, together);
        rows.merge(row.key(), row.consumed(), BigDecimal::add);
      }
    }
    return rows.entrySet().stream().map(row -> new FocusRow(row.getKey(), row.getValue()));
  }

  /// The sum of EffectiveCost: the bill.
  public Money total() {
    return Money.sum(rows().map(row -> new Money(row.contractedCost())).toList());
  }

  /// The columns, in the order of the file.
  public List<String> columns() {
    return List.copyOf(
        cells(
                new FocusRow(
                    new FocusRow.Key(
                        LocalDate.EPOCH,
                        LocalDate.EPOCH,
                        "",
                        "",
                        "",
                        Meter.INPUT,
                        "",
                        "",
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        BigDecimal.ONE,
                        new TreeMap<>()),
                    BigDecimal.ZERO))
            .keySet());
  }

  /// The file (RFC 4180, carriage return and line feed). Empty cells are nulls.
  public String csv() {
    var text = new StringBuilder();
    try {
      write(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /// Writes the file row by row, as that of a year can be hundreds of megabytes.
  public void write(Appendable text) throws IOException {
    var printer = new CSVPrinter(text, CSV);
    printer.printRecord(columns());
    for (var row : (Iterable<FocusRow>) rows()::iterator) {
      printer.printRecord(cells(row).values());
    }
    printer.flush();
  }

  private SequencedMap<String, String> cells(FocusRow row) {
    var key = row.key();
    var effective = plain(row.contractedCost());
    var month = key.day().withDayOfMonth(1);
    var subAccount =
        SUB_ACCOUNTS.stream()
            .map(name -> key.tags().getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    var cells = new TreeMap<String, String>();
    cells.put("BilledCost", estimate ? effective : "0");
    cells.put("BillingAccountId", account);
    cells.put("BillingAccountName", "");
    cells.put("BillingCurrency", "USD");
    cells.put("BillingPeriodEnd", time(month.plusMonths(1)));
    cells.put("BillingPeriodStart", time(month));
    cells.put("ChargeCategory", "Usage");
    cells.put("ChargeClass", "");
    cells.put("ChargeDescription", row.meterName() + " - " + key.model());
    cells.put("ChargeFrequency", "Usage-Based");
    cells.put("ChargePeriodEnd", time(key.end()));
    cells.put("ChargePeriodStart", time(key.day()));
    cells.put("ConsumedQuantity", plain(row.consumed()));
    cells.put("ConsumedUnit", row.consumedUnit());
    cells.put("ContractedCost", effective);
    cells.put("ContractedUnitPrice", plain(key.contracted()));
    cells.put("EffectiveCost", effective);
    cells.put("InvoiceId", "");
    cells.put("InvoiceIssuerName", key.host());
    cells.put("ListCost", plain(row.listCost()));
    cells.put("ListUnitPrice", plain(key.list()));
    cells.put("PricingCategory", "Standard");
    cells.put("PricingQuantity", plain(row.quantity()));
    cells.put("PricingUnit", row.pricingUnit());
    switch (version) {
      case V1_2 -> {
        cells.put("ProviderName", key.host());
        cells.put("PublisherName", key.provider());
      }
      case V1_4 -> {
        cells.put("HostProviderName", key.host());
        cells.put("ServiceProviderName", key.provider());
      }
    }
    cells.put("ServiceCategory", "AI and Machine Learning");
    cells.put(
        "ServiceName", key.provider().equals("Anthropic") ? "Claude API" : key.provider() + " API");
    cells.put("ServiceSubcategory", "Generative AI");
    cells.put("SkuId", row.skuId());
    cells.put("SkuMeter", row.meterName());
    cells.put("SkuPriceDetails", json(details(row)));
    cells.put("SkuPriceId", row.skuPriceId());
    cells.put("SubAccountId", subAccount);
    cells.put("SubAccountName", "");
    cells.put("Tags", json(key.tags()));
    var ordered = new LinkedHashMap<String, String>(cells);
    ordered.put("x_CostBasis", "EstimatedFromLogs");
    ordered.put("x_PriceTable", prices);
    ordered.replaceAll((_, cell) -> SafeText.cell(cell));
    return ordered;
  }

  /// The properties of the price, under the names that version 1.5 is to have without `x_`.
  private static Map<String, String> details(FocusRow row) {
    var key = row.key();
    var details = new LinkedHashMap<String, String>();
    details.put("x_ModelDeveloper", key.provider());
    var claude = CLAUDE.matcher(key.model());
    if (claude.matches()) {
      details.put("x_ModelFamily", "Claude " + FocusRow.title(claude.group(1)));
    }
    details.put("x_ModelId", key.model());
    if (claude.matches()) {
      details.put(
          "x_ModelVersion",
          claude.group(2) + (claude.group(3) == null ? "" : "." + claude.group(3)));
    }
    var whole = key.meter().whole();
    if (whole.countsTokens()) {
      details.put("x_TokenDirection", whole == Meter.OUTPUT ? "Output" : "Input");
    }
    action(whole).forEach(action -> details.put("x_TokenCacheAction", action));
    details.put("x_InferenceMode", key.mode());
    return details;
  }

  private static Stream<String> action(Meter meter) {
    return switch (meter) {
      case INPUT -> Stream.of("Uncached");
      case CACHE_READ -> Stream.of("Read");
      case CACHE_WRITE_5M, CACHE_WRITE_1H, CACHE_WRITE_UNKNOWN -> Stream.of("Write");
      default -> Stream.empty();
    };
  }

  private static String json(Map<String, String> object) {
    if (object.isEmpty()) {
      return "";
    }
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (var entry : new ArrayList<>(object.entrySet())) {
        out.writeStringField(entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static String time(LocalDate day) {
    return day + "T00:00:00Z";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
