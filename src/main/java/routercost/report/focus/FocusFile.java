package routercost.report.focus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.PricePeriods;
import routercost.price.Quote;
import routercost.report.focus.FocusLines.FocusRow;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// A FOCUS file of priced calls: one row per day, price of a meter, and set of tags. Of a
/// long time, the days of a month on which prices are equal are one charge period. What has no
/// price has no row, as a row without a cost would say that it is free.
///
/// @param quotes the prices of calls
/// @param estimate whether estimates stand in BilledCost too, which is 0 for what nobody billed
/// @param account the id of the billing account
/// @param prices the name of the price book
/// @param together the stretches whose days were taken together, if any were
public record FocusFile(
    UsageCube calls,
    Function<UsageKey, Quote> quotes,
    FocusVersion version,
    boolean estimate,
    String account,
    String prices,
    Optional<PricePeriods> together) {
  /// The label of calls that FOCUS calls a sub-account.
  private static final List<String> SUB_ACCOUNTS = List.of("workspace", "workspace_id");

  private static final Pattern CLAUDE =
      Pattern.compile("claude-(opus|sonnet|haiku|fable)-(\\d+)(?:-(\\d{1,2}))?(?:-\\d{8})?");

  /// The calls by day. Each is priced by itself, as the rows of a year can be more than there is
  /// room for.
  private SortedMap<LocalDate, List<Slice>> byDay() {
    var byDay = new TreeMap<LocalDate, List<Slice>>();
    calls
        .slices()
        .forEach(
            slice -> byDay.computeIfAbsent(slice.key().day(), _ -> new ArrayList<>()).add(slice));
    return byDay;
  }

  /// The consumed quantities of a day, by price and tags: the rows in their order.
  private SortedMap<FocusPrice, SortedMap<FocusTags, BigDecimal>> consumed(List<Slice> ofDay) {
    var consumed = new TreeMap<FocusPrice, SortedMap<FocusTags, BigDecimal>>();
    for (var charge : Ledger.of(ofDay, quotes).charges()) {
      var tags = FocusTags.of(charge.slice().key());
      for (var component : charge.components()) {
        consumed
            .computeIfAbsent(FocusPrice.of(charge, component, together), _ -> new TreeMap<>())
            .merge(tags, component.quantity(), BigDecimal::add);
      }
    }
    return consumed;
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
    var lines = new FocusLines(cells());
    lines.writeNames(text);
    for (var ofDay : byDay().values()) {
      for (var price : consumed(ofDay).entrySet()) {
        lines.write(text, price.getKey(), price.getValue());
      }
    }
  }

  /// The cells of a row by the names of their columns, in alphabetical order but for our own.
  private SequencedMap<String, Function<FocusRow, String>> cells() {
    var cells = new TreeMap<String, Function<FocusRow, String>>();
    cells.put("BilledCost", estimate ? FocusFile::effective : _ -> "0");
    cells.put("BillingAccountId", _ -> account);
    cells.put("BillingAccountName", _ -> "");
    cells.put("BillingCurrency", _ -> "USD");
    cells.put("BillingPeriodEnd", row -> time(month(row).plusMonths(1)));
    cells.put("BillingPeriodStart", row -> time(month(row)));
    cells.put("ChargeCategory", _ -> "Usage");
    cells.put("ChargeClass", _ -> "");
    cells.put("ChargeDescription", row -> row.price().meterName() + " - " + row.price().model());
    cells.put("ChargeFrequency", _ -> "Usage-Based");
    cells.put("ChargePeriodEnd", row -> time(row.price().end()));
    cells.put("ChargePeriodStart", row -> time(row.price().day()));
    cells.put("ConsumedQuantity", row -> plain(row.consumed()));
    cells.put("ConsumedUnit", row -> row.price().consumedUnit());
    cells.put("ContractedCost", FocusFile::effective);
    cells.put("ContractedUnitPrice", row -> plain(row.price().contracted()));
    cells.put("EffectiveCost", FocusFile::effective);
    cells.put("InvoiceId", _ -> "");
    cells.put("InvoiceIssuerName", row -> row.price().host());
    cells.put("ListCost", row -> plain(row.listCost()));
    cells.put("ListUnitPrice", row -> plain(row.price().list()));
    cells.put("PricingCategory", _ -> "Standard");
    cells.put("PricingQuantity", row -> plain(row.quantity()));
    cells.put("PricingUnit", row -> row.price().pricingUnit());
    boolean isOld = version == FocusVersion.V1_2;
    cells.put(isOld ? "ProviderName" : "HostProviderName", row -> row.price().host());
    cells.put(isOld ? "PublisherName" : "ServiceProviderName", FocusFile::provider);
    cells.put("ServiceCategory", _ -> "AI and Machine Learning");
    cells.put("ServiceName", FocusFile::service);
    cells.put("ServiceSubcategory", _ -> "Generative AI");
    cells.put("SkuId", row -> row.price().skuId());
    cells.put("SkuMeter", row -> row.price().meterName());
    cells.put("SkuPriceDetails", row -> FocusTags.json(details(row)));
    cells.put("SkuPriceId", row -> row.price().skuPriceId());
    cells.put("SubAccountId", FocusFile::subAccount);
    cells.put("SubAccountName", _ -> "");
    cells.put("Tags", row -> row.tags().json());
    var ordered = new LinkedHashMap<String, Function<FocusRow, String>>(cells);
    ordered.put("x_CostBasis", _ -> "EstimatedFromLogs");
    ordered.put("x_PriceTable", _ -> prices);
    return ordered;
  }

  private static String effective(FocusRow row) {
    return plain(row.contractedCost());
  }

  private static LocalDate month(FocusRow row) {
    return row.price().day().withDayOfMonth(1);
  }

  private static String provider(FocusRow row) {
    return row.price().provider();
  }

  private static String service(FocusRow row) {
    return provider(row).equals("Anthropic") ? "Claude API" : provider(row) + " API";
  }

  private static String subAccount(FocusRow row) {
    return SUB_ACCOUNTS.stream()
        .map(row.tags()::value)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// The properties of the price, under the names that version 1.5 is to have without `x_`.
  private static Map<String, String> details(FocusRow row) {
    var key = row.price();
    var details = new LinkedHashMap<String, String>();
    details.put("x_ModelDeveloper", key.provider());
    var claude = CLAUDE.matcher(key.model());
    if (claude.matches()) {
      details.put("x_ModelFamily", "Claude " + FocusPrice.title(claude.group(1)));
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

  private static String time(LocalDate day) {
    return day + "T00:00:00Z";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /// A version of FOCUS that can be written.
  public enum FocusVersion {
    /// Names the seller in ProviderName and PublisherName.
    V1_2("1.2"),
    /// Names the seller in ServiceProviderName and HostProviderName.
    V1_4("1.4");

    private final String id;

    FocusVersion(String id) {
      this.id = id;
    }

    /// The number, as in options: `1.4`.
    public String id() {
      return id;
    }

    /// The version of this number.
    public static Optional<FocusVersion> of(String id) {
      return Stream.of(values()).filter(version -> version.id.equals(id)).findFirst();
    }

    /// The numbers of all versions.
    public static List<String> ids() {
      return Stream.of(values()).map(FocusVersion::id).toList();
    }
  }
}
