package routercost.report.common;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Usage;

/// How much of the usage has a price, and what has none.
///
/// @param notCounted has the calls that cannot be priced for want of counts
public record Coverage(Ledger ledger, NotCounted notCounted) {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern DAYS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?: to \\d{4}-\\d\\d-\\d\\d)?");

  /// Calls of one model that have no price, and why.
  ///
  /// @param usage all that these calls used, or what of it has no price
  /// @param partly whether the calls have a price in part
  public record Gap(
      String model, String reason, LocalDate from, LocalDate to, Usage usage, boolean partly) {
    private static Gap of(UnpricedSlice slice) {
      var key = slice.slice().key();
      return new Gap(
          key.model(), slice.reason(), key.day(), key.day(), slice.slice().usage(), slice.partly());
    }

    private Gap and(Gap other) {
      return new Gap(
          model,
          ofDays(reason, other.reason),
          from.isBefore(other.from) ? from : other.from,
          to.isAfter(other.to) ? to : other.to,
          usage.plus(other.usage),
          partly);
    }

    /// The model, with the days of the calls unless the reason says them.
    private String dated() {
      var days = from.equals(to) ? from.toString() : from + " to " + to;
      return SafeText.of(model) + (DAY.matcher(reason).find() ? "" : " (" + days + ")");
    }

    /// The calls of which nothing has a price.
    public BigDecimal calls() {
      return usage.of(Meter.CALLS);
    }
  }

  /// The coverage of usage that was described, or read in whole.
  public Coverage(Ledger ledger) {
    this(ledger, NotCounted.NOTHING);
  }

  public boolean isComplete() {
    return ledger.isComplete()
        && notCounted.entries().stream().noneMatch(NotCounted.Entry::isUnpriced);
  }

  /// `The bill is $9.67`, or `The bill is at least $9.67` where something that was used has no
  /// price.
  public String billIs(Money bill) {
    return "The bill is " + atLeast() + Rounding.dollars(bill, Rounding.decimals(bill));
  }

  /// The same on a screen.
  public String spent(Money bill) {
    return "Spent " + atLeast() + Rounding.dollars(bill, Rounding.decimals(bill));
  }

  private String atLeast() {
    boolean isCut =
        notCounted.entries().stream().anyMatch(entry -> entry.kind() == NotCounted.Kind.CUT);
    return isComplete() && !isCut ? "" : "at least ";
  }

  /// The calls of a kind that is not counted.
  private BigDecimal notCounted(NotCounted.Kind kind) {
    return BigDecimal.valueOf(
        notCounted.entries().stream()
            .filter(entry -> entry.kind() == kind)
            .mapToLong(NotCounted.Entry::rows)
            .sum());
  }

  private Usage priced() {
    return sum(ledger.charges().stream().map(Charge::slice));
  }

  /// All that was used, priced or not.
  public Usage all() {
    return all(priced());
  }

  private Usage all(Usage priced) {
    return priced.plus(sum(ledger.uncharged().stream().map(UnpricedSlice::slice)));
  }

  /// The calls that failed, priced or not.
  public BigDecimal failedCalls() {
    return sum(slices().filter(slice -> slice.key().status() == Status.FAILED)).of(Meter.CALLS);
  }

  private Stream<Slice> slices() {
    return Stream.concat(
        ledger.charges().stream().map(Charge::slice),
        ledger.uncharged().stream().map(UnpricedSlice::slice));
  }

  private static Usage sum(Stream<Slice> slices) {
    return Usage.sum(slices.map(Slice::usage));
  }

  public BigDecimal unpricedCalls() {
    return sum(ledger.uncharged().stream().map(UnpricedSlice::slice)).of(Meter.CALLS);
  }

  /// Share of calls that have a price, in percent; 100 if there are no calls.
  private String callsPercent(Usage priced, Usage all) {
    var known =
        priced
            .of(Meter.CALLS)
            .subtract(notCounted(NotCounted.Kind.NO_INPUT))
            .subtract(notCounted(NotCounted.Kind.NO_OUTPUT));
    var calls = all.of(Meter.CALLS).add(notCounted(NotCounted.Kind.NO_USAGE));
    return percent(known.max(BigDecimal.ZERO), calls);
  }

  private static String percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? "100" : Rounding.exactPercent(part, whole);
  }

  /// What has no price, by model and reason, in name order.
  public List<Gap> gaps() {
    var byName = new TreeMap<String, Gap>();
    for (var uncharged : ledger.uncharged()) {
      byName.merge(
          uncharged.slice().key().model()
              + "\n"
              + DAY.matcher(uncharged.reason()).replaceAll("day")
              + "\n"
              + uncharged.partly(),
          Gap.of(uncharged),
          Gap::and);
    }
    return List.copyOf(byName.values());
  }

  /// A reason that holds on several days, with the first and the last of them.
  private static String ofDays(String first, String second) {
    if (first.equals(second)) {
      return first;
    }
    var days = new TreeSet<String>();
    for (var reason : List.of(first, second)) {
      var range = DAYS.matcher(reason); // any other day in the sentence is that of the first price
      if (range.find()) {
        DAY.matcher(range.group()).results().forEach(day -> days.add(day.group()));
      }
    }
    var range = DAYS.matcher(first);
    return range.replaceFirst(days.getFirst() + " to " + days.getLast());
  }

  /// The shares of calls and tokens that have a price, in percent; 100 if there are none.
  public Json.Fields json() {
    var priced = priced();
    var all = all(priced);
    return Json.object()
        .and("calls_pct", callsPercent(priced, all))
        .and("tokens_pct", percent(priced.tokens(), all.tokens()));
  }

  /// The gaps as warnings (DESIGN §9).
  public Stream<Json> warnings() {
    return gaps().stream()
        .map(
            gap ->
                gap.partly()
                    ? Json.object()
                        .and("code", "unpriced_meter")
                        .and("message", sentence(gap))
                        .and("model", gap.model())
                        .and("quantities", quantities(gap.usage()))
                        .and("from", gap.from().toString())
                        .and("to", gap.to().toString())
                    : Json.object()
                        .and("code", "unpriced_model")
                        .and("message", sentence(gap))
                        .and("model", gap.model())
                        .and("calls", gap.calls())
                        .and("from", gap.from().toString())
                        .and("to", gap.to().toString()));
  }

  private static Json quantities(Usage usage) {
    var quantities = Json.object();
    apart(usage).amounts().forEach((meter, amount) -> quantities.and(meter.id(), amount));
    return quantities;
  }

  /// The billed meters of usage, those of which a part is billed by itself without that part.
  private static Usage apart(Usage usage) {
    var apart = Usage.NONE;
    for (var meter : usage.meters()) {
      apart = meter.isBilled() ? apart.with(meter, usage.without(meter, Meter::isBilled)) : apart;
    }
    return apart;
  }

  /// `12 calls on claude-nova-1 have no price and are not included in any total: not in the price
  /// book`. Reports of usage count tokens and no calls.
  public static String sentence(Gap gap) {
    var tokens = gap.usage().tokens();
    if (gap.partly()) {
      return "%s on %s have no price and are not included in any total, so the cost of these calls is a lower bound: %s"
          .formatted(
              apart(gap.usage()).amounts().entrySet().stream()
                  .map(used -> quantity(used.getKey(), used.getValue()))
                  .collect(Collectors.joining(" and ")),
              gap.dated(),
              SafeText.of(gap.reason()));
    }
    if (gap.calls().signum() == 0 && tokens.signum() > 0) {
      return "%s tokens on %s have no price and are not included in any total: %s"
          .formatted(new Cell.Count(tokens).text(), gap.dated(), SafeText.of(gap.reason()));
    }
    return "%s on %s %s no price and %s not included in any total: %s"
        .formatted(
            Phrases.calls(gap.calls()),
            gap.dated(),
            Phrases.has(gap.calls()),
            Phrases.is(gap.calls()),
            SafeText.of(gap.reason()));
  }

  /// `9,000 tokens of audio_input`, `12 units of web_search`, `60 seconds`.
  private static String quantity(Meter meter, BigDecimal amount) {
    if (Meter.UNIT_METERS.contains(meter)) {
      return Phrases.counted(amount, meter.id().replaceFirst("s$", "").replace('_', ' '));
    }
    var unit = meter.whole().countsTokens() ? "token" : "unit";
    return Phrases.counted(amount, unit) + " of " + meter.id();
  }
}
