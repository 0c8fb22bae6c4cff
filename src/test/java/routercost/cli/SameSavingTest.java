package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One move saves one amount, whoever is asked.
class SameSavingTest {
  @ParameterizedTest
  @CsvSource({
    "samples/calls.csv, *=haiku",
    "samples/calls.csv, model=opus=sonnet",
    "samples/calls.csv, classify_ticket=haiku:0.5",
    "samples/caches.csv, *=haiku",
    "samples/rush.csv, *=haiku"
  })
  void auditAndWhatIfSayTheSameOfAMove(String log, String move) throws IOException {
    var audited = run("audit", log, move).path("groups");
    var asked = run("what-if", log, move).at("/scenarios/0/groups");

    assertThat(saved(audited)).isNotEmpty().isEqualTo(saved(asked));
  }

  private static JsonNode run(String command, String log, String move) throws IOException {
    var run = Terminals.run(List.of(command, log, "--move", move, "-q", "-f", "json"));
    assertThat(run.exit()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static Map<String, String> saved(JsonNode groups) {
    var saved = new TreeMap<String, String>();
    groups.forEach(
        group ->
            saved.put(group.at("/key/task").asText(), group.path("saved").asText("not known")));
    return saved;
  }
}
