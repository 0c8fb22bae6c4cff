package routercost.report.audit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.MovePlan;
import routercost.report.layout.Bar;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TokenMeters;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The columns of an audit. Every format walks one list, so that a column is declared once.
///
/// @param total what all groups cost; each row is a share of it
/// @param largest what the most expensive group costs
record AuditFields(Audit audit, Money total, Money largest) {
  /// A group as a row: one of those shown, the others together, or all of them.
  ///
  /// @param decimals of its amounts where people read them
  record Row(
      String name, AuditGroup group, Usage usage, int decimals, boolean isTotal, boolean isRest) {
    static Row of(AuditGroup group, int decimals) {
      return new Row(group.name(), group, group.usage(), decimals, false, false);
    }

    /// The groups that are not shown.
    static Row rest(AuditGroup group, int decimals) {
      return new Row(group.name(), group, group.usage(), decimals, false, true);
    }

    static Row total(AuditGroup group) {
      return new Row("Total", group, group.usage(), Rounding.decimals(group.before()), true, false);
    }

    BigDecimal cached() {
      return usage.prompt().subtract(usage.of(Meter.INPUT));
    }
  }

  /// The columns in their order. People see a bill, or with a plan the bill before and after it.
  List<Field<Row>> list() {
    boolean moved = audit.moved();
    var fields = new ArrayList<Field<Row>>();
    fields.addAll(names());
    fields.addAll(usage());
    fields.addAll(
        List.of(
            Field.shown(TableColumn.right("Per call", 5), AuditFields::perCall).shownIf(moved),
            Field.<Row>texts("models", row -> row.group().modelsBefore())
                .left("Model", 2, AuditFields::modelsBefore)
                .shownIf(!moved && !audit.view().dimensions().contains(Attribute.Known.MODEL)),
            Field.<Row>money("before", row -> row.group().cost())
                .right(
                    moved ? "Before" : "Cost",
                    0,
                    row -> Cell.priced(row.group().cost(), row.decimals())),
            Field.money("list", row -> row.group().list()),
            Field.shown(TableColumn.left("on", 3), AuditFields::modelsBefore).shownIf(moved),
            Field.shown(TableColumn.right("%", 1), this::share).shownIf(!moved),
            Field.shown(TableColumn.right("Per call", 3), AuditFields::perCall).shownIf(!moved),
            Field.texts("models_after", this::modelsAfter).withoutJson(),
            Field.money("after", this::after)
                .right("After", 0, row -> Cell.priced(after(row), row.decimals()))
                .shownIf(moved),
            Field.shown(TableColumn.left("on", 2), this::target).shownIf(moved),
            Field.money("saved", this::saved)
                .right("Saved", 0, row -> Cell.amount(said(row), row.decimals()))
                .shownIf(moved),
            Field.percent("saved_pct", this::saved, row -> row.group().before())
                .right("%", 0, row -> Cell.percent(said(row), row.group().before()))
                .shownIf(moved),
            Field.money("tier_lower_cost", this::tierLower)
                .withoutJson()
                .right("1 tier lower", 0, AuditFields::tierLowerChange)
                .shownIf(!moved),
            Field.money("logged", AuditFields::logged),
            Field.count("unpriced_calls", row -> row.group().unpricedCalls()),
            Field.record("plan", _ -> audit.plan().kind().id())));
    return fields;
  }

  /// The columns on a screen, where bars show the shares.
  List<Field<Row>> onScreen() {
    boolean moved = audit.moved();
    var fields = new ArrayList<Field<Row>>();
    fields.addAll(names());
    fields.addAll(usage());
    fields.add(
        Field.shown(
            TableColumn.right("Cost", 0), row -> Cell.priced(row.group().cost(), row.decimals())));
    fields.add(Field.shown(TableColumn.left("Share", 2), this::bar));
    fields.add(
        Field.<Row>shown(TableColumn.left("Model", 3), AuditFields::modelsBefore)
            .shownIf(!audit.view().dimensions().contains(Attribute.Known.MODEL))
            .toned(Role.DIM));
    fields.add(Field.shown(TableColumn.right("Per call", 5), AuditFields::perCall));
    if (moved) {
      fields.add(
          Field.shown(
              TableColumn.right("After", 4), row -> Cell.priced(after(row), row.decimals())));
      fields.add(Field.shown(TableColumn.left("Move to", 1), this::target));
      fields.add(Field.shown(TableColumn.right("Save", 0), this::saving));
    } else {
      fields.add(Field.shown(TableColumn.right("1 tier lower", 1), AuditFields::tierLowerChange));
    }
    return fields;
  }

  private List<Field<Row>> names() {
    var fields = new ArrayList<Field<Row>>();
    fields.addAll(audit.view().grouping().fields(Row::name, row -> row.group().key()));
    if (audit.view().dimensions().equals(List.of(Attribute.Label.SESSION))) {
      fields.add(Field.shown(TableColumn.left("Day", 1), AuditFields::lastDay));
      fields.add(Field.shown(TableColumn.left("Project", 1), AuditFields::project));
    }
    return fields;
  }

  private Cell bar(Row row) {
    var label = share(row);
    return row.isTotal() || row.group().cost().isEmpty()
        ? Cell.NOTHING
        : new Cell.Toned(bar(row.group().before(), label.text()), Role.DIM);
  }

