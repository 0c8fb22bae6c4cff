package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.schema.RowCounts;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// Mutated samples give a clean result or a clean problem, and never lose a record.
class HostileInputTest {
  private static final int MUTANTS = 100;
  private static final byte[] NASTY =
      "\"\"'{}[],;\t\n\r\0\u001b-.0".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      return files
          .filter(file -> file.toString().matches(".*calls-(csv|json).\\d.*"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void mutatedSamplesNeverLoseARecordOrFailUncleanly(Path sample) throws IOException {
    byte[] original = Files.readAllBytes(sample);
    var random = new Random(sample.getFileName().toString().hashCode());
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutant(original, random);
      try {
        assertConserved(ReadCalls.of(mutant));
      } catch (InputProblem | ConfigurationProblem problem) {
        assertThat(problem)
            .message()
            .startsWith("-")
            .hasSizeLessThan(1200)
            .doesNotContain("\u001b");
      }
    }
  }

  private static byte[] mutant(byte[] original, Random random) {
    byte[] mutant = original.clone();
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    for (int nasty = random.nextInt(4); nasty > 0; nasty--) {
      mutant[random.nextInt(mutant.length)] = NASTY[random.nextInt(NASTY.length)];
    }
    return random.nextBoolean() ? mutant : Arrays.copyOf(mutant, random.nextInt(mutant.length + 1));
  }

  private static void assertConserved(ReadCalls reading) {
    RowCounts account = reading.account();
    assertThat(account.used()).isEqualTo(reading.calls().size());
    long cut = reading.tally().leftOut().files().stream().filter(Damage::isCutRecord).count();
    assertThat(account.rejected() + cut).isEqualTo(reading.rejects().size());
    assertThat(account.rows())
        .isEqualTo(
            account.used() + account.duplicates() + account.skippedRows() + account.rejected());
    assertThat(reading.rejects())
        .allSatisfy(reject -> assertThat(reject.reason()).doesNotContain("\u001b"));
  }
}
