package routercost.report.layout;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import routercost.price.Money;

/// A column of a report, declared once for every format.
///
/// People see a heading and cells that are rounded. Records have a name and exact text, where an
/// unknown value is empty. JSON has a key and a typed value, where an unknown value is null. A
/// field can be left out of each of the three; a report lists its fields once, and [#table],
/// [#records] and [#json] walk that list.
///
/// @param <T> a row of the report
public final class Field<T> {
  private final Function<T, Cell> usual;
  private final Optional<Column<T>> column;
  private final Optional<Named<T, String>> record;
  private final Optional<Named<T, Json>> json;

  private record Column<T>(TableColumn column, Function<T, Cell> cell) {}

  private record Named<T, V>(String name, Function<T, V> value) {}

  private Field(
      Function<T, Cell> usual,
      Optional<Column<T>> column,
      Optional<Named<T, String>> record,
      Optional<Named<T, Json>> json) {
    this.usual = usual;
    this.column = column;
    this.record = record;
    this.json = json;
  }

  private static <T> Field<T> of(
      Function<T, Cell> usual, Named<T, String> record, Named<T, Json> json) {
    return new Field<>(usual, Optional.empty(), Optional.of(record), Optional.of(json));
  }

  /// Words, or an id.
  public static <T> Field<T> text(String id, Function<T, String> text) {
    return of(
        row -> new Cell.Text(text.apply(row)),
        new Named<>(id, text),
        new Named<>(id, row -> new Json.Text(text.apply(row))));
  }

  /// Words that may be missing.
  public static <T> Field<T> optional(String id, Function<T, Optional<String>> text) {
    return of(
        row -> text.apply(row).<Cell>map(Cell.Text::new).orElse(Cell.NOTHING),
        new Named<>(id, row -> text.apply(row).orElse("")),
        new Named<>(id, row -> Json.text(text.apply(row))));
  }

  /// Several ids: with commas in records, a list in JSON.
  public static <T> Field<T> texts(String id, Function<T, List<String>> texts) {
    return of(
        row -> new Cell.Text(String.join(", ", texts.apply(row))),
        new Named<>(id, row -> String.join(",", texts.apply(row))),
        new Named<>(id, row -> Json.texts(texts.apply(row))));
  }

  /// An exact number of things.
  public static <T> Field<T> count(String id, Function<T, BigDecimal> number) {
    return of(
        row -> new Cell.Count(number.apply(row)),
        new Named<>(id, row -> Rounding.exact(number.apply(row))),
        new Named<>(id, row -> Json.number(number.apply(row))));
  }

  /// An exact number of things that may be unknown.
  public static <T> Field<T> optionalCount(String id, Function<T, Optional<BigDecimal>> number) {
    return of(
        row -> number.apply(row).<Cell>map(Cell.Count::new).orElse(Cell.NOTHING),
        new Named<>(id, row -> number.apply(row).map(Rounding::exact).orElse("")),
        new Named<>(id, row -> Json.of(number.apply(row), Json::number)));
  }

  /// An exact amount of US dollars, which records name `<id>_usd`; empty if it is not known.
  public static <T> Field<T> money(String id, Function<T, Optional<Money>> amount) {
    return of(
        row -> Cell.amount(amount.apply(row)),
        new Named<>(id + "_usd", row -> amount.apply(row).map(Money::toString).orElse("")),
        new Named<>(id, row -> Json.text(amount.apply(row))));
  }

  /// An amount as a share of another in percent; empty if it is not known or of nothing.
  public static <T> Field<T> percent(
      String id, Function<T, Optional<Money>> part, Function<T, Money> whole) {
    return of(
        row -> Cell.percent(part.apply(row), whole.apply(row)),
        new Named<>(id, row -> Rounding.exactPercent(part.apply(row), whole.apply(row))),
        new Named<>(
            id, row -> Json.text(Rounding.exactPercent(part.apply(row), whole.apply(row)))));
  }

  /// A share of one in percent; empty if it is not known.
  public static <T> Field<T> share(String id, Function<T, Optional<BigDecimal>> share) {
    Function<T, Optional<String>> exact =
        row -> share.apply(row).map(known -> Rounding.exactPercent(known, BigDecimal.ONE));
    return of(
        row -> Cell.percent(share.apply(row)),
        new Named<>(id, row -> exact.apply(row).orElse("")),
        new Named<>(id, row -> Json.text(exact.apply(row))));
  }

  /// A column that only people see.
  public static <T> Field<T> shown(TableColumn column, Function<T, Cell> cell) {
    return new Field<>(
        cell, Optional.of(new Column<>(column, cell)), Optional.empty(), Optional.empty());
  }

  /// A field that only records have.
  public static <T> Field<T> record(String name, Function<T, String> text) {
    return Field.<T>text(name, text).withoutJson();
  }

