package routercost.read.cube;

import java.io.IOException;
import java.math.BigDecimal;
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
    var said = CubeHeaderLine.of(file, line, text);
    switch (said.key()) {
      case "breakpoints" -> breakpoints.addAll(said.breakpoints());
      case "timezone" -> zone = said.zone();
      case "logs" -> logs = said.whole();
      case "rows" -> rows = Optional.of(said.whole());
      case "used" -> used = Optional.of(said.whole());
      case "duplicates" -> duplicates = Optional.of(said.whole());
      case "rejected" -> rejected = said.whole();
      case "skipped" -> skipped.merge(said.last(), said.firstWhole(), Long::sum);
      case "logged_elsewhere" -> elsewhere.merge(said.last(), said.amount(), BigDecimal::add);
      case "note" -> notes.add(said.value());
      case "warning" -> warnings.add(said.value());
      case "unasked" -> unasked = said.whole();
      case "equal" -> equal.add(said.value());
      case "source" -> sources.add(said.source());
      case "left_out" -> files.add(said.partOfFile());
      default ->
          throw problem(
              "a cube has no '%s'%s; expected %s"
                  .formatted(
                      SafeText.cut(said.key()),
                      Suggestions.hint(said.key(), KEYS),
                      String.join(", ", KEYS)));
    }
  }

  private InputProblem problem(String what) {
    return new InputProblem(file + ":" + line + ": " + what);
  }
}
