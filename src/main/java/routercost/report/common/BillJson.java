package routercost.report.common;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// A bill as JSON, to compare another with later: what each task used on each model, served in each
/// way, and what that cost. Days, labels and statuses are taken together.
public final class BillJson {
  private final SortedMap<String, Line> lines = new TreeMap<>();

  private BillJson() {}

  /// What a task used in one way.
  private static final class Line {
    private final Json.Fields key;
    private BigDecimal calls = BigDecimal.ZERO;
    private final Map<Meter, BigDecimal> quantities = new EnumMap<>(Meter.class);
    private final Map<Meter, Money> costs = new EnumMap<>(Meter.class);

    Line(Json.Fields key) {
      this.key = key;
    }

    void add(Meter meter, BigDecimal quantity) {
      quantities.merge(meter, quantity, BigDecimal::add);
    }

    Json json() {
      return key.and("calls", calls)
          .and("parts", Json.items(quantities.keySet().stream().map(this::part)));
    }

    private Json part(Meter meter) {
      var json =
          Json.object()
              .and("meter", meter.id())
              .and("quantity", quantities.getOrDefault(meter, BigDecimal.ZERO));
      var cost = costs.get(meter);
      return json.and("cost", Optional.ofNullable(cost));
    }
  }

  public static Json of(Ledger ledger) {
    var bill = new BillJson();
    ledger.charges().forEach(bill::add);
    ledger.uncharged().forEach(bill::add);
    return Json.items(bill.lines.values().stream().map(Line::json));
  }

  private void add(Charge charge) {
    var priced = charge.card().priced();
    var key =
        key(charge.slice().key())
            .and("model", priced.id())
            .and("provider", priced.provider())
            .and("tier", priced.tier())
            .and("tokenizer", priced.tokenizer())
            .and("unpriced", Json.NULL);
    var line = line(charge.slice(), key);
    var rest = charge.rest();
    for (var component : charge.components()) {
      line.add(component.meter(), component.quantity());
      line.costs.merge(component.meter(), component.amount().times(rest), Money::plus);
    }
  }

  private void add(UnpricedSlice uncharged) {
    var key =
        key(uncharged.slice().key())
            .and("model", "")
            .and("provider", "")
            .and("tier", "")
            .and("tokenizer", "")
            .and("unpriced", uncharged.reason());
    var line = line(uncharged.slice(), key);
    for (var meter : Meter.values()) {
      var quantity = uncharged.slice().usage().without(meter, Meter::isBilled);
      if (meter.isBilled() && quantity.signum() != 0) {
        line.add(meter, quantity);
      }
    }
  }

  private static Json.Fields key(UsageKey key) {
    return Json.object()
        .and("task", key.task())
        .and("logged_model", key.model())
        .and("service", key.service().id())
        .and("place", key.place().id())
        .and("band", key.band().over());
  }

  /// The values of a key, so that equal keys have one name and sort by their parts.
  private static String name(Json.Fields key) {
    var name = new StringBuilder();
    for (var value : key.values()) {
      if (value instanceof Json.Text text) {
        name.append(text.text());
      } else if (value instanceof Json.Figure figure) {
        name.append(figure.number());
      }
      name.append('\0');
    }
    return name.toString();
  }

  private Line line(Slice slice, Json.Fields key) {
    var line = lines.computeIfAbsent(name(key), _ -> new Line(key));
    line.calls = line.calls.add(slice.usage().of(Meter.CALLS));
    return line;
  }
}
