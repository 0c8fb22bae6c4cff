package routercost.cli.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.Suggestions;
import routercost.read.text.Sources;

/// Names that other tools have for our options and commands, and what they are called here.
///
/// It is loaded only when a word of the command line is not known.
public final class Synonyms {
  /// An option, and the options that it stands for; `%` is its value.
  private static final Map<String, String> OPTIONS =
      table(
          """
          --json          | --format json
          --csv           | --format csv
          --tsv           | --format plain
          --plain         | --format plain
          --markdown      | --format markdown
          --md            | --format markdown
          --no-color      | --color never
          --no-colour     | --color never
          --colour        | --color %
          -vv             | --verbose
          -vvv            | --verbose
          --html          | --format html
          --nocolor       | --color never
          --since         | --from %
          --start         | --from %
          --start-date    | --from %
          --from-date     | --from %
          --after         | --from %
          --end           | --to %
          --end-date      | --to %
          --to-date       | --to %
          --before        | --to %
          --until         | --to %
          --days          | --last %
          --today         | --from today --to today
          --yesterday     | --from yesterday --to yesterday
          --day           | --from % --to %
          --date          | --from % --to %
          --week          | --last 7d
          --this-week     | --from this-week
          --last-week     | --from last-week --to last-week
          --this-month    | --month this
          --last-month    | --month last
          --limit         | --top %
          --head          | --top %
          --by-day        | --group-by day
          --by-week       | --group-by week
          --by-month      | --group-by month
          --by-model      | --group-by model
          --by-task       | --group-by task
          --of            | --month %
          --samples       | --draws %
          --verify        | --claims
          --group         | --group-by %
          --groupby       | --group-by %
          --group_by      | --group-by %
          --tz            | --timezone %
          --time-zone     | --timezone %
          --utc           | --timezone UTC
          --include       | --filter %
          --exclude       | --filter %!
          --tag           | --filter %
          --where         | --filter %
          --model         | --filter model=%
          --task          | --filter task=%
          --project       | --filter project=%
          --provider      | --filter provider=%
          --team          | --filter team=%
          --user          | --filter user=%
          --session       | --filter session=%
          --agent         | --filter agent=%
          --live          | --watch
          --follow        | --watch
          """);

  /// An option that has no counterpart, and what to do instead.
  private static final Map<String, String> OTHER_OPTIONS =
      table(
          """
          --watch      | to see it live: router-cost today --watch
          --live       | to see it live: router-cost today --watch
          --follow     | to see it live: router-cost today --watch
          --currency   | all amounts are in US dollars
          --breakdown  | group by more columns: --group-by day,model
          --instances  | group by it: --group-by project
          --compact    | show fewer rows: --top 5
          --all        | show everything: --verbose
          --details    | show everything: --verbose
          --full       | show everything: --verbose
          --summary    | print the bill alone: --format value
          --total      | print the bill alone: --format value
          --order      | use --sort with cost, saved, calls, tokens or name
          --desc       | rows are sorted from the largest; choose a column with --sort
          --asc        | add it to the column: --sort cost:asc
          --reverse    | add it to the column: --sort cost:asc
          --ascending  | add it to the column: --sort cost:asc
          --offline    | router-cost never uses the network
          --no-network | router-cost never uses the network
          --jq         | pipe it: router-cost audit calls.csv -f json | jq .totals
          --year       | name its days: --from 2026-01-01 --to 2026-12-31
          --hours      | name days: --last 2d
          --dry-run    | nothing is written without -o, --report or --rejects
          --fail-on    | pass limits in a budgets file: router-cost check calls.csv --budgets FILE
          --max-cost   | pass limits in a budgets file: router-cost check calls.csv --budgets FILE
          --threshold  | pass limits in a budgets file: router-cost check calls.csv --budgets FILE
          --line       | put it behind the file: router-cost explain calls.csv:14
          -i           | name the log without an option: router-cost audit calls.csv
          --input      | name the log without an option: router-cost audit calls.csv
          --file       | name the log without an option: router-cost audit calls.csv
          --log        | name the log without an option: router-cost audit calls.csv
          --path       | name the log without an option: router-cost audit calls.csv
          --config     | pass the file that it is: --prices, --routing or --budgets FILE
          --pricing    | pass your own prices: --prices FILE
          --limits     | pass a budgets file: --budgets FILE
          --codex      | read the logs of all agents: --agents
          """);