  /// A field that only JSON has.
  public static <T> Field<T> json(String name, Function<T, Json> value) {
    return new Field<>(
        _ -> Cell.NOTHING,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Named<>(name, value)));
  }

  /// This field under another name in JSON.
  public Field<T> withJson(String name) {
    return new Field<>(usual, column, record, json.map(named -> new Named<>(name, named.value())));
  }

  public Field<T> withoutJson() {
    return new Field<>(usual, column, record, Optional.empty());
  }

  public Field<T> withoutRecord() {
    return new Field<>(usual, column, Optional.empty(), json);
  }

  /// This field as a column of a table too, to the left.
  public Field<T> left(String heading, int rank) {
    return left(heading, rank, usual);
  }

  public Field<T> left(String heading, int rank, Function<T, Cell> cell) {
    return in(TableColumn.left(heading, rank), cell);
  }

  /// This field as a column of a table too, to the right.
  public Field<T> right(String heading, int rank) {
    return right(heading, rank, usual);
  }

  public Field<T> right(String heading, int rank, Function<T, Cell> cell) {
    return in(TableColumn.right(heading, rank), cell);
  }

  private Field<T> in(TableColumn shown, Function<T, Cell> cell) {
    return new Field<>(usual, Optional.of(new Column<>(shown, cell)), record, json);
  }

  /// This field with a role for what its column shows.
  public Field<T> toned(Role role) {
    return new Field<>(
        usual,
        column.map(of -> new Column<>(of.column(), row -> toned(of.cell().apply(row), role))),
        record,
        json);
  }

  private static Cell toned(Cell cell, Role role) {
    return cell.text().isEmpty() ? cell : new Cell.Toned(cell, role);
  }

  /// The heading of its column; empty if people do not see it.
  public String heading() {
    return column.map(of -> of.column().heading()).orElse("");
  }

  /// This field, as a column of the table only if `shown`.
  public Field<T> shownIf(boolean shown) {
    return shown ? this : new Field<>(usual, Optional.empty(), record, json);
  }

  /// The table of those fields that people see.
  public static <T> Block.Table table(List<Field<T>> fields, List<T> rows, List<T> totals) {
    var columns = new ArrayList<Column<T>>();
    fields.forEach(field -> field.column.ifPresent(columns::add));
    return new Block.Table(
        columns.stream().map(Column::column).toList(),
        rows.stream().map(row -> cells(columns, row)).toList(),
        totals.stream().map(row -> cells(columns, row)).toList());
  }

  /// The same with a row that sums those that are not shown.
  ///
  /// @param rest the rows from an index on as one, or those before it where the latest are shown
  /// @param latest whether rows are in the order of time, so that a screen shows the last of them
  public static <T> Block.Table table(
      List<Field<T>> fields, List<T> rows, List<T> totals, IntFunction<T> rest, boolean latest) {
    var columns = new ArrayList<Column<T>>();
    fields.forEach(field -> field.column.ifPresent(columns::add));
    var table = table(fields, rows, totals);
    return new Block.Table(
        table.columns(),
        table.rows(),
        table.totals(),
        Optional.of(at -> cells(columns, rest.apply(at))),
        latest);
  }

  /// `rows` in an order that was asked for, by the heading of a column.
  public static <T> List<T> sorted(List<Field<T>> fields, List<T> rows, Optional<RowOrder> order) {
    var by = order.flatMap(of -> fields.stream().filter(field -> field.is(of)).findFirst());
    if (by.isEmpty()) {
      return rows;
    }
    var texts = rows.stream().map(row -> by.get().sorted(row)).toList();
    var cells = order.get().cells(texts.stream().allMatch(RowOrder::isNumber));
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted((a, b) -> cells.compare(texts.get(a), texts.get(b)))
        .map(rows::get)
        .toList();
  }

  private boolean is(RowOrder order) {
    return order.column().equals(RowOrder.NAME)
        ? column.filter(of -> of.column().rank() == 0).isPresent() && record.isPresent()
        : column.filter(of -> of.column().heading().equalsIgnoreCase(order.column())).isPresent();
  }

  /// What a row is sorted by: the exact figure, or what people see.
  private String sorted(T row) {
    return record.map(of -> of.value().apply(row)).orElseGet(() -> usual.apply(row).text());
  }

  private static <T> List<Cell> cells(List<Column<T>> columns, T row) {
    return columns.stream().map(column -> column.cell().apply(row)).toList();
  }

  /// The records of `rows`.
  public static <T> Records records(List<Field<T>> fields, List<T> rows) {
    var named = new ArrayList<Named<T, String>>();
    fields.forEach(field -> field.record.ifPresent(named::add));
    return new Records(
        named.stream().map(Named::name).toList(),
        rows.stream()
            .map(row -> named.stream().map(field -> field.value().apply(row)).toList())
            .toList());
  }

  /// `row` as an object of JSON.
  public static <T> Json.Fields json(List<Field<T>> fields, T row) {
    var object = Json.object();
    for (var field : fields) {
      field.json.ifPresent(named -> object.and(named.name(), named.value().apply(row)));
    }
    return object;
  }
}
