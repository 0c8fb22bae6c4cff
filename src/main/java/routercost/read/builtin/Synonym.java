package routercost.read.builtin;

import java.util.Set;

/// One name that people give to a column.
///
/// @param rank its place in the column's priority: 0 is taken first
/// @param unit what an amount in it is counted in; US dollars unless the column is a cost
public record Synonym(Column column, int rank, Set<Note> notes, CostUnit unit) {
  public Synonym {
    notes = Set.copyOf(notes);
  }

  /// What is known about a name beyond the column that it stands for (columns.yaml explains them).
  public enum Note {
    WEAK,
    TENTATIVE,
    INVERTED,
    INCLUDES_CACHE,
    EXCLUDES_CACHE,
    BESIDE_OUTPUT,
    TRIES_IN_ALL,
    TRY_NUMBER,
    RETRY_OF
  }

  public boolean has(Note note) {
    return notes.contains(note);
  }
}
