package routercost.read.builtin;

import java.util.EnumSet;
import java.util.Set;

/// A name that people give to a column.
///
/// @param rank its place in the column's priority, from 0
/// @param unit of its amounts; US dollars unless the column is a cost
public record Synonym(Column column, int rank, Set<Note> notes, CostUnit unit) {
  private static final int AFTER_OTHERS = 1000;

  public Synonym {
    notes = Set.copyOf(notes);
  }

  /// A property of a name (columns.yaml explains them).
  public enum Note {
    WEAK,
    TENTATIVE,
    INVERTED,
    INCLUDES_CACHE,
    EXCLUDES_CACHE,
    BESIDE_OUTPUT,
    TRIES_IN_ALL,
    TRY_NUMBER,
    RETRY_OF,
    SUM,
    /// Understood by its words, as no table has it.
    WORDED
  }

  /// This name where it says that it is a sum, as in `total_input_tokens`.
  Synonym summed() {
    return new Synonym(column, rank + AFTER_OTHERS, with(Note.SUM).notes, unit);
  }

  /// This name with one more property.
  Synonym with(Note note) {
    return new Synonym(column, rank, EnumSet.of(note, notes.toArray(Note[]::new)), unit);
  }

  public boolean has(Note note) {
    return notes.contains(note);
  }
}
