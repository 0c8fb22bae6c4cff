package routercost.read.shape;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;
import routercost.read.text.Lines;

/// Lines of a log with text in front of a JSON object, as containers and logging libraries write
/// them: `2026-11-20T10:00:00Z stdout F {…}`, `app-1  | {…}`, `INFO:root:{…}`,
/// `[1795168800.5, {…}]`.
public record LogLines(Lines lines, OuterFields outer) implements ExportRecords {
  private static final int FIRST = 50;

  /// How a container runtime marks a line that it has cut, and the rest of it.
  private static final Pattern PART = Pattern.compile("^\\S+ (?:stdout|stderr) ([PF])(?: |$)");

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?"
              + "|\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}"
              + "|(?<=\\[)\\d{10}(?:\\.\\d+)?(?=,)");

  /// Whether one of the first lines ends with an object.
  public static boolean suit(Lines lines) throws IOException {
    var seen = new ArrayList<Lines.Line>();
    boolean found = false;
    for (var line = lines.nextVisible(); line.isPresent(); line = lines.nextVisible()) {
      seen.add(line.get());
      found = EmbeddedRecord.in(line.get().text()).isPresent() || isCut(line.get().text());
      if (found || seen.size() == FIRST) {
        break;
      }
    }
    lines.giveBack(seen);
    return found;
  }

  private static boolean isCut(String line) {
    var part = PART.matcher(line);
    return part.find() && part.group(1).equals("P");
  }

  @Override
  public boolean next(Receiver receiver) throws IOException {
    Optional<Lines.Line> line = lines.nextVisible();
    if (line.isEmpty()) {
      return false;
    }
    String text = whole(line.get().text());
    var found = EmbeddedRecord.in(text);
    if (found.isEmpty()) {
      if (EmbeddedRecord.breaksOff(text)) {
        receiver.broken(MalformedRecord.cut(line.get().number()));
      } else {
        receiver.skipped(line.get().number(), "text_line");
      }
      return true;
    }
    var time = TIME.matcher(found.get().before());
    Fields record = found.get().fields();
    receiver.record(
        line.get().number(),
        time.find()
            ? outer.over(
                Fields.of(Map.of("timestamp", time.group().replace(',', '.'))), record, false)
            : record);
    return true;
  }

  /// A line with the parts that follow it, if the runtime has cut it.
  private String whole(String first) throws IOException {
    if (!isCut(first)) {
      return first;
    }
    var text = new StringBuilder(first);
    boolean ended = false;
    while (!ended) {
      var next = lines.next();
      var rest = PART.matcher(next.map(Lines.Line::text).orElse(""));
      if (!rest.find()) {
        next.ifPresent(line -> lines.giveBack(List.of(line)));
        break;
      }
      text.append(next.orElseThrow().text(), rest.end(), next.orElseThrow().text().length());
      ended = rest.group(1).equals("F");
    }
    return text.toString();
  }
}
