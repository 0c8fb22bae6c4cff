package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bounds that SECURITY.md names: what is beyond them ends in a clean error, never in a bug.
class BoundsTest {
  @TempDir private Path folder;

  private Terminals.Run audit(String name, String text) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    return Terminals.run(List.of("audit", file.toString()));
  }

  @Test
  void jsonNestedTooDeeplyIsNoBug() throws IOException {
    var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
    var call = "{\"model\": \"claude-opus-5-5\", \"input_tokens\": 5, \"x\": ";

    assertThat(audit("deep.jsonl", call + deep + "}\n").exit()).isEqualTo(4);
  }

  @Test
  void tooManyColumnsAreRefused() throws IOException {
    var names = IntStream.range(0, 262_145).mapToObj(i -> "c" + i).collect(Collectors.joining(","));

    var run = audit("wide.csv", "model,input_tokens," + names + "\nclaude-opus-5-5,5\n");

    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("it has 262,147 columns; a log may have 262,144");
  }
}
