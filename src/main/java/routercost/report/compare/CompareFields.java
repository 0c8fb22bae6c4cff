package routercost.report.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;

/// The columns of a comparison: those of its drivers, and those of its groups.
///
/// @param lines the groups in the order in which they are shown
record CompareFields(ComparedBills compared, List<Variance.Line> lines) {
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final Comparator<List<String>> BY_GROUP =
      Comparator.comparing(group -> group.toArray(String[]::new), Arrays::compare);

  /// The effect of one driver, and the largest cause of it.
  private record Effect(String name, Money change, String cause, boolean isSum) {}

  /// Calls without a price on both sides.
  private record UnpricedCalls(BigDecimal base, BigDecimal head) {
    static final UnpricedCalls NONE = new UnpricedCalls(BigDecimal.ZERO, BigDecimal.ZERO);

    UnpricedCalls plus(UnpricedCalls more) {
      return new UnpricedCalls(base.add(more.base), head.add(more.head));
    }
  }

  /// A group as a row.
  ///
  /// @param isPriced false if no call of the group has a price; then it has no amounts
  private record Row(Variance.Line line, boolean isPriced, UnpricedCalls unpriced) {
    static Row of(Variance.Line line) {
      return new Row(line, true, UnpricedCalls.NONE);
    }

    String status() {
      if (!isPriced) {
        return "unpriced";
      }
      if (line.base().isNothing()) {
        return "new";
      }
      return line.head().isNothing() ? "dropped" : "both";
    }

    Optional<Money> before() {
      return priced(line.base().cost());
    }

    Optional<Money> after() {
      return priced(line.head().cost());
    }

    Optional<Money> change() {
      return priced(line.change());
    }

    Optional<Money> effect(Driver driver) {
      return priced(line.drivers().getOrDefault(driver, Money.ZERO));
    }

    private Optional<Money> priced(Money amount) {
      return isPriced ? Optional.of(amount) : Optional.empty();
    }

    /// The word of finance for a change of cost: a fall is favourable.
    String favourable() {
      return switch (line.change().usd().signum()) {
        case -1 -> "F";
        case 0 -> "";
        default -> "U";
      };
    }
  }

  /// The decimals of all amounts.
  int decimals() {
    var variance = compared.variance();
    var before = variance.base().cost();
    var after = variance.head().cost();
    return Rounding.decimals(before.compareTo(after) > 0 ? before : after);
  }

  /// The effect of each driver.
  Block.Table effects() {
    var variance = compared.variance();
    var effects = new ArrayList<Effect>();
    variance
        .drivers()
        .forEach(
            (driver, change) ->
                effects.add(
                    new Effect(
                        DriverText.name(driver, compared.view().grouping()),
                        change,
                        DriverText.cause(driver, compared.causes()),
                        false)));
    var changes = effects.stream().map(effect -> effect.change().usd()).toList();
    return Field.table(
        List.of(
            Field.shown(TableColumn.left("Driver", 0), effect -> new Cell.Text(effect.name())),
            Field.shown(
                TableColumn.right("Change", 0),
                effect -> new Cell.Change(effect.change(), decimals())),
            Field.shown(
                TableColumn.left("", 2),
                effect ->
                    effect.isSum() ? Cell.NOTHING : Bar.signed(effect.change().usd(), changes)),
            Field.shown(
                TableColumn.left("Largest cause", compared.causes().isEmpty() ? 1 : 0),
                effect -> new Cell.Text(effect.cause()))),
        effects,
        List.of(new Effect("Change", variance.change(), "", true)));
  }

  /// The cost of each group before and after, and why it changed; groups beyond the top are one.
  Block.Table table() {
    int top = Math.min(top(), lines.size());
    var rows = new ArrayList<>(lines.stream().limit(top).map(Row::of).toList());
    var rest = lines.subList(top, lines.size());
    if (!rest.isEmpty()) {
      var variance = new Variance(compared.variance().split(), rest, Collections.emptySortedSet());
      rows.add(sum(rest.size() + " more", variance));
    }
    return Field.table(fields(), rows, List.of(sum("Total", compared.variance())));
  }

  private static Row sum(String name, Variance variance) {
    return Row.of(
        new Variance.Line(List.of(name), variance.base(), variance.head(), variance.drivers()));
  }

  Records records() {
    var unpriced = unpricedCalls();
    var rows = new ArrayList<Row>();
    for (var line : lines) {
      var calls = Optional.ofNullable(unpriced.remove(line.group()));
      rows.add(new Row(line, true, calls.orElse(UnpricedCalls.NONE)));
    }
    var nothing = new Variance.Total(BigDecimal.ZERO, Money.ZERO);
    unpriced.forEach(
        (group, calls) -> {
          var line = new Variance.Line(group, nothing, nothing, Collections.emptySortedMap());
          rows.add(new Row(line, false, calls));
        });
    var base = compared.base().head();
    var fields = fields();
    fields.add(list("base", compared.base()));
    fields.add(list("head", compared.after()));
    var records = Field.records(fields, rows.stream().limit(top()).toList());
    return compared
        .after()
        .head()
        .dated(records.with("base_period_from", base.from()).with("base_period_to", base.to()));
  }

