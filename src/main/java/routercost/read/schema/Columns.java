package routercost.read.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.builtin.CostUnit;
import routercost.read.builtin.Synonym;
import routercost.read.builtin.Vocabulary;
import routercost.read.record.Row;
import routercost.usage.SafeText;

/// Which cell of rows of one shape is what.
///
/// @param names the headers or paths of the cells, in their order
/// @param found the place and meaning of each column that these names have
/// @param labels the places of the labels that were asked for and that these names have
public record Columns(List<String> names, Map<Column, Found> found, Map<String, Integer> labels) {
  public Columns {
    var ordered = new EnumMap<Column, Found>(Column.class);
    ordered.putAll(found);
    found = Collections.unmodifiableMap(ordered);
    labels = Map.copyOf(labels);
  }

  /// Where a column was found, and by which synonym.
  ///
  /// @param unit what its amounts are counted in, if it is a cost
  public record Found(int place, String name, Set<Synonym.Note> notes, CostUnit unit) {}

  /// A column that a name may stand for.
  record Claim(Column column, String name) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Claim claim && column == claim.column && name.equals(claim.name);
    }

    @Override
    public int hashCode() {
      return 31 * column.id().hashCode() + name.hashCode();
    }
  }

  /// A claim, and how well it is founded.
  record Candidate(Claim claim, int place, Vocabulary.Match match)
      implements Comparable<Candidate> {
    private boolean isSum() {
      return match.synonym().has(Synonym.Note.SUM);
    }

    /// Whether a field is of a request: what served it is in the response.
    private boolean isAsked() {
      String name = claim.name();
      return name.startsWith("request.") || name.startsWith("req.") || name.contains(".request.");
    }

    private boolean isOfAllSteps() {
      return claim.name().contains(Vocabulary.ALL_STEPS);
    }

    @Override
    public int compareTo(Candidate other) {
      int order = claim.column().compareTo(other.claim.column());
      order = order != 0 ? order : Boolean.compare(other.isOfAllSteps(), isOfAllSteps());
      order = order != 0 ? order : match.synonym().rank() - other.match.synonym().rank();
      order = order != 0 ? order : match.ignored() - other.match.ignored();
      order = order != 0 ? order : Boolean.compare(isAsked(), other.isAsked());
      return order != 0 ? order : place - other.place;
    }
  }

  /// Assigns the columns.
  ///
  /// @param candidates for these names
  /// @param named names that the person gave to columns; they come first
  /// @param refuted claims that the content of the log does not bear out
  static Columns of(
      List<String> names,
      List<Candidate> candidates,
      Vocabulary vocabulary,
      Map<Column, String> named,
      Set<Claim> refuted) {
    var found = new EnumMap<Column, Found>(Column.class);
    var taken = new HashSet<Integer>();
    named.forEach(
        (column, name) ->
            place(names, name)
                .ifPresent(
                    place -> {
                      found.put(column, named(column, place, names.get(place), vocabulary));
                      taken.add(place);
                    }));
    for (Candidate candidate : candidates) {
      Column column = candidate.claim().column();
      boolean free = !named.containsKey(column) && !found.containsKey(column);
      if (free && !refuted.contains(candidate.claim()) && taken.add(candidate.place())) {
        found.put(column, found(candidate));
      }
    }
    return new Columns(names, found, Map.of());
  }

  /// All claims that candidates make.
  static Map<Claim, Set<Synonym.Note>> claims(List<Candidate> candidates) {
    var claims = new HashMap<Claim, Set<Synonym.Note>>();
    for (Candidate candidate : candidates) {
      claims.put(candidate.claim(), candidate.match().synonym().notes());
    }
    return claims;
  }

  /// What these names may stand for, the best founded first.
  static List<Candidate> candidates(List<String> names, Vocabulary vocabulary) {
    var candidates = new ArrayList<Candidate>();
    for (int place = 0; place < names.size(); place++) {
      for (var match : vocabulary.matches(names.get(place))) {
        var claim = new Claim(match.synonym().column(), names.get(place));
        candidates.add(new Candidate(claim, place, match));
      }
    }
    if (hasOwn(candidates, Column.INPUT_TOKENS) && hasOwn(candidates, Column.OUTPUT_TOKENS)) {
      candidates.removeIf(Candidate::isSum); // of the calls so far
    }
    Collections.sort(candidates);
    return candidates;
  }

  private static boolean hasOwn(List<Candidate> candidates, Column column) {
    return candidates.stream()
        .anyMatch(
            candidate ->
                candidate.claim().column() == column
                    && !candidate.isSum()
                    && !candidate.match().synonym().has(Synonym.Note.WORDED));
  }

  private static Found found(Candidate candidate) {
    Synonym synonym = candidate.match().synonym();
    return new Found(candidate.place(), candidate.claim().name(), synonym.notes(), synonym.unit());
  }

  private static Found named(Column column, int place, String name, Vocabulary vocabulary) {
    Set<Synonym.Note> notes =
        vocabulary.matches(name).stream()
            .map(Vocabulary.Match::synonym)
            .filter(synonym -> synonym.column() == column)
            .map(Synonym::notes)
            .findFirst()
            .orElse(Set.of());
    return new Found(place, name, notes, vocabulary.unit(name));
  }

  /// The place of the column that a person calls `name`: as written, else without case and
  /// punctuation, else by the last segment of its path.
  static Optional<Integer> place(List<String> names, String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return Optional.of(exact);
    }
    String wanted = Vocabulary.normalised(name);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    for (int place = 0; place < names.size(); place++) {
      if (Vocabulary.normalised(names.get(place)).equals(wanted)) {
        return Optional.of(place);
      }
    }
    for (int place = 0; place < names.size(); place++) {
      String path = names.get(place);
      if (path.indexOf('.') > 0 && Vocabulary.normalised(lastSegment(path)).equals(wanted)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /// Whether a person who says `asked` may mean the column `name`.
  static boolean isCalled(String name, String asked) {
    return place(List.of(name), asked).isPresent();
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /// Whether the cell of this name is read as a column.
  public boolean reads(String name) {
    for (Found column : found.values()) {
      if (column.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// Where numbers were found.
  List<Found> numbers() {
    return found.entrySet().stream()
        .filter(entry -> Column.NUMBERS.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  public boolean has(Column column) {
    return found.containsKey(column);
  }

  public boolean hasAny(Set<Column> columns) {
    return columns.stream().anyMatch(this::has);
  }

  public Optional<Found> at(Column column) {
    return Optional.ofNullable(found.get(column));
  }

  /// The text that `row` has in `column`; empty if it has none.
  public String text(Row row, Column column) {
    Found at = found.get(column);
    return at == null ? "" : row.cells().get(at.place()).strip();
  }

  /// These columns with the places of labels: a label is a header of the log or a canonical column.
  Columns withLabels(Set<String> wanted) {
    var places = new HashMap<String, Integer>();
    for (String label : wanted) {
      place(names, label)
          .or(() -> Column.named(label).flatMap(this::at).map(Found::place))
          .ifPresent(place -> places.put(label, place));
    }
    return new Columns(names, found, places);
  }

  /// The mapped columns by canonical name and the labels, fit for a terminal.
  ///
  /// @param texts of the cells of a row, by place
  public SortedMap<String, String> fields(IntFunction<String> texts) {
    var fields = new TreeMap<String, String>();
    found.forEach(
        (column, at) -> fields.put(column.id(), SafeText.cut(texts.apply(at.place()), 200)));
    labels.forEach(
        (name, place) -> fields.putIfAbsent(name, SafeText.cut(texts.apply(place), 200)));
    return fields;
  }
}
