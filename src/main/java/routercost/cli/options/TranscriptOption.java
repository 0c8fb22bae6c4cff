package routercost.cli.options;

import java.util.List;
import picocli.CommandLine.Option;
import routercost.cli.console.Environment;

/// The transcripts of Claude Code as one more log, for every command that reads logs.
public final class TranscriptOption {
  private final Environment environment;

  @Option(
      names = "--claude-code",
      description = "Read the transcripts of Claude Code, where it keeps them.")
  boolean asked;

  public TranscriptOption(Environment environment) {
    this.environment = environment;
  }

  /// Where the transcripts are: `CLAUDE_CONFIG_DIR`, which may name several folders, or the home
  /// folder; empty if they were not asked for.
  public List<String> folders() {
    return asked ? environment.claudeCodeFolders() : List.of();
  }
}
