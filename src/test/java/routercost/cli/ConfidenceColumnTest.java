package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bands of confidence from a column of the log. A call costs $0.018 on Sonnet 4.6, $0.006 on Haiku
/// 4.5; a review on Haiku of 1,000 tokens $0.001.
class ConfidenceColumnTest {
  private static final String BANDS =
      """
      version: 1
      confidence:
        first: haiku
        scores: %s
        accept: {above: 0.9}
        review: {above: 0.6, model: haiku, input: 1000, output: 0, revise_rate: 0.5}
        regenerate: {model: sonnet}
      """;

  @TempDir Path folder;
  private String log = "";

  @BeforeEach
  void writeLog() throws IOException {
    log =
        file(
            "calls.csv",
            """
            timestamp,task,model,input_tokens,output_tokens,sure,grade
            2026-03-01T10:00:00Z,work,claude-sonnet-4-6,1000,1000,0.91,pass
            2026-03-01T10:00:01Z,work,claude-sonnet-4-6,1000,1000,0.9,pass
            2026-03-01T10:00:02Z,work,claude-sonnet-4-6,1000,1000,0.6,fail
            2026-03-01T10:00:03Z,work,claude-sonnet-4-6,1000,1000,,
            """);
  }

  private String file(String name, String text) throws IOException {
    var path = folder.resolve(name);
    Files.writeString(path, text);
    return path.toString();
  }

  private Terminals.Run whatIf(String scenario, String... more) throws IOException {
    var words = new java.util.ArrayList<>(List.of("what-if", log, "--scenario"));
    words.add(file("c.yaml", scenario));
    words.addAll(List.of(more));
    return Terminals.run(words);
  }

  /// All on Haiku: 0.024; a review of 0.9 and half a second answer: 0.001 + 0.009; 0.6 and the one
  /// without a score on Sonnet again: 0.036.
  @Test
  void aColumnOfTheLogHoldsTheScores() throws IOException {
    var out = whatIf(BANDS.formatted("sure")).out();
    assertThat(out).contains("$0.0720  $0.0700");
    assertThat(out.replaceAll("\\s+", " "))
        .contains("calls without a score in 'sure' follow the shares of the bands: work");
  }

  @Test
  void withGradesATableSaysWhatConfidenceMeans() throws IOException {
    var graded = BANDS.formatted("sure\n  grades: grade");
    var out = whatIf(graded).out();
    assertThat(out).contains("What confidence means");
    // with two right answers the rate of wrong ones is below 1 - sqrt(0.05)
    assertThat(out).containsPattern("from 0.9 +2 +2 +0.0% +77.6%");
    assertThat(out).containsPattern("from 0.6 +1 +1 +100.0% +100.0%");
    assertThat(whatIf(graded, "-f", "json").out()).contains("\"calibration\"");
    assertThat(whatIf(BANDS.formatted("sure")).out()).doesNotContain("What confidence means");
  }

  @Test
  void aColumnWithoutScoresIsRefused() throws IOException {
    var run = whatIf(BANDS.formatted("sur"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no call has a number from 0 to 1 in 'sur'");
    assertThat(whatIf(BANDS.formatted("[0.5]\n  grades: grade")).err())
        .contains("grades is 'grade'; expected scores in a column of the log next to it");
  }

  @Test
  void aPipelineHasNoColumns() throws IOException {
    var pipeline =
        file(
            "p.yaml",
            """
            name: p
            steps:
              - id: a
                input: 1
                output: 1
                before: sonnet
                after:
                  confidence:
                    first: haiku
                    scores: sure
                    accept: {above: 0.9}
                    review: {above: 0.6, model: haiku, input: 1, output: 0, revise_rate: 0.5}
                    regenerate: {model: sonnet}
            """);
    assertThat(Terminals.run(List.of("estimate", pipeline)).err())
        .contains("scores is 'sure'; expected a list of scores: only a log has columns");
  }
}
