package routercost.cli.console;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import routercost.price.Suggestions;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// Tells the person what went wrong, in one or two lines, and turns it into an exit code.
public record Problems(Environment environment, Configuration configuration) {
  /// The command line itself is wrong.
  public int usage(ParameterException problem, String[] args) {
    var line = problem.getCommandLine();
    say(message(problem));
    environment.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.CONFIGURATION.code();
  }

  /// The message of picocli as ours read: `--top is 'x'; expected a whole number`.
  public static String message(ParameterException problem) {
    return switch (problem) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      default ->
          lowerCase(String.valueOf(problem.getMessage()))
              .replaceFirst("^invalid value for option '([^']*)'(?: \\([^)]*\\))?: ", "$1 is ")
              .replaceFirst("^value for option option", "value for option");
    };
  }

  private static String unmatched(UnmatchedArgumentException problem) {
    var first = problem.getUnmatched().getFirst();
    var line = problem.getCommandLine();
    boolean isOption = first.startsWith("-");
    var known =
        isOption
            ? List.copyOf(line.getCommandSpec().optionsMap().keySet())
            : List.copyOf(line.getSubcommands().keySet());
    var name = isOption ? first.replaceFirst("=.*", "") : first;
    return "unknown %s '%s'%s"
        .formatted(
            isOption ? "option" : line.getSubcommands().isEmpty() ? "argument" : "command",
            name,
            Suggestions.hint(name, known));
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
    say(
        exit == ExitCode.BUG
            ? "a bug: " + problem + "; please report it, with the output of --debug"
            : configuration.placed(String.valueOf(problem.getMessage())));
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
