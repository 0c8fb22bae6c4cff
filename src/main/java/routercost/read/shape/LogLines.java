package routercost.read.shape;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.exports.Fields;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;
import routercost.read.text.Lines;

/// Lines of a log with text in front of a JSON object, as containers and logging libraries write
/// them: `2026-11-20T10:00:00Z stdout F {…}`, `app-1  | {…}`, `INFO:root:{…}`,
/// `[1795168800.5, {…}]`. An object may go on over several lines.
public record LogLines(Lines lines, OuterFields outer) implements ExportRecords {
  private static final int FIRST = 50;

  /// How a container runtime marks a line that it has cut, and the rest of it.
  private static final Pattern PART = Pattern.compile("^\\S+ (?:stdout|stderr) ([PF])(?: |$)");

  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?: ?(?:Z|[+-]\\d\\d:?\\d\\d))?"
              + "|\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}"
              + "|(?<=\\[)\\d{10}(?:\\.\\d+)?(?=,)");

  /// What a compose file writes in front of each line of a container.
  private static final Pattern CONTAINER = Pattern.compile("^[\\w.-]+\\s*\\| ?");

  private static final int MOST_LINES = 500;
  private static final int LONGEST = 1 << 20;

  /// Whether one of the first lines ends with an object.
  public static boolean suit(Lines lines) throws IOException {
    var log = new LogLines(lines, new OuterFields(Set.of()));
    for (int i = 0; i < FIRST; i++) {
      var line = lines.nextVisible();
      if (line.isEmpty()) {
        return false;
      }
      if (isCut(line.get().text()) || log.read(line.get().text()).record().isPresent()) {
        return true;
      }
    }
    return false;
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
    Entry entry = read(text);
    if (entry.record().isEmpty()) {
      if (EmbeddedRecord.cutsCall(text) || EmbeddedRecord.cutsCall(entry.text())) {
        receiver.broken(MalformedRecord.cut(line.get().number()));
      } else {
        receiver.skipped(line.get().number(), "text_line");
      }
      return true;
    }
    var found = entry.record().get();
    var time = TIME.matcher(found.before());
    Fields record = found.fields();
    receiver.record(
        line.get().number(),
        time.find()
            ? outer.over(
                Fields.of(Map.of("timestamp", time.group().replace(',', '.'))), record, false)
            : record);
    return true;
  }

  /// A line, with those below as far as they may belong to its record.
  private record Entry(String text, Optional<EmbeddedRecord> record) {}

  /// Reads a record in a line, or over several lines that begin in it or below its time.
  private Entry read(String line) throws IOException {
    var whole = EmbeddedRecord.in(line);
    boolean opens = whole.isEmpty() && EmbeddedRecord.breaksOff(line);
    if (whole.isPresent() || (!opens && !TIME.matcher(line).lookingAt())) {
      return new Entry(line, whole);
    }
    var taken = new ArrayList<Lines.Line>();
    var text = new StringBuilder(CONTAINER.matcher(line).replaceFirst(""));
    int latest = text.length() + (opens ? 0 : 1);
    for (var next = lines.next(); next.isPresent(); next = lines.next()) {
      taken.add(next.get());
      String more = CONTAINER.matcher(next.get().text()).replaceFirst("").stripTrailing();
      opens |= more.startsWith("{");
      if (!opens || TIME.matcher(more).lookingAt()) {
        break;
      }
      text.append('\n').append(more);
      if (EmbeddedRecord.mayEnd(more)) {
        var found = EmbeddedRecord.in(text.toString());
        if (found.isPresent() && found.get().before().length() <= latest) {
          return new Entry(text.toString(), found);
        }
      }
      if (taken.size() == MOST_LINES || text.length() > LONGEST) {
        break;
      }
    }
    lines.giveBack(taken);
    return new Entry(text.toString(), Optional.empty());
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
