package routercost.cli.mcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import routercost.cli.console.HelpPage;
import routercost.read.config.YamlNode;
import routercost.read.text.AllowedFolders;
import routercost.read.text.ConfigurationProblem;
import routercost.report.layout.Json;

/// A command that reads, as a tool of an agent: its arguments are options of the command, called
/// by their names in snake case, and none of them writes.
///
/// @param name of the tool
/// @param command with the words of its command line: `prices list`
/// @param arguments options, or the parameter `paths` or `model`
record Tool(String name, CommandSpec command, List<String> arguments) {
  private static final String PERIOD = " filter from to last month timezone";

  /// Tool; command; arguments. A tool may stand in two rows: the one counts whose argument is
  /// given.
  private static final String TOOLS =
      """
      audit | audit | paths agents group_by sort top routing tier%s
      what_if | what-if | paths agents move matrix best models routing evidence top%s
      check | check | paths agents budgets%s
      explain | explain | paths agents task%s
      prices | prices list | provider as_of top
      prices | prices show | model history as_of
      """
          .replace("%s", PERIOD);

  /// Arguments that name a file.
  private static final List<String> FILES = List.of("paths", "routing", "evidence", "budgets");

  static List<Tool> all(CommandLine root) {
    return TOOLS
        .lines()
        .map(line -> line.split(" \\| ", -1))
        .map(row -> new Tool(row[0], spec(root, row[1]), List.of(row[2].split(" ", -1))))
        .toList();
  }

  private static CommandSpec spec(CommandLine root, String words) {
    var line = root;
    for (var word : words.split(" ", -1)) {
      var below = line.getSubcommands().get(word);
      if (below == null) {
        throw new IllegalStateException("no command " + words);
      }
      line = below;
    }
    return line.getCommandSpec();
  }

  /// The tools of one name as a client lists them.
  static Json listed(List<Tool> tools) {
    var first = tools.getFirst();
    var properties = Json.object();
    tools.forEach(tool -> tool.arguments.forEach(name -> properties.and(name, tool.schema(name))));
    return Json.object()
        .and("name", first.name)
        .and("description", HelpPage.summary(first.command))
        .and(
            "inputSchema",
            Json.object()
                .and("type", "object")
                .and("properties", properties)
                .and("additionalProperties", false))
        .and("annotations", Json.object().and("readOnlyHint", true).and("openWorldHint", false));
  }

  private Json schema(String argument) {
    var spec = argument(argument);
    var schema = Json.object();
    if (isList(spec)) {
      schema.and("type", "array").and("items", Json.object().and("type", "string"));
    } else {
      schema.and("type", spec.arity().max() == 0 ? "boolean" : "string");
    }
    return schema.and("description", String.join(" ", spec.description()));
  }

  private ArgSpec argument(String name) {
    var option = command.findOption("--" + name.replace('_', '-'));
    return option == null ? command.positionalParameters().getFirst() : option;
  }

  private static boolean isList(ArgSpec spec) {
    return spec.isMultiValue() || !spec.splitRegex().isEmpty();
  }

  /// The command line for a call of the tool.
  ///
  /// @throws ConfigurationProblem if an argument is not known or names a file outside of `folders`
  List<String> commandLine(YamlNode.Fields call, AllowedFolders folders, boolean agents) {
    var words = new ArrayList<>(Arrays.asList(command.qualifiedName().split(" ", -1)));
    words.removeFirst();
    var paths = new ArrayList<String>();
    for (var name : call.byName().keySet()) {
      if (!arguments.contains(name)) {
        throw new ConfigurationProblem(
            "%s: no argument '%s'; allowed: %s"
                .formatted(this.name, name, String.join(", ", arguments)));
      }
      if (name.equals("agents") && call.isTrue(name) && !agents) {
        throw new ConfigurationProblem("agents: this server was started without --agents");
      }
      values(call, name)
          .forEach(
              value -> {
                if (FILES.contains(name)) {
                  folders.require(value.replaceFirst(":\\d+$", ""));
                }
                var spec = argument(name);
                if (!spec.isOption()) {
                  paths.add(value.matches("[@-].*") ? "./" + value : value);
                } else if (spec.arity().max() > 0) {
                  words.add("--" + name.replace('_', '-') + "=" + value);
                } else if (value.equals("true")) {
                  words.add("--" + name.replace('_', '-'));
                }
              });
    }
    words.add("--format=json");
    words.add("--");
    words.addAll(paths);
    return words;
  }

  private static Stream<String> values(YamlNode.Fields call, String name) {
    return call.require(name).asTexts(name).stream();
  }

  /// The tools by name, each with the commands that it may be.
  static SequencedMap<String, List<Tool>> byName(List<Tool> tools) {
    var byName = new LinkedHashMap<String, List<Tool>>();
    tools.forEach(tool -> byName.computeIfAbsent(tool.name, _ -> new ArrayList<>()).add(tool));
    return byName;
  }

  /// The tool of several with one name that has all arguments, else the first.
  static Tool chosen(List<Tool> tools, Map<String, ?> given) {
    return tools.stream()
        .filter(tool -> tool.arguments.containsAll(given.keySet()))
        .findFirst()
        .orElse(tools.getFirst());
  }
}
