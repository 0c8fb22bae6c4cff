package routercost.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import routercost.price.Attribute;
import routercost.report.common.ScreenEnd;

/// The command that prints the figures of a state.
///
/// @param logs as they were given
/// @param options that decide what is read and at what prices
public record PlanCommand(List<String> logs, List<Given> options) {
  /// Options of the view alone, and those that the state decides.
  private static final Set<String> OWN =
      Set.of(
          "--follow",
          "--color",
          "--group-by",
          "--budgets",
          "--base",
          "--exit-zero",
          "--breach-exit-code",
          "--comment-id",
          "--quiet",
          "--debug");

  private static final Set<String> PERIOD = Set.of("--from", "--to", "--month", "--last");
  private static final int LONG = 79;
  private static final String SCENARIO = "plan.yaml";

  /// An option with its value; without one for a flag.
  public record Given(String name, List<String> value) {}

  /// The command line that was parsed.
  public static PlanCommand of(ParseResult parsed) {
    var logs = new ArrayList<String>();
    parsed.matchedPositionals().forEach(words -> logs.addAll(words.originalStringValues()));
    var options = new ArrayList<Given>();
    for (OptionSpec option : new LinkedHashSet<>(parsed.matchedOptions())) {
      var name = option.longestName();
      if (option.arity().max() == 0) {
        options.add(new Given(name, List.of()));
      } else {
        option.originalStringValues().forEach(of -> options.add(new Given(name, List.of(of))));
      }
    }
    options.removeIf(of -> OWN.contains(of.name()));
    return new PlanCommand(logs, options);
  }

  /// What a shell takes: one command, after the file that it needs where options cannot say a plan.
  ///
  /// @param plan the moves of the state that change something
  String text(ExplorerState state, ExplorerPlan plan) {
    var moves = plan.options();
    var parts = new ArrayList<List<String>>();
    for (var given : options) {
      if (state.selection().month().isEmpty() || !PERIOD.contains(given.name())) {
        var words = new ArrayList<>(List.of(given.name()));
        words.addAll(given.value());
        parts.add(words);
      }
    }
    var period = state.selection().month().map(of -> of.options()).orElse(List.of());
    for (int i = 0; i < period.size(); i += 2) {
      parts.add(period.subList(i, i + 2));
    }
    for (var condition : state.selection().filter()) {
      var equals = condition.excludes() ? "!=" : "=";
      condition
          .values()
          .forEach(of -> parts.add(List.of("--filter", condition.attribute().id() + equals + of)));
    }
    if (!state.dimensions().equals(List.of(Attribute.Known.TASK))) {
      parts.add(
          List.of(
              "--group-by",
              String.join(",", state.dimensions().stream().map(Attribute::id).toList())));
    }
    if (moves.isPresent()) {
      moves.get().forEach(move -> parts.add(List.of("--move", move)));
      return command(parts);
    }
    parts.add(List.of("--scenario", SCENARIO));
    return "cat >%s <<'END'\n%sEND\n%s".formatted(SCENARIO, plan.yaml(), command(parts));
  }

  /// The command in lines of a terminal, options with their values together.
  private String command(List<List<String>> parts) {
    var text = new StringBuilder();
    var line = new StringBuilder("router-cost what-if");
    logs.forEach(log -> line.append(' ').append(ScreenEnd.quoted(log)));
    for (var part : parts) {
      var words = new StringBuilder();
      part.forEach(word -> words.append(' ').append(ScreenEnd.quoted(word)));
      if (line.length() + words.length() > LONG - 2) {
        text.append(line).append(" \\\n");
        line.setLength(0);
        line.append("   ");
      }
      line.append(words);
    }
    return text.append(line).toString();
  }
}
