package routercost.read.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.FormatSniffer;
import routercost.read.exports.Exports;
import routercost.read.exports.LogFormat;
import routercost.read.text.Source;

/// A glance at a file never says something else than the look at its first records.
class TranscriptSnifferTest {
  private static final String USER =
      "{\"parentUuid\":null,\"sessionId\":\"s1\",\"type\":\"user\",\"message\":{\"content\":\"x\"}}\n";
  private static final String SUMMARY = "{\"type\":\"summary\",\"summary\":\"größe\"}\n";

  @TempDir private Path folder;
  private final TranscriptSniffer glance = new TranscriptSniffer();

  private Source source(String text) throws IOException {
    return Source.of(Files.writeString(folder.resolve("log"), text));
  }

  private boolean isTranscript(String text) throws IOException {
    return glance.isTranscript(source(text));
  }

  @Test
  void aLineOfASessionTells() throws IOException {
    assertThat(isTranscript(USER)).isTrue();
    assertThat(isTranscript(USER + "{\"broken")).isTrue();
  }

  @Test
  void theFirstThreeLinesAreLookedAt() throws IOException {
    assertThat(isTranscript(SUMMARY + SUMMARY + USER)).isTrue();
    assertThat(isTranscript(SUMMARY + SUMMARY + SUMMARY + USER)).isFalse();
  }

  @Test
  void aLongFirstLineIsLeftToTheOtherLook() throws IOException {
    String text = USER.replace("\"x\"", "\"" + "x".repeat(9000) + "\"");
    assertThat(isTranscript(text)).isFalse();
    assertThat(FormatSniffer.sniff(source(text), new Exports()).format())
        .contains(LogFormat.CLAUDE_CODE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "model,input_tokens\nclaude-opus-4-5,1\n",
        "{\"model\":\"claude-opus-4-5\",\"input_tokens\":1}\n",
        "{\"sessionId\":\"s1\",\"type\":\"other\"}\n",
        "{\"sessionId\":null,\"type\":\"user\"}\n",
        "{\"message\":{\"sessionId\":\"s1\",\"type\":\"user\"}}\n",
        "{\"sessionId\":\"s1\",\"type\":\"user\"\n",
        "[{\"sessionId\":\"s1\",\"type\":\"user\"}]\n"
      })
  void whatIsNoLineOfASessionDoesNot(String text) throws IOException {
    assertThat(isTranscript(text)).isFalse();
  }

  @Test
  void everyCutOfATranscriptGivesTheSameFormatAsTheOtherLook() throws IOException {
    String text = SUMMARY + USER + USER;
    for (int cut = 0; cut <= text.length(); cut++) {
      Source source = source(text.substring(0, cut));
      Optional<LogFormat> told = FormatSniffer.sniff(source, new Exports()).format();
      if (glance.isTranscript(source)) {
        assertThat(told).as("cut at %s", cut).contains(LogFormat.CLAUDE_CODE);
      }
    }
    assertThat(glance.isTranscript(source(text))).isTrue();
  }
}
