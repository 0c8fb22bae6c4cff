package routercost.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import routercost.cli.command.RouterCost;
import routercost.cli.console.Environment;
import routercost.cli.console.Synonyms;
import routercost.read.text.AgentPlaces;
import routercost.read.text.Sources;

/// Short forms of command lines: a log alone is audited, a pipeline estimated, `daily` is an audit
/// by day, and `--json` is `--format json`.
///
/// @param words the command line, which begins with a command unless there is none
/// @param withoutLog options to add if the words name no log
record Shortcuts(List<String> words, List<String> withoutLog) {
  private static final List<String> AGENTS = List.of("--agents");
  private static final List<String> FLAGS =
      List.of(
          "-q", "--quiet", "-v", "--verbose", "--debug", "--strict", "--claude-code", "--agents");
  private static final List<String> LAST_WEEK = List.of("--agents", "--last", "7d");

  /// The command line with a command at its beginning.
  static Shortcuts of(String[] args, Environment environment) {
    var words = Arrays.asList(args);
    if (args.length == 0) {
      return hasAgents(environment) ? audit(words, List.of(), LAST_WEEK) : as(words);
    }
    var first = args[0];
    if (RouterCost.isCommand(first)) {
      return first.equals("help") && args.length == 2 ? help(args[1], environment) : as(words);
    }
    if (first.startsWith("-") && !first.equals("-")) {
      return options(words, environment);
    }
    if (first.equals("version") && args.length == 1) {
      return as(List.of("--version"));
    }
    var period = period(first);
    if (!period.isEmpty()) {
      return audit(words.subList(1, args.length), period, AGENTS);
    }
    return Sources.mayBe(first) || first.indexOf('.') >= 0 || looksLikePath(first)
        ? ofFile(first, words, environment)
        : as(words);
  }

  private static Shortcuts as(List<String> words) {
    return new Shortcuts(words, List.of());
  }

  private static Shortcuts audit(List<String> rest, List<String> more, List<String> withoutLog) {
    var words = new ArrayList<String>();
    words.add("audit");
    words.addAll(more);
    words.addAll(rest);
    return new Shortcuts(words, withoutLog);
  }

  /// The options of an audit that the name of a period stands for; none if it is no such name.
  private static List<String> period(String name) {
    return switch (name) {
      case "today" -> List.of("--from", "today", "--to", "today");
      case "yesterday" -> List.of("--from", "yesterday", "--to", "yesterday");
      case "daily", "day", "days" -> List.of("--group-by", "day");
      case "weekly", "week", "weeks" -> List.of("--group-by", "week");
      case "monthly", "month", "months" -> List.of("--group-by", "month");
      case "sessions", "session" -> List.of("--group-by", "session");
      default -> List.of();
    };
  }

  private static boolean looksLikePath(String word) {
    return word.indexOf('/') >= 0 || word.indexOf('*') >= 0;
  }

  private static Shortcuts ofFile(String first, List<String> words, Environment environment) {
    if (words.size() > 1 && isCommand(words.get(1)) && !Sources.mayBe(words.get(1))) {
      return moved(words, 1, environment);
    }
    if (!first.endsWith(".yaml") && !first.endsWith(".yml")) {
      return audit(words, List.of(), List.of());
    }
    var estimate = new ArrayList<>(List.of("estimate"));
    estimate.addAll(words);
    return as(estimate);
  }

  private static boolean isCommand(String word) {
    return RouterCost.isCommand(word) || !period(word).isEmpty();
  }

  /// The words with one of them, a command, at the beginning.
  private static Shortcuts moved(List<String> words, int command, Environment environment) {
    var sorted = new ArrayList<>(words);
    sorted.addFirst(sorted.remove(command));
    return of(sorted.toArray(String[]::new), environment);
  }

  private static Shortcuts help(String name, Environment environment) {
    return period(name).isEmpty()
        ? as(List.of("help", name))
        : of(new String[] {name, "--help"}, environment);
  }

  /// A command line that begins with options: those of the command that follows, else of an audit.
  private static Shortcuts options(List<String> words, Environment environment) {
    if (words.stream().anyMatch(List.of("-h", "--help", "-V", "--version")::contains)) {
      return as(words);
    }
    for (int i = 1; i < words.size(); i++) {
      if (isCommand(words.get(i)) && !isOpenOption(words.get(i - 1))) {
        return moved(words, i, environment);
      }
    }
    boolean hasSource = words.contains("--claude-code") || words.contains("--agents");
    return audit(words, List.of(), hasSource || hasAgents(environment) ? LAST_WEEK : List.of());
  }

  /// Whether a word is an option whose value may come next; which options there are is not known
  /// before the command.
  private static boolean isOpenOption(String word) {
    return word.startsWith("-")
        && word.indexOf('=') < 0
        && !FLAGS.contains(word)
        && !Synonyms.isFlag(word);
  }

  private static boolean hasAgents(Environment environment) {
    return !AgentPlaces.existing(name -> environment.variable(name).orElse("")).isEmpty();
  }

  /// The words as the parser knows them: other names of options are replaced, and what is to be
  /// read without a log is added.
  String[] resolved(CommandLine root) {
    var resolved = new ArrayList<String>(words.size());
    var line = root;
    boolean hasLog = false;
    int at = 0;
    while (at < words.size() && !words.get(at).equals("--")) {
      var word = words.get(at);
      if (word.startsWith("-") && word.length() > 1) {
        at += addOption(at, line.getCommandSpec().optionsMap(), resolved);
        continue;
      }
      var below = line.getSubcommands().get(word);
      hasLog |= below == null;
      line = below == null ? line : below;
      resolved.add(word);
      at++;
    }
    resolved.addAll(words.subList(at, words.size()));
    if (!hasLog && at + 1 >= words.size()) {
      addAgents(resolved);
    }
    return resolved.toArray(new String[0]);
  }

  /// Adds the option that the word at `at` is, as the parser knows it, and returns how many words
  /// it takes.
  private int addOption(int at, Map<String, OptionSpec> known, List<String> resolved) {
    var word = words.get(at);
    int equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    boolean isFollowed = equals < 0 && at + 1 < words.size();
    var next = isFollowed ? words.get(at + 1) : "";
    var option = known.get(name);
    if (option != null) {
      boolean takesNext = isFollowed && option.arity().max() > 0;
      resolved.addAll(takesNext ? List.of(word, next) : List.of(word));
      return takesNext ? 2 : 1;
    }
    var meant =
        Synonyms.options(name, equals < 0 ? next : word.substring(equals + 1), known.keySet());
    resolved.addAll(meant.isEmpty() ? List.of(word) : meant);
    return !meant.isEmpty() && isFollowed && Synonyms.takesValue(name) ? 2 : 1;
  }

  /// Adds where to read from and which days, unless the words say so.
  private void addAgents(List<String> resolved) {
    if (withoutLog.isEmpty()) {
      return;
    }
    boolean hasSource = resolved.contains("--agents") || resolved.contains("--claude-code");
    boolean hasDays =
        List.of("--from", "--to", "--month", "--last").stream().anyMatch(resolved::contains);
    if (!hasSource) {
      resolved.add("--agents");
    }
    if (withoutLog.size() > 1 && !hasDays) {
      resolved.addAll(withoutLog.subList(1, withoutLog.size()));
    }
  }
}
