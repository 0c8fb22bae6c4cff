package routercost.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Complexity;

/// Asks a person about a task: questions on standard error, answers from standard input.
public final class TaskQuestionnaire {
  private final Environment environment;

  @Option(
      names = "--ask",
      paramLabel = "NAME",
      description = "Ask the questions about a task, on standard error, and read the answers.")
  Optional<String> task = Optional.empty();

  @Option(
      names = "--questions",
      split = ",",
      paramLabel = "YES|NO",
      description =
          "The answers to --ask beforehand, in its order: short answer, cheap error, single step.")
  List<String> questions = new ArrayList<>();

  @Option(
      names = "--scores",
      split = ",",
      paramLabel = "1|2|3",
      description = "The scores of --ask beforehand: reasoning, judgment, stakes.")
  List<String> scores = new ArrayList<>();

  public TaskQuestionnaire(Environment environment) {
    this.environment = environment;
  }

  /// The answers about the task to ask about, if there is one.
  ///
  /// @throws ConfigurationProblem if answers are given that are not understood
  public Optional<Answers> answers() {
    if (task.isEmpty() && !(questions.isEmpty() && scores.isEmpty())) {
      throw new ConfigurationProblem("--questions and --scores go with --ask NAME");
    }
    return task.map(this::about);
  }

  private Answers about(String name) {
    var input = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
    return Answers.of(
        name,
        Optional.of(questions.isEmpty() ? asked(input) : given(questions)),
        Optional.of(scores.isEmpty() ? scored(input) : weighed(scores)));
  }

  private Questions asked(BufferedReader input) {
    return new Questions(
        yes(input, "Is the answer short, with a schema (a label, a flag, up to 5 values)?"),
        yes(input, "Is a wrong answer cheap to recover from?"),
        yes(input, "Does it do without reasoning over several steps?"));
  }

  private Complexity scored(BufferedReader input) {
    return new Complexity(
        score(input, "How much reasoning over steps does it take?"),
        score(input, "How much judgment, that cannot be written down?"),
        score(input, "How much does a wrong answer cost?"));
  }

  private static Questions given(List<String> answers) {
    var flags = answers.stream().flatMap(text -> flag(text).stream()).toList();
    if (answers.size() != 3 || flags.size() != 3) {
      throw new ConfigurationProblem(
          "--questions is '%s'; expected three of yes and no, such as yes,yes,no"
              .formatted(String.join(",", answers)));
    }
    return new Questions(flags.get(0), flags.get(1), flags.get(2));
  }

  private static Complexity weighed(List<String> answers) {
    if (answers.size() != 3 || !answers.stream().allMatch(text -> text.matches("[123]"))) {
      throw new ConfigurationProblem(
          "--scores is '%s'; expected three numbers from 1 to 3, such as 1,2,1"
              .formatted(String.join(",", answers)));
    }
    var numbers = answers.stream().map(Integer::valueOf).toList();
    return new Complexity(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "y", "yes" -> Optional.of(true);
      case "n", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private boolean yes(BufferedReader input, String question) {
    return answer(input, question + " (yes or no) ", TaskQuestionnaire::flag);
  }

  private int score(BufferedReader input, String question) {
    return answer(
        input,
        question + " (1 low, 2 medium, 3 high) ",
        text -> text.matches("[123]") ? Optional.of(Integer.valueOf(text)) : Optional.empty());
  }

  /// Asks until the answer can be understood.
  private <T> T answer(
      BufferedReader input, String question, Function<String, Optional<T>> understood) {
    Optional<T> answer = Optional.empty();
    while (answer.isEmpty()) {
      environment.err().print(question);
      environment.err().flush();
      answer = understood.apply(line(input));
    }
    return answer.get();
  }

  private String line(BufferedReader input) {
    try {
      var line = input.readLine();
      if (line == null) {
        environment.err().println();
        throw new InputProblem("the answers ended before the questions did");
      }
      if (!environment.errIsTerminal()) {
        environment.err().println();
      }
      return line.strip().toLowerCase(java.util.Locale.ROOT);
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
  }
}
