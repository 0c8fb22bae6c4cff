package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.read.text.InputProblem;

/// A log that is written to while it is read.
class ChangingLogTest {
  private static final String ROW = "2026-10-01,claude-opus-5-5,5,1\n";

  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = folder.resolve("log.csv");
    write(3);
  }

  private void write(int rows) throws IOException {
    Files.writeString(log, "timestamp,model,input_tokens,output_tokens\n" + ROW.repeat(rows));
  }

  private interface Change {
    void run() throws IOException;
  }

  private LogTally read(Change change) {
    var listener =
        new CallListener() {
          private boolean isFirst = true;

          @Override
          public void used(Call call) {
            if (isFirst) {
              isFirst = false;
              try {
                change.run();
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            }
          }
        };
    var request = ReadCalls.request(List.of(log.toString()), new byte[0]);
    return LogReader.of(request).callByCall(listener).read();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 100_000})
  void oneThatBecomesShorterIsNotRead(int rows) throws IOException {
    write(rows);
    assertThatThrownBy(() -> read(() -> Files.writeString(log, "timestamp")))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("it became shorter while it was read");
  }

  @Test
  void oneThatGrowsSaysSo() {
    assertThat(read(() -> Files.writeString(log, ROW, StandardOpenOption.APPEND)).warnings())
        .singleElement()
        .asString()
        .endsWith("it grew while it was read; what was added may not be counted");
    assertThat(read(() -> {}).warnings()).isEmpty();
  }
}
