package routercost.read.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.exports.Fields;
import routercost.read.tally.ExportRecords;

/// The way from the objects of an input to its records: `data[].results[]`.
///
/// @param outer decides what the records take over from what is around them
public record RecordPath(List<Step> steps, OuterFields outer) {
  public RecordPath {
    steps = List.copyOf(steps);
  }

  /// A member that holds records.
  ///
  /// @param list whether it is a list of them
  record Step(String name, boolean list) {
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
    return receiver -> objects.next(new Unwrapping(receiver, this));
  }

  /// Passes on the records in objects.
  private record Unwrapping(ExportRecords.Receiver receiver, RecordPath path)
      implements ExportRecords.Receiver {
    @Override
    public void record(long line, Fields object) {
      path.records(TypedJson.resolved(object)).forEach(record -> receiver.record(line, record));
    }

    @Override
    public void broken(routercost.read.record.MalformedRecord broken) {
      receiver.broken(broken);
    }

    @Override
    public void skipped(long line, String reason) {
      receiver.skipped(line, reason);
    }

    @Override
    public void note(String sentence) {
      receiver.note(sentence);
    }
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("."));
  }
}
