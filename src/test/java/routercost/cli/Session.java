package routercost.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell session written down: commands, and what they print. Text before the first command is
/// prose.
///
/// A command may end in `2>/dev/null`. After the output of a command may stand what it says on
/// standard error, each line after `! `, and `[exit N]` if N is not 0.
///
/// The price book has a fixed id and hash here, so that a new price changes only the sessions that
/// show it.
///
/// @param steps in order
/// @param prose lines before the first command, as they stand
record Session(List<String> prose, List<Step> steps) {
  private static final Pattern PRINTF = Pattern.compile("printf '([^']*)' \\| (.*)");
  /// The hash of a price book in full, after `sha256`; its first 16 digits, which a terminal may
  /// break from `sha256`; its first 12, after `@`, which
  /// Markdown keeps from being a mention.
  private static final Pattern BOOK_HASH =
      Pattern.compile(
          "\\b[0-9a-f]{64}\\b|(?<=sha256\\s{1,9})[0-9a-f]{16}\\b|(?<=@\\u200b?)[0-9a-f]{12}\\b");

  private static final String SHOWN_HASH = "0123456789abcdef".repeat(4);
  private static final Pattern BOOK_ID = Pattern.compile("\\bbuiltin-\\d{4}-\\d\\d-\\d\\d\\b");
  private static final String SHOWN_ID = "builtin-2026-11-12";
  private static final String SILENT = " 2>/dev/null";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /// A command and its expected output, in a pipe or on a screen of 80 columns and 24 lines.
  record Step(String command, String expected, boolean onScreen) {
    /// Runs the command and writes down what it does, in the form of the file.
    String actual() {
      var piped = PRINTF.matcher(command);
      var stdin = piped.matches() ? piped.group(1).replace("\\n", "\n") : "";
      var line = piped.matches() ? piped.group(2) : command;
      boolean isSilent = line.endsWith(SILENT);
      var words = words(isSilent ? line.substring(0, line.length() - SILENT.length()) : line);
      var variables = new java.util.HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
      while (words.getFirst().matches("[A-Z_]+=.*")) {
        var assignment = words.removeFirst().split("=", 2);
        variables.put(assignment[0], assignment[1]);
      }
      if (!words.removeFirst().endsWith("router-cost")) {
        throw new IllegalArgumentException("only router-cost can be run here: " + command);
      }
      var run =
          onScreen
              ? Terminals.onScreen(words, stdin, 80, 24)
              : Terminals.run(words, stdin, variables);
      return written(isSilent ? new Terminals.Run(run.exit(), run.out(), "") : run);
    }

    private static String written(Terminals.Run run) {
      var text = new StringBuilder(run.out());
      run.err().lines().forEach(line -> text.append("! ").append(line).append('\n'));
      if (run.exit() != 0) {
        text.append("[exit ").append(run.exit()).append("]\n");
      }
      return withShownBook(text.toString());
    }
  }

  /// The output with the fixed id and hash in place of those of the price book, as wide as they
  /// are.
  static String withShownBook(String output) {
    return BOOK_ID
        .matcher(
            BOOK_HASH
                .matcher(output)
                .replaceAll(hash -> SHOWN_HASH.substring(0, hash.group().length())))
        .replaceAll(SHOWN_ID);
  }

  static List<String> words(String command) {
    var words = new ArrayList<String>();
    for (Matcher word = WORD.matcher(command); word.find(); ) {
      words.add(
          word.group(1) != null
              ? word.group(1)
              : word.group(2) != null ? word.group(2) : word.group(3));
    }
    return words;
  }

  /// Runs an example. The files that it writes go to `folder`.
  static Terminals.Run run(String example, Path folder) {
    var words = words(example);
    words.removeFirst();
    for (int word = 1; word < words.size(); word++) {
      if (List.of("-o", "--close", "--against-close").contains(words.get(word - 1))) {
        words.set(word, folder.resolve(words.get(word)).toString());
      }
    }
    return Terminals.run(words);
  }

  static Session parse(String text) {
    return parse(text, false);
  }

  static Session parse(String text, boolean onScreen) {
    var prose = new ArrayList<String>();
    var steps = new ArrayList<Step>();
    var expected = new StringBuilder();
    String command = "";
    for (var line : text.lines().toList()) {
      if (line.startsWith("$ ")) {
        if (!command.isEmpty()) {
          steps.add(new Step(command, expected.toString(), onScreen));
        }
        command = line.substring(2);
        expected.setLength(0);
      } else if (command.isEmpty()) {
        prose.add(line);
      } else {
        expected.append(line).append('\n');
      }
    }
    if (!command.isEmpty()) {
      steps.add(new Step(command, expected.toString(), onScreen));
    }
    return new Session(prose, steps);
  }

  /// The session with what the commands really print.
  String rewritten() {
    var text = new StringBuilder();
    prose.forEach(line -> text.append(line).append('\n'));
    steps.forEach(
        step -> text.append("$ ").append(step.command()).append('\n').append(step.actual()));
    return text.toString();
  }
}
