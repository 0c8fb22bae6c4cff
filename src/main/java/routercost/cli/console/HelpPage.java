package routercost.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import routercost.report.layout.Wrapped;

/// The help of a command: by default one page with the options that most runs need, on
/// [#ALL] with every option, both in sections.
public final class HelpPage {
  /// The option that shows all options.
  public static final String ALL = "--help-all";

  private static final int WIDTH = 80;
  private static final int NAMES = 27;
  private static final int COMMAND_NAMES = 14;

  private final CommandSpec command;
  private final boolean whole;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> titles = new HashSet<>();

  private HelpPage(CommandSpec command, boolean whole) {
    this.command = command;
    this.whole = whole;
  }

  /// Makes `line` and its subcommands print this help.
  public static void install(CommandLine line) {
    line.setHelpSectionKeys(List.of("page"));
    line.getHelpSectionMap().put("page", help -> text(help.commandSpec()));
    line.getSubcommands().values().forEach(HelpPage::install);
  }

  /// Adds the options for help and version to a command that lacks them.
  public static void addTo(CommandSpec command) {
    if (command.findOption("--help") == null) {
      command.addOption(
          OptionSpec.builder("-h", "--help", ALL)
              .type(boolean.class)
              .usageHelp(true)
              .description("Show the first page of help, or all options.")
              .build());
      command.addOption(
          OptionSpec.builder("-V", "--version")
              .type(boolean.class)
              .versionHelp(true)
              .description("Show the version.")
              .build());
    }
  }

  private static String text(CommandSpec command) {
    var parsed = command.commandLine().getParseResult();
    return new HelpPage(command, parsed != null && parsed.originalArgs().contains(ALL)).text();
  }

  private String text() {
    var usage = command.usageMessage();
    var footer = Arrays.asList(usage.footer());
    int examples = (int) footer.stream().takeWhile(line -> !line.startsWith("Example")).count();
    lines.addAll(synopsis());
    add("", description(command));
    if (examples < footer.size()) {
      add("");
      lines.addAll(footer.subList(examples, footer.size()));
    }
    addCommands();
    addOptions();
    if (examples > 1) { // the notes before them begin and end with an empty line
      lines.addAll(footer.subList(0, examples - 1));
    }
    if (!whole && hasMore()) {
      add("", "All options: " + command.qualifiedName() + " " + ALL);
    }
    return String.join("\n", lines) + "\n";
  }

  /// The first sentence about a command.
  public static String summary(CommandSpec command) {
    return firstSentence(description(command));
  }

  /// The first sentence about an option.
  public static String summary(ArgSpec argument) {
    return firstSentence(String.join(" ", argument.description()));
  }

  static String description(CommandSpec command) {
    var usage = command.usageMessage();
    var texts = Stream.concat(Arrays.stream(usage.header()), Arrays.stream(usage.description()));
    return texts.map(text -> text.replace("%n", "")).collect(Collectors.joining(" ")).strip();
  }

  private List<String> synopsis() {
    return Wrapped.lines("Usage: " + synopsis(command), WIDTH);
  }

  static String synopsis(CommandSpec command) {
    var words = new ArrayList<>(List.of(command.qualifiedName()));
    if (!command.subcommands().isEmpty()) {
      words.add("COMMAND");
    }
    words.add("[options]");
    command.options().stream()
        .filter(OptionSpec::required)
        .map(option -> option.longestName() + " " + option.paramLabel())
        .forEach(words::add);
    command.positionalParameters().stream().map(HelpPage::label).forEach(words::add);
    return String.join(" ", words);
  }

