package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The CSV of every view: it has rows where the table has, the period, and names that occur once.
class RecordsTest {
  @TempDir private Path folder;

  private static List<String> csv(String run) {
    var args = Stream.concat(Arrays.stream(run.split(" ")), Stream.of("-q", "-f", "csv"));
    return Terminals.run(args.toList()).out().lines().toList();
  }

  @Test
  void headroomHasTheBusiestMinuteOfEachModel() {
    assertThat(csv("what-if samples/rush.csv --headroom"))
        .anyMatch(line -> line.startsWith("busiest_minute,,,,,,claude-opus-5-5,130,,186002,,2026"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit samples/calls.csv",
        "what-if samples/calls.csv",
        "what-if samples/calls.csv --best --budget 5",
        "what-if samples/calls.csv --headroom",
        "what-if samples/calls.csv --move review_code=sonnet",
        "check samples/calls.csv --budgets samples/budgets.yaml",
        "compare samples/compare/calls-2026-08.csv samples/compare/calls-2026-09.csv",
        "forecast samples/compare/days.csv",
        "report samples/finance/ --month 2026-10",
        "explain samples/calls.csv:14",
        "estimate samples/articles/000-onboarding.yaml",
        "route suggest samples/calls.csv",
        "route verify samples/calls.csv --routing samples/routing.yaml --since 2026-10-15",
        "cube show samples/warehouse.cube.csv"
      })
  void everyViewHasRowsAndItsPeriod(String run) {
    var lines = csv(run);
    var names = List.of(lines.getFirst().split(","));
    assertThat(names).contains("period_from", "period_to").doesNotHaveDuplicates();
    assertThat(lines).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"prices list", "prices show opus", "prices verify", "route score --task plan"})
  void viewsWithoutAPeriodHaveRowsToo(String run) {
    assertThat(csv(run)).hasSizeGreaterThan(1);
  }

  @Test
  void aComparisonHasThePriceBeforeDiscountsToo() {
    var logs = "samples/compare/calls-2026-08.csv samples/compare/calls-2026-09.csv";
    var lines = csv("compare " + logs + " --prices src/test/resources/cube-discounts.yaml");
    assertThat(lines.getFirst()).contains(",base_list_usd,head_list_usd,");
    assertThat(lines.get(1)).startsWith("classify,both,30000,36000,118.125,56.7,"); // 12.5% off
    assertThat(lines.get(1)).contains(",135,64.8,");
  }

  @Test
  void theMatrixHasItsTotalsAndWhatIsSuggested() {
    var lines = csv("what-if samples/calls.csv --models haiku");
    assertThat(lines.getFirst()).startsWith("task,row,scenario,calls").contains(",suggested,");
    assertThat(lines.getLast()).startsWith("\"\",total,haiku,432,6,");
    assertThat(lines.getLast()).contains(",9.6705319,9.6705319,").contains(",0.97462254,");
  }

  @Test
  void discountsAreBetweenListPriceAndPrice() throws IOException {
    var overlay =
        Files.writeString(
            folder.resolve("discount.yaml"),
            "version: 1\ndiscounts:\n  volume: {percent: 10, provider: anthropic}\n");
    var lines = csv("audit samples/calls.csv --prices " + overlay);
    assertThat(lines.getFirst()).contains(",before_usd,list_usd,");
    assertThat(lines.get(1)).contains(",3.4677972,3.853108,");
    assertThat(csv("explain samples/calls.csv:14 --prices " + overlay).get(1))
        .contains(",0.003824,0.0034416,");
  }

  @Test
  void topCutsRowsInEveryFormat() {
    assertThat(csv("what-if samples/calls.csv --models haiku --top 2")).hasSize(4);
    assertThat(csv("prices list --top 2")).hasSize(3);
    var json =
        Terminals.run(List.of("what-if", "samples/calls.csv", "--top", "2", "-q", "-f", "json"));
    assertThat(json.out().split("\"cheapest\"", -1)).hasSize(3);
  }

  @Test
  void rowsAreSortedByWhatIsAskedFor() {
    var lines = csv("what-if samples/calls.csv --models haiku --sort calls");
    assertThat(lines.get(1)).startsWith("route_intent,group,haiku,75,");
  }
}
