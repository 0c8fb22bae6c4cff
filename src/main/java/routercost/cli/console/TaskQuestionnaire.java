package routercost.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Answers.Feature;
import routercost.whatif.routing.Answers.Questions;
import routercost.whatif.routing.Answers.Specification;
import routercost.whatif.routing.Complexity;

/// Asks a person about a task: questions on standard error, answers from standard input.
public final class TaskQuestionnaire {
  private static final String SPECIFIABLE =
      "Could the whole output be specified beforehand (format, constraints, criteria)?";

  private final Environment environment;

  /// Whether standard input has ended, and whether anything was read since the last questions
  /// began.
  private boolean ended;

  private boolean begun;

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
          "Answer --ask beforehand, in its order: short answer, cheap error, single step.")
  List<String> questions = new ArrayList<>();

  @Option(
      names = "--scores",
      split = ",",
      paramLabel = "1|2|3",
      description = "Score --ask beforehand: reasoning, judgment, stakes.")
  List<String> scores = new ArrayList<>();

  @Option(
      names = "--feature",
      split = ",",
      paramLabel = "SHAPE|YES|NO",
      description =
          "Answer about a feature beforehand: retrieval or synthesis, often, material fits,"
              + " near miss breaks it, latency seen.")
  List<String> feature = new ArrayList<>();

  @Option(
      names = "--specifiable",
      paramLabel = "YES|NO",
      description = "Answer beforehand if the whole output could be specified.")
  Optional<String> specifiable = Optional.empty();

  public TaskQuestionnaire(Environment environment) {
    this.environment = environment;
  }

  /// The answers about the task to ask about, if there is one.
  ///
  /// @throws ConfigurationProblem if answers are given that are not understood
  public Optional<Answers> answers() {
    boolean given =
        !(questions.isEmpty() && scores.isEmpty() && feature.isEmpty() && specifiable.isEmpty());
    if (task.isEmpty() && given) {
      throw new ConfigurationProblem(
          "--questions, --scores, --feature and --specifiable require --ask NAME");
    }
    return task.map(this::about);
  }

  private Answers about(String name) {
    var input = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
    boolean asksMore = questions.isEmpty() || scores.isEmpty();
    return Answers.of(
        name,
        Optional.of(questions.isEmpty() ? asked(input) : given(questions)),
        Optional.of(scores.isEmpty() ? scored(input) : weighed(scores)),
        feature.isEmpty() ? later(asksMore, () -> shaped(input)) : Optional.of(known(feature)),
        specifiable
            .map(text -> specified(flag(text).orElseThrow(() -> noFlag(text))))
            .or(() -> later(asksMore, () -> specified(yes(input, SPECIFIABLE)))));
  }

  /// The answers to questions that follow those of R11 and R13: none if standard input has ended
  /// before, or if those were all given as options.
  private <T> Optional<T> later(boolean asks, Supplier<T> questionnaire) {
    if (!asks || ended) {
      return Optional.empty();
    }
    begun = false;
    try {
      return Optional.of(questionnaire.get());
    } catch (InputProblem unanswered) {
      if (ended && !begun) {
        return Optional.empty();
      }
      throw unanswered;
    }
  }

  private Feature shaped(BufferedReader input) {
    var shape =
        answer(
            input,
            "Does it retrieve what is in the material, or synthesize? (retrieval or synthesis) ",
            TaskQuestionnaire::shape);
    return new Feature(
        shape,
        yes(input, "Does it run often in a session?"),
        yes(input, "Does the material fit into one prompt?"),
        nearMiss(yes(input, "Does an answer that is almost good enough break it?")),
        yes(input, "Does anyone notice how long it takes?"));
  }

  private static Feature known(List<String> answers) {
    var shape = shape(answers.getFirst());
    var flags = answers.stream().skip(1).flatMap(text -> flag(text).stream()).toList();
    if (answers.size() != 5 || shape.isEmpty() || flags.size() != 4) {
      throw new ConfigurationProblem(
          "--feature is '%s'; expected retrieval or synthesis and four of yes and no, such as retrieval,yes,yes,no,no"
              .formatted(String.join(",", answers)));
    }
    return new Feature(
        shape.get(), flags.get(0), flags.get(1), nearMiss(flags.get(2)), flags.get(3));
  }

  private static Optional<Feature.Shape> shape(String text) {
    return switch (text) {
      case "r", "retrieval" -> Optional.of(Feature.Shape.RETRIEVAL);
      case "s", "synthesis" -> Optional.of(Feature.Shape.SYNTHESIS);
      default -> Optional.empty();
    };
  }

  private static Feature.NearMiss nearMiss(boolean breaks) {
    return breaks ? Feature.NearMiss.FEATURE_BREAKING : Feature.NearMiss.MINOR;
  }

  private static Specification specified(boolean complete) {
    return new Specification(complete, false);
  }

  private static ConfigurationProblem noFlag(String text) {
    return new ConfigurationProblem("--specifiable is '" + text + "'; expected yes or no");
  }

  private Questions asked(BufferedReader input) {
    return new Questions(
        yes(input, "Is the answer short, with a schema (a label, a flag, up to 5 values)?"),
        yes(input, "Is a wrong answer cheap to recover from?"),
        yes(input, "Does it work without reasoning over several steps?"));
  }

  private Complexity scored(BufferedReader input) {
    return new Complexity(
        score(input, "How much reasoning over steps does it take?"),
        score(input, "How much judgment does it take that cannot be written down?"),
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
        ended = true;
        environment.err().println();
        throw new InputProblem("the answers ended before the questions did");
      }
      if (!environment.errIsTerminal()) {
        environment.err().println();
      }
      begun = true;
      return line.strip().toLowerCase(java.util.Locale.ROOT);
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
  }
}