  static String label(PositionalParamSpec parameter) {
    var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private void addCommands() {
    var below = new LinkedHashMap<>(command.subcommands());
    below.entrySet().removeIf(entry -> !entry.getKey().equals(entry.getValue().getCommandName()));
    if (command.parent() == null) {
      HelpSections.COMMANDS.forEach(
          section -> addCommands(section.title(), below, section.names()));
    }
    addCommands("Commands", below, List.copyOf(below.keySet()));
  }

  private void addCommands(String title, Map<String, CommandLine> below, List<String> names) {
    var found = names.stream().filter(below::containsKey).toList();
    if (!found.isEmpty()) {
      addTitle(title);
    }
    for (var name : found) {
      var line = below.remove(name);
      if (line != null) {
        addEntry(name, summary(line.getCommandSpec()), COMMAND_NAMES);
      }
    }
  }

  private void addOptions() {
    if (!command.positionalParameters().isEmpty()) {
      addTitle(HelpSections.OPTIONS.getFirst().title());
    }
    command.positionalParameters().forEach(parameter -> addArgument(label(parameter), parameter));
    sections(command)
        .forEach(
            (title, options) ->
                addOptions(
                    title, options.stream().filter(option -> whole || isFirst(option)).toList()));
  }

  /// The options of a command by the titles of their sections.
  static SequencedMap<String, List<OptionSpec>> sections(CommandSpec command) {
    var sections = new LinkedHashMap<String, List<OptionSpec>>();
    for (var section : HelpSections.OPTIONS) {
      sections.put(
          section.title(),
          command.options().stream()
              .filter(option -> !option.hidden() && section.equals(section(option)))
              .sorted(Comparator.comparingInt(option -> place(section.names(), option)))
              .toList());
    }
    return sections;
  }

  private static HelpSections.Section section(OptionSpec option) {
    return HelpSections.OPTIONS.stream()
        .filter(section -> !option.required() && place(section.names(), option) >= 0)
        .findFirst()
        .orElse(HelpSections.OWN);
  }

  private static int place(List<String> names, OptionSpec option) {
    return Arrays.stream(option.names()).mapToInt(names::indexOf).max().orElse(-1);
  }

  private static boolean isFirst(OptionSpec option) {
    return option.required()
        || Stream.of(option.names()).anyMatch(section(option).first()::contains);
  }

  private void addOptions(String title, List<OptionSpec> options) {
    if (!options.isEmpty()) {
      addTitle(title);
    }
    options.forEach(option -> addArgument(names(option), option));
  }

  /// Adds a title unless it stands there already. The first page has no room for empty lines
  /// between sections.
  private void addTitle(String title) {
    if (titles.add(title)) {
      lines.addAll(whole || titles.size() == 1 ? List.of("", title) : List.of(title));
    }
  }

  /// Whether the command has options that are not on the first page, its help aside.
  private boolean hasMore() {
    return command.options().stream()
        .anyMatch(
            option ->
                !isFirst(option)
                    && !option.hidden()
                    && !section(option).equals(HelpSections.OPTIONS.getLast()));
  }

  /// All names of an option, on the first page one short and one long name.
  private String names(OptionSpec option) {
    var names = List.of(option.names());
    var shorts = names.stream().filter(name -> !name.startsWith("--")).toList();
    var longs = names.stream().filter(name -> name.startsWith("--")).toList();
    var shown =
        whole ? names : Stream.concat(shorts.stream().limit(1), longs.stream().limit(1)).toList();
    var text = (shorts.isEmpty() ? "    " : "") + String.join(", ", shown);
    return option.arity().max() == 0 ? text : text + " " + option.paramLabel();
  }

  private void addArgument(String names, ArgSpec argument) {
    addEntry(names, whole ? String.join(" ", argument.description()) : summary(argument), NAMES);
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  private void addEntry(String name, String description, int column) {
    var label = "  " + name;
    var wrapped = Wrapped.lines(description, WIDTH - column);
    boolean fits = label.length() < column;
    if (!fits) {
      lines.add(label);
    }
    for (int row = 0; row < wrapped.size(); row++) {
      var left = row == 0 && fits ? label : "";
      lines.add(left + " ".repeat(column - left.length()) + wrapped.get(row));
    }
  }

  private void add(String... texts) {
    for (var text : texts) {
      lines.addAll(Wrapped.lines(text, WIDTH));
    }
  }
}
