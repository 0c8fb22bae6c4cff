package routercost.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.cli.console.Environment;
import routercost.read.EarlierReadings;

/// A command that runs again after its logs have grown prints what a first run prints.
class WatchedRunsTest {
  @TempDir private Path folder;
  private Path log;
  private final EarlierReadings earlier = new EarlierReadings();

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("log.csv");
    var text = new StringBuilder(Files.readString(Path.of("samples/calls.csv")));
    for (int i = 0; i < 800; i++) {
      text.append(row("plan_release", i));
    }
    Files.writeString(log, text);
  }

  private static String row(String task, int id) {
    return "2026-10-%02dT10:11:12Z,%s,claude-sonnet-5-5,%d,17,0,0,0,standard,ok,5370,req_w%d,0.5,web\n"
        .formatted(1 + id % 28, task, 1000 + id, id);
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }

  private static String run(Optional<EarlierReadings> earlier, String... args) {
    var out = new ByteArrayOutputStream();
    try (var printed = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      var environment =
          new Environment(
              InputStream.nullInputStream(),
              printed,
              printed,
              Map.of(),
              false,
              false,
              false,
              Optional.empty(),
              Optional.empty(),
              Instant.parse("2026-11-21T12:00:00Z"),
              () -> ZoneOffset.UTC,
              () -> 0);
      int exit =
          RouterCost.commandLine(environment, CommandSpecs.found(), earlier, args).execute(args);
      printed.println("exit " + exit);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private String assertSame(String words) {
    var args = words.replace("LOG", log.toString()).split(" ");
    var expected = run(Optional.empty(), args);
    assertThat(run(Optional.of(earlier), args)).isEqualTo(expected);
    return expected;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit LOG --format json",
        "audit LOG --format json --group-by day,team -v",
        "audit LOG --format csv --from 2026-10-05 --max-rejects 50",
        "audit LOG --format json --filter team=web",
        "check LOG --format json --budgets samples/limits.yaml"
      })
  void aRunAfterOthersPrintsWhatTheFirstPrints(String words) throws IOException {
    var first = assertSame(words);
    append(row("plan_release", 1)); // a copy
    append(row("other_task", 900) + row("broken", 901).replace(",17,", ",x,"));
    assertThat(assertSame(words)).isNotEqualTo(first);
    var half = row("last", 902);
    append(half.substring(0, 30));
    assertSame(words);
    append(half.substring(30));
    assertSame(words);
    Files.writeString(log, Files.readString(Path.of("samples/calls.csv")));
    assertSame(words);
  }

  @Test
  void otherPricesAreSeen() throws IOException {
    var prices = folder.resolve("prices.yaml");
    var words = "audit LOG --format json --prices " + prices;
    Files.writeString(prices, prices("1"));
    var first = assertSame(words);
    Files.writeString(prices, prices("2"));
    append(row("plan_release", 950));
    assertThat(assertSame(words)).isNotEqualTo(first);
  }

  private static String prices(String input) {
    return "version: 1\nid: own\nmodels:\n  claude-opus-5-9: {input: \"%s\", output: \"5\"}\n"
        .formatted(input);
  }
}
