package routercost.whatif.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The words of a task's name: `classify_ticket`, `ClassifyTicket` and `Classify ticket` are two
/// words, `classify` and `ticket`.
record TaskName(List<String> words) {
  TaskName {
    words = List.copyOf(words);
  }

  static TaskName of(String task) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    for (int i = 0; i < task.length(); i++) {
      char letter = task.charAt(i);
      boolean begins =
          Character.isUpperCase(letter) && i > 0 && Character.isLowerCase(task.charAt(i - 1));
      if (begins || !Character.isLetterOrDigit(letter)) {
        add(word, words);
      }
      if (Character.isLetterOrDigit(letter)) {
        word.append(letter);
      }
    }
    add(word, words);
    return new TaskName(words);
  }

  private static void add(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}
