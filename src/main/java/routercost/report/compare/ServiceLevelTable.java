package routercost.report.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import routercost.audit.ServiceLevels;
import routercost.audit.ServiceLevels.Level;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;

/// How the calls of each group were served before and after: what a change of model may cost beside
/// money.
public final class ServiceLevelTable {
  private static final int SHOWN = 8;

  private final ServiceLevels base;
  private final ServiceLevels head;

  public ServiceLevelTable(ServiceLevels base, ServiceLevels head) {
    this.base = base;
    this.head = head;
  }

  private record Row(String name, Optional<Level> before, Optional<Level> after) {
    boolean isKnown() {
      return before.isPresent() && after.isPresent() && (isTold(before) || isTold(after));
    }

    private static boolean isTold(Optional<Level> side) {
      return side.filter(
              level ->
                  level.failed().filter(share -> share.signum() > 0).isPresent()
                      || level.again().isPresent()
                      || level.latency(50).isPresent())
          .isPresent();
    }
  }

  private Row row(List<String> group) {
    return new Row(Phrases.group(group), base.of(group), head.of(group));
  }

  /// The table of these groups; nothing if the logs have neither failures nor latencies.
  public List<Block> blocks(List<List<String>> groups) {
    var rows = groups.stream().map(this::row).filter(Row::isKnown).limit(SHOWN).toList();
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Block.Heading("Failures and latency, before and after"),
            Field.table(columns(rows), rows, List.of()));
  }

  private static List<Field<Row>> columns(List<Row> rows) {
    var columns = new ArrayList<Field<Row>>();
    columns.add(Field.shown(TableColumn.left("", 0), row -> new Cell.Text(row.name())));
    pair(columns, rows, "Failed", Level::failed, Cell::percent);
    pair(columns, rows, "Redone", Level::again, Cell::percent);
    pair(columns, rows, "Median", level -> level.latency(50), ServiceLevelTable::seconds);
    pair(columns, rows, "95%", level -> level.latency(95), ServiceLevelTable::seconds);
    return columns;
  }

  /// Two columns, if anything is known for them.
  private static void pair(
      List<Field<Row>> columns,
      List<Row> rows,
      String heading,
      Function<Level, Optional<BigDecimal>> figure,
      Function<Optional<BigDecimal>, Cell> cell) {
    boolean known =
        rows.stream()
            .anyMatch(
                row ->
                    row.before().flatMap(figure).isPresent()
                        || row.after().flatMap(figure).isPresent());
    if (known) {
      columns.add(
          Field.shown(
              TableColumn.right(heading, 0), row -> cell.apply(row.before().flatMap(figure))));
      columns.add(
          Field.shown(
              TableColumn.right("after", 0), row -> cell.apply(row.after().flatMap(figure))));
    }
  }

  private static Cell seconds(Optional<BigDecimal> time) {
    return time.<Cell>map(seconds -> new Cell.Text(Phrases.duration(seconds))).orElse(Cell.NOTHING);
  }

  /// The levels of one group on both sides; null where there are no calls.
  public Json json(List<String> group) {
    return Json.object()
        .and("base", Json.of(base.of(group), ServiceLevelTable::json))
        .and("head", Json.of(head.of(group), ServiceLevelTable::json));
  }

  private static Json percent(Optional<BigDecimal> share) {
    return Json.text(share.map(known -> Rounding.exactPercent(known, BigDecimal.ONE)));
  }

  private static Json json(Level level) {
    return Json.object()
        .and("failed_pct", percent(level.failed()))
        .and("redone_pct", percent(level.again()))
        .and("seconds_median", Json.of(level.latency(50), Json::number))
        .and("seconds_p95", Json.of(level.latency(95), Json::number));
  }
}
