package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of single answers, and grades by confidence, as `--evidence`.
class AnswersAsEvidenceTest {
  @TempDir Path folder;
  private String log = "";

  @BeforeEach
  void writeLog() throws IOException {
    log =
        file(
            "calls.csv",
            """
            ts,task,model,input,output
            2026-10-10,plan,claude-opus-5-5,250000,0
            2026-10-12,plan,claude-opus-5-5,250000,0
            """);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private static String text(String... words) {
    var run = run(words);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().replaceAll("\\s+", " ");
  }

  /// 100 questions: haiku is right in all, sonnet half right in every second, opus in all but 40.
  private String wide(String ending, String routed) throws IOException {
    var header = "id,task,haiku%s,sonnet%s,opus%s%s\n".formatted(ending, ending, ending, routed);
    var rows = new ArrayList<String>();
    IntStream.range(0, 100)
        .forEach(
            i ->
                rows.add(
                    "q%d,plan,1,%s,%d%s\n"
                        .formatted(
                            i,
                            i % 2 == 0 ? "0.5" : "0.4",
                            i < 40 ? 0 : 1,
                            routed.isEmpty() ? "" : ",opus")));
    return file("answers.csv", header + String.join("", rows));
  }

  @ParameterizedTest
  @CsvSource({"_score", "_correct", "''"})
  void severalModelsInARowAreEvidenceOfEach(String ending) throws IOException {
    var answers = wide(ending, "");
    assertThat(text("route", "suggest", log, "--evidence", answers))
        .contains(" Proven: # 0.0% of 100 answers failed, at most 4.4% in reality");
  }

  @Test
  void theModelInUseIsRejectedAndASmallerOneProven() throws IOException {
    var answers = wide("_score", "");
    assertThat(text("audit", log, "--evidence", answers))
        .contains("plan to haiku: graded answers show that it is good enough")
        .contains("Proven: 0.0% of 100 answers failed");
    assertThat(text("what-if", log, "--move", "plan=sonnet", "--evidence", answers))
        .contains("Rejected: 50.0% of 100 answers failed");
    assertThat(text("what-if", log, "--move", "plan=opus", "--evidence", answers))
        .contains("Nothing moves");
  }

  /// Where a router chose, its answers are those of the model in use: 40 only of the new one.
  @Test
  void theChoicesOfARouterMakePairs() throws IOException {
    assertThat(
            text(
                "what-if", log, "--move", "plan=haiku", "--evidence", wide("_score", ",routed_to")))
        .contains("in 100 pairs");
  }

  @Test
  void oneAnswerARowAndPredictionsInJsonAreRead() throws IOException {
    var rows = new StringBuilder("id,task,model,score,cost\n");
    var json = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      rows.append("q%d,plan,sonnet,pass,0.01\n".formatted(i));
      json.add(
          "{\"global index\": \"plan_%d\", \"prediction\": \"sonnet\", \"accuracy\": 1.0, \"cost\": 0.1}"
              .formatted(i));
    }
    for (var path :
        List.of(
            file("single.csv", rows.toString()),
            file("predictions.json", "[" + String.join(",", json) + "]"))) {
      assertThat(text("audit", log, "--evidence", path)).contains("0.0% of 60 answers failed");
    }
  }

  @Test
  void gradesByConfidenceAreCalibratedByWhatIfAndRefusedWhereNothingIsMoved() throws IOException {
    var rows = new StringBuilder("id,confidence,grade\n");
    for (int i = 0; i < 40; i++) {
      rows.append("%d,%s,%s\n".formatted(i, i < 20 ? "0.95" : "0.35", i < 30 ? "pass" : "fail"));
    }
    var bands = file("bands.csv", rows.toString());
    assertThat(text("what-if", log, "--evidence", bands))
        .contains("from 0.9 20 20 0.0% 13.9% from 0.3 20 20 50.0% 69.8%");
    for (var command : List.of("audit", "route suggest")) {
      var words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of(log, "--evidence", bands));
      var refused = Terminals.run(words);
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err())
          .contains("name no model; expected the columns task, model and grade");
    }
  }

  @Test
  void aTableOfAWeakAndAStrongModelIsRefusedWithWhatIsExpected() throws IOException {
    var pairs =
        file("pairs.csv", "task,both_right,weak_only,strong_only,both_wrong\nplan,1,2,3,4\n");
    var refused = run("audit", log, "--evidence", pairs);
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("only_old");
    var odd = file("odd.csv", "id,task,model,score\n1,plan,haiku,7\n");
    assertThat(run("audit", log, "--evidence", odd).err())
        .contains("odd.csv:2: score is '7'; expected pass, fail, or a number from 0 to 1");
  }
}
