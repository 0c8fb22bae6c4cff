package routercost.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The manual page of a command in the language of `man`: its help, with every option.
///
/// @param day on which the version appeared: `2026-11-21`
/// @param version of the tool
public record ManPage(CommandSpec command, String day, String version) {
  /// The pages of a command and of all below it, by the names of their files.
  public static SortedMap<String, String> all(CommandLine line, String day, String version) {
    var pages = new TreeMap<String, String>();
    var page = new ManPage(line.getCommandSpec(), day, version);
    pages.put(page.name() + ".1", page.text());
    line.getSubcommands().values().stream()
        .filter(below -> !below.getCommandName().equals("help"))
        .forEach(below -> pages.putAll(all(below, day, version)));
    return pages;
  }

  private String name() {
    return command.qualifiedName("-");
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.add(
        ".TH %s 1 %s \"router-cost %s\" \"User Commands\""
            .formatted(name().toUpperCase(Locale.ROOT), day, version));
    add(lines, "NAME", escaped(name()) + " \\- " + escaped(HelpPage.summary(command)));
    add(lines, "SYNOPSIS", ".B " + escaped(HelpPage.synopsis(command)));
    add(lines, "DESCRIPTION", escaped(HelpPage.description(command)));
    addFooter(lines);
    addEntries(
        lines,
        "COMMANDS",
        below().map(sub -> entry(bold(sub.name()), HelpPage.summary(sub))).toList());
    addEntries(
        lines,
        "ARGUMENTS",
        command.positionalParameters().stream()
            .map(parameter -> entry(escaped(HelpPage.label(parameter)), text(parameter)))
            .toList());
    HelpPage.sections(command)
        .forEach(
            (title, options) ->
                addEntries(
                    lines,
                    "OPTIONS: " + title.toUpperCase(Locale.ROOT),
                    options.stream().map(option -> entry(names(option), text(option))).toList()));
    add(lines, "SEE ALSO", seeAlso());
    return String.join("\n", lines) + "\n";
  }

  private static void add(List<String> lines, String title, String... texts) {
    lines.add(".SH \"" + title + "\"");
    lines.addAll(List.of(texts));
  }

  private static void addEntries(List<String> lines, String title, List<String> entries) {
    if (!entries.isEmpty()) {
      add(lines, title, entries.toArray(String[]::new));
    }
  }

  /// The notes and examples, as they stand.
  private void addFooter(List<String> lines) {
    var footer = Arrays.asList(command.usageMessage().footer());
    int examples = (int) footer.stream().takeWhile(line -> !line.startsWith("Example")).count();
    addVerbatim(lines, "NOTES", footer.subList(0, examples));
    addVerbatim(
        lines, "EXAMPLES", footer.subList(Math.min(examples + 1, footer.size()), footer.size()));
  }

  private static void addVerbatim(List<String> lines, String title, List<String> texts) {
    if (texts.stream().anyMatch(text -> !text.isBlank())) {
      add(lines, title, ".nf");
      texts.stream().map(ManPage::escaped).filter(text -> !text.isEmpty()).forEach(lines::add);
      lines.add(".fi");
    }
  }

  private Stream<CommandSpec> below() {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(sub -> !sub.name().equals("help"));
  }

  private String seeAlso() {
    var parent =
        command.parent() == null ? Stream.<CommandSpec>empty() : Stream.of(command.parent());
    return Stream.concat(parent, below())
        .map(page -> ".BR " + escaped(page.qualifiedName("-")) + " (1)")
        .collect(Collectors.joining(",\n"));
  }

  private static String entry(String names, String text) {
    return ".TP\n" + names + "\n" + escaped(text);
  }

  private static String names(OptionSpec option) {
    var names = Stream.of(option.names()).map(ManPage::bold).collect(Collectors.joining(", "));
    return option.arity().max() == 0
        ? names
        : names + " \\fI" + escaped(option.paramLabel()) + "\\fR";
  }

  private static String bold(String name) {
    return "\\fB" + escaped(name) + "\\fR";
  }

  private static String text(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  /// Text without a meaning for `man`: hyphens that can be copied, and no line that begins with a
  /// dot or an apostrophe.
  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
        .replace("`", "\\(ga")
        .replaceFirst("^([.'])", "\\\\&$1");
  }
}
