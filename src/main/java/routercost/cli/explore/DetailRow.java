package routercost.cli.explore;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import routercost.cli.explore.ExplorerState.Details;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.RateCard;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Thousands;
import routercost.usage.Usage;

/// A part of the calls of a row: a day, a model, a kind of tokens or a call.
///
/// @param cells as texts, without the cost
record DetailRow(List<String> cells, Money cost) {
  private static final List<String> COUNTS = List.of("Calls", "Input", "Cached", "Output");

  /// The headings of the cells; the first is on the left.
  static List<String> headings(ExplorerState.Tab tab) {
    return switch (tab) {
      case DAYS -> headed("Day");
      case MODELS -> headed("Model");
      case TOKENS -> List.of("Kind of tokens", "Tokens");
      case CALLS -> List.of("Line", "When", "Model", "Mode", "Input", "Cached", "Output");
    };
  }

  private static List<String> headed(String first) {
    var all = new ArrayList<>(List.of(first));
    all.addAll(COUNTS);
    return all;
  }

  /// The parts that are open.
  static List<DetailRow> of(Details details, BillView bill) {
    return switch (details.tab()) {
      case DAYS ->
          parts(bill.days(details.row()), charge -> charge.slice().key().day().toString(), true);
      case MODELS ->
          parts(
              bill.days(details.row()),
              charge -> Phrases.shortModel(charge.card().priced().id()),
              false);
      case TOKENS -> tokens(bill.days(details.row()));
      case CALLS -> details.calls().orElse(List.of()).stream().map(DetailRow::of).toList();
    };
  }

  private static List<DetailRow> parts(
      Ledger ledger, Function<Charge, String> name, boolean byTime) {
    var usage = new TreeMap<String, Usage>();
    var costs = new TreeMap<String, Money>();
    for (var charge : ledger.charges()) {
      usage.merge(name.apply(charge), charge.slice().usage(), Usage::plus);
      costs.merge(name.apply(charge), charge.total(), Money::plus);
    }
    var rows = new ArrayList<DetailRow>();
    usage.forEach(
        (part, sum) -> {
          var cells = new ArrayList<>(List.of(part, count(sum, Meter.CALLS)));
          cells.addAll(counts(sum));
          rows.add(new DetailRow(cells, costs.getOrDefault(part, Money.ZERO)));
        });
    return byTime ? rows : sorted(rows);
  }

  private static List<String> counts(Usage usage) {
    var written =
        usage
            .of(Meter.CACHE_WRITE_5M)
            .add(usage.of(Meter.CACHE_WRITE_1H))
            .add(usage.of(Meter.CACHE_WRITE_UNKNOWN));
    var read = usage.of(Meter.CACHE_READ);
    var cached =
        read.signum() == 0 && written.signum() == 0
            ? "-"
            : written.signum() == 0
                ? Thousands.grouped(read) + " r"
                : read.signum() == 0
                    ? Thousands.grouped(written) + " w"
                    : Thousands.grouped(read.add(written)) + " rw";
    return List.of(count(usage, Meter.INPUT), cached, count(usage, Meter.OUTPUT));
  }

  private static String count(Usage usage, Meter meter) {
    return Thousands.grouped(usage.of(meter).stripTrailingZeros());
  }

  private static List<DetailRow> tokens(Ledger ledger) {
    var usage = ledger.charges().stream().map(of -> of.slice().usage()).toList();
    var sum = Usage.sum(usage.stream());
    var costs = new LinkedHashMap<Meter, Money>();
    for (var charge : ledger.charges()) {
      for (var component : charge.components()) {
        costs.merge(component.meter(), component.amount().times(charge.rest()), Money::plus);
      }
    }
    return sorted(
        costs.entrySet().stream()
            .map(
                of ->
                    new DetailRow(
                        List.of(of.getKey().id(), count(sum, of.getKey())), of.getValue()))
            .toList());
  }

  private static List<DetailRow> sorted(List<DetailRow> rows) {
    return rows.stream().sorted((a, b) -> b.cost().compareTo(a.cost())).toList();
  }

  private static DetailRow of(SingleCall call) {
    var key = call.slice().key();
    var when =
        call.at()
            .map(at -> at.atZone(ZoneOffset.UTC))
            .map(
                at ->
                    Phrases.day(at.toLocalDate(), false)
                        + " %02d:%02d".formatted(at.getHour(), at.getMinute()))
            .orElseGet(() -> Phrases.day(key.day(), false));
    var model =
        call.ledger().charges().stream()
            .findFirst()
            .map(charge -> charge.card().priced().id())
            .orElse(key.model());
    var cells = new ArrayList<String>();
    cells.add(call.place().substring(call.place().lastIndexOf(':') + 1));
    cells.add(when);
    cells.add(Phrases.shortModel(model));
    cells.add(key.service() == ServiceTier.STANDARD ? "" : key.service().id());
    cells.addAll(counts(call.slice().usage()));
    return new DetailRow(cells, call.cost());
  }

  /// The arithmetic of one call in a sentence: `input 31,000 x $8.00/M = $0.248`.
  static String arithmetic(SingleCall call) {
    return call.ledger().charges().stream()
        .flatMap(charge -> charge.components().stream())
        .map(DetailRow::arithmetic)
        .collect(Collectors.joining(", "));
  }

  private static String arithmetic(Charge.Component component) {
    var factors =
        component.factors().stream()
            .map(of -> " x " + of.value().toPlainString() + " " + of.name())
            .collect(Collectors.joining());
    var rate = component.rate();
    return "%s %s x $%s/%s%s = %s"
        .formatted(
            component.meter().id(),
            Thousands.grouped(component.quantity()),
            rate.usd().toPlainString(),
            rate.per() == RateCard.Rate.MILLION
                ? "M"
                : Thousands.grouped(BigDecimal.valueOf(rate.per())),
            factors,
            Rounding.exactDollars(component.amount()));
  }
}
