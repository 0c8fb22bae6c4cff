package routercost.report.common;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.TableColumn;
import routercost.usage.Slice;
import routercost.whatif.Comparison.Repriced;

/// The dimensions that a report groups by, and the group that a charge is in.
public record Grouping(List<Attribute> dimensions) {
  public Grouping {
    dimensions = List.copyOf(dimensions);
  }

  /// The values of a charge, in the order of the dimensions.
  public List<String> of(Charge charge) {
    return of(charge.slice(), new Ledger(List.of(charge), List.of()));
  }

  /// The same for what has no price.
  public List<String> of(UnpricedSlice uncharged) {
    return of(uncharged.slice(), new Ledger(List.of(), List.of(uncharged)));
  }

  private List<String> of(Slice slice, Ledger ledger) {
    var line = new Repriced(slice, ledger, ledger, Collections.emptySortedSet());
    return dimensions.stream().map(dimension -> line.value(dimension)).toList();
  }

  public List<String> ids() {
    return dimensions.stream().map(Attribute::id).toList();
  }

  /// The heading of a column of groups: `Task`, `Team / request id`.
  public String heading() {
    return dimensions.isEmpty()
        ? "All"
        : Phrases.capital(String.join(" / ", ids()).replace('_', ' ').replace('.', ' '));
  }

  /// The columns of a group: one name for people, a field for each dimension in records. JSON has
  /// the [#key] in front.
  ///
  /// @param name of a row
  /// @param key its values by dimension
  public <T> List<Field<T>> fields(Function<T, String> name, Function<T, List<String>> key) {
    var fields = new ArrayList<Field<T>>();
    fields.add(Field.shown(TableColumn.left(heading(), 0), row -> new Cell.Text(name.apply(row))));
    for (int i = 0; i < dimensions.size(); i++) {
      int dimension = i;
      fields.add(Field.record(dimensions.get(i).id(), row -> key.apply(row).get(dimension)));
    }
    return fields;
  }

  /// The values of a group by dimension.
  public Json.Fields key(List<String> group) {
    var key = Json.object();
    for (int i = 0; i < group.size(); i++) {
      key.and(dimensions.get(i).id(), group.get(i));
    }
    return key;
  }
}
