package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No log counts twice, however the cubes that hold it are merged; and a cube keeps what the SQL of
/// a warehouse says about itself.
class CubeSourcesTest {
  @TempDir private Path folder;

  private String log(String name, int input) throws IOException {
    var rows = "timestamp,task,model,input_tokens,output_tokens\n2026-10-08,plan,claude-opus-5-5,";
    return Files.writeString(folder.resolve(name), rows + input + ",10\n").toString();
  }

  private String cube(String name, String command, String... inputs) {
    var cube = folder.resolve(name).toString();
    var words = new ArrayList<>(List.of("cube", command, "-o", cube, "-q"));
    words.addAll(List.of(inputs));
    var run = Terminals.run(words);
    assertThat(run.exit()).as(run.err()).isZero();
    return cube;
  }

  private static Terminals.Run merged(String... cubes) {
    var words = new ArrayList<>(List.of("cube", "merge"));
    words.addAll(List.of(cubes));
    return Terminals.run(words);
  }

  @Test
  void aCubeThatIsMergedTwiceCountsOnce() throws IOException {
    var a = cube("a.cube.csv", "build", log("a.csv", 100));
    var b = cube("b.cube.csv", "build", log("b.csv", 200));
    var again = cube("again.cube.csv", "build", log("renamed.csv", 100));
    var both = cube("both.cube.csv", "merge", a, b);

    var twice = merged(a, again, both, b);

    assertThat(twice.out()).isEqualTo(merged(b, a).out()).isEqualTo(merged(both).out());
    assertThat(twice.out()).contains("# used: 2\n").contains(",2,300,20,");
    assertThat(twice.err())
        .contains("warning: " + a + " is of logs that are in another cube, and is counted once")
        .contains("warning: " + again);
  }

  @Test
  void sumsThatShareALogAreRefusedByName() throws IOException {
    var a = cube("a.cube.csv", "build", log("a.csv", 100));
    var b = cube("b.cube.csv", "build", log("b.csv", 200));
    var c = cube("c.cube.csv", "build", log("c.csv", 300));
    var ab = cube("ab.cube.csv", "merge", a, b);
    var bc = cube("bc.cube.csv", "merge", b, c);

    var run = merged(ab, bc);

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "router-cost: %s: one of its 2 logs, such as b.csv, is also in another cube; pass cubes that share no log\n"
                .formatted(bc));
  }

  @Test
  void aReportOnACubeAndItsCopyCountsCallsOnce() throws IOException {
    var a = cube("a.cube.csv", "build", log("a.csv", 100));
    var copy = Files.copy(Path.of(a), folder.resolve("copy.cube.csv")).toString();

    var run = Terminals.run(List.of("audit", a, copy, "-f", "json"));

    assertThat(run.out()).contains("\"calls\": 1,");
    assertThat(run.err()).contains(copy + " is of logs that are in another cube");
  }

  @Test
  void partsOfOneLogAreDifferentSources() throws IOException {
    var log = log("a.csv", 100);
    var one = cube("one.cube.csv", "build", log, "--from", "2026-10-08");
    var other = cube("other.cube.csv", "build", log, "--filter", "task=plan");

    assertThat(merged(one, other).out()).contains(",2,200,20,");
  }

  @Test
  void theDaysOfAZoneKeepTheirPricesInACube() throws IOException {
    var rows =
        """
        timestamp,task,model,input_tokens
        2026-10-06T10:00:00Z,plan,claude-haiku-5-5,1000000
        2026-10-07T01:00:00Z,plan,claude-haiku-5-5,1000000
        """;
    var log = Files.writeString(folder.resolve("a.csv"), rows).toString();
    var zone = "America/New_York";
    var cube = cube("a.cube.csv", "build", log, "--timezone", zone);
    for (var path : List.of(log, cube)) {
      var run = Terminals.run(List.of("audit", path, "--timezone", zone, "-f", "json", "-q"));
      assertThat(run.out()).contains("\"before\": \"0.5\"").contains("\"unpriced_calls\": 1");
    }
  }

  /// What a warehouse exports: each row says what cube it is of.
  private static final String EXPORTED =
      "\"router_cost_cube\",\"part\",\"day\",\"task\",\"model\",\"calls\",\"input\",\"label__team\"\n"
          + "\"version 1; breakpoints: 32000 100000 128000 200000 256000 272000 512000; timezone: UTC\",";

  @Test
  void aWarehousesResultIsACubeThatDescribesItself() {
    var rows =
        EXPORTED
            + "used,2026-10-08,plan,claude-opus-5-5,3,600,core\n"
            + EXPORTED.lines().skip(1).findFirst().orElseThrow()
            + "unread,,,,2,,\n";

    var run = Terminals.run(List.of("cube", "merge", "-"), rows, Map.of());

    assertThat(run.out())
        .contains("# used: 3\n", "# rejected: 2\n")
        .contains("2026-10-08,plan,claude-opus-5-5,core,3,600");
  }

  @Test
  void rowsThatSayDifferentThingsOfTheirCubeAreRefused() {
    var rows =
        EXPORTED + "used,2026-10-08,plan,claude-opus-5-5,3,600,core\nversion 2,used,,,m,1,1,\n";

    var run = Terminals.run(List.of("cube", "merge", "-"), rows, Map.of());

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .contains("-:3: router_cost_cube is 'version 2'; expected what the rows above say");
  }
}
