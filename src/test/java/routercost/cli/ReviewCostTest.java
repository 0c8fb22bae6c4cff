package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people who look at answers cost, in a routing file and in a pipeline.
class ReviewCostTest {
  private static final String ROUTING = "src/test/resources/routing/reviewed.yaml";

  @TempDir Path folder;

  private static String text(String... words) {
    var run = Terminals.run(List.of(words));
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out().replaceAll("\\s+", " ");
  }

  private static JsonNode json(String... words) throws IOException {
    return new ObjectMapper().readTree(text(words));
  }

  /// 72 calls of which 2 failed: 7 answers for 6 minutes each are 0.7 hours at $50.
  @Test
  void aRoutingNamesTheReviewsThatNoSavingCounts() throws IOException {
    assertThat(text("audit", "samples/calls.csv", "--routing", ROUTING))
        .contains("saves $2.28")
        .contains("People would review 7 answers in 0.7 hours, for $35.00. No saving counts that;")
        .contains("with it, $32.72 more is paid.");
    assertThat(text("what-if", "samples/calls.csv", "--routing", ROUTING))
        .contains("for $35.00. No saving counts that; with it, $32.72 more is paid.");
    var audit = json("audit", "samples/calls.csv", "--routing", ROUTING, "-f", "json");
    assertThat(audit.path("reviews").toString())
        .isEqualTo(
            "{\"answers\":7,\"hours\":0.7,\"cost\":\"35\",\"saved_after\":\"-32.72174433\"}");
    var whatIf = json("what-if", "samples/calls.csv", "--routing", ROUTING, "-f", "json");
    assertThat(whatIf.at("/scenarios/0/reviews")).isEqualTo(audit.path("reviews"));
    assertThat(json("audit", "samples/calls.csv", "-f", "json").path("reviews").isNull()).isTrue();
  }

  @Test
  void anExportForOtherToolsKeepsTheReview() throws IOException {
    assertThat(text("route", "export", ROUTING, "--gateway", "json"))
        .contains("\"review\": { \"share\": 0.1, \"minutes\": 6, \"hourly_rate\": 50 }");
  }

  /// 100 answers of which 10 to 20 are reviewed for 7 minutes at $20: 7/6 to 7/3 hours.
  @Test
  void aStepPaysForReviewsInALineOfItsOwn() throws IOException {
    var file = folder.resolve("tests.yaml");
    Files.writeString(
        file,
        """
        steps:
          - id: tests
            before: sonnet
            after: {to: haiku, review: {share: [0.1, 0.2], minutes: 7, hourly_rate: 20}}
            calls: 100
            input: 800
            output: 3000
        """);
    var prices = List.of("--prices", "samples/prices/articles.yaml");
    var run = Terminals.run(List.of("estimate", file.toString(), prices.get(0), prices.get(1)));
    assertThat(run.out().lines().filter(line -> line.startsWith(" reviews")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains("$0.00", "$23.33-46.67"));
    var json =
        json("estimate", file.toString(), prices.get(0), prices.get(1), "-f", "json")
            .at("/pipelines/0/parts/reviews/after");
    assertThat(json.path("low").asText()).isEqualTo("23.33333333333333333333");
    assertThat(json.path("high").asText()).isEqualTo("46.66666666666666666667");
    var claims = folder.resolve("claims.yaml");
    Files.writeString(
        claims,
        Files.readString(file)
            + "claims: [{name: review, printed: \"$23.33\", figure: reviews.after.low}]\n");
    assertThat(text("estimate", claims.toString(), "--claims")).contains("review $23.33");
  }

  @Test
  void aReviewThatLacksAPartIsRefused() throws IOException {
    var file = folder.resolve("routing.yaml");
    Files.writeString(file, "tasks:\n  a: {tier: haiku, review: {share: 2, minutes: 1}}\n");
    var run = Terminals.run(List.of("audit", "samples/calls.csv", "--routing", file.toString()));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("hourly_rate");
  }
}
