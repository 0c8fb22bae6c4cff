package routercost.cli.explore;

import java.util.ArrayList;
import routercost.report.layout.YamlText;

/// A plan as a routing file, as far as routing can say it.
record PlanRouting(BillView bill, ExplorerPlan plan) {
  /// Whether a routing says a move, at least in part.
  static boolean isSaid(PlannedMove move) {
    return move.task().isPresent() && move.target().isPresent();
  }

  String yaml() {
    var tasks = new StringBuilder();
    var left = new ArrayList<String>();
    for (var move : plan.moves()) {
      var task = move.task();
      if (!isSaid(move)) {
        left.add(move.where().text());
        continue;
      }
      if (move.percent() < PlannedMove.ALL) {
        left.add(
            "%s: the plan moves %d%% of its calls, a routing all"
                .formatted(task.orElseThrow(), move.percent()));
      }
      if (move.batch() || move.cache().isPresent()) {
        left.add(task.orElseThrow() + ": the plan also has a batch or a cache");
      }
      tasks
          .append(
              "  %s:\n    tier: %s\n"
                  .formatted(YamlText.value(task.orElseThrow()), move.target().orElseThrow()))
          .append(reason(move));
    }
    var head =
        YamlText.comment(
            "",
            "Moves made in router-cost explore. Price it: router-cost audit LOG --routing FILE.");
    var notes = new StringBuilder();
    left.forEach(text -> notes.append(YamlText.comment("", "Not in this file: " + text + ".")));
    return head
        + notes
        + "version: 1\ndefault: sonnet   # new tasks run here (R1)\ntasks:"
        + (tasks.isEmpty() ? " {}\n" : "\n" + tasks);
  }

  private String reason(PlannedMove move) {
    return bill.pricer()
        .row(move.where())
        .flatMap(bill::advice)
        .filter(advice -> move.target().filter(advice.to()::equals).isPresent())
        .map(
            advice ->
                "    reason: %s\n"
                    .formatted(YamlText.quoted(advice.source() + ": " + advice.reason())))
        .orElse("");
  }
}
