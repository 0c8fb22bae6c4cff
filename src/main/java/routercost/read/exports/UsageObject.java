package routercost.read.exports;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.builtin.Vocabulary;

/// The counts of an object that holds usage as some provider names it, by the names of columns that
/// people use. Gateways and tracers pass such objects on, whatever the rest of their record says.
final class UsageObject {
  private static final Set<Column> COUNTS = counts();

  /// What the names of the fields mean, by their paths, as every record has the same.
  static final class Names {
    private static final int MOST = 1_000;

    private final Map<String, Optional<Synonym>> known = new HashMap<>();

    private Optional<Synonym> synonym(String path) {
      var found = known.get(path);
      if (found == null) {
        found = UsageObject.synonym(path);
        if (known.size() < MOST) {
          known.put(path, found);
        }
      }
      return found;
    }
  }

  private final Names names;
  private final Map<Column, Long> counted = new EnumMap<>(Column.class);
  private final Set<Synonym.Note> notes = EnumSet.noneOf(Synonym.Note.class);

  private UsageObject(Names names) {
    this.names = names;
  }

  private static Set<Column> counts() {
    var counts = EnumSet.range(Column.INPUT_TOKENS, Column.WEB_SEARCHES);
    return Collections.unmodifiableSet(counts);
  }

  static UsageObject of(Fields usage, Names names) {
    var object = new UsageObject(names);
    object.add(usage, "");
    return object;
  }

  private void add(Fields usage, String path) {
    usage
        .present()
        .forEach(
            (name, value) -> {
              var inner = usage.object(name);
              if (!inner.isEmpty()) {
                add(inner, path + name + ".");
              } else if (value instanceof String) {
                names.synonym(path + name).ifPresent(synonym -> add(synonym, usage.number(name)));
              }
            });
  }

  private void add(Synonym synonym, long count) {
    if (count > 0) {
      counted.merge(synonym.column(), count, Math::max);
      notes.addAll(synonym.notes());
    }
  }

  private static Optional<Synonym> synonym(String name) {
    return Vocabulary.builtIn().matches(name).stream()
        .map(Vocabulary.Match::synonym)
        .filter(synonym -> COUNTS.contains(synonym.column()))
        .min(Comparator.comparing(Synonym::column));
  }

  /// The column that a field of a usage object counts.
  static Optional<Column> column(String name) {
    return synonym(name).map(Synonym::column);
  }

  /// Sets the counts of a call that its record says nowhere else.
  void complete(CallRow call) {
    boolean isWhole = call.count("input_tokens") == 0;
    if (isWhole) {
      counted.merge(
          Column.INPUT_TOKENS, counted.getOrDefault(Column.TOOL_INPUT_TOKENS, 0L), Long::sum);
    }
    if (call.count("output_tokens") == 0 && notes.contains(Synonym.Note.BESIDE_OUTPUT)) {
      call.reasoningApart();
    }
    counted.remove(Column.TOOL_INPUT_TOKENS);
    counted.forEach(
        (column, count) -> {
          if (call.count(column.id()) == 0) {
            call.with(column.id(), count);
          }
        });
    if (isWhole && notes.contains(Synonym.Note.INCLUDES_CACHE)) {
      call.within(true);
    } else if (isWhole && notes.contains(Synonym.Note.EXCLUDES_CACHE)) {
      call.separate();
    }
  }
}
