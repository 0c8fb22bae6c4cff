package routercost.report.gate;

import routercost.report.format.Renderer;
import routercost.report.layout.Report;

/// A format for CI, which is about what a gate found and leaves out the report before it.
public interface GateRenderer extends Renderer {
  /// The verdict as text, each line ended by a line feed.
  String render(GateResult gate);

  /// The verdict of a report with budgets.
  ///
  /// @throws IllegalArgumentException if the report has no gate: options refuse that before
  @Override
  default String render(Report report) {
    if (report instanceof GateReport judged) {
      return render(judged.gate());
    }
    throw new IllegalArgumentException("a format for CI needs a report with budgets");
  }
}
