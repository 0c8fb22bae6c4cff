package routercost.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import routercost.cli.console.Environment;
import routercost.read.schema.OutsideLabels;
import routercost.read.schema.Owners;
import routercost.read.schema.RowCounts;
import routercost.read.text.AgentPlaces;
import routercost.read.text.InputProblem;
import routercost.read.text.Sources;
import routercost.report.layout.Phrases;
import routercost.usage.Thousands;

/// The options that find the logs of agents, and label what is read.
public final class SourceOptions {
  private final Environment environment;
  private Optional<List<AgentPlaces.Place>> found = Optional.empty();

  @Option(
      names = "--claude-code",
      description = "Read the transcripts of Claude Code. They are found where it keeps them.")
  boolean claudeCode;

  @Option(
      names = "--agents",
      description =
          "Read the logs of all coding agents on this machine. Calls get the labels agent"
              + " and project.")
  boolean agents;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE[:FILES]",
      description =
          "Give all calls a label, or those of some files, as in --label team=web:logs/web/**. Can"
              + " be repeated; the first that matches counts.")
  List<String> label = new ArrayList<>();

  @Option(
      names = "--owners",
      paramLabel = "FILE",
      description =
          "Take team and cost_center from the rules of FILE (CSV or YAML), by path, key, workspace,"
              + " user, project or branch.")
  Optional<String> owners = Optional.empty();

  public SourceOptions(Environment environment) {
    this.environment = environment;
  }

  /// Whether the logs of agents on this machine are to be found.
  public boolean isAsked() {
    return agents || claudeCode;
  }

  private List<AgentPlaces.Place> places() {
    if (found.isEmpty()) {
      found =
          Optional.of(
              agents
                  ? AgentPlaces.existing(this::variable)
                  : AgentPlaces.ofClaudeCode(this::variable));
    }
    return found.get();
  }

  private String variable(String name) {
    return environment.variable(name).orElse("");
  }

  /// The places to read, if options name any.
  ///
  /// @throws InputProblem if agents are to be found and there are none
  List<String> paths() {
    if (!isAsked()) {
      return List.of();
    }
    if (places().isEmpty() && agents) {
      throw new InputProblem(
          "--agents: no agent keeps logs in %s; pass a file or folder"
              .formatted(environment.variable("HOME").orElse("an unknown home")));
    }
    return places().stream().map(AgentPlaces.Place::path).toList();
  }

  /// The places that may hold no logs.
  List<String> optional() {
    return agents ? paths() : List.of();
  }

  /// The agents that were found, as a sentence; empty unless they were to be found.
  public Optional<String> sentence() {
    return agents
        ? Optional.of(
            places().stream()
                .map(AgentPlaces.Place::agent)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", "found the logs of ", "")))
        : Optional.empty();
  }

  /// What was read from each place of agents that was looked at, as sentences; none unless agents
  /// were to be found.
  public List<String> details(List<RowCounts> inputs) {
    if (!agents) {
      return List.of();
    }
    var sentences = new ArrayList<String>();
    places().forEach(place -> sentences.add(detail(place, inputs)));
    var empty = new ArrayList<>(AgentPlaces.all(this::variable));
    empty.removeAll(places());
    sentences.add(
        empty.stream()
            .map(AgentPlaces.Place::path)
            .distinct()
            .collect(Collectors.joining(", ", "no file is in ", "")));
    return sentences;
  }

  private static String detail(AgentPlaces.Place place, List<RowCounts> inputs) {
    var inside = Sources.pattern(place.path());
    long files = 0;
    long used = 0;
    long duplicates = 0;
    long rejected = 0;
    var skipped = new TreeMap<String, Long>();
    for (var input : inputs) {
      if (inside.matcher(input.path()).matches()) {
        files++;
        used += input.used();
        duplicates += input.duplicates();
        rejected += input.rejected();
        input.skipped().forEach((reason, rows) -> skipped.merge(reason, rows, Long::sum));
      }
    }
    return "%s in %s: %s, %s used, %s duplicate, %s rejected%s"
        .formatted(
            place.agent(),
            place.path(),
            Phrases.counted(files, "file") + " read",
            Phrases.counted(used, "row"),
            Thousands.grouped(duplicates),
            Thousands.grouped(rejected),
            skipped.entrySet().stream()
                .map(entry -> ", " + Thousands.grouped(entry.getValue()) + " " + entry.getKey())
                .collect(Collectors.joining()));
  }

  /// The labels that records do not have themselves.
  OutsideLabels labels() {
    if (label.isEmpty() && owners.isEmpty() && !agents) {
      return OutsideLabels.NONE;
    }
    var rules = new ArrayList<OutsideLabels.Rule>();
    label.forEach(option -> rules.add(OutsideLabels.Rule.of(option)));
    if (agents) {
      places().forEach(place -> rules.addAll(rules(place)));
    }
    return new OutsideLabels(rules, owners.map(Owners::read), "");
  }

  private static List<OutsideLabels.Rule> rules(AgentPlaces.Place place) {
    var agent =
        new OutsideLabels.Rule(
            "agent",
            place.agent(),
            Optional.of(Sources.pattern(place.path())),
            OutsideLabels.Origin.PLACE);
    var project =
        new OutsideLabels.Rule(
            "project", "", Optional.of(place.projects()), OutsideLabels.Origin.FOLDER);
    return place.byProject() ? List.of(agent, project) : List.of(agent);
  }
}
