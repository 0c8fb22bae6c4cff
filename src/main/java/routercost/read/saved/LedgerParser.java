package routercost.read.saved;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.DateRange;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard;
import routercost.price.RateCard.Rate;
import routercost.price.Resolution;
import routercost.read.config.YamlNode;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// A converter of the lines of a saved bill.
///
/// @param day on which all of it is taken to be
record LedgerParser(LocalDate day) {
  Ledger ledger(Stream<YamlNode.Fields> lines) {
    var charges = new ArrayList<Charge>();
    var unpriced = new ArrayList<UnpricedSlice>();
    lines.forEach(
        line -> {
          var slice = new Slice(key(line), usage(line));
          var reason = line.text("unpriced");
          if (reason.isEmpty()) {
            charges.add(new Charge(slice, card(line), components(line)));
          } else {
            unpriced.add(new UnpricedSlice(slice, reason));
          }
        });
    return new Ledger(charges, unpriced);
  }

  private UsageKey key(YamlNode.Fields line) {
    return UsageKey.of(day, line.text("task"), logged(line))
        .withService(choice(line, "service", ServiceTier.values(), ServiceTier::id))
        .withPlace(choice(line, "place", Place.values(), Place::id))
        .withBand(band(line));
  }

  /// The model as logged, which version 1 called `logged`.
  private static String logged(YamlNode.Fields line) {
    var model = line.text("logged_model");
    return model.isEmpty() ? line.text("logged") : model;
  }

  private static Band band(YamlNode.Fields line) {
    long over = line.count("band");
    if (over != 0 && !Band.BREAKPOINTS.contains(over)) {
      throw line.refusalOf("band", "0 or one of " + Band.BREAKPOINTS);
    }
    return over == 0 ? Band.BASE : new Band(over);
  }

  private static <E> E choice(
      YamlNode.Fields fields, String name, E[] values, Function<E, String> id) {
    return fields.require(name).asChoice(name, List.of(values), id);
  }

  private static Usage usage(YamlNode.Fields line) {
    var usage = new Usage(Map.of(Meter.CALLS, SavedReport.number(line, "calls")));
    for (var part : SavedReport.entries(line, "parts").toList()) {
      var meter = meter(part);
      var quantity = SavedReport.number(part, "quantity");
      usage = usage.with(meter, usage.of(meter).add(quantity));
      if (meter.isPart()) { // which stands apart from its whole in a bill
        usage = usage.with(meter.whole(), usage.of(meter.whole()).add(quantity));
      }
    }
    return usage;
  }

  private static List<Component> components(YamlNode.Fields line) {
    return SavedReport.entries(line, "parts").map(LedgerParser::component).toList();
  }

  private static Component component(YamlNode.Fields part) {
    var cost = SavedReport.number(part, "cost");
    return new Component(
        meter(part),
        SavedReport.number(part, "quantity"),
        new Rate(cost, 1),
        List.of(),
        new Money(cost));
  }

  private static Meter meter(YamlNode.Fields part) {
    return choice(part, "meter", Meter.values(), Meter::id);
  }

  /// Only the name of the model; the components have what it cost.
  private static RateCard card(YamlNode.Fields line) {
    return new RateCard(
        new Resolution(
            logged(line),
            line.text("model"),
            line.text("provider"),
            line.text("tier"),
            line.text("tokenizer"),
            Resolution.How.EXACT),
        Map.of(),
        List.of(),
        List.of(),
        0,
        DateRange.ALWAYS,
        new Provenance("", "", "", "", ""));
  }
}
