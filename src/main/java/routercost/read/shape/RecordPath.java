package routercost.read.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.Fields;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;

/// The way from the objects of an input to its records: `data[].results[]`.
///
/// @param outer decides what the records take over from what is around them
public record RecordPath(List<Step> steps, OuterFields outer) {
  /// Members that are no calls although they may have a model and counts: sums, and what was asked.
  private static final Set<String> NO_CALLS =
      Set.of(
          "total",
          "totals",
          "sum",
          "summary",
          "overall",
          "all",
          "aggregate",
          "cumulative",
          "request",
          "req",
          "input",
          "inputs",
          "params",
          "previous");

  public RecordPath {
    steps = List.copyOf(steps);
  }

  /// A member that holds records.
  ///
  /// @param list whether it is a list of them
  record Step(String name, boolean list) {
    /// All members that are calls themselves, as objects have them by id or by agent.
    static final Step EACH = new Step("*", true);

    @Override
    public String toString() {
      return list ? name + "[]" : name;
    }
  }

  RecordPath then(Step step) {
    return new RecordPath(Stream.concat(steps.stream(), Stream.of(step)).toList(), outer);
  }

  /// The records in an object, its types resolved. An object without the member is one itself.
  List<Fields> records(Fields object) {
    List<Fields> records = List.of(object);
    for (Step step : steps) {
      var inner = new ArrayList<Fields>();
      records.forEach(record -> take(step, record, inner));
      records = inner;
    }
    return outer.requested().isEmpty() ? records : records.stream().map(this::answered).toList();
  }

  /// A record with the fields that options name by the path from the beginning: `data[].model`.
  private Fields answered(Fields record) {
    Fields answered = record;
    for (String asked : outer.requested()) {
      String path = asked.replaceAll("\\[\\d*]", "");
      for (Step step : steps) {
        path = path.startsWith(step.name() + ".") ? path.substring(step.name().length() + 1) : path;
      }
      String text = record.text(path);
      if (!text.isEmpty() && record.text(asked).isEmpty()) {
        answered = answered.with(asked, text);
      }
    }
    return answered;
  }

  private void take(Step step, Fields record, List<Fields> taken) {
    if (step.equals(Step.EACH)) {
      takeEach(record, taken);
      return;
    }
    switch (record.present().get(step.name())) {
      case List<?> items when step.list() -> {
        Fields around = record.without(step.name());
        for (Object item : items) {
          if (item instanceof Fields fields) {
            taken.add(outer.over(around, fields, true));
          }
        }
      }
      case Fields fields when !step.list() ->
          taken.add(outer.over(record.without(step.name()), fields, false));
      case null, default -> taken.add(record);
    }
  }

  /// What tells the names of entries apart: `call_1`, a UUID.
  private static final Pattern NUMBER = Pattern.compile("[0-9a-fA-F-]{8,}|\\d+");

  private void takeEach(Fields record, List<Fields> taken) {
    var calls = calls(record);
    Fields around = record.without(calls.toArray(String[]::new));
    var seen = new HashMap<List<String>, String>();
    for (String name : calls) {
      Fields call = record.member(name);
      String kind = NUMBER.matcher(name).replaceAll("");
      String same = seen.putIfAbsent(counts(call), kind);
      if (same == null || same.equals(kind)) { // a response is often logged raw and parsed
        taken.add(outer.over(around, call, true));
      }
    }
    if (calls.isEmpty()) {
      taken.add(record);
    }
  }

  /// Whether objects have several members that are calls.
  static boolean areSeveral(List<Fields> objects) {
    return objects.stream().anyMatch(object -> calls(object).size() > 1);
  }

  /// Whether a member of this name can be a call.
  public static boolean mayBeCall(String name) {
    return !NO_CALLS.contains(name.toLowerCase(Locale.ROOT));
  }

  /// The members of an object that have a model and a count.
  private static List<String> calls(Fields object) {
    var calls = new ArrayList<String>();
    object
        .present()
        .forEach(
            (name, value) -> {
              if (value instanceof Fields member && mayBeCall(name) && !counts(member).isEmpty()) {
                calls.add(name);
              }
            });
    return calls;
  }

  /// The model and the counts of a call; none if it lacks either.
  private static List<String> counts(Fields member) {
    var row = FlatRow.of(0, member);
    var counts = new ArrayList<String>();
    boolean hasModel = false;
    boolean hasCount = false;
    for (int i = 0; i < row.names().size(); i++) {
      var columns = Vocabulary.builtIn().columns(row.names().get(i));
      hasModel |= columns.contains(Column.MODEL);
      boolean isCount = columns.stream().anyMatch(Column.QUANTITIES::contains);
      hasCount |= isCount;
      if (isCount || columns.contains(Column.MODEL)) {
        counts.add(row.cells().get(i));
      }
    }
    return hasModel && hasCount ? counts : List.of();
  }

  /// The members of objects that may hold records: lists first.
  static List<Step> steps(List<Fields> objects) {
    return Stream.of(true, false)
        .flatMap(
            list ->
                objects.stream()
                    .flatMap(object -> object.present().entrySet().stream())
                    .filter(
                        member ->
                            list ? isList(member.getValue()) : member.getValue() instanceof Fields)
                    .map(member -> new Step(member.getKey(), list))
                    .distinct())
        .toList();
  }

  private static boolean isList(Object value) {
    return value instanceof List<?> items && items.stream().anyMatch(Fields.class::isInstance);
  }

  /// The records of an input.
  public ExportRecords of(ExportRecords objects) {
    return receiver ->
        objects.next(
            receiver.withRecords(
                (object, line) ->
                    records(TypedJson.resolved(object))
                        .forEach(
                            record -> {
                              if (TypedJson.cutsCall(record) && counts(record).isEmpty()) {
                                receiver.broken(MalformedRecord.cut(line));
                              } else {
                                receiver.record(line, record);
                              }
                            })));
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("."));
  }
}