  /// A command that does not exist, and the one that does it or comes near.
  private static final Map<String, String> COMMANDS =
      table(
          """
          blocks     | router-cost daily
          status     | router-cost today
          overview   | router-cost today
          stats      | router-cost audit calls.csv
          top        | router-cost audit calls.csv --group-by call
          hourly     | router-cost today --group-by hour
          live       | router-cost today --watch
          watch      | router-cost today --watch
          usage      | router-cost daily
          projects   | router-cost audit --agents --group-by project
          project    | router-cost audit --agents --group-by project
          tui        | router-cost explore calls.csv
          ui         | router-cost explore calls.csv
          dashboard  | router-cost audit calls.csv
          setup      | router-cost audit calls.csv
          run        | router-cost audit calls.csv
          analyze    | router-cost audit calls.csv
          analyse    | router-cost audit calls.csv
          scan       | router-cost audit calls.csv
          cost       | router-cost audit calls.csv
          costs      | router-cost audit calls.csv
          bill       | router-cost audit calls.csv
          spend      | router-cost audit calls.csv
          summary    | router-cost audit calls.csv
          total      | router-cost audit calls.csv -f value
          models     | router-cost prices list
          pricing    | router-cost prices list
          price      | router-cost prices show haiku
          model      | router-cost prices show haiku
          diff       | router-cost compare september.csv october.csv
          trend      | router-cost compare september.csv october.csv
          predict    | router-cost forecast calls.csv
          simulate   | router-cost what-if calls.csv
          scenario   | router-cost what-if calls.csv
          matrix     | router-cost what-if calls.csv
          optimize   | router-cost what-if calls.csv --best
          optimise   | router-cost what-if calls.csv --best
          savings    | router-cost what-if calls.csv
          suggest    | router-cost route suggest calls.csv
          recommend  | router-cost route suggest calls.csv
          score      | router-cost route score --ask NAME
          verify     | router-cost route verify calls.csv --routing routing.yaml --since 2026-10-15
          export     | router-cost route export routing.yaml --gateway litellm
          routing    | router-cost route suggest calls.csv
          gate       | router-cost check calls.csv --budgets budgets.yaml
          budget     | router-cost check calls.csv --budgets budgets.yaml
          budgets    | router-cost check calls.csv --budgets budgets.yaml
          import     | router-cost prices import litellm FILE
          merge      | router-cost cube merge a.cube.csv b.cube.csv
          pipeline   | router-cost estimate pipeline.yaml
          plan       | router-cost estimate pipeline.yaml
          list       | router-cost prices list
          show       | router-cost prices show haiku
          """);

  private static final int SHORTEST = 4;

  private Synonyms() {}

  private static Map<String, String> table(String rows) {
    return rows.lines()
        .map(row -> row.split(" +\\| ", 2))
        .collect(Collectors.toUnmodifiableMap(cells -> cells[0], cells -> cells[1]));
  }

  /// Whether an option that has another name here is followed by a value.
  public static boolean takesValue(String option) {
    return OPTIONS.getOrDefault(option, "").contains("%");
  }

  /// Whether an option that has another name here has no value.
  public static boolean isFlag(String option) {
    return OPTIONS.containsKey(option) && !takesValue(option);
  }

