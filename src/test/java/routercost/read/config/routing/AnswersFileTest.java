package routercost.read.config.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.evidence.Gate;

class AnswersFileTest {
  private static AnswersFile.Contents parse(String yaml) {
    return AnswersFile.parse(
        "a.yaml",
        yaml.getBytes(StandardCharsets.UTF_8),
        PriceBooks.builtIn(),
        LocalDate.of(2026, 11, 21));
  }

  @Test
  void aTaskMayBeANameAlone() {
    var contents = parse("tasks: [a, {task: b, role: executor}]\n");
    assertThat(contents.tasks()).extracting(task -> task.task()).containsExactly("a", "b");
    assertThat(contents.registry()).isEmpty();
    assertThat(contents.gate()).isEqualTo(Gate.USUAL);
  }

  @Test
  void theLimitIsInPercent() {
    assertThat(parse("failure_limit: 2.5\ntasks: [a]\n").gate().limit()).isEqualTo(0.025);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{task: a, scores: {reasoning: 0, judgment: 1, stakes: 1}} | reasoning is '0'; expected 1 (low)",
        "{task: a, scores: {reasoning: 1, judgment: 1}} | 'stakes' is missing",
        "{task: a, items: 3} | 'time_sensitive' is missing",
        "{task: a, queue: {depth: 3, priority: mid}} | priority is 'mid'; expected low or high",
        "{task: a, confidence: 1.5} | confidence is '1.5'; expected a number from 0 to 1",
        "{task: a, sample: {answers: 3, failures: 4}} | failures is '4'; expected no more than the 3 answers",
        "{task: a, feature: {shape: round, often: yes, corpus_fits: yes, near_miss: minor, latency_visible: no}} | shape is 'round'",
        "{task: a, questions: {short_output: yes, cheap_error: yes, single_stp: yes}} | unknown key 'single_stp' (did you mean 'single_step'?)",
        "{tsk: a} | unknown key 'tsk' (did you mean 'task'?)"
      })
  void whatIsWrongIsSaidWithItsPlace(String task, String message) {
    assertThatThrownBy(() -> parse("tasks:\n  - " + task + "\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith("a.yaml:2:")
        .hasMessageContaining(message);
  }

  @Test
  void aLowBoundOverTheHighOneIsRefused() {
    assertThatThrownBy(() -> parse("load: {high: 10, low: 20}\ntasks: [a]\n"))
        .hasMessage("a.yaml:1:23: low is '20'; expected no more than high, 10");
    assertThatThrownBy(() -> parse("failure_limit: 100\ntasks: [a]\n"))
        .hasMessageContaining("failure_limit is '100'");
  }
}
