package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Role;
import routercost.report.layout.RoundedRange;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;
import routercost.whatif.pipeline.Pipeline;
import routercost.whatif.pipeline.Saving;

/// The columns of an estimate, and the table of one pipeline.
record EstimateTable(Estimate estimate) {
  /// A line of a pipeline, a whole pipeline, or a total.
  ///
  /// @param saving empty if the line has no price
  private record Row(
      String pipeline, String unit, String name, Optional<Saving> saving, int decimals) {}

  /// The columns of a saving. The cost before, the cost after and the saved amount are ranges:
  /// tables show both ends in one cell.
  private static final List<Field<Row>> SAVING =
      Stream.of(
              range("before", Saving::before),
              List.of(shown("Before", 0, Saving::before, "unpriced")),
              range("after", Saving::after),
              List.of(shown("After", 1, Saving::after, "")),
              range("saved", Saving::saved),
              List.of(
                  shown("Saved", 0, Saving::saved, ""),
                  percent("saved_low_pct", Saving.Ends::low),
                  percent("saved_high_pct", Saving.Ends::high),
                  Field.<Row>json(
                      "saved_pct", row -> Json.of(row.saving(), EstimateTable::percents)),
                  Field.<Row>shown(
                      TableColumn.right("%", 0),
                      row -> new Cell.Text(row.saving().map(EstimateTable::percent).orElse("")))))
          .flatMap(List::stream)
          .toList();

  private static final List<Field<Row>> FIELDS =
      Stream.concat(
              Stream.of(
                  Field.record("pipeline", Row::pipeline),
                  Field.record("unit", Row::unit),
                  Field.text("step", Row::name).withoutJson().left("Step", 0)),
              SAVING.stream())
          .toList();

  static Records records(List<Estimate> estimates) {
    return Field.records(
        FIELDS,
        estimates.stream()
            .flatMap(estimate -> new EstimateTable(estimate).lines().stream())
            .toList());
  }

  static Json.Fields json(Saving saving) {
    return Field.json(SAVING, new Row("", "", "", Optional.of(saving), 0));
  }

  /// What each part of the costs amounts to, except for that of models.
  static Json parts(Estimate estimate) {
    var json = Json.object();
    Costs.PARTS.forEach(part -> json.and(part.name(), json(estimate.saving(part.of()))));
    return json;
  }

  private static List<Field<Row>> range(String id, Function<Saving, Saving.Ends> range) {
    return List.of(
        Field.<Row>money(id + "_low", row -> row.saving().map(range).map(Saving.Ends::low))
            .withoutJson(),
        Field.<Row>money(id + "_high", row -> row.saving().map(range).map(Saving.Ends::high))
            .withoutJson(),
        Field.json(id, row -> Json.of(row.saving().map(range), EstimateTable::json)));
  }

  private static Field<Row> shown(
      String heading, int rank, Function<Saving, Saving.Ends> range, String unpriced) {
    return Field.shown(
        TableColumn.right(heading, rank),
        row ->
            new Cell.Text(
                row.saving()
                    .map(saving -> RoundedRange.dollars(range.apply(saving), row.decimals()))
                    .orElse(unpriced)));
  }

  private static Field<Row> percent(String id, Function<Saving.Ends, Money> end) {
    return Field.<Row>percent(
            id,
            row -> row.saving().map(Saving::saved).map(end),
            row -> row.saving().map(Saving::before).map(end).orElse(Money.ZERO))
        .withoutJson();
  }

  /// The cost before and after as bars up to the high end; nothing where there is no change.
  Block bars() {
    var total = estimate.total();
    var before = total.before().high();
    var after = total.after().high();
    var scale = before.compareTo(after) > 0 ? before : after;
    if (!isPriced() || total.before().equals(total.after())) {
      return new Block.Items(List.of());
    }
    var role = before.compareTo(after) < 0 ? Role.WARNING : Role.SAVING;
    return new Block.Bars(
        List.of(
            bar("Before", dollars(Saving::before), before, scale, Role.PLAIN),
            bar("After", dollars(Saving::after), after, scale, role)));
  }

  private static Block.Bars.Line bar(
      String name, String amount, Money end, Money scale, Role role) {
    return new Block.Bars.Line(name, amount, Bar.of(end.usd(), scale.usd(), ""), "", role);
  }

  static Json json(Saving.Ends ends) {
    return Json.object().and("low", ends.low()).and("high", ends.high());
  }

  private static Json percents(Saving saving) {
    return Json.object()
        .and("low", saving.savedLow().map(EstimateTable::exactPercent))
        .and("high", saving.savedHigh().map(EstimateTable::exactPercent))
        .and("min", saving.attainable().map(ends -> exactPercent(ends.least())))
        .and("max", saving.attainable().map(ends -> exactPercent(ends.most())));
  }

  private static String exactPercent(Saving.Part part) {
    return Rounding.exactPercent(part.saved().usd(), part.of().usd());
  }

