package routercost.cli;

import routercost.read.TextFiles;
import routercost.report.Format;
import routercost.report.GateReport;
import routercost.report.GithubStep;
import routercost.report.Terminal;

/// Tells a run of GitHub Actions what a gate found: annotations on standard error, where a report
/// on standard output stays whole; the summary of the step; and its outputs. The runner says in
/// variables where the last two go.
record GithubRun(Environment environment) {
  /// @throws routercost.read.InputProblem if a file of the runner cannot be written
  void tell(GateReport report) {
    environment.err().print(Format.GITHUB.renderer(Terminal.PLAIN).render(report));
    environment.err().flush();
    environment
        .variable("GITHUB_STEP_SUMMARY")
        .ifPresent(file -> TextFiles.append(file, GithubStep.summary(report.gate())));
    environment
        .variable("GITHUB_OUTPUT")
        .ifPresent(file -> TextFiles.append(file, GithubStep.outputs(report.gate())));
  }
}
