package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routercost.read.config.pipelines.Pipelines;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Figures;

/// Damaged pipelines: nothing but an estimate or a message with a place.
class HostilePipelinesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
  private static final List<String> SAMPLES =
      List.of(
          "samples/pipelines/support.yaml",
          "samples/articles/000-posts-fit.yaml",
          "samples/articles/003-confidence.yaml",
          "samples/articles/003-failure-10x.yaml",
          "samples/articles/004-cache-threshold.yaml",
          "samples/articles/002-monthly-fallback.yaml");
  private static final List<String> WORDS =
      List.of(
          "0",
          "1",
          "-1",
          "1e9",
          "1.2",
          "99999999999999999999",
          "''",
          "[]",
          "{}",
          "[1, 2]",
          "[2, 1]",
          "~",
          "haiku",
          "sonnet",
          "true",
          "\u0000",
          "\u202e",
          "*a",
          "&a",
          "{low: 1, high: 2, mode: 1}",
          "include",
          "../../x",
          "steps",
          "NaN");

  private final Random random = new Random(20261121);

  private String damaged(String yaml) {
    var text = new StringBuilder(yaml);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(6));
      text.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private static boolean isEstimated(String yaml) {
    try {
      var in = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
      var pipeline =
          Pipelines.read(List.of("-"), in, PriceBooks.builtIn(), DAY, Optional.empty()).getFirst();
      return Figures.of(Estimate.of(pipeline, DAY)).byName().containsKey("before.low");
    } catch (ConfigurationProblem told) {
      assertThat(told.getMessage()).startsWith("-:").doesNotContain("\n");
      return false;
    }
  }

  @Test
  void aDamagedPipelineIsPricedOrRefused() throws IOException {
    int estimated = 0;
    int refused = 0;
    for (var sample : SAMPLES) {
      var yaml = Files.readString(Path.of(sample));
      for (int i = 0; i < 400; i++) {
        var damaged = damaged(yaml);
        if (isEstimated(damaged)) {
          estimated++;
        } else {
          refused++;
        }
      }
    }
    assertThat(estimated).isPositive();
    assertThat(refused).isPositive();
  }
}
