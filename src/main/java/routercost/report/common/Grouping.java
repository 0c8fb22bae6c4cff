package routercost.report.common;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Attribute;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Quote;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.TableColumn;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;
import routercost.whatif.Comparison.Repriced;

/// The dimensions that a report groups by, and the group that a charge is in.
public record Grouping(List<Attribute> dimensions) {
  public static final String AGENT = "agent";

  private static final List<Attribute> CHOICES =
      List.of(
          Attribute.Known.TASK,
          Attribute.Label.PROJECT,
          Attribute.named(AGENT),
          Attribute.Known.MODEL);

  /// The largest share of a value among those that tell calls apart.
  private static final BigDecimal TELLING = new BigDecimal("0.8");

  public Grouping {
    dimensions = List.copyOf(dimensions);
  }

  /// The one dimension that says most of where the money goes, if none is asked for: the task if it
  /// is named or tells calls apart, else the first of project, agent and model that does, else the
  /// one that comes closest. Columns that were not read of some calls, as those name their tasks,
  /// are no choice.
  public static List<Attribute> telling(List<Slice> calls, Function<UsageKey, Quote> quotes) {
    if (calls.stream().noneMatch(slice -> Attribute.isUnnamed(slice.key().task()))) {
      return List.of(Attribute.Known.TASK); // nothing to price, as in most logs
    }
    var weights = weights(calls, quotes);
    var all = sum(weights.values());
    Attribute best = Attribute.Known.TASK;
    var least = BigDecimal.TWO;
    for (var attribute : CHOICES) {
      if (attribute instanceof Attribute.Label && !areRead(attribute.id(), weights.keySet())) {
        continue;
      }
      var sums = new TreeMap<String, BigDecimal>();
      weights.forEach(
          (key, weight) ->
              sums.merge(attribute.value(key, Optional.empty()), weight, BigDecimal::add));
      var largest = Collections.max(sums.entrySet(), Map.Entry.comparingByValue());
      var share =
          all.signum() == 0
              ? BigDecimal.ONE
              : largest.getValue().divide(all, MathContext.DECIMAL32);
      boolean isNamed = attribute == Attribute.Known.TASK && !Attribute.isUnnamed(largest.getKey());
      if (isNamed || share.compareTo(TELLING) <= 0) {
        return List.of(attribute);
      }
      if (share.compareTo(least) <= 0) {
        least = share;
        best = attribute;
      }
    }
    return List.of(best);
  }

  private static boolean areRead(String label, Set<UsageKey> keys) {
    return keys.stream().allMatch(key -> key.labels().containsKey(label));
  }

  /// The cost of calls by key; their tokens, or else their number, if nothing has a cost.
  private static Map<UsageKey, BigDecimal> weights(
      List<Slice> calls, Function<UsageKey, Quote> quotes) {
    var costs = new HashMap<UsageKey, BigDecimal>();
    var tokens = new HashMap<UsageKey, BigDecimal>();
    var numbers = new HashMap<UsageKey, BigDecimal>();
    for (var charge : Ledger.of(calls, quotes).charges()) {
      costs.merge(charge.slice().key(), charge.total().usd(), BigDecimal::add);
    }
    for (var slice : calls) {
      tokens.merge(slice.key(), slice.usage().tokens(), BigDecimal::add);
      numbers.merge(slice.key(), slice.usage().of(Meter.CALLS), BigDecimal::add);
    }
    return sum(costs.values()).signum() > 0
        ? costs
        : sum(tokens.values()).signum() > 0 ? tokens : numbers;
  }

  private static BigDecimal sum(Collection<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
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

  /// The names of the groups with these keys, for people.
  public Function<List<String>, String> names(Collection<List<String>> keys) {
    return GroupNames.of(dimensions, keys)::of;
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
