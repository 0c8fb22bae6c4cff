package routercost.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;
import routercost.read.exports.LogFormat;
import routercost.read.record.JsonObjects;
import routercost.read.record.MalformedRecord;
import routercost.read.record.RecordReader;
import routercost.read.schema.Schema;
import routercost.read.shape.DockerLines;
import routercost.read.shape.ForeignFile;
import routercost.read.shape.LogLines;
import routercost.read.shape.OuterFields;
import routercost.read.shape.RecordPath;
import routercost.read.shape.RecordPaths;
import routercost.read.shape.ShapedRows;
import routercost.read.shape.TextTable;
import routercost.read.shape.VerticalTable;
import routercost.read.tally.ExportReader;
import routercost.read.tally.ExportRecords;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;
import routercost.usage.SafeText;

/// Finds the calls in an input that is neither an export nor a table of calls as it stands: in
/// envelopes, in lines of a log, in tables made for people.
final class ShapeSniffer {
  private static final int RECORDS = 50;
  private static final int LINES = 60;

  private final Exports exports;
  private final RequestedColumns requested;

  ShapeSniffer(Exports exports, RequestedColumns requested) {
    this.exports = exports;
    this.requested = requested;
  }

  /// A way to read the objects of an input.
  private interface Container {
    ExportRecords open(DecodingReader text) throws IOException;
  }

  /// The way to the calls of an input.
  private record Shape(Container container, RecordPath path, RecordPaths.Fit fit, String note) {
    /// Whether its records name the export that they are of, rather than only look like one.
    private boolean isNamed() {
      return fit.export()
          .filter(format -> format != LogFormat.MODEL_USAGE && format != LogFormat.TOKEN_TYPES)
          .isPresent();
    }
  }

  /// The first objects of an input, and how many places hold none.
  private static final class Objects implements ExportRecords.Receiver {
    private final List<Fields> records = new ArrayList<>();
    private int broken;

    static Objects of(ExportRecords reader) throws IOException {
      var objects = new Objects();
      try {
        while (objects.records.size() + objects.broken < RECORDS && reader.next(objects)) {
          // each is noted
        }
      } catch (InputProblem _) {
        objects.broken++; // reported when the input is read
      }
      return objects;
    }

    @Override
    public void record(long line, Fields record) {
      records.add(RecordPaths.beginning(record));
    }

    @Override
    public void broken(MalformedRecord malformed) {
      broken++;
    }
  }

  /// An input that does not fit.
  ///
  /// @param input its calls, if it has any
  /// @param foreign what it is instead, if that is known
  /// @param names the paths of its fields, if it is JSON
  record Result(
      Optional<LogInput> input, Optional<ForeignFile> foreign, boolean json, Set<String> names) {}

  /// @param columns the names of its columns as it stands
  Result open(Source source, List<String> columns) throws IOException {
    List<String> head;
    Set<String> names = Set.of();
    Optional<Shape> shape = Optional.empty();
    boolean json;
    try (DecodingReader text = text(source)) {
      int first = text.firstVisible();
      var lines = new Lines(text);
      json = (first == '{' || first == '[') && !JsonObjects.areText(lines);
      head = json ? List.of() : head(lines);
    }
    if (json) {
      Container values = json(source);
      var objects = objects(source, values);
      names = RecordPaths.names(objects);
      boolean isArchive =
          names.contains("log.entries[].status_code"); // may hold other requests alone
      boolean isForeign = !isArchive && ForeignFile.of(names, head).isPresent();
      shape = shape(values, objects, "").filter(found -> !isForeign || found.isNamed());
    } else {
      shape = inText(head);
    }
    if (shape.isPresent()) {
      return new Result(Optional.of(opened(source, shape.get())), Optional.empty(), json, names);
    }
    var fields = names;
    var foreign =
        ForeignFile.of(json ? fields : Set.copyOf(columns), head)
            .or(() -> ForeignFile.empty(fields));
    return new Result(Optional.empty(), foreign, json, names);
  }

  private static Container json(Source source) throws IOException {
    try (DecodingReader text = text(source)) {
      boolean lines = text.firstVisible() == '{' && JsonObjects.areLines(new Lines(text));
      return lines
          ? opened -> DockerLines.of(ExportRecords.ofLines(new Lines(opened)))
          : opened -> ExportRecords.ofValues(source.name(), opened);
    }
  }