  /// The cost of the groups of a side before discounts.
  private Field<Row> list(String name, ComparedBills.Side side) {
    var sums = new TreeMap<List<String>, Money>(BY_GROUP);
    var grouping = compared.view().grouping();
    for (var charge : side.ledger().charges()) {
      sums.merge(grouping.of(charge), charge.list(), Money::plus);
    }
    boolean isListed = side.isListed();
    return Field.money(
        name + "_list",
        row -> row.priced(sums.getOrDefault(row.line().group(), Money.ZERO)).filter(_ -> isListed));
  }

  Json json() {
    return Json.items(lines.stream().limit(top()).map(line -> Field.json(fields(), Row.of(line))));
  }

  private int top() {
    return compared.view().top().orElse(Integer.MAX_VALUE);
  }

  private List<Field<Row>> fields() {
    var grouping = compared.view().grouping();
    int decimals = decimals();
    var fields = new ArrayList<Field<Row>>();
    fields.add(Field.json("key", row -> grouping.key(row.line().group())));
    var names = grouping.names(lines.stream().map(Variance.Line::group).toList());
    fields.addAll(
        grouping.fields(row -> names.apply(row.line().group()), row -> row.line().group()));
    fields.addAll(
        List.of(
            Field.text("status", Row::status),
            Field.<Row>count("base_calls", row -> row.line().base().calls()).withoutJson(),
            Field.<Row>count("head_calls", row -> row.line().head().calls()).withoutJson(),
            Field.json("base", row -> json(row.line().base())),
            Field.json("head", row -> json(row.line().head())),
            Field.money("base_cost", Row::before)
                .withoutJson()
                .right("Before", 7, row -> Cell.amount(row.before(), decimals)),
            Field.money("head_cost", Row::after)
                .withoutJson()
                .right("After", 6, row -> Cell.amount(row.after(), decimals)),
            Field.money("change", Row::change)
                .right("Change", 0, row -> new Cell.Change(row.line().change(), decimals)),
            Field.percent("change_pct", Row::change, row -> row.line().base().cost()),
            Field.record("favourable", Row::favourable)));
    for (var driver : compared.variance().split().drivers()) {
      fields.add(
          Field.<Row>money(driver.id(), row -> row.effect(driver))
              .withoutJson()
              .right(DriverText.heading(driver), 1, row -> effect(row, driver)));
    }
    var levels = compared.served();
    fields.add(Field.json("service", row -> levels.json(row.line().group())));
    fields.add(Field.json("drivers", row -> DriverText.json(row.line().drivers())));
    fields.add(Field.<Row>count("base_unpriced_calls", row -> row.unpriced().base()).withoutJson());
    fields.add(Field.<Row>count("head_unpriced_calls", row -> row.unpriced().head()).withoutJson());
    return fields;
  }

  private static Json json(Variance.Total total) {
    return Json.object().and("calls", total.calls()).and("cost", total.cost());
  }

  /// The effect of a driver where it is large enough to show. A driver that is too small in every
  /// group has no column; the table of drivers names it. That leaves room on a narrow screen for
  /// the drivers that moved the bill.
  private Cell effect(Row row, Driver driver) {
    var least = BigDecimal.ONE.movePointLeft(decimals() + 1).multiply(FIVE);
    return row.effect(driver)
        .filter(effect -> effect.usd().abs().compareTo(least) >= 0)
        .<Cell>map(effect -> new Cell.Signed(effect, decimals()))
        .orElse(Cell.NOTHING);
  }

  private SortedMap<List<String>, UnpricedCalls> unpricedCalls() {
    var calls = new TreeMap<List<String>, UnpricedCalls>(BY_GROUP);
    add(calls, compared.base().ledger(), true);
    add(calls, compared.after().ledger(), false);
    return calls;
  }

  private void add(SortedMap<List<String>, UnpricedCalls> calls, Ledger ledger, boolean isBase) {
    for (var unpriced : ledger.uncharged()) {
      var number = unpriced.slice().usage().of(Meter.CALLS);
      calls.merge(
          compared.view().grouping().of(unpriced),
          isBase
              ? new UnpricedCalls(number, BigDecimal.ZERO)
              : new UnpricedCalls(BigDecimal.ZERO, number),
          UnpricedCalls::plus);
    }
  }
}
