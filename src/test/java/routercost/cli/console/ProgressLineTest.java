package routercost.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void nothingIsSaidInTheFirstSecond() {
    var line = line(true);
    line.begun(() -> 4_000_000_000L);
    now = SECOND - 1;
    line.advanced(1_000_000_000, 10);
    line.close();
    assertThat(said()).isEmpty();
  }

  @Test
  void bytesLinesRateAndTheTimeLeftAreSaidAndGoneAtTheEnd() {
    var line = line(true);
    line.begun(() -> 4_000_000_000L);
    now = 2 * SECOND;
    line.advanced(1_000_000_000, 3_456_789);
    assertThat(said()).isEqualTo("\r\u001b[K1.0 GB of 4.0 GB, 3,456,789 lines, 500 MB/s, 6 s left");
    line.close();
    assertThat(said()).endsWith("left\r\u001b[K");
  }

  @Test
  void itIsSaidTenTimesASecondAtMost() {
    var line = line(true);
    now = 2 * SECOND;
    line.advanced(1_000_000, 1);
    now += SECOND / 20;
    line.advanced(1_000_000, 1);
    assertThat(said()).isEqualTo("\r\u001b[K1 MB, 1 lines, 1 MB/s");
    now += SECOND / 20;
    line.advanced(1_000_000, 1);
    assertThat(said()).endsWith("\r\u001b[K3 MB, 3 lines, 1 MB/s");
  }

  @Test
  void nobodyIsToldWhereNobodyLooks() {
    var line = line(false);
    now = 5 * SECOND;
    line.advanced(1_000_000_000, 10);
    line.close();
    assertThat(said()).isEmpty();
  }

  @Test
  void aSilentPipeIsNamedAfterThreeSecondsAndGoneWhenItSpeaksOrEnds() {
    var line = line(true);
    line.mayWaitFor("-");
    now = 3 * SECOND - 1;
    line.look();
    assertThat(said()).isEmpty();
    now = 3 * SECOND;
    line.look();
    assertThat(said()).startsWith("\r\u001b[Kwaiting for standard input").doesNotContain("\n");
    line.advanced(6_000_000, 1);
    assertThat(said()).endsWith("\r\u001b[K6 MB, 1 lines, 2 MB/s");
    now += SECOND;
    line.look();
    assertThat(said()).endsWith("MB/s");
    line.close();
    now += 9 * SECOND;
    line.look();
    assertThat(said()).endsWith("MB/s\r\u001b[K");
  }

  @Test
  void nothingIsSaidOfFilesOrInALog() {
    for (var line : List.of(line(true), line(false))) {
      now = 9 * SECOND;
      line.look();
    }
    var unseen = line(false);
    unseen.mayWaitFor("fifo");
    now += 9 * SECOND;
    unseen.look();
    assertThat(said()).isEmpty();
  }

  private ProgressLine line(boolean shown) {
    return new ProgressLine(new PrintStream(err, true, StandardCharsets.UTF_8), shown, () -> now);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
