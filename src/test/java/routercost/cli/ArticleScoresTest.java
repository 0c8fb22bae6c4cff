package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The cases of the articles that have no amounts, through the command, from the files in
/// `samples/articles`.
class ArticleScoresTest {
  /// The value of one column for each task, in the order of the file.
  private static Map<String, String> column(String name, String file) {
    var run =
        Terminals.run(
            List.of(
                "route",
                "score",
                "samples/articles/" + file,
                "-f",
                "plain",
                "--now",
                "2026-11-21"));
    assertThat(run.exit()).isZero();
    var lines = run.out().lines().toList();
    int at = List.of(lines.getFirst().split("\t", -1)).indexOf(name);
    return lines.stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .collect(
            Collectors.toMap(
                cells -> cells[0],
                cells -> cells[at],
                (one, _) -> one,
                java.util.LinkedHashMap::new));
  }

  private static List<String> values(String name, String file) {
    return List.copyOf(column(name, file).values());
  }

  @Test
  void batchIsForMoreThanTwentyItemsThatCanWaitAndBeChecked() {
    assertThat(values("batch", "001-batch-rule.yaml"))
        .containsExactly("no", "batch", "no", "no", "no", "no");
    assertThat(column("tier", "001-batch-rule.yaml").get("eleven rows")).isEqualTo("haiku");
    assertThat(column("tier", "001-batch-rule.yaml").get("ten rows")).isEmpty();
  }

  @Test
  void theRegistryKnowsItsTasksAndSendsNewOnesToSonnet() {
    assertThat(values("tier", "002-registry.yaml"))
        .containsExactly(
            "haiku", "haiku", "haiku", "sonnet", "sonnet", "sonnet", "sonnet", "haiku", "sonnet",
            "sonnet", "sonnet");
    assertThat(column("tier", "002-registry.yaml"))
        .containsEntry("unknown_task", "sonnet")
        .containsEntry("all three yes", "haiku");
  }

  @Test
  void theEightKindsOfTaskRunWhereTheTableSays() {
    assertThat(values("tier", "002-task-table.yaml"))
        .containsExactly(
            "haiku", "haiku", "haiku", "sonnet", "haiku or sonnet", "sonnet", "sonnet", "sonnet");
  }

  @Test
  void threeOfAHundredAndNineOfTwoHundredMayFail() {
    assertThat(values("evidence", "002-verification.yaml"))
        .containsExactly("proven", "likely", "proven", "likely", "likely");
    assertThat(values("evidence", "002-verification-5.yaml"))
        .containsExactly("proven", "likely", "proven", "likely");
  }

  @Test
  void ofTheTwentySevenScoresFourAreHaikusThirteenSonnetsAndTenThoseOfOpus() {
    var tiers = column("tier", "003-score.yaml");
    var sums =
        tiers.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    entry ->
                        Arrays.stream(entry.getKey().split(" \\+ ", -1))
                            .mapToInt(Integer::parseInt)
                            .sum(),
                    Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    assertThat(sums)
        .isEqualTo(
            Map.of(
                3, java.util.Set.of("haiku"),
                4, java.util.Set.of("haiku"),
                5, java.util.Set.of("sonnet"),
                6, java.util.Set.of("sonnet"),
                7, java.util.Set.of("opus"),
                8, java.util.Set.of("opus"),
                9, java.util.Set.of("opus")));
    assertThat(
            tiers.values().stream()
                .collect(Collectors.groupingBy(tier -> tier, Collectors.counting())))
        .isEqualTo(Map.of("haiku", 4L, "sonnet", 13L, "opus", 10L));
  }

  @Test
  void theBoundsOfTheLoadAreStandard() {
    assertThat(values("load", "003-load.yaml"))
        .containsExactly(
            "haiku", "sonnet", "standard", "standard", "standard", "standard", "sonnet", "sonnet");
  }

  @Test
  void theBoundsOfConfidenceBelongToTheBandBelow() {
    assertThat(values("confidence", "003-confidence-bands.yaml"))
        .containsExactly("accept", "review", "regenerate");
  }

  @Test
  void ofTheTwoFeaturesOneIsHaikusAndOneSonnets() {
    assertThat(column("tier", "004-two-features.yaml"))
        .isEqualTo(Map.of("ask-ai", "haiku", "fit-check", "sonnet"));
  }
}
