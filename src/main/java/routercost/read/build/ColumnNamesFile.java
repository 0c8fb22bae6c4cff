package routercost.read.build;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.CostUnit;
import routercost.read.builtin.Synonym;
import routercost.read.schema.Vocabulary;

/// Reads columns.yaml: what the columns of call logs are called.
final class ColumnNamesFile {
  private ColumnNamesFile() {}

  /// The meanings of each normalised name in the file.
  static Map<String, List<Synonym>> synonyms(byte[] yaml) {
    try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
      return table(parser);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
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
          ranked.merge(
              Vocabulary.normalised(name),
              synonym(column, key, ranked.size()),
              ColumnNamesFile::combined);
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
