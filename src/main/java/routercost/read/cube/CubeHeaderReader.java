package routercost.read.cube;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.audit.NotCounted.Kind;
import routercost.price.Suggestions;
import routercost.read.schema.ParsedRow;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.read.tally.LeftOut;
import routercost.read.tally.SavedCube;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.usage.Band;
import routercost.usage.SafeText;
import routercost.usage.UsageKey;

/// Reads the lines with which a saved cube begins. Only the breakpoints must be there.
public final class CubeHeaderReader {
  private static final List<String> KEYS =
      List.of(
          "breakpoints",
          "timezone",
          "logs",
          "rows",
          "used",
          "duplicates",
          "rejected",
          "skipped",
          "logged_elsewhere",
          "note",
          "warning",
          "unasked",
          "equal",
          "left_out",
          "source");

  /// Stands behind the kind of what was left out of a file and cannot hold calls.
  static final String EMPTY = "_empty";

  private final String file;
  private long line;
  private final SortedSet<Long> breakpoints = new TreeSet<>();
  private ZoneId zone = ZoneOffset.UTC;
  private long logs = 1;
  private Optional<Long> rows = Optional.empty();
  private Optional<Long> used = Optional.empty();
  private Optional<Long> duplicates = Optional.empty();
  private long rejected;
  private long unasked;
  private final SortedSet<String> equal = new TreeSet<>();
  private final List<LeftOut.PartOfFile> files = new ArrayList<>();
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  private final SortedMap<String, BigDecimal> elsewhere = new TreeMap<>();
  private final SortedSet<String> notes = new TreeSet<>();
  private final SortedSet<String> warnings = new TreeSet<>();
  private final SortedSet<CubeSource> sources = new TreeSet<>();

  private CubeHeaderReader(String file) {
    this.file = file;
  }

  /// Whether a text begins as a cube does, of whatever version.
  public static boolean isCube(Lines lines) throws IOException {
    return lines
        .nextVisible()
        .filter(first -> first.text().startsWith(title()) || isDescribed(first.text()))
        .isPresent();
  }

  /// Whether a saved cube may begin with this character.
  static boolean mayBegin(int first) {
    return first == '#' || first == '"' || first == CubeColumn.CUBE.charAt(0);
  }

  /// Whether a line with the names of columns is that of a cube that describes itself in its cells.
  private static boolean isDescribed(String names) {
    int at = names.startsWith("\"") ? 1 : 0;
    return names.startsWith(CubeColumn.CUBE, at);
  }

  /// Takes what a cell of `CubeColumn.CUBE` says.
  void takeDescription(long at, String cell) {
    line = at;
    var parts = cell.split("; ", -1);
    if (!parts[0].equals("version 1")) {
      throw problem(
          "%s is '%s'; expected '%s'"
              .formatted(CubeColumn.CUBE, SafeText.cut(cell), CubeColumn.described("UTC")));
    }
    for (var part : List.of(parts).subList(1, parts.length)) {
      take(part);
    }
    requireBreakpoints();
  }

  /// Counts records that could not be read.
  void addRejected(long records) {
    rejected = Math.addExact(rejected, records);
  }

  /// Counts records that were left out for a reason.
  void addSkipped(ParsedRow.Skipped why, long records) {
    skipped.merge(why.reason(), records, Math::addExact);
  }

  private static String title() {
    return CubeWriter.TITLE.substring(0, CubeWriter.TITLE.indexOf(','));
  }

  /// Reads all lines before the names of the columns.
  static CubeHeaderReader read(String file, Lines lines) throws IOException {
    var head = new CubeHeaderReader(file);
    var first = lines.nextVisible();
    head.line = first.map(Lines.Line::number).orElse(1L);
    if (first.filter(names -> isDescribed(names.text())).isPresent()) {
      lines.giveBack(List.of(first.get()));
      head.line--;
      return head;
    }
    if (first.filter(some -> some.text().strip().equals(CubeWriter.TITLE)).isEmpty()) {
      boolean isOther = first.filter(some -> some.text().startsWith(title())).isEmpty();
      throw head.problem(
          "a cube begins with '%s'%s"
              .formatted(
                  CubeWriter.TITLE,
                  isOther ? "; if this is a log, use 'router-cost cube build " + file + "'" : ""));
    }
    for (var next = lines.nextVisible(); next.isPresent(); next = lines.nextVisible()) {
      if (!next.get().text().startsWith("#")) {
        lines.giveBack(List.of(next.get()));
        break;
      }
      head.line = next.get().number();
      head.take(next.get().text().substring(1).strip());
    }
    head.requireBreakpoints();
    return head;
  }

  private void requireBreakpoints() {
    if (breakpoints.isEmpty()) {
      throw problem(
          "the breakpoints are missing; expected a line such as '# breakpoints: %s'"
              .formatted(
                  String.join(" ", Band.BREAKPOINTS.stream().map(String::valueOf).toList())));
    }
  }

  /// The number of the last line of the head.
  long linesRead() {
    return line;
  }

  SortedSet<Long> breakpoints() {
    return breakpoints;
  }

  /// How many rows follow, if that is said.
  Optional<Long> rows() {
    return rows;
  }