  /// The saving in percent at both ends, as it is shown; empty where nothing is paid before.
  static String percent(Saving saving) {
    return roundedPercents(saving).map(RoundedRange::percent).orElse("");
  }

  static Optional<RoundedRange> roundedPercents(Saving saving) {
    return saving
        .savedLow()
        .flatMap(
            low -> saving.savedHigh().map(high -> new RoundedRange(percent(low), percent(high))));
  }

  static BigDecimal percent(Saving.Part part) {
    return Rounding.percent(part.saved().usd(), part.of().usd());
  }

  /// The lines of the pipeline.
  private List<Row> lines() {
    return estimate.lines().stream().map(line -> row(line.id(), saving(line), decimals())).toList();
  }

  private Optional<Saving> saving(Estimate.Line line) {
    return line.isComplete() ? Optional.of(estimate.saving(line, Costs::total)) : Optional.empty();
  }

  /// The whole pipeline under `name`.
  private Row whole(String name) {
    return total(name, estimate.total(), decimals());
  }

  private Row total(String name, Saving saving, int decimals) {
    return row(name, isPriced() ? Optional.of(saving) : Optional.empty(), decimals);
  }

  private Row row(String name, Optional<Saving> saving, int decimals) {
    var pipeline = estimate.pipeline();
    return new Row(pipeline.name(), pipeline.unit(), name, saving, decimals);
  }

  private List<Row> totals() {
    var totals = new ArrayList<Row>();
    totals.add(whole("Total"));
    if (hasMoreThanModels()) {
      totals.add(total("models alone", estimate.saving(Costs::models), decimals()));
      Costs.PARTS.forEach(part -> addIfPaid(part, totals));
    }
    if (estimate.roles().size() > 1) {
      estimate.roles().forEach(role -> totals.add(total(role, estimate.ofRole(role), decimals())));
    }
    estimate.pipeline().runs().ifPresent(runs -> totals.add(period(runs)));
    return totals;
  }

  private void addIfPaid(Costs.Part part, List<Row> totals) {
    var saving = estimate.saving(part.of());
    if (!saving.before().high().plus(saving.after().high()).isZero()) {
      totals.add(total(part.name(), saving, decimals()));
    }
  }

  private Row period(Pipeline.Runs runs) {
    var run = estimate.total();
    var period = new Saving(run.before().times(runs), run.after().times(runs), run.attainable());
    var first = Thousands.grouped(Rounding.plain(runs.all()));
    var last = Thousands.grouped(Rounding.plain(runs.most()));
    var name =
        "%s per %s".formatted(first.equals(last) ? first : first + "-" + last, runs.period());
    return total(name, period, Rounding.decimals(period.before().high()));
  }

  private boolean hasMoreThanModels() {
    var models = estimate.saving(Costs::models);
    var total = estimate.total();
    return !total.before().equals(models.before()) || !total.after().equals(models.after());
  }

  /// The table, and a line where its rows, as they are shown, miss the total.
  List<Block> blocks() {
    var table = Field.table(FIELDS, lines(), totals());
    return missesTotal() ? List.of(table, new Block.Paragraph(RoundedRows.NOTE)) : List.of(table);
  }

  private boolean missesTotal() {
    return Stream.<Function<Saving, Saving.Ends>>of(Saving::before, Saving::after, Saving::saved)
        .anyMatch(
            range ->
                missesTotal(range.andThen(Saving.Ends::low))
                    || missesTotal(range.andThen(Saving.Ends::high)));
  }

  private boolean missesTotal(Function<Saving, Money> amount) {
    var rows = lines().stream().flatMap(row -> row.saving().map(amount).stream()).toList();
    return Rounding.rowsMiss(rows, decimals(), amount.apply(estimate.total()), decimals());
  }

  /// One side of the total, as the table shows it.
  String dollars(Function<Saving, Saving.Ends> range) {
    return isPriced()
        ? RoundedRange.dollars(range.apply(estimate.total()), decimals())
        : "unpriced";
  }

  int decimals() {
    return Rounding.decimals(estimate.total().before().high());
  }

  /// True if anything here has a price.
  boolean isPriced() {
    return estimate.lines().isEmpty()
        || estimate.lines().stream().anyMatch(Estimate.Line::isComplete);
  }

  /// Several pipelines together, one run of each.
  static Block.Table together(List<Estimate> estimates) {
    var tables = estimates.stream().map(EstimateTable::new).toList();
    var total = Estimate.sum(estimates, Costs::total);
    boolean isPriced = tables.stream().anyMatch(EstimateTable::isPriced);
    return Field.table(
        FIELDS,
        tables.stream().map(table -> table.whole(table.estimate.pipeline().name())).toList(),
        List.of(
            new Row(
                "",
                "",
                "Total",
                isPriced ? Optional.of(total) : Optional.empty(),
                Rounding.decimals(total.before().high()))));
  }
}
