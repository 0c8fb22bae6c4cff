package routercost.cli.explore;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import routercost.whatif.CallFilter;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// The moves that were made with keys, one for each choice of calls, as they were first made.
///
/// @param byCalls the moves by the calls that they are of
public record ExplorerPlan(SequencedMap<CallFilter, PlannedMove> byCalls) {
  static final ExplorerPlan NONE = new ExplorerPlan(new LinkedHashMap<>());

  public ExplorerPlan {
    byCalls = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byCalls));
  }

  public Collection<PlannedMove> moves() {
    return byCalls.values();
  }

  /// The move of these calls; one that changes nothing if there is none.
  PlannedMove of(CallFilter where) {
    return Optional.ofNullable(byCalls.get(where)).orElseGet(() -> PlannedMove.none(where));
  }

  /// This plan with another move of the same calls.
  ExplorerPlan with(PlannedMove move) {
    return with(List.of(move));
  }

  ExplorerPlan with(List<PlannedMove> moves) {
    var all = new LinkedHashMap<>(byCalls);
    for (var move : moves) {
      if (move.changesNothing()) {
        all.remove(move.where());
      } else {
        all.put(move.where(), move);
      }
    }
    return new ExplorerPlan(all);
  }

  /// The moves that `which` accepts.
  ExplorerPlan where(Predicate<PlannedMove> which) {
    var kept = new LinkedHashMap<>(byCalls);
    kept.values().removeIf(which.negate());
    return new ExplorerPlan(kept);
  }

  boolean isEmpty() {
    return byCalls.isEmpty();
  }

  /// The values of `--move`; empty if only a scenario file can say them all.
  Optional<List<String>> options() {
    var options = moves().stream().flatMap(move -> move.option().stream()).toList();
    return Optional.of(options).filter(all -> all.size() == byCalls.size());
  }

  Scenario scenario() {
    return new Scenario("the plan", moves().stream().<Rule>map(PlannedMove::rule).toList());
  }

  /// The plan as a scenario file.
  String yaml() {
    var yaml = new StringBuilder("version: 1\nname: the plan\nmoves:\n");
    moves().forEach(move -> yaml.append(move.yaml()));
    return yaml.toString();
  }
}
