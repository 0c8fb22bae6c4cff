package routercost.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import routercost.whatif.Rule;

/// The moves of calls to other models that are priced.
public final class MoveOption {
  @Option(
      names = "--move",
      paramLabel = "WHERE=TARGET[:SHARE]",
      description = {
        "Price calls on a tier or model instead, as in plan=haiku, plan=haiku:0.5 or"
            + " model=opus,team=core=sonnet; may be given several times, each on what the one"
            + " before left."
      })
  public List<Rule.Move> moves = new ArrayList<>();

  public boolean isEmpty() {
    return moves.isEmpty();
  }

  /// The moves with what can be checked of them.
  public RequestedMoves checked() {
    return new RequestedMoves(moves);
  }
}
