package routercost.report.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.Grouping;
import routercost.report.common.MovePlan;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Phrases;
import routercost.report.layout.TableColumn;
import routercost.report.layout.TextWidth;
import routercost.whatif.Comparison;

/// The costs of an audit by two attributes, for people: a row for each value of the first, a column
/// for each of the second.
///
/// @param columns the values of the second, the most expensive first; those after [#MOST] are one
///     column
record AuditPivot(Attribute row, Attribute column, List<AuditGroup> columns) {
  private static final int MOST = 5;
  private static final int FEW = 12;
  private static final int FEWEST = 2;

  /// The columns of the narrowest usual screen, and of the gap after each column of a table.
  private static final int ROOM = 80;

  private static final int GAP = 2;

  /// The pivot of an audit without decided moves, if its second attribute has few values.
  static boolean fits(Audit audit, List<AuditGroup> groups) {
    var dimensions = audit.view().dimensions();
    boolean isDecided =
        audit.plan().kind() == MovePlan.Kind.MOVES || audit.plan().kind() == MovePlan.Kind.ROUTING;
    if (isDecided || dimensions.size() != 2) {
      return false;
    }
    long values = groups.stream().map(group -> group.key().getLast()).distinct().count();
    return values > 1 && values <= FEW && values < groups.size();
  }

  static AuditPivot of(Audit audit) {
    var dimensions = audit.view().dimensions();
    var columns =
        AuditGroup.of(audit.comparison(), List.of(dimensions.getLast())).stream()
            .sorted((a, b) -> b.before().compareTo(a.before()))
            .toList();
    return new AuditPivot(dimensions.getFirst(), dimensions.getLast(), columns);
  }

  /// The table of groups of the first attribute.
  ///
  /// @param rows that are shown
  Block.Table table(List<AuditFields.Row> rows, AuditFields.Row total) {
    int shown = columns.size() <= MOST ? columns.size() : MOST - 1;
    var table = table(rows, total, shown);
    while (shown > FEWEST && width(table) > ROOM) {
      shown--;
      table = table(rows, total, shown);
    }
    return table;
  }

  /// The width of a table, its gaps included.
  private static int width(Block.Table table) {
    var lines = Stream.concat(table.rows().stream(), table.totals().stream()).toList();
    int width = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      int widest = TextWidth.of(table.columns().get(i).heading());
      for (var line : lines) {
        widest = Math.max(widest, TextWidth.of(line.get(i).text()));
      }
      width += widest + GAP;
    }
    return width;
  }

  private Block.Table table(List<AuditFields.Row> rows, AuditFields.Row total, int shown) {
    var fields = new ArrayList<Field<AuditFields.Row>>();
    fields.add(
        Field.shown(
            TableColumn.left(new Grouping(List.of(row)).heading(), 0),
            line -> new Cell.Text(line.name())));
    fields.add(
        Field.shown(TableColumn.right("Calls", 3), line -> new Cell.Count(line.group().calls())));
    var costs = new IdentityHashMap<AuditGroup, Map<String, Money>>(); // groups are large to hash
    Stream.concat(rows.stream(), Stream.of(total))
        .forEach(line -> costs.put(line.group(), costs(line.group())));
    for (int i = 0; i < shown; i++) {
      var value = columns.get(i).key().getFirst();
      fields.add(cost(heading(columns.get(i)), i == 0 ? 0 : 1, value::equals, costs));
    }
    if (shown < columns.size()) {
      var named = columns.subList(0, shown).stream().map(group -> group.key().getFirst()).toList();
      fields.add(cost("other", 1, value -> !named.contains(value), costs));
    }
    fields.add(
        Field.shown(
            TableColumn.right("Cost", 0),
            line -> Cell.priced(line.group().cost(), line.decimals())));
    return Field.table(fields, rows, List.of(total));
  }

  private String heading(AuditGroup group) {
    return column == Attribute.Known.MODEL ? Phrases.shortModel(group.name()) : group.name();
  }

  private static Field<AuditFields.Row> cost(
      String heading,
      int rank,
      Predicate<String> values,
      Map<AuditGroup, Map<String, Money>> costs) {
    return Field.shown(
        TableColumn.right(heading, rank),
        line -> {
          var parts =
              costs.getOrDefault(line.group(), Map.of()).entrySet().stream()
                  .filter(part -> values.test(part.getKey()))
                  .map(Map.Entry::getValue)
                  .toList();
          return parts.isEmpty()
              ? Cell.NOTHING
              : new Cell.Amount(Money.sum(parts), line.decimals());
        });
  }

  /// The costs within a group by the second attribute.
  private Map<String, Money> costs(AuditGroup group) {
    var costs = new HashMap<String, Money>();
    for (var part : AuditGroup.of(new Comparison(group.lines().lines()), List.of(column))) {
      part.cost().ifPresent(cost -> costs.put(part.key().getFirst(), cost));
    }
    return costs;
  }
}
