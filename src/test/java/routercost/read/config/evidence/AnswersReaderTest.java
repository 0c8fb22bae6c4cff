package routercost.read.config.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.price.Money;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// Graded answers in the shapes in which others write them.
class AnswersReaderTest {
  @TempDir Path folder;

  private GradedAnswers read(String text) throws IOException {
    return AnswersReader.read(
        List.of(Files.writeString(folder.resolve("answers"), text).toString()));
  }

  /// Question, task, model, score, cost and tokens of each answer.
  private static List<String> words(GradedAnswers answers) {
    return answers.answers().stream().map(AnswersReaderTest::words).toList();
  }

  private static String words(GradedAnswer answer) {
    return "%s %s %s %s %s %d/%d"
        .formatted(
            answer.question(),
            answer.task(),
            answer.model(),
            answer.score().stripTrailingZeros().toPlainString(),
            answer.cost().map(Money::usd).map(BigDecimal::toPlainString).orElse("-"),
            answer.input(),
            answer.output());
  }

  @Test
  void severalModelsInARowAreReadAsRouterArenaAndRouterBenchWriteThem() throws IOException {
    assertThat(
            words(
                read(
                    """
                    id,dataset,metric,small_in,small_out,small_score,small_cost,big_in,big_out,big_score,big_cost
                    AIME_1,AIME,math,120,112,0.0,1.7e-4,92,217,0.5,0.01
                    """)))
        .containsExactly("AIME_1 AIME small 0 0.00017 120/112", "AIME_1 AIME big 0.5 0.01 92/217");
    assertThat(
            words(
                read(
                    """
                    sample_id,prompt,eval_name,gpt-4,gpt-4|model_response,gpt-4|total_cost,mix,mix|model_response,mix|total_cost,oracle_model_to_route_to
                    q.1,"what, now",mmlu,1.0,A,0.02,False,B,0.001,gpt-4
                    """)))
        .containsExactly("q.1 mmlu gpt-4 1 0.02 0/0", "q.1 mmlu mix 0 0.001 0/0");
  }

  @Test
  void plainTablesHaveOneModelOrSeveralInARow() throws IOException {
    assertThat(words(read("id,task,model,grade,cost\n1,plan,haiku,fail,0.1\n1,plan,opus,pass,\n")))
        .containsExactly("1 plan haiku 0 0.1 0/0", "1 plan opus 1 - 0/0");
    var wide = read("id,task,haiku,opus,routed_to\n7,plan,no,yes,opus\n8,plan,,1,opus\n");
    assertThat(words(wide))
        .containsExactly("7 plan haiku 0 - 0/0", "7 plan opus 1 - 0/0", "8 plan opus 1 - 0/0");
    assertThat(wide.choices()).isEqualTo(Map.of("7", "opus", "8", "opus"));
  }

  @Test
  void predictionsOfRouterArenaNameTheChoiceOfTheRouter() throws IOException {
    var read =
        read(
            """
            [{"global index": "ArcMMLU_655", "prompt": "p", "prediction": "big", "cost": 0.02, "accuracy": 1.0,
              "generated_result": {"token_usage": {"input_tokens": 420, "output_tokens": 8}}, "for_optimality": false},
             {"global index": "ArcMMLU_655", "prompt": "p", "prediction": "small", "cost": 0.001, "accuracy": 0.0,
              "generated_result": null, "for_optimality": true},
             {"global index": "ArcMMLU_9", "prediction": "small", "cost": null, "accuracy": null, "for_optimality": false}]
            """);
    assertThat(words(read))
        .containsExactly(
            "ArcMMLU_655 ArcMMLU big 1 0.02 420/8", "ArcMMLU_655 ArcMMLU small 0 0.001 0/0");
    assertThat(read.choices()).containsEntry("ArcMMLU_655", "big");
  }

