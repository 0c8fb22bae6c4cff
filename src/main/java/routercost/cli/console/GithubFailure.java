package routercost.cli.console;

import java.util.List;
import java.util.stream.Stream;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;

/// The outputs of a step of GitHub Actions whose gate came to no verdict: no later step may take it
/// for one that passed.
public final class GithubFailure {
  private GithubFailure() {}

  /// Annotates the run and sets `status=error` if a check with `--report github` failed for another
  /// reason than a breach.
  public static void report(String[] args, int exit, Environment environment) {
    boolean isGate = args.length > 0 && args[0].equals("check");
    boolean isAsked = Stream.of(args).anyMatch(argument -> argument.matches("(--report=)?github"));
    boolean isVerdict =
        exit == ExitCode.DONE.code()
            ? Stream.of(args).noneMatch(List.of("--help", "-h", "--version", "-V")::contains)
            : exit == ExitCode.GATE_FAILED.code() || exit == breach(args);
    if (!isGate || !isAsked || isVerdict) {
      return;
    }
    environment
        .err()
        .println("::error title=router-cost::no verdict: the gate ended with exit code " + exit);
    environment
        .variable("GITHUB_OUTPUT")
        .ifPresent(
            path -> {
              try {
                TextFiles.append(path, "status=error\n");
              } catch (InputProblem unwritable) {
                environment.say("router-cost: " + unwritable.getMessage());
              }
            });
  }

  /// The exit code that --breach-exit-code asks for; −1 without it.
  private static int breach(String[] args) {
    for (int i = 0; i < args.length; i++) {
      if (args[i].matches("--breach-exit-code=\\d{1,3}")) {
        return Integer.parseInt(args[i].substring(args[i].indexOf('=') + 1));
      }
      if (args[i].equals("--breach-exit-code")
          && i + 1 < args.length
          && args[i + 1].matches("\\d{1,3}")) {
        return Integer.parseInt(args[i + 1]);
      }
    }
    return -1;
  }
}
