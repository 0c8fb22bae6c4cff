package routercost.cli.options;

import routercost.cli.console.Environment;
import routercost.read.text.TextFiles;
import routercost.report.Format;
import routercost.report.gate.GateReport;
import routercost.report.gate.GithubRenderer;
import routercost.report.layout.Terminal;

/// Tells a run of GitHub Actions what a gate found: annotations on standard error, where a report
/// on standard output stays whole; the summary of the step; and its outputs. The runner says in
/// variables where the last two go.
record GithubReporter(Environment environment) {
  /// @throws routercost.read.InputProblem if a file of the runner cannot be written
  void tell(GateReport report) {
    environment.err().print(Format.GITHUB.renderer(Terminal.PLAIN).render(report));
    environment.err().flush();
    environment
        .variable("GITHUB_STEP_SUMMARY")
        .ifPresent(file -> TextFiles.append(file, GithubRenderer.summary(report.gate())));
    environment
        .variable("GITHUB_OUTPUT")
        .ifPresent(file -> TextFiles.append(file, GithubRenderer.outputs(report.gate())));
  }
}
