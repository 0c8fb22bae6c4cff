package routercost.read.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.config.RecordMapper.Default;
import routercost.read.text.ConfigurationProblem;

class YamlMistakesTest {
  record Root(String currency, Optional<String> zone, @Default List<Row> budgets) {}

  record Row(String id, long limit, Optional<Long> warn, @Default("false") boolean strict) {}

  private static List<String> messages(String yaml) {
    var bytes = yaml.getBytes(StandardCharsets.UTF_8);
    var problem =
        catchThrowableOfType(
            ConfigurationProblem.class,
            () -> FileKind.BUDGETS.read("b.yaml", bytes, root -> root.as(Root.class, "the file")));
    return problem == null ? List.of() : problem.messages();
  }

  @Test
  void everyMistakeIsNamedInTheOrderOfTheFile() {
    assertThat(
            messages(
                """
                zones: UTC
                budgets:
                  - {id: a, limit: lots}
                  - {id: b, limit: 5, foo: 1, bar: 2}
                  - {id: c, limit: 5, warn: x, strict: maybe}
                  - {id: d, limit: 5}
                """))
        .containsExactly(
            "b.yaml:1:1: unknown key 'zones' (did you mean 'zone'?); allowed: budgets, currency,"
                + " zone",
            "b.yaml:1:1: 'currency' is missing",
            "b.yaml:3:20: limit is 'lots'; expected a whole number",
            "b.yaml:4:23: unknown key 'foo'; allowed: id, limit, strict, warn",
            "b.yaml:4:31: unknown key 'bar'; allowed: id, limit, strict, warn",
            "b.yaml:5:29: warn is 'x'; expected a whole number",
            "b.yaml:5:40: strict is 'maybe'; expected yes or no");
  }

  @Test
  void aMisspeltKeyIsNotAlsoMissing() {
    assertThat(messages("currency: USD\nbudgets: [{id: a, limti: 5}, {idd: b, limit: x}]\n"))
        .containsExactly(
            "b.yaml:2:19: unknown key 'limti' (did you mean 'limit'?); allowed: id, limit, strict,"
                + " warn",
            "b.yaml:2:31: unknown key 'idd' (did you mean 'id'?); allowed: id, limit, strict, warn",
            "b.yaml:2:46: limit is 'x'; expected a whole number");
  }

  @Test
  void aFileWithoutAMistakeHasNone() {
    assertThat(messages("currency: USD\nbudgets: [{id: a, limit: 5}]\n")).isEmpty();
  }

  @Test
  void theSearchEnds() {
    var rows = new StringBuilder("currency: USD\nbudgets:\n");
    for (int i = 0; i < 100; i++) {
      rows.append("  - {id: a, limit: x}\n");
    }
    assertThat(messages(rows.toString())).hasSize(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'steps: []' | this is a pipeline, not a budgets file; use 'router-cost estimate b.yaml'",
        "'tasks: {}' | this is a routing file, not a budgets file; use 'router-cost audit calls.csv --routing b.yaml'",
        "'timestamp,task,model,input_tokens' | this seems to be a log, not a budgets file; use 'router-cost audit b.yaml'",
        "'{\"model\": \"a\", \"input_tokens\": 1}' | this seems to be a log, not a budgets file; use 'router-cost audit b.yaml'",
      })
  void anotherKindOfFileIsNamed(String yaml, String message) {
    assertThat(messages(yaml)).containsExactly("b.yaml: " + message);
  }

  @Test
  void linesOfJsonAreALog() {
    assertThat(messages("{\"a\": 1}\n{\"a\": 2}\n").getFirst()).contains("this seems to be a log");
  }
}
