package routercost.read.config.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.whatif.evidence.GradedEvidence;
import routercost.whatif.evidence.GradedEvidence.Trial;
import routercost.whatif.evidence.GradedSample;

class EvidenceFileTest {
  @TempDir Path folder;

  private GradedEvidence read(String text) throws IOException {
    var file = folder.resolve("evidence");
    Files.writeString(file, text);
    return EvidenceFile.read(List.of(file.toString()));
  }

  @Test
  void aTableOfCountsIsReadInAnyOrderOfColumns() throws IOException {
    assertThat(read("Model,task,failures,samples\nhaiku,plan,3,100\n\nopus,plan,0,7\n").trials())
        .containsExactly(
            new Trial("plan", "haiku", new GradedSample.Counts(100, 3, false)),
            new Trial("plan", "opus", new GradedSample.Counts(7, 0, false)));
  }

  @Test
  void aSampleIsPlannedIfItIsAsLargeAsPlanned() throws IOException {
    assertThat(
            read("task,model,samples,failures,planned\na,haiku,100,3,100\nb,haiku,60,1,100\nc,haiku,5,1,\n")
                .trials())
        .extracting(trial -> trial.sample().planned())
        .containsExactly(true, false, false);
  }

  @Test
  void pairedCountsAreRead() throws IOException {
    assertThat(
            read("task;model;both_right;only_old;only_new;both_wrong;planned\na;haiku;80;5;4;11;100")
                .trials())
        .containsExactly(new Trial("a", "haiku", new GradedSample.Pairs(80, 5, 4, 11, true)));
  }

  @Test
  void gradesArePairedWithTheLoggedAnswerToTheSameRequest() throws IOException {
    assertThat(
            read("""
                    {"record_id": "1", "task_type": "plan", "candidate": "original (as logged)", "outcome": "pass", "checks": []}
                    {"record_id": "2", "task_type": "plan", "candidate": "original (as logged)", "outcome": "fail", "reason": null}
                    {"record_id": "1", "task_type": "plan", "candidate": "claude-haiku-4.5 @ low", "outcome": "fail"}
                    {"record_id": "2", "task_type": "plan", "candidate": "claude-haiku-4.5 @ low", "outcome": "pass"}
                    {"record_id": "3", "task_type": "plan", "candidate": "claude-haiku-4.5 @ low", "outcome": "ungraded"}
                    {"record_id": "4", "task_type": "plan", "candidate": "claude-haiku-4.5 @ low", "outcome": "fail"}
                    """)
                .trials())
        .containsExactly(
            new Trial("plan", "claude-haiku-4.5", new GradedSample.Pairs(0, 1, 1, 0, false)),
            new Trial("plan", "claude-haiku-4.5", new GradedSample.Counts(1, 1, false)));
  }

  @Test
  void aGradedSampleIsReadAsPairsOrCountsAndWhatHasNoGradeIsLeftOut() throws IOException {
    assertThat(
            read("""
                    id,place,task,in_use,model,in_use_grade,grade
                    1,a.csv:2,plan,claude-opus-5-5,sonnet,pass,fail
                    2,a.csv:3,plan,claude-opus-5-5,sonnet,pass,Right
                    3,a.csv:4,plan,claude-opus-5-5,sonnet,,0
                    4,a.csv:5,plan,claude-opus-5-5,sonnet,,
                    5,a.csv:6,tag,claude-haiku-5-5,,fail,
                    """)
                .trials())
        .containsExactly(
            new Trial("plan", "sonnet", new GradedSample.Pairs(1, 1, 0, 0, false)),
            new Trial("plan", "sonnet", new GradedSample.Counts(1, 1, false)),
            new Trial("tag", "claude-haiku-5-5", new GradedSample.Counts(1, 1, false)));
  }

  @Test
  void aCallThatIsGradedTwiceIsRefused() {
    var header = "id,place,task,in_use,model,in_use_grade,grade\n";
    assertThatThrownBy(() -> read(header + "1,a:2,t,m,n,,pass\n1,a:2,t,m,n,,pass\n"))
        .hasMessageContaining(":3: the same call is graded in line 2; keep one of the two");
    assertThatThrownBy(() -> read(header + "1,a:2,t,m,n,,maybe\n"))
        .hasMessageContaining(":2: grade is 'maybe'; expected pass or fail");
  }

  @Test
  void oneModelAtTwoEffortsIsRefused() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    {"record_id": "1", "task_type": "a", "candidate": "m @ low", "outcome": "fail"}
                    {"record_id": "2", "task_type": "a", "candidate": "m @ high", "outcome": "fail"}
                    """))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining(":2: candidate is 'm @ high'; expected one effort for each model");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("task,model,samples,failures\na,haiku,100,3\nb,haiku,1O0,3\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining(":3: samples is '1O0'; expected a whole number");
    assertThatThrownBy(() -> read("task,model,samples,failures\na,haiku,100,101\n"))
        .hasMessageContaining(":2: failures is '101'; expected no more than the 100 samples");
    assertThatThrownBy(() -> read("task,model,samples,failures\n,haiku,100,101\n"))
        .hasMessageContaining(":2: task is empty");
    assertThatThrownBy(() -> read("task,model,samples,failures\na,haiku,100\n"))
        .hasMessageContaining(":2: 3 cells; the header has 4");
    assertThatThrownBy(() -> read("task,model,samples,failure\na,haiku,100,1\n"))
        .hasMessageContaining(":1: unknown column 'failure' (did you mean 'failures'?)");
    assertThatThrownBy(() -> read("task,model,samples\na,haiku,100\n"))
        .hasMessageContaining(":1: the column 'failures' is missing");
    assertThatThrownBy(() -> read("")).hasMessageContaining(":1: the column 'failures' is missing");
    assertThatThrownBy(
            () -> read("{\"record_id\": \"1\", \"candidate\": \"m\", \"outcome\": \"ok\"}"))
        .hasMessageContaining(":1: outcome is 'ok'; expected pass, fail or ungraded");
    assertThatThrownBy(() -> read("{\"record_id\": \"1\"\n"))
        .hasMessageContaining(":1: not a JSON object");
  }

  @Test
  void aFileThatIsNotThereIsSaidToBeMissing() {
    assertThatThrownBy(() -> EvidenceFile.read(List.of("no/such.csv")))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("no/such.csv: no such file; expected a CSV file with task");
  }
}