  /// A bar among those of single groups; many groups together have none that would fit.
  private Bar bar(Money cost, String label) {
    boolean fits = cost.compareTo(largest) <= 0;
    return Bar.of(fits ? cost.usd() : BigDecimal.ZERO, largest.usd(), label);
  }

  private Cell saving(Row row) {
    var saved = said(row);
    return saved
        .<Cell>map(
            money ->
                new Cell.Toned(
                    Cell.amount(saved, row.decimals()),
                    money.usd().signum() < 0 ? Role.WARNING : Role.SAVING))
        .orElse(Cell.NOTHING);
  }

  private static boolean isSession(Row row) {
    return row.group().key().size() == 1 && !row.isTotal() && !row.isRest();
  }

  private static Cell lastDay(Row row) {
    return new Cell.Text(
        row.group().lines().lines().stream()
            .map(line -> line.original().key().day())
            .max(LocalDate::compareTo)
            .filter(_ -> isSession(row))
            .map(LocalDate::toString)
            .orElse(""));
  }

  private static Cell project(Row row) {
    return new Cell.Text(
        row.group().lines().lines().stream()
            .map(line -> Attribute.lastFolder(line.value(Attribute.Label.PROJECT)))
            .filter(name -> isSession(row) && !name.isEmpty())
            .findFirst()
            .orElse(""));
  }

  /// The number of calls; empty where there is money and nobody counted them.
  private static Cell calls(Row row) {
    var calls = row.group().calls();
    return calls.signum() == 0 && !row.group().before().isZero()
        ? Cell.NOTHING
        : new Cell.Count(calls);
  }

  /// People see all calls and all that was cached; machines each kind by itself.
  private List<Field<Row>> usage() {
    var fields = new ArrayList<Field<Row>>();
    fields.add(
        Field.<Row>count("calls", row -> row.group().calls())
            .right("Calls", audit.moved() ? 1 : 0, AuditFields::calls));
    fields.add(
        Field.<Row>count("failed_calls", row -> row.group().failedCalls())
            .right("Failed", 6, row -> Cell.count(row.group().failedCalls())));
    fields.add(Field.json("tokens", row -> TokenMeters.json(row.usage())));
    for (var meter : TokenMeters.COUNTED) {
      var tokens = Field.<Row>count(meter.id(), row -> row.usage().of(meter)).withoutJson();
      if (meter == Meter.INPUT) {
        fields.add(tokens.right("Input", 8));
        fields.add(Field.shown(TableColumn.right("Cached", 9), row -> Cell.count(row.cached())));
      } else {
        fields.add(meter == Meter.OUTPUT ? tokens.right("Output", 7) : tokens);
      }
    }
    return fields;
  }

  private static Cell perCall(Row row) {
    var calls = row.group().pricedCalls();
    return calls.signum() == 0
        ? Cell.NOTHING
        : new Cell.PerCall(Rounding.perCall(row.group().before(), calls));
  }

  private static Cell modelsBefore(Row row) {
    return row.isTotal()
        ? Cell.NOTHING
        : new Cell.Text(Phrases.shortModels(row.group().modelsBefore()));
  }

  private List<String> modelsAfter(Row row) {
    return audit.moved() ? row.group().modelsAfter() : row.group().modelsBefore();
  }

  private Cell share(Row row) {
    return Cell.percent(row.group().cost(), total);
  }

  /// What the group costs after the moves; as before while no move is asked for.
  private Optional<Money> after(Row row) {
    return audit.moved() ? row.group().after() : row.group().cost();
  }

  private Optional<Money> saved(Row row) {
    return after(row).map(row.group().before()::minus);
  }

  /// What the table says is saved. A suggestion is silent on what stays.
  private Optional<Money> said(Row row) {
    return isSuggested() && !row.isTotal() && !row.group().isMoved()
        ? Optional.empty()
        : saved(row);
  }

  private boolean isSuggested() {
    return audit.plan().kind() == MovePlan.Kind.SUGGESTION;
  }

  /// Where the calls go. A suggestion names tiers, as people route by them.
  private Cell target(Row row) {
    if (row.isTotal()) {
      return Cell.NOTHING;
    }
    if (!row.group().isMoved()) {
      return new Cell.Text(isSuggested() ? "" : "unchanged");
    }
    var tiers = audit.plan().of(row.group()).stream().map(MovePlan.Advice::to).distinct().toList();
    return new Cell.Text(
        isSuggested() && tiers.size() == 1
            ? tiers.getFirst()
            : Phrases.shortModels(row.group().modelsAfter()));
  }

  /// What the calls would cost one tier lower, while no move is asked for.
  private Optional<Money> tierLower(Row row) {
    return audit.moved() || !row.group().isMoved() ? Optional.empty() : row.group().after();
  }

  private static Cell tierLowerChange(Row row) {
    var saved = row.group().isMoved() ? row.group().saved() : Optional.<Money>empty();
    return Cell.amount(saved.map(Money.ZERO::minus), row.decimals());
  }

  private static Optional<Money> logged(Row row) {
    return Optional.ofNullable(row.usage().amounts().get(Meter.LOGGED_USD)).map(Money::new);
  }
}
