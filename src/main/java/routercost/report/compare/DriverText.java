package routercost.report.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import routercost.price.Money;
import routercost.price.variance.Cause;
import routercost.price.variance.LineItem;
import routercost.price.variance.LineItem.ServedModel;
import routercost.price.variance.LineItem.UsageKind;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Grouping;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// Names of drivers, and the largest cause of each in words.
public final class DriverText {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private DriverText() {}

  /// `Task mix`; by another dimension `Team mix`.
  public static String name(Driver driver, Grouping grouping) {
    return switch (driver) {
      case CALLS -> "Calls";
      case TASK_MIX -> grouping.heading() + " mix";
      case ROUTING -> "Routing";
      case TOKENS_PER_CALL -> "Tokens per call";
      case PRICE -> "Price";
      case VOLUME -> "Volume";
      case MIX -> "Mix";
      case JOINT -> "Joint";
      case NEW -> "New";
      case DISCONTINUED -> "Discontinued";
    };
  }

  /// The name of a driver, short enough for a column.
  public static String heading(Driver driver) {
    return switch (driver) {
      case CALLS -> "Calls";
      case TASK_MIX, MIX -> "Mix";
      case ROUTING -> "Routing";
      case TOKENS_PER_CALL -> "Tokens";
      case PRICE -> "Price";
      case VOLUME -> "Volume";
      case JOINT -> "Joint";
      case NEW -> "New";
      case DISCONTINUED -> "Gone";
    };
  }

  /// The effect of each driver, exact.
  public static Json json(Map<Driver, Money> effects) {
    var json = Json.object();
    effects.forEach((driver, effect) -> json.and(driver.id(), effect));
    return json;
  }

  /// The largest cause of a driver; empty if no single cause can be named.
  public static String cause(Driver driver, Map<Driver, Cause> causes) {
    return Optional.ofNullable(causes.get(driver)).map(DriverText::words).orElse("");
  }

  private static String words(Cause cause) {
    return switch (cause) {
      case Cause.Calls(var before, var after) ->
          new Cell.Count(before).text() + " -> " + Phrases.calls(after) + rise(before, after);
      case Cause.Share(var group, var before, var after) ->
          "%s %s -> %s of calls"
              .formatted(Phrases.group(group), Phrases.percent(before), Phrases.percent(after));
      case Cause.Rerouted(var group, var from, var to, var moved) ->
          "%s: %s of calls %s"
              .formatted(Phrases.group(group), Phrases.percent(moved), rerouted(from, to));
      case Cause.PerCall(var group, LineItem(_, var kind), var before, var after) ->
          "%s: %s %s -> %s per call"
              .formatted(Phrases.group(group), name(kind), count(before), count(after));
      case Cause.OneLine(LineItem(var serving, var kind)) ->
          Phrases.shortModel(serving.model()) + " " + name(kind);
      case Cause.UnitPrice(LineItem(var serving, var kind), var before, var after) ->
          "%s %s %s -> %s%s"
              .formatted(
                  Phrases.shortModel(serving.model()),
                  name(kind),
                  price(kind, before),
                  price(kind, after),
                  kind.meter().countsTokens() ? " per MTok" : "");
    };
  }

  private static String rise(BigDecimal before, BigDecimal after) {
    return before.signum() == 0
        ? ""
        : " (" + new Cell.Rise(Rounding.percent(after.subtract(before), before)).text() + ")";
  }

  /// From model to model, or from service or place to another on one model.
  private static String rerouted(ServedModel from, ServedModel to) {
    var model = Phrases.shortModel(to.model());
    if (!from.model().equals(to.model())) {
      return Phrases.shortModel(from.model()) + " -> " + model;
    }
    boolean service = from.service() != to.service();
    var before = service ? from.service().id() : from.place().id();
    var after = service ? to.service().id() : to.place().id();
    return before + " -> " + after + " on " + model;
  }

  private static String name(UsageKind kind) {
    var meter = kind.meter().id().replace('_', ' ');
    return kind.band().over() == 0 ? meter : meter + " >" + kind.band().over() / 1000 + "k";
  }

  /// A quantity per call: whole from ten on, else to three digits.
  private static String count(BigDecimal quantity) {
    var rounded =
        quantity.compareTo(BigDecimal.TEN) >= 0
            ? quantity.setScale(0, RoundingMode.HALF_UP)
            : quantity.round(new MathContext(3, RoundingMode.HALF_UP));
    return new Cell.Count(rounded).text();
  }

  private static String price(UsageKind kind, BigDecimal unit) {
    var usd = kind.meter().countsTokens() ? unit.multiply(MILLION) : unit;
    var rounded = usd.round(new MathContext(4, RoundingMode.HALF_UP)).stripTrailingZeros();
    return Rounding.dollars(rounded.scale() < 2 ? rounded.setScale(2) : rounded);
  }
}
