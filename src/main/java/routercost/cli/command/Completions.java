package routercost.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import routercost.cli.console.HelpPage;
import routercost.price.Attribute;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.Sources;

/// The words that may come next in a command line.
///
/// @param line as typed, up to the cursor; its first word is the program
/// @param tasks reads those of logs
record Completions(
    CommandLine root, String line, Function<List<String>, Collection<String>> tasks) {
  /// The values of options and parameters that are not enums, some by command. `@` is followed by
  /// the endings of the files to choose from; `TIER`, `MODEL`, `TASK` and `COLUMN` stand for all
  /// names of their kind. What follows `=` comes after one of the names before it.
  private static final Map<String, List<String>> VALUES =
      values(
          """
          SHELL: bash zsh fish
          --month: this last january february march april may june july august september october \
            november december
          --from: today yesterday monday this-week last-week this-month 7d
          --to: today yesterday monday this-week last-week this-month
          --last: 7d 2w 30d 3months week month
          audit --sort: cost saved calls tokens name
          what-if --sort: cost saved calls tokens name
          compare --sort: change cost calls name
          check --sort: status name used
          verify --sort: name calls expected saved
          list --sort: name provider tier input output
          --format: table plain json csv markdown value junit github gitlab openmetrics comment
          --move: TASK=TIER TASK=MODEL
          --floor: TASK=TIER
          --assign: TASK=MODEL
          --tier: TIER=MODEL
          --filter: COLUMN= task=TASK model=MODEL tier=TIER
          --task: TASK
          --ask: TASK
          --group-by: COLUMN
          --per: COLUMN
          --models: TIER MODEL
          --in-use: TIER MODEL
          MODEL: TIER MODEL
          A: builtin @yaml|yml
          B: @yaml|yml
          PIPELINE: @yaml|yml
          ROUTING: @yaml|yml
          LOG: @LOGS|yaml|yml
          BASE: @LOGS
          HEAD: @LOGS
          CUBE: @csv|gz|zst
          --routing: @yaml|yml
          --scenario: @yaml|yml
          --budgets: @yaml|yml
          --prices: @yaml|yml
          --map: @yaml|yml
          --owners: @csv|yaml|yml
          --evidence: @csv
          --base: @LOGS
          """);

  /// The endings of logs.
  private static final String LOGS =
      "csv|tsv|txt|log|json|jsonl|ndjson|xlsx|parquet|db|sqlite|gz|zst";

  private static final Pattern FILES = Pattern.compile("FILE|FOLDER|JSON|LOG");

  private static Map<String, List<String>> values(String table) {
    var values = new TreeMap<String, List<String>>();
    table
        .lines()
        .map(row -> row.split(": +", 2))
        .forEach(row -> values.put(row[0], List.of(row[1].split(" +", -1))));
    return values;
  }

  /// A word for each line, with what it means after a tab; or `:files` with the endings of files.
  List<String> found() {
    var words = words();
    var typed = words.removeLast();
    var command = root;
    var logs = new ArrayList<String>();
    ArgSpec open = null;
    int parameters = 0;
    for (var word : words.isEmpty() ? words : words.subList(1, words.size())) {
      var below = command.getSubcommands().get(word);
      var option = command.getCommandSpec().optionsMap().get(word);
      if (open != null) {
        open = null;
      } else if (option != null) {
        open = option.arity().max() > 0 ? option : null;
      } else if (below != null) {
        command = below;
      } else if (!word.startsWith("-")) {
        parameters++;
        logs.add(word);
      }
    }
    logs.removeIf(word -> !Sources.mayBe(word) || word.equals("-"));
    var spec = command.getCommandSpec();
    int equals = typed.indexOf('=');
    if (open == null && typed.startsWith("--") && equals > 0) {
      open = spec.optionsMap().get(typed.substring(0, equals));
      return open == null ? List.of() : offered(spec, open, typed, equals + 1, logs);
    }
    if (open != null) {
      return offered(spec, open, typed, 0, logs);
    }
    return typed.startsWith("-")
        ? named(options(spec), typed)
        : commandsAndParameters(spec, typed, parameters, logs);
  }

  private List<String> commandsAndParameters(
      CommandSpec spec, String typed, int before, List<String> logs) {
    var below = new LinkedHashMap<String, String>();
    spec.subcommands()
        .forEach((name, sub) -> below.put(name, HelpPage.summary(sub.getCommandSpec())));
    var found = new ArrayList<>(before == 0 ? named(below, typed) : List.<String>of());
    spec.positionalParameters().stream()
        .filter(parameter -> parameter.index().contains(before))
        .findFirst()
        .ifPresent(parameter -> found.addAll(offered(spec, parameter, typed, 0, logs)));
    if (spec.parent() == null && before == 0 && found.isEmpty()) {
      found.add(":files " + LOGS);
    }
    return found;
  }

  private static SequencedMap<String, String> options(CommandSpec spec) {
    var options = new LinkedHashMap<String, String>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        Stream.of(option.names())
            .filter(name -> name.startsWith("--"))
            .forEach(name -> options.put(name, HelpPage.summary(option)));
      }
    }
    return options;
  }

  private static List<String> named(Map<String, String> candidates, String typed) {
    return candidates.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(typed))
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .toList();
  }

  /// The values of an option or parameter.
  ///
  /// @param from where the value begins in the word that is typed
  private List<String> offered(
      CommandSpec spec, ArgSpec argument, String typed, int from, List<String> logs) {
    int start = argument.splitRegex().isEmpty() ? from : Math.max(from, typed.lastIndexOf(',') + 1);
    var before = typed.substring(0, start);
    var value = typed.substring(start);
    var found = new ArrayList<String>();
    for (var form : forms(spec, argument)) {
      if (form.startsWith("@")) {
        found.add(":files " + form.substring(1).replace("LOGS", LOGS));
      } else {
        int equals = form.indexOf('=');
        int typedEquals = value.indexOf('=');
        var name = equals < 0 ? form : form.substring(0, equals);
        if (equals < 0 || typedEquals < 0) {
          var end = equals < 0 ? "" : "=";
          names(name, logs).forEach(word -> found.add(word + end));
        } else if (names(name, logs).contains(value.substring(0, typedEquals))) {
          names(form.substring(equals + 1), logs)
              .forEach(word -> found.add(value.substring(0, typedEquals + 1) + word));
        }
      }
    }
    return found.stream()
        .filter(word -> word.startsWith(":files") || word.startsWith(value))
        .map(word -> word.startsWith(":files") ? word : before + word)
        .distinct()
        .toList();
  }

  private static List<String> forms(CommandSpec spec, ArgSpec argument) {
    var name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    var listed =
        VALUES.getOrDefault(spec.name() + " " + name, VALUES.getOrDefault(name, List.of()));
    if (!listed.isEmpty()) {
      return listed;
    }
    if (argument.completionCandidates() != null) {
      var typed = new ArrayList<String>();
      argument
          .completionCandidates()
          .forEach(value -> typed.add(value.toLowerCase(Locale.ROOT).replace('_', '-')));
      return typed;
    }
    return FILES.matcher(argument.paramLabel()).find() ? List.of("@") : List.of();
  }

  /// All names of a kind, or the word itself.
  private Collection<String> names(String kind, List<String> logs) {
    var catalog = PriceBooks.builtIn().catalog();
    return switch (kind) {
      case "TASK" -> tasks.apply(logs);
      case "TIER" -> catalog.tiers().names();
      case "MODEL" -> catalog.models().keySet();
      case "COLUMN" ->
          Stream.concat(
                  Attribute.known().stream(),
                  Stream.of("hour", "project", "agent", "session", "call"))
              .toList();
      default -> List.of(kind);
    };
  }

  /// The words of the line as a shell sees them; the last is the one that is typed, maybe empty.
  private List<String> words() {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    boolean escaped = false;
    for (char c : line.stripLeading().toCharArray()) {
      if (escaped) {
        word.append(c);
        escaped = false;
      } else if (c == '\\' && quote != '\'') {
        escaped = true;
      } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
        quote = quote == 0 ? c : 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }
}
