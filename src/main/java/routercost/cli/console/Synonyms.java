package routercost.cli.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.Suggestions;
import routercost.read.text.ResourceFile;
import routercost.read.text.Sources;

/// Names that other tools have for our options and commands, and what they are called here.
///
/// It is loaded only when a word of the command line is not known.
public final class Synonyms {
  private static final int SHORTEST = 4;
  private static final String TEXT = ResourceFile.text("synonyms.txt");
  private static final Map<String, String> OPTIONS = section("options");
  private static final Map<String, String> OTHER_OPTIONS = section("advice");
  private static final Map<String, String> COMMANDS = section("commands");

  private Synonyms() {}

  private static Map<String, String> section(String title) {
    return TEXT.substring(TEXT.indexOf("[" + title + "]"))
        .lines()
        .skip(1)
        .takeWhile(row -> !row.startsWith("["))
        .filter(row -> !row.isEmpty() && !row.startsWith("#"))
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
