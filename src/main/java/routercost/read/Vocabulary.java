package routercost.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What the columns of call logs are called: the built-in table columns.yaml, looked up by header
/// or path.
final class Vocabulary {
  private static final Pattern PARENTHESIS = Pattern.compile("\\(([^)]*)\\)\\s*$");
  private static final Set<String> MULTIPLES =
      Set.of("k", "thousand", "thousands", "tsd", "m", "mio", "million", "millions");

  private final Map<String, List<Synonym>> synonyms;

  private Vocabulary(Map<String, List<Synonym>> synonyms) {
    this.synonyms = synonyms;
  }

  /// The table that is built in.
  static Vocabulary builtIn() {
    try (InputStream yaml = Vocabulary.class.getResourceAsStream("/routercost/columns.yaml");
        JsonParser parser = new YAMLFactory().createParser(Objects.requireNonNull(yaml))) {
      return new Vocabulary(table(parser));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A header as it is compared: letters and digits only, lower-case, currency signs spelt out.
  static String normalised(String header) {
    String spelt = header.replace("€", "eur").replace("£", "gbp").replace("₹", "inr");
    var kept = new StringBuilder(spelt.length());
    spelt
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /// What `header`, a column header or a dotted path, may stand for; the most exact reading
  /// decides.
  List<Match> matches(String header) {
    List<String> segments = List.of(header.split("\\."));
    int longest = segments.size();
    for (int length : longest > 2 ? new int[] {longest, 2, 1} : new int[] {longest, 1}) {
      String part =
          String.join(".", segments.subList(longest - Math.min(length, longest), longest));
      List<Match> found = known(part, longest - length);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /// A synonym found for a header.
  ///
  /// @param ignored how many leading segments of the path had to be ignored
  record Match(Synonym synonym, int ignored) {}

  private List<Match> known(String part, int ignored) {
    return named(part).stream()
        .filter(synonym -> ignored <= 0 || !synonym.has(Synonym.Note.WEAK))
        .map(synonym -> new Match(synonym, ignored))
        .toList();
  }

  private List<Synonym> named(String part) {
    String name = normalised(part);
    List<Synonym> exact = synonyms.getOrDefault(name, List.of());
    if (!exact.isEmpty()) {
      return exact;
    }
    return costWithUnit(name).map(List::of).orElseGet(() -> withoutParenthesis(part));
  }

  /// The unit that the name of a cost column says, however the column was found.
  CostUnit unit(String header) {
    return named(header).stream()
        .filter(synonym -> synonym.column() == Column.COST_USD)
        .map(Synonym::unit)
        .findFirst()
        .or(() -> CostUnit.atEndOf(normalised(header)).map(CostUnit.Suffix::unit))
        .orElse(CostUnit.USD);
  }

  private Optional<Synonym> costWithUnit(String name) {
    return CostUnit.atEndOf(name).flatMap(this::costWithUnit);
  }

  private Optional<Synonym> costWithUnit(CostUnit.Suffix suffix) {
    return synonyms.getOrDefault(suffix.stem(), List.of()).stream()
        .filter(known -> known.column() == Column.COST_USD && known.unit().equals(CostUnit.USD))
        .map(known -> new Synonym(known.column(), known.rank(), known.notes(), suffix.unit()))
        .findFirst();
  }

  private List<Synonym> withoutParenthesis(String part) {
    var matcher = PARENTHESIS.matcher(part);
    if (!matcher.find() || MULTIPLES.contains(normalised(matcher.group(1)))) {
      return List.of();
    }
    return synonyms.getOrDefault(normalised(part.substring(0, matcher.start())), List.of());
  }

  private static Map<String, List<Synonym>> table(JsonParser parser) throws IOException {
    var table = new HashMap<String, List<Synonym>>();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Column column = Column.named(parser.currentName()).orElseThrow();
      var ranked = new LinkedHashMap<String, Synonym>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        for (String name : names(parser)) {
          ranked.merge(normalised(name), synonym(column, key, ranked.size()), Vocabulary::combined);
        }
      }
      ranked.forEach(
          (name, synonym) -> table.computeIfAbsent(name, _ -> new ArrayList<>()).add(synonym));
    }
    return table;
  }

  private static List<String> names(JsonParser parser) throws IOException {
    var names = new ArrayList<String>();
    parser.nextToken();
    for (int depth = 1; depth > 0; ) {
      JsonToken token = parser.nextToken();
      if (token.isScalarValue()) {
        names.add(parser.getText());
      } else {
        depth += token == JsonToken.START_ARRAY ? 1 : -1;
      }
    }
    return names;
  }

  private static Synonym synonym(Column column, String key, int rank) {
    if (key.equals("names")) {
      return new Synonym(column, rank, Set.of(), CostUnit.USD);
    }
    for (var note : Synonym.Note.values()) {
      if (note.name().equalsIgnoreCase(key)) {
        return new Synonym(column, rank, Set.of(note), CostUnit.USD);
      }
    }
    return new Synonym(column, rank, Set.of(), CostUnit.ofKey(key));
  }

  private static Synonym combined(Synonym first, Synonym more) {
    var notes = EnumSet.noneOf(Synonym.Note.class);
    notes.addAll(first.notes());
    notes.addAll(more.notes());
    return new Synonym(first.column(), first.rank(), notes, first.unit());
  }
}
