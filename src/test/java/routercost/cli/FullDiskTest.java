package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that is full after 1 KiB, as a limit on the size of files makes one: each option that
/// writes leaves the old file whole, says so and fails.
class FullDiskTest {
  @TempDir Path folder;

  private String log = "";

  @BeforeEach
  void writeInputs() throws IOException {
    var rows = new StringBuilder("timestamp,task,model,input_tokens,output_tokens\n");
    for (int i = 0; i < 600; i++) {
      rows.append(
          "2026-10-%02d,t%d-%x,claude-opus-5-5,%d,%s\n"
              .formatted(1 + i % 28, i, i * 7919L * i, i, i % 3 == 0 ? "x" : "5"));
    }
    log = write("a.csv", rows.toString());
    write("other.csv", rows.append(rows.substring(rows.length() - 40)).toString());
    write("b.yaml", "version: 1\ncurrency: USD\nbudgets:\n  - {id: t, metric: cost, limit: 99}\n");
    var cube = List.of("cube", "build", log, "-o", folder + "/c.csv", "--max-rejects", "100");
    assertThat(Terminals.run(cube).exit()).isZero();
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit LOG -f csv -o OUT",
        "audit LOG --report csv:OUT",
        "audit LOG --rejects OUT",
        "audit LOG -q --report markdown:OUT",
        "cube build LOG -o OUT",
        "cube build LOG -o OUT.gz",
        "cube merge CUBE -o OUT",
        "route suggest LOG -o OUT",
        "forecast LOG -f json -o OUT",
        "what-if LOG -f json -o OUT",
        "compare LOG OTHER -f json -o OUT",
        "check LOG --budgets BUDGETS --report json:OUT",
        "explain LOG --task t1-1eef -f json -o OUT",
        "estimate samples/pipelines/support.yaml -f json -o OUT",
        "prices list -f json -o OUT"
      })
  void aFullDiskLeavesTheOldFile(String command) throws Exception {
    var words = new ArrayList<>(List.of("bash", "-c", "ulimit -f 1; exec \"$0\" \"$@\""));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add("routercost.cli.Main");
    var out = folder + "/out";
    for (var word : Session.words(command)) {
      words.add(
          word.replace("LOG", log)
              .replace("OTHER", folder + "/other.csv")
              .replace("CUBE", folder + "/c.csv")
              .replace("BUDGETS", folder + "/b.yaml")
              .replace("OUT", out));
    }
    if (command.contains("LOG")) {
      words.addAll(List.of("--max-rejects", "100"));
    }
    for (var name : List.of("out", "out.gz")) {
      write(name, "old");
    }
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isEqualTo(4);
    assertThat(said).contains(out, ": cannot be written: ");
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        assertThat(file.toString()).doesNotEndWith(".tmp");
        if (file.toString().startsWith(out)) {
          assertThat(file).hasContent("old");
        }
      }
    }
  }
}
