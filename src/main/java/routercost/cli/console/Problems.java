package routercost.cli.console;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import routercost.read.text.AgentPlaces;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// Tells the person what went wrong, in one or two lines, and turns it into an exit code.
public record Problems(Environment environment, Configuration configuration) {
  private static final String UNKNOWN_SUBCOMMAND = "Unknown subcommand '";
  private static final String FLAG_VALUE =
      "Invalid value for option '([^']*)': '.*' is not a boolean";

  /// The sentences of picocli on one option or argument, and ours.
  private static final Map<String, String> SENTENCES =
      Map.of(
          "option '([^']*)' \\([^)]*\\) should be specified only once",
          "$1 is given twice; expected it once",
          "Value for option option '([^']*)' \\(([^)]*)\\) should be in .* format but was (.*)",
          "$1 is '$3'; expected $2",
          "Invalid value for positional parameter at index \\d+ \\(([^)]*)\\): (.*)",
          "$1 is $2");

  private static final Pattern NO_VALUE =
      Pattern.compile(
          "Expected parameter for option '([^']*)' but found '.*'"
              + "|Missing required parameter for option '?([^' ]*)'?(?: at index \\d+)? \\(.*\\)");

  /// The first value that the description of an option has as an example.
  private static final Pattern EXAMPLE = Pattern.compile("(?:such as|as in) ([^\\s,;]+[^\\s,;.])");

  /// The command line itself is wrong.
  public int usage(ParameterException problem, String[] args) {
    var line = problem.getCommandLine();
    var message = message(problem);
    say(message.startsWith("missing ") ? message + example(line) : message);
    environment.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.CONFIGURATION.code();
  }

  /// The message of picocli as ours read: `--top is 'x'; expected a whole number`.
  public static String message(ParameterException problem) {
    var line = problem.getCommandLine();
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    var message = String.valueOf(problem.getMessage());
    if (message.startsWith(UNKNOWN_SUBCOMMAND)) {
      var name = message.substring(UNKNOWN_SUBCOMMAND.length(), message.lastIndexOf('\''));
      return unknownCommand(name, List.of(name), line);
    }
    for (var sentence : SENTENCES.entrySet()) {
      if (message.matches(sentence.getKey())) {
        return message.replaceFirst(sentence.getKey(), sentence.getValue());
      }
    }
    var option = NO_VALUE.matcher(message);
    if (option.matches()) {
      return withoutValue(option.group(1) == null ? option.group(2) : option.group(1), line);
    }
    if (message.matches(FLAG_VALUE)) {
      return message.replaceFirst(FLAG_VALUE, "$1 takes no value");
    }
    var said =
        lowerCase(message)
            .replaceFirst("^invalid value for option '([^']*)'(?: \\([^)]*\\))?: ", "$1 is ")
            .replaceFirst("^value for option option", "value for option")
            .replace("'", message.startsWith("Missing") ? "" : "'")
            .replaceFirst(
                "^missing required (?:parameters?|options?|options and parameters): ", "missing ");
    return said.startsWith("missing ") ? said.replace('=', ' ') : said;
  }

  private static String withoutValue(String name, CommandLine line) {
    var option = line.getCommandSpec().findOption(name);
    if (option == null) {
      return name + " requires a value";
    }
    var example = EXAMPLE.matcher(String.join(" ", option.description()));
    return example.find() && !example.group(1).startsWith("-")
        ? "%1$s requires a value, as in %1$s %2$s".formatted(name, example.group(1))
        : "%1$s requires a value: %1$s %2$s".formatted(name, option.paramLabel());
  }

  /// A whole command, as the help of the command has it; the logs of agents where there are some.
  private String example(CommandLine line) {
    var command = line.getCommandSpec().qualifiedName();
    var footer = String.join("\n", line.getCommandSpec().usageMessage().footer());
    var examples =
        footer
            .replaceAll("\\s*\\\\\\s*\n\\s*", " ") // an example on two lines
            .lines()
            .map(String::strip)
            .filter(text -> text.startsWith(command + " "))
            .toList();
    boolean readsAgents = line.getCommandSpec().optionsMap().containsKey("--agents");
    boolean hasAgents =
        readsAgents
            && !AgentPlaces.existing(name -> environment.variable(name).orElse("")).isEmpty();
    var first = examples.isEmpty() ? Synonyms.example(command) : examples.getFirst();
    return first.isEmpty()
        ? ""
        : "; for example: "
            + first
            + (hasAgents && command.endsWith("audit") ? ", or: " + command + " --agents" : "");
  }

  private static String unmatched(UnmatchedArgumentException problem) {
    var first = problem.getUnmatched().getFirst();
    var line = problem.getCommandLine();
    if (first.startsWith("-")) {
      var name = first.replaceFirst("=.*", "");
      var known = line.getCommandSpec().optionsMap().keySet();
      int blank = name.indexOf(' ');
      if (blank > 0 && known.contains(name.substring(0, blank))) {
        return "'%s' is one word; pass the option and its value as two (in a list, one word a line)"
            .formatted(first);
      }
      return "unknown option '" + name + "'" + Synonyms.ofOption(name, known);
    }
    if (line.getSubcommands().isEmpty()) {
      return "unknown argument '" + first + "'" + Synonyms.ofArgument(line.getCommandName(), first);
    }
    return unknownCommand(first, problem.getUnmatched(), line);
  }

  private static String unknownCommand(String name, List<String> words, CommandLine line) {
    var rest = words.subList(1, words.size());
    boolean isRoot = line.getParent() == null;
    var known = line.getSubcommands().keySet();
    return "unknown command '"
        + name
        + "'"
        + (isRoot
            ? Synonyms.ofCommand(name, rest, known)
            : Synonyms.below(line.getCommandName(), name, known));
  }

  private static String lowerCase(String message) {
    boolean starts = message.length() > 1 && Character.isLowerCase(message.charAt(1));
    return starts ? Character.toLowerCase(message.charAt(0)) + message.substring(1) : message;
  }

  /// A command failed.
  public int failed(Exception problem, CommandLine line, ParseResult parsed) {
    boolean debug = parsed.hasMatchedOption("--debug") || debugIn(parsed);
    var exit =
        switch (problem) {
          case ConfigurationProblem _ -> ExitCode.CONFIGURATION;
          case InputProblem _ -> ExitCode.INPUT_OUTPUT;
          default -> ExitCode.BUG;
        };
    var messages =
        problem instanceof ConfigurationProblem refused
            ? refused.messages().stream().map(configuration::placed).toList()
            : List.of(
                exit == ExitCode.BUG
                    ? "a bug: " + problem + "; please report it, with the output of --debug"
                    : configuration.placed(String.valueOf(problem.getMessage())));
    messages.forEach(this::say);
    if (debug) {
      problem.printStackTrace(environment.err());
    }
    return exit.code();
  }

  private static boolean debugIn(ParseResult parsed) {
    return parsed.hasSubcommand()
        && (parsed.subcommand().hasMatchedOption("--debug") || debugIn(parsed.subcommand()));
  }

  private void say(String message) {
    message.lines().forEach(line -> environment.say("router-cost: " + line));
  }
}
