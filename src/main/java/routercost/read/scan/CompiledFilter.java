package routercost.read.scan;

import java.util.Arrays;
import routercost.read.schema.Filter;

/// A `Filter` by the numbers of words, for the hot path: each word is judged once.
final class CompiledFilter {
  private static final byte PASSES = 1;
  private static final byte FAILS = 2;

  private final Filter filter;
  private final StringInterner words;
  private byte[] tasks = new byte[1 << 6];
  private final byte[][] labels;

  /// @param words that give texts their numbers
  CompiledFilter(Filter filter, StringInterner words) {
    this.filter = filter;
    this.words = words;
    this.labels = new byte[filter.labels().size()][1 << 6];
  }

  boolean acceptTask(int word) {
    if (!filter.asksForTask()) {
      return true;
    }
    tasks = holding(tasks, word);
    if (tasks[word] == 0) {
      tasks[word] = filter.acceptsTask(words.text(word)) ? PASSES : FAILS;
    }
    return tasks[word] == PASSES;
  }

  boolean acceptLabel(int index, int word) {
    labels[index] = holding(labels[index], word);
    if (labels[index][word] == 0) {
      labels[index][word] = filter.acceptsLabel(index, words.text(word)) ? PASSES : FAILS;
    }
    return labels[index][word] == PASSES;
  }

  private byte[] holding(byte[] verdicts, int word) {
    return word < verdicts.length
        ? verdicts
        : Arrays.copyOf(verdicts, Math.max(2 * word, words.size()));
  }
}
