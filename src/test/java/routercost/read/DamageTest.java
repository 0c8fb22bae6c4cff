package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.text.ReadTuning;

/// No sample, cut at any byte, with any byte changed or under another name, ends the run uncleanly
/// or gives a silent wrong total. Some bytes of each sample here, all of them with DamageRun.
class DamageTest {
  private static final int ROUNDS = 20;

  @TempDir private Path folder;

  static List<Path> samples() {
    return Damage.samples();
  }

  private static Random random(Path sample) {
    return new Random(sample.getFileName().toString().hashCode());
  }

  private Damage.Result read(Path sample, byte[] log) throws IOException {
    return Damage.read(sample, log, folder);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aCutLogIsThatOfItsWholeLinesOrSaysSo(Path sample) throws IOException {
    byte[] whole = Files.readAllBytes(sample);
    var random = random(sample);
    int[] borders = Damage.borders(whole);
    for (int round = 0; round < ROUNDS && whole.length > 0; round++) {
      int end = 1 + random.nextInt(whole.length);
      int border = 0;
      while (borders[border] < end) {
        border++;
      }
      var expected = read(sample, Damage.cut(whole, borders[border]));
      assertThat(read(sample, Damage.cut(whole, end)).misleads(expected))
          .as("cut at %d, before %d", end, borders[border])
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aChangedByteGivesAnAccountThatAddsUpOrACleanError(Path sample) throws IOException {
    byte[] whole = Files.readAllBytes(sample);
    var random = random(sample);
    var flips = Damage.Flip.values();
    for (int round = 0; round < ROUNDS && whole.length > 0; round++) {
      var flip = flips[round % flips.length];
      var result = read(sample, flip.at(whole, random.nextInt(whole.length)));
      assertThat(result.used().isPresent() || result.told()).isTrue();
    }
  }

  static List<Path> plainSamples() {
    return samples().stream().filter(sample -> !sample.toString().endsWith(".gz")).toList();
  }

  @ParameterizedTest
  @MethodSource("plainSamples")
  void packingALogMakesNoDifferenceWhateverItIsCalled(Path sample) throws IOException {
    byte[] whole = Files.readAllBytes(sample);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(whole);
    }
    Path renamed = Files.write(folder.resolve("log.jsonl"), packed.toByteArray());
    assertThat(Damage.read(renamed).used()).isEqualTo(read(sample, whole).used());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theNameOfALogMakesNoDifference(Path sample) throws IOException {
    byte[] whole = Files.readAllBytes(sample);
    var expected = read(sample, whole);
    for (String name : List.of("log", "a.csv", "a.jsonl", "a.gz", "a.zst", "a.xlsx")) {
      Path renamed = Files.write(folder.resolve(name), whole);
      assertThat(Damage.read(renamed)).as(name).isEqualTo(expected);
    }
  }

  private static final String CUT =
      "the last line is whole, although no newline ends it; output_tokens may be cut";

  private static List<String> assumed(String log) {
    return ReadCalls.of(log.getBytes(StandardCharsets.UTF_8)).account().assumptions();
  }

  @Test
  void aTableThatMayBeCutInItsLastNumberSaysSo() {
    String header = "timestamp,model,input_tokens,output_tokens\n";
    String row = "2026-10-07T08:00:00Z,claude-opus-5-5,10,";
    assertThat(assumed(header + row + "12")).containsExactly(CUT);
    assertThat(assumed(header + row)).containsExactly(CUT);
    assertThat(assumed(header + row + "12\n")).isEmpty();
    assertThat(assumed(header + row + "12\r\n")).isEmpty();
    assertThat(assumed(header + row + "\"12\"")).isEmpty();
  }

  @Test
  void aTableThatMayBeCutInAColumnThatIsNotReadDoesNot() {
    assertThat(
            assumed(
                "timestamp,model,input_tokens,output_tokens,shoe_size\n"
                    + "2026-10-07T08:00:00Z,claude-opus-5-5,10,10,4"))
        .isEmpty();
  }

  @Test
  void aScannedTableThatMayBeCutSaysSoToo() throws IOException {
    String row = "2026-10-07T08:00:00Z,claude-opus-5-5,10,12";
    String log = "timestamp,model,input_tokens,output_tokens\n" + (row + "\n").repeat(2000) + row;
    Path file = Files.writeString(folder.resolve("scanned.csv"), log);
    for (String path : List.of(file.toString(), "-")) {
      assertThat(scanned(path, log)).containsExactly(CUT);
      Files.writeString(file, log + "\n");
      assertThat(scanned(path, log + "\n")).isEmpty();
      Files.writeString(file, log);
    }
  }

  private static List<String> scanned(String path, String log) {
    return LogReader.of(
            ReadCalls.request(List.of(path), log.getBytes(StandardCharsets.UTF_8))
                .with(new ReadTuning(2, 1000, 1000, 1 << 16)))
        .read()
        .inputs()
        .getFirst()
        .assumptions();
  }

  @Test
  void aStreamThatIsCutAfterTheNameOfAnEventSaysSo() {
    String whole =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":"
            + "{\"model\":\"claude-opus-5-5\",\"id\":\"msg_1\",\"usage\":{\"input_tokens\":5,"
            + "\"output_tokens\":7}}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    assertThat(ReadCalls.of(whole.getBytes(StandardCharsets.UTF_8)).tally().warnings()).isEmpty();
    assertThat(
            ReadCalls.of((whole + "event: mess").getBytes(StandardCharsets.UTF_8))
                .tally()
                .warnings())
        .containsExactly("-: a stream ends early: its last event says nothing");
  }
}