  /// The words that mean the same as an option; none if there are none that the command knows.
  ///
  /// @param value the value of the option, if it takes one
  public static List<String> options(String option, String value, Collection<String> known) {
    var words = OPTIONS.getOrDefault(option, "").split(" ", -1);
    if (!known.contains(words[0]) || (takesValue(option) && value.isEmpty())) {
      return List.of();
    }
    var meant = new ArrayList<String>();
    for (var word : words) {
      meant.add(word.contains("%") ? filled(word, value) : word);
    }
    return meant;
  }

  /// `model=%` with `opus,haiku` is `model=opus,model=haiku`, as the parser cuts at commas.
  private static String filled(String word, String value) {
    int mark = word.indexOf('%');
    var lead = word.substring(0, mark);
    return word.endsWith("!")
        ? value.replaceAll("(?<!!)=", "!=")
        : lead + (lead.isEmpty() ? value : value.replace(",", "," + lead));
  }

  /// A remark on an option that a command does not know.
  public static String ofOption(String option, Collection<String> known) {
    var meant = OPTIONS.get(option);
    if (meant != null && known.contains(meant.split(" ", 2)[0])) {
      return "; it requires a value: " + meant.replace("%", "VALUE");
    }
    var advice = OTHER_OPTIONS.get(option);
    return advice != null
        ? "; " + advice
        : near(option, known).map(name -> " (did you mean '" + name + "'?)").orElse("");
  }

  /// A remark on a command that does not exist.
  ///
  /// @param rest the words after it
  public static String ofCommand(String command, List<String> rest, Collection<String> known) {
    if ((command.equals("price") || command.equals("model")) && !rest.isEmpty()) {
      return "; try 'router-cost prices show " + rest.getFirst() + "'";
    }
    boolean isOfLog = rest.stream().anyMatch(Sources::mayBe);
    var meant =
        List.of("show", "list").contains(command) && isOfLog
            ? "router-cost audit calls.csv"
            : COMMANDS.get(command);
    var log = rest.stream().filter(Sources::mayBe).findFirst().orElse("calls.csv");
    return meant == null
        ? nearCommand(command, known)
        : "; try '" + meant.replace("calls.csv", log) + "'";
  }

  /// A whole command for one whose help has none; empty if there is none here.
  static String example(String command) {
    return switch (command) {
      case "router-cost prices" -> command + " list";
      case "router-cost prices show" -> command + " haiku";
      case "router-cost cube" -> command + " build calls.csv -o calls.cube.csv";
      case "router-cost route" -> command + " suggest calls.csv";
      default -> "";
    };
  }

  /// A remark on a word that a command has no place for.
  static String ofArgument(String command, String word) {
    return command.equals("list") || command.equals("verify")
        ? "; try 'router-cost prices show " + word + "'"
        : "";
  }

  /// A remark on a command that does not exist below another.
  public static String below(String command, String name, Collection<String> known) {
    var near = near(name, known);
    if (near.isPresent()) {
      return " (did you mean '" + near.get() + "'?)";
    }
    return command.equals("prices")
        ? "; try 'router-cost prices show " + name + "'"
        : "; expected "
            + known.stream().filter(word -> !word.equals("help")).collect(Collectors.joining(", "));
  }

  private static String nearCommand(String command, Collection<String> known) {
    var near = near(command, known);
    if (near.isEmpty()) {
      near = near(command, COMMANDS.keySet()).map(COMMANDS::get);
    }
    return near.map(name -> " (did you mean '" + name + "'?)").orElse("");
  }

  /// The name that is meant, if any: letters behind one hyphen resemble each other too much.
  private static Optional<String> near(String typed, Collection<String> known) {
    var names = new TreeMap<String, String>();
    known.forEach(name -> names.putIfAbsent(name.replaceFirst("^-+", ""), name));
    names.keySet().removeIf(name -> name.length() == 1);
    var word = typed.replaceFirst("^-+", "");
    return Suggestions.meant(word, names.keySet())
        .filter(name -> word.length() >= SHORTEST || name.startsWith(word))
        .map(names::get);
  }
}
