package routercost.read.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;
import routercost.read.exports.LogFormat;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;
import routercost.read.schema.Sample;

/// A search for the records in the objects of an input: the shortest path to what an export claims
/// or to what has a model and tokens.
///
/// @param requested the paths of fields that options name
/// @param isTable whether rows have the columns of a table of calls
public record RecordPaths(Exports exports, Set<String> requested, Predicate<Sample> isTable) {
  private static final int DEEPEST = 5;
  private static final int MOST = 200;
  private static final int ITEMS = 50;

  /// Columns around a record that say nothing which it does not say better.
  private static final Set<Column> AROUND =
      Set.of(Column.TIMESTAMP, Column.REQUEST_ID, Column.LATENCY_MS, Column.STATUS);

  /// A path that leads to calls.
  ///
  /// @param export the format of the records, if they are an export
  /// @param besides other lists next to the records that could be calls too
  public record Fit(
      RecordPath path, Optional<LogFormat> export, Sample sample, List<String> besides) {}

  public Optional<Fit> search(List<Fields> objects) {
    var resolved = objects.stream().map(TypedJson::resolved).toList();
    List<RecordPath> level = List.of(new RecordPath(List.of(), new OuterFields(requested)));
    int tried = 0;
    for (int depth = 0; depth < DEEPEST; depth++) {
      var next = new ArrayList<RecordPath>();
      for (RecordPath path : level) {
        if (tried++ == MOST) {
          return Optional.empty();
        }
        List<Fields> records = records(path, resolved);
        var fit = fit(path, records);
        if (fit.isPresent()) {
          var found = inner(fit.get(), records, resolved);
          return Optional.of(
              new Fit(found.path(), found.export(), found.sample(), besides(path, resolved)));
        }
        RecordPath.steps(records).forEach(step -> next.add(path.then(step)));
      }
      level = next;
    }
    return Optional.empty();
  }

  /// The lists next to one of calls that could be calls too, or their sums.
  private List<String> besides(RecordPath path, List<Fields> objects) {
    if (path.steps().isEmpty() || !path.steps().getLast().list()) {
      return List.of();
    }
    var steps = path.steps();
    var holder = new RecordPath(steps.subList(0, steps.size() - 1), path.outer());
    return RecordPath.steps(records(holder, objects)).stream()
        .filter(step -> step.list() && !step.equals(steps.getLast()))
        .map(holder::then)
        .filter(other -> fit(other, records(other, objects)).isPresent())
        .map(RecordPath::toString)
        .toList();
  }

  private static List<Fields> records(RecordPath path, List<Fields> objects) {
    return objects.stream().flatMap(object -> path.records(object).stream()).limit(MOST).toList();
  }

  private Optional<Fit> fit(RecordPath path, List<Fields> records) {
    var rows = new ArrayList<Row>();
    var names = new LinkedHashSet<String>();
    for (Fields record : records) {
      Row row = FlatRow.of(rows.size() + 1L, record);
      rows.add(row);
      names.addAll(row.names());
    }
    var sample = new Sample(List.<LogRecord>copyOf(rows), rows, List.copyOf(names), ',', true);
    var export = records.stream().flatMap(record -> exports.claiming(record).stream()).findFirst();
    return export.isPresent() || isTable.test(sample)
        ? Optional.of(new Fit(path, export, sample, List.of()))
        : Optional.empty();
  }

  /// The record itself, if what was found only wraps it: a log line with its time.
  private Fit inner(Fit fit, List<Fields> records, List<Fields> objects) {
    if (fit.export().isPresent()) {
      return fit;
    }
    if (records.size() == 1) { // a document: its lists say more than what is around them
      for (RecordPath.Step step : RecordPath.steps(records)) {
        RecordPath path = fit.path().then(step);
        var listed = fit(path, records(path, objects)).filter(found -> found.export().isPresent());
        if (step.list() && listed.isPresent()) {
          return listed.get();
        }
      }
    }
    if (RecordPath.areSeveral(records)) {
      RecordPath path = fit.path().then(RecordPath.Step.EACH);
      var several = fit(path, records(path, objects));
      if (several.isPresent()) {
        return several.get();
      }
    }
    for (RecordPath.Step step : RecordPath.steps(records)) {
      var alone = new ArrayList<Fields>();
      var around = new LinkedHashSet<String>();
      for (Fields record : records) {
        if (!step.list() && record.present().get(step.name()) instanceof Fields inner) {
          alone.add(inner);
          around.addAll(FlatRow.of(0, record.without(step.name())).names());
        }
      }
      var inside = fit(fit.path(), alone);
      boolean wraps =
          RecordPath.areSeveral(alone)
              || inside
                  .flatMap(Fit::export)
                  .filter(format -> LogFormat.isAgent(format.id()))
                  .isPresent()
              || around.stream()
                  .allMatch(name -> AROUND.containsAll(Vocabulary.builtIn().columns(name)));
      if (!alone.isEmpty() && wraps && inside.isPresent()) {
        RecordPath path = fit.path().then(step);
        var deeper = records(path, objects);
        var found = fit(path, deeper);
        if (found.isPresent()) {
          return inner(found.get(), deeper, objects);
        }
      }
    }
    return fit;
  }

  /// An object with the first items of its long lists.
  public static Fields beginning(Fields object) {
    var members = new LinkedHashMap<>(object.present());
    members.replaceAll((_, value) -> beginning(value));
    return Fields.of(members);
  }

  private static Object beginning(Object value) {
    return switch (value) {
      case Fields inner -> beginning(inner);
      case List<?> items ->
          items.stream().limit(ITEMS).<Object>map(RecordPaths::beginning).toList();
      default -> value;
    };
  }

  /// The paths of all fields of objects; those of lists end with `[]`.
  public static Set<String> names(List<Fields> objects) {
    var names = new LinkedHashSet<String>();
    objects.forEach(object -> addNames("", TypedJson.resolved(object).present(), names));
    return names;
  }

  private static void addNames(String prefix, Map<String, Object> members, Set<String> names) {
    members.forEach(
        (name, value) -> {
          String path = prefix + name;
          if (value instanceof Fields inner) {
            addNames(path + ".", inner.present(), names);
          } else if (value instanceof List<?> items) {
            names.add(path + "[]");
            items.stream()
                .filter(Fields.class::isInstance)
                .limit(20)
                .forEach(item -> addNames(path + "[].", ((Fields) item).present(), names));
          } else {
            names.add(path);
          }
        });
  }

  /// Whether a row of a drawn table has a count of tokens.
  public static boolean haveCounts(List<Fields> rows) {
    return rows.stream()
        .flatMap(row -> row.present().values().stream())
        .anyMatch(cell -> cell instanceof String text && text.matches("\\d[\\d.,' ]*"));
  }
}