  private static List<Fields> objects(Source source, Container container) throws IOException {
    try (DecodingReader text = text(source)) {
      return Objects.of(container.open(text)).records;
    }
  }

  private static DecodingReader text(Source source) throws IOException {
    InputStream bytes = Unpacked.of(source);
    return DecodingReader.of(source.name(), bytes);
  }

  private static List<String> head(Lines lines) throws IOException {
    var head = new ArrayList<String>();
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      head.add(line.get().text());
      if (head.size() == LINES) {
        break;
      }
    }
    return head;
  }

  private Optional<Shape> inText(List<String> head) throws IOException {
    String text = String.join("\n", head);
    var vertical = VerticalTable.of(head, new Lines(new StringReader(text)));
    if (vertical.isPresent()) {
      Container rows = opened -> VerticalTable.of(head, new Lines(opened)).orElseThrow();
      var shape = shape(rows, Objects.of(vertical.get()).records, "");
      if (shape.isPresent()) {
        return shape;
      }
    }
    if (LogLines.suit(new Lines(new StringReader(text)))) {
      var outer = new OuterFields(requested.fields());
      Container lines = opened -> new LogLines(new Lines(opened), outer);
      var objects = Objects.of(new LogLines(new Lines(new StringReader(text)), outer));
      var shape =
          shape(
              lines, objects.records, "the text in front of the JSON of each line is passed over");
      if (shape.isPresent()) {
        return shape;
      }
    }
    for (TextTable table : TextTable.candidates(head, requested.areNumbered())) {
      Container rows = opened -> table.records(new Lines(opened));
      var objects = Objects.of(table.records(new Lines(new StringReader(text))));
      boolean whole = objects.broken * 5 <= objects.records.size();
      if (whole && (!table.isDrawn() || RecordPaths.haveCounts(objects.records))) {
        var shape = shape(rows, objects.records, titles(table.titles()));
        if (shape.isPresent()) {
          return shape;
        }
      }
    }
    return Optional.empty();
  }

  private static String titles(int lines) {
    return switch (lines) {
      case 0 -> "";
      case 1 -> "the line above the header is passed over";
      default -> "the " + lines + " lines above the header are passed over";
    };
  }

  private Optional<Shape> shape(Container container, List<Fields> objects, String note) {
    var paths = new RecordPaths(exports, requested.fields(), requested::isTable);
    return paths
        .search(objects)
        .map(
            found -> {
              String path = found.path().toString();
              String records = path.isEmpty() ? "" : "records are read from " + path;
              if (!found.besides().isEmpty()) {
                records += " and not from " + SafeText.list(found.besides());
              }
              String notes =
                  Stream.of(note, records, rounded(objects))
                      .filter(text -> !text.isEmpty())
                      .collect(Collectors.joining("; "));
              return new Shape(container, found.path(), found, notes);
            });
  }

  private static String rounded(List<Fields> objects) {
    return objects.stream()
        .flatMap(record -> record.present().keySet().stream())
        .filter(name -> Vocabulary.builtIn().multiple(name).isPresent())
        .findFirst()
        .map(name -> "'" + SafeText.cut(name) + "' counts thousands or millions, maybe rounded")
        .orElse("");
  }

  private LogInput opened(Source source, Shape shape) throws IOException {
    InputStream bytes = Unpacked.of(source);
    boolean packed = bytes instanceof Unpacked;
    DecodingReader text = DecodingReader.of(source.name(), bytes);
    var records = shape.path().of(shape.container().open(text));
    Optional<LogFormat> export = shape.fit().export();
    RecordReader entries =
        export.isPresent()
            ? new ExportReader(
                source.name(), records, exports.dialect(export.get()), requested.paths())
            : new ShapedRows(records, requested.callsOf(schema(shape)));
    var noted = shape.note().isEmpty() ? source : source.withNotes(List.of(shape.note()));
    var log =
        new LogInput(
            noted, export.orElse(LogFormat.CALLS_JSONL), text, entries, List.of(), ',', packed);
    return requested.withConstants(log);
  }

  private Schema schema(Shape shape) {
    return requested.schema(shape.fit().sample());
  }
}