  @Test
  void resultsOfPromptfooAndLogsOfInspectAreRead() throws IOException {
    assertThat(
            words(
                read(
                    """
                    {"evalId": "e", "results": {"version": 3, "results": [
                      {"promptIdx": 0, "promptId": "p", "testIdx": 4, "success": true, "score": 1, "cost": 0.002,
                       "provider": {"id": "anthropic:messages:claude-haiku-5-5", "label": ""}, "vars": {"task": "tag"},
                       "response": {"output": "x", "tokenUsage": {"prompt": 10, "completion": 2}}},
                      {"promptIdx": 1, "promptId": "p", "testIdx": 4, "success": false, "score": 0,
                       "provider": {"id": "anthropic:messages:claude-opus-5-5"}, "vars": {"task": "tag"}}],
                      "stats": {"successes": 1}}}
                    """)))
        .containsExactly(
            "p/4 tag anthropic:messages:claude-haiku-5-5 1 0.002 10/2",
            "p/4 tag anthropic:messages:claude-opus-5-5 0 - 0/0");
    assertThat(
            words(
                read(
                    """
                    {"version": 2, "status": "success",
                     "eval": {"task": "tag", "model": "anthropic/claude-haiku-5-5", "dataset": {"name": "d"}},
                     "samples": [
                       {"id": 1, "epoch": 1, "scores": {"match": {"value": "C", "answer": "a"}},
                        "model_usage": {"anthropic/claude-haiku-5-5": {"input_tokens": 70, "output_tokens": 5}}},
                       {"id": 2, "epoch": 1, "scores": {"match": {"value": "I"}}}]}
                    """)))
        .containsExactly(
            "1/1 tag anthropic/claude-haiku-5-5 1 - 70/5",
            "2/1 tag anthropic/claude-haiku-5-5 0 - 0/0");
  }

  @Test
  void resultsOfPromptfooMayBeLinesAndOldOnesHaveNoNumbers() throws IOException {
    assertThat(
            words(
                read(
                    """
                    {"success": true, "score": 1, "provider": {"id": "a"}, "prompt": {"raw": "Is it 1?", "label": "Is it?"}}
                    {"success": false, "score": 0, "provider": {"id": "b"}, "prompt": {"raw": "Is it 1?", "label": "Is it?"}}
                    """)))
        .containsExactly("Is it?/Is it 1?  a 1 - 0/0", "Is it?/Is it 1?  b 0 - 0/0");
  }

  @Test
  void plainAnswersMayBeObjects() throws IOException {
    var answer =
        "{\"question_id\": 3, \"category\": \"plan\", \"model_name\": \"%s\", \"is_correct\": %s,";
    var tokens = "\"usage\": {\"prompt_tokens\": 7, \"completion_tokens\": 2}}";
    var lines =
        List.of((answer + tokens).formatted("a", true), (answer + tokens).formatted("b", false));
    String[] expected = {"3 plan a 1 - 7/2", "3 plan b 0 - 7/2"};
    assertThat(words(read(String.join("\n", lines)))).containsExactly(expected);
    assertThat(words(read(lines.toString()))).containsExactly(expected);
  }

  /// A number of the row is no grade, and without ids the prompt is the question.
  @Test
  void tablesOfDataFramesAreRead() throws IOException {
    var wide = new StringBuilder(",prompt,big,small\n");
    for (int i = 0; i < 5; i++) {
      wide.append(i).append(",What?,True,False\n");
    }
    assertThat(words(read(wide.toString()))).hasSize(10).contains("2  big 1 - 0/0");
    assertThat(words(read("prompt,model,score\nWhat?,a,1\nWho?,a,0\nWhat?,b,1\n")))
        .containsExactly("What?  a 1 - 0/0", "Who?  a 0 - 0/0", "What?  b 1 - 0/0");
  }

  @Test
  void gradesOfRouteAuditAndPairsOfRouteLlmAreRead() throws IOException {
    assertThat(
            words(
                read(
                    """
                    {"record_id": "1", "task_type": "plan", "candidate": "original (as logged)", "outcome": "pass", "checks": []}
                    {"record_id": "1", "task_type": "plan", "candidate": "claude-haiku-5-5 @ low", "outcome": "fail"}
                    {"record_id": "2", "task_type": "plan", "candidate": "claude-haiku-5-5 @ low", "outcome": "ungraded"}
                    """)))
        .containsExactly("1 plan original (as logged) 1 - 0/0", "1 plan claude-haiku-5-5 0 - 0/0");
    var pairs = read("task,n,both_right,weak_only,strong_only,both_wrong\nGSM8K,6,1,0,2,3\n");
    assertThat(pairs.answers()).hasSize(12);
    assertThat(pairs.answers()).filteredOn(one -> one.score().signum() > 0).hasSize(4);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("id,task,model,grade\n1,plan,haiku,87\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining(":2: grade is '87'; expected pass, fail, or a number from 0 to 1");
    assertThatThrownBy(() -> read("id,task\n1,plan\n"))
        .hasMessageContaining(
            ":1: no single graded answers; expected the columns id, task, model and score");
    assertThatThrownBy(() -> read("task,model,samples,failures\na,haiku,9,1\n"))
        .hasMessageContaining(":1: no single graded answers");
    assertThatThrownBy(() -> read("{\"a\": 1}"))
        .hasMessageContaining("no graded answer; expected results of promptfoo");
    assertThatThrownBy(() -> read("[{\"global index\": "))
        .hasMessageContaining(":1: this is not JSON");
  }
}
