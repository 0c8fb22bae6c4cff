package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The time that moved calls take less is the same however a log is read.
class MovedTimeTest {
  private static final String HEADER =
      "timestamp,task,model,input_tokens,output_tokens,request_id,latency_ms\n";

  @TempDir private Path folder;

  /// Of three calls one ran on Haiku, in 2 s instead of 5: 2 × 3 s.
  private static String rows(int nth) {
    return """
        2026-11-01,tag,claude-sonnet-5-5,100,50,req_%1$da7f3,4000
        2026-11-02,tag,claude-sonnet-5-5,100,50,req_%1$db81c,6000.5
        2026-11-02,tag,claude-haiku-5-5,100,50,req_%1$dc2d9,2000
        2026-11-02,tag,claude-sonnet-5-5,100,50,req_%1$db81c,9000
        """
        .formatted(nth);
  }

  private static String log(int copies) {
    return HEADER
        + IntStream.range(0, copies).mapToObj(MovedTimeTest::rows).collect(Collectors.joining());
  }

  private JsonNode movedTime(String log, String paths, String more) throws IOException {
    Files.writeString(folder.resolve("log.csv"), log);
    var words = "audit %s -q -f json --move tag=haiku %s".formatted(paths, more).strip();
    var args = List.of(words.replace("LOG", folder.resolve("log.csv").toString()).split(" "));
    var run = Terminals.run(args, log, Map.of("LC_ALL", "C.UTF-8"));
    return new ObjectMapper().readTree(run.out()).get("moved_time");
  }

  private void assertMoved(JsonNode moved, int copies) {
    assertThat(moved.get("calls").asInt()).isEqualTo(2 * copies);
    assertThat(moved.get("seconds").asDouble()).isEqualTo(10.0 * copies);
    assertThat(moved.get("seconds_saved").asDouble()).isEqualTo(6.0 * copies);
  }

  @Test
  void ofAFileAndThroughAPipe() throws IOException {
    assertMoved(movedTime(log(1), "LOG", ""), 1);
    assertMoved(movedTime(log(1), "-", ""), 1);
    assertMoved(movedTime(log(1), "LOG", "--group-by day"), 1);
    assertMoved(movedTime(log(1), "LOG", "--group-by call"), 1);
  }

  @Test
  void ofMoreCallsThanAreReadTwice() throws IOException {
    assertMoved(movedTime(log(40_000), "LOG", ""), 40_000);
  }

  @Test
  void notOfSumsOrWithoutLatencies() throws IOException {
    Files.writeString(folder.resolve("calls.csv"), log(1));
    var calls = folder.resolve("calls.csv").toString();
    var cube = Terminals.run(List.of("cube", "build", calls, "-q")).out();
    assertThat(movedTime(cube, "LOG", "").isNull()).isTrue();
    assertThat(movedTime(log(1).replace("latency_ms", "note"), "LOG", "").isNull()).isTrue();
  }
}