  /// The cube that these lines stand above.
  SavedCube cube(Map<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>> parts) {
    if (used.isEmpty() && !skipped.containsKey(ParsedRow.Skipped.NO_TOKENS.reason())) {
      countUnused(parts);
    }
    if (used.isEmpty()) {
      parts
          .getOrDefault(SavedCube.Part.REJECTED, Collections.emptySortedMap())
          .values()
          .forEach(sums -> addRejected(sums.records()));
    }
    var none = new CubeHeader.Counts(0, 0, skipped, rejected, unasked);
    var head =
        new CubeHeader(
            breakpoints, zone, logs, none, elsewhere, notes, warnings, files, equal, sources);
    var cube = new SavedCube(head, parts);
    return new SavedCube(
        head.with(
            new CubeHeader.Counts(
                used.orElseGet(() -> cube.records(SavedCube.Part.USED)),
                duplicates.orElseGet(() -> cube.records(SavedCube.Part.DUPLICATE)),
                skipped,
                rejected,
                unasked)),
        parts);
  }

  /// Counts the calls without usage as skipped, where no line says what was skipped.
  private void countUnused(Map<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>> parts) {
    for (var part : List.of(SavedCube.Part.NO_USAGE, SavedCube.Part.NO_USAGE_OPEN)) {
      for (var sums : parts.getOrDefault(part, Collections.emptySortedMap()).values()) {
        addSkipped(ParsedRow.Skipped.NO_TOKENS, sums.records());
      }
    }
  }

  private void take(String text) {
    int colon = text.indexOf(':');
    var key = colon < 0 ? text : text.substring(0, colon).strip();
    var value = colon < 0 ? "" : text.substring(colon + 1).strip();
    switch (key) {
      case "breakpoints" -> takeBreakpoints(value);
      case "timezone" -> zone = zone(value);
      case "logs" -> logs = whole(key, value);
      case "rows" -> rows = Optional.of(whole(key, value));
      case "used" -> used = Optional.of(whole(key, value));
      case "duplicates" -> duplicates = Optional.of(whole(key, value));
      case "rejected" -> rejected = whole(key, value);
      case "skipped" -> skipped.merge(last(key, value), whole(key, first(value)), Long::sum);
      case "logged_elsewhere" ->
          elsewhere.merge(last(key, value), amount(first(value)), BigDecimal::add);
      case "note" -> notes.add(value);
      case "warning" -> warnings.add(value);
      case "unasked" -> unasked = whole(key, value);
      case "equal" -> equal.add(value);
      case "source" -> sources.add(source(value));
      case "left_out" -> files.add(file(first(value), value));
      default ->
          throw problem(
              "a cube has no '%s'%s; expected %s"
                  .formatted(
                      SafeText.cut(key), Suggestions.hint(key, KEYS), String.join(", ", KEYS)));
    }
  }

  private void takeBreakpoints(String value) {
    for (var text : value.split("[ ,]+", -1)) {
      long over = whole("breakpoints", text);
      if (!Band.BREAKPOINTS.contains(over)) {
        throw problem(
            "the breakpoint %d is not known; expected some of %s"
                .formatted(over, Band.BREAKPOINTS));
      }
      breakpoints.add(over);
    }
  }

  private ZoneId zone(String value) {
    try {
      return value.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(value);
    } catch (DateTimeException _) {
      throw problem(
          "timezone is '%s'; expected UTC or a zone such as Europe/Berlin"
              .formatted(SafeText.cut(value)));
    }
  }

  private long whole(String key, String value) {
    if (!value.matches("\\d{1,16}")) {
      throw problem("%s is '%s'; expected a whole number".formatted(key, SafeText.cut(value)));
    }
    return Long.parseLong(value);
  }

  private BigDecimal amount(String value) {
    if (!value.matches("-?\\d{1,60}(\\.\\d{1,100})?")) {
      throw problem(
          "logged_elsewhere is '%s'; expected an amount and a currency, as in 12.50 EUR"
              .formatted(SafeText.cut(value)));
    }
    return new BigDecimal(value);
  }

  private LeftOut.PartOfFile file(String word, String value) {
    boolean isEmpty = word.endsWith(EMPTY);
    var id = isEmpty ? word.substring(0, word.length() - EMPTY.length()) : word;
    var kind =
        Stream.of(Kind.values())
            .filter(some -> some.isOfFiles() && some.id().equals(id))
            .findFirst();
    return new LeftOut.PartOfFile(
        kind.orElseThrow(
            () ->
                problem(
                    "left_out is '%s'; expected file, cut or trailing"
                        .formatted(SafeText.cut(word)))),
        value.substring(word.length()).strip(),
        isEmpty);
  }

  private CubeSource source(String value) {
    var words = value.split(" ", 3);
    if (words.length < 3
        || !words[0].matches("[0-9a-f]{64}")
        || !words[1].matches("[0-9a-f]{16}")) {
      throw problem(
          "source is '%s'; expected the hash of a log, that of its options, and its name"
              .formatted(SafeText.cut(value)));
    }
    return new CubeSource(words[0], words[1], words[2]);
  }

  private static String first(String value) {
    return value.split(" ", 2)[0];
  }

  private String last(String key, String value) {
    var words = new ArrayList<>(List.of(value.split(" ", 2)));
    if (words.size() < 2) {
      throw problem(key + " takes a number and a word after it");
    }
    return words.getLast().strip();
  }

  private InputProblem problem(String what) {
    return new InputProblem(file + ":" + line + ": " + what);
  }
}
