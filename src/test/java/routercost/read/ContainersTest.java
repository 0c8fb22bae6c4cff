package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.NotCounted.Kind;
import routercost.read.exports.LogFormat;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.Reject;
import routercost.read.tally.LeftOut;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;

class ContainersTest {
  private static List<Long> lines(ReadCalls reading) {
    return reading.calls().stream().map(call -> call.origin().line()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theHeaderDecidesTheDelimiter(String delimiter) {
    ReadCalls reading =
        ReadCalls.of(
            String.join(delimiter, "\"task,;\t\"", "model", "input"),
            String.join(delimiter, "t", "m", "5"));

    assertThat(reading.count(Meter.INPUT)).isEqualTo(5);
  }

  @Test
  void excelMayNameTheDelimiter() {
    assertThat(ReadCalls.of("sep=;", "model;input", "m;5").count(Meter.INPUT)).isEqualTo(5);
  }

  @Test
  void aRecordIsAtTheLineWhereItBegins() {
    ReadCalls reading =
        ReadCalls.of(
            "", "task,model,input", "\"a", "\"\"b,\",m,1", "", "c,m,2\r", " , , ", "d,m,3");

    assertThat(lines(reading)).containsExactly(3L, 6L, 8L);
    assertThat(reading.calls().getFirst().slice().key().task()).isEqualTo("a\n\"b,");
    assertThat(reading.account().rows()).isEqualTo(3);
  }

  @Test
  void rowsOfAnotherWidthAreRejected() {
    ReadCalls reading = ReadCalls.of("task,model,input", "a,m", "a,m,1,x", "a,m,2,,");

    assertThat(reading.rejects())
        .extracting(Reject::reason)
        .containsExactly("2 cells; the header has 3", "4 cells; the header has 3");
    assertThat(lines(reading)).containsExactly(4L);
  }

  @Test
  void anOpenQuoteLosesItsOwnLineOnly() {
    ReadCalls reading = ReadCalls.of("task,model,input", "a,m,1", "\"b,m,2", "c,m,3", "d,m,4");

    assertThat(lines(reading)).containsExactly(2L, 4L, 5L);
    assertThat(reading.rejects().getFirst().origin()).hasToString("-:3");
    assertThat(reading.reason()).isEqualTo("a quote opens in this line and is never closed");
  }

  @Test
  void aQuoteThatClosesTooEarlyLosesItsOwnLineOnly() {
    ReadCalls reading =
        ReadCalls.of("task,model,input", "\"b,m,2", "\"c\",m,3", "\"d\"d,m,4", "e,m,5");

    assertThat(lines(reading)).containsExactly(3L, 5L);
    assertThat(reading.rejects())
        .extracting(Reject::reason)
        .containsOnly("text follows a closing quote; double a quote inside a cell");
  }

  @Test
  void aBrokenJsonLineIsRejectedByItself() {
    ReadCalls reading =
        ReadCalls.of(
            "{\"model\":\"m\",\"input\":1}",
            "{\"model\":\"m\",\"inp",
            "",
            "[1,2]",
            "null",
            "{\"model\":\"m\",\"input\":2} {\"model\":\"m\",\"input\":3}");

    assertThat(lines(reading)).containsExactly(1L, 6L, 6L);
    assertThat(reading.rejects())
        .extracting(reject -> reject.origin().line())
        .containsExactly(2L, 4L, 5L);
    assertThat(reading.rejects().getFirst().reason()).startsWith("not a JSON object: it ends");
  }

  @Test
  void theFirstJsonLineMayBeTheBrokenOne() {
    ReadCalls reading = ReadCalls.of("{\"model\":\"m\",", "{\"model\":\"m\",\"input\":1}");

    assertThat(lines(reading)).containsExactly(2L);
    assertThat(reading.rejects()).hasSize(1);
  }

  @Test
  void jsonMayBeAList() {
    ReadCalls reading =
        ReadCalls.of(
            "[", "{\"model\":\"m\",\"input\":1},", "7,", "{\"model\":", "\"m\",\"input\":2}]");

    assertThat(lines(reading)).containsExactly(2L, 4L);
    assertThat(reading.reason()).isEqualTo("not a JSON object");
  }

  @Test
  void jsonMayBePrettyPrintedOneAfterAnother() {
    ReadCalls reading =
        ReadCalls.of(
            "{", "\"model\":\"m\",", "\"input\":1}", "{", "\"model\":\"m\",\"input\":2", "}");

    assertThat(lines(reading)).containsExactly(1L, 4L);
  }

  @Test
  void aJsonListThatBreaksOffCountsAsFarAsItGoes() {
    var reading = ReadCalls.of("[{\"model\":\"m\",\"input\":1},", "{\"model\":");

    assertThat(reading.calls()).hasSize(1);
    assertThat(reading.tally().leftOut().files())
        .containsExactly(new LeftOut.PartOfFile(Kind.CUT, "-: the JSON ends early", false));
  }

  @Test
  void aJsonListThatBreaksOffInItsFirstRecordIsAProblem() {
    byte[] log = "[\n{\"model\":".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ReadCalls.of(log))
        .isInstanceOf(InputProblem.class)
        .hasMessageStartingWith("-:2: not a JSON object: it ends within a value")
        .hasMessageEndingWith("; what follows cannot be read");
  }

  /// RFC 7464; what broke off is rejected by itself.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "|{'model':'m','input':1}\n|{'model':'m','input':2}\n",
        "|{'model':'m','input':1}|{'model':'m','input':2}",
        "|{'model':'m',\n'input':1}\n|{'model':'m','input':2}\n",
        "|{'model':'m','input':1}\n|{'model':'m',|{'model':'m','input':2}\n",
        "\n|[{'model':'m','input':1},\n{'model':'m','input':2}]\n"
      })
  void aSequenceOfTextsIsRead(String text) {
    byte[] log = text.replace('|', '\u001e').replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThat(ReadCalls.of(log).calls()).hasSize(2);
  }

  @Test
  void theFormatCanBeForced() {
    var csv =
        new ReadOptions(
            Optional.of(LogFormat.CALLS_CSV), Map.of(), ReadOptions.CacheTokens.AUTO, true);

    assertThat(ReadCalls.of(csv, "{,model,input", "x,m,5").count(Meter.INPUT)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\n\t "})
  void anEmptyFileHasNoRecords(String text) {
    ReadCalls reading = ReadCalls.of(text.getBytes(StandardCharsets.UTF_8));

    assertThat(reading.account().rows()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void unicodeIsReadWithAndWithoutAMark(String charset) {
    String log = "task,model,input\nprüfen,m,5\n";

    for (String mark : charset.equals("UTF-16") ? List.of("") : List.of("", "\uFEFF")) {
      ReadCalls reading = ReadCalls.of((mark + log).getBytes(Charset.forName(charset)));
      assertThat(reading.call().slice().key().task()).isEqualTo("prüfen");
      assertThat(reading.account().mapping()).contains("task <- task");
    }
  }

  @Test
  void bytesThatAreNotUtf8AreReadAsWindows1252() {
    ReadCalls reading =
        ReadCalls.of("task,model,input\nprüfen €,m,5\n".getBytes(Charset.forName("windows-1252")));

    assertThat(reading.call().slice().key().task()).isEqualTo("prüfen €");
    assertThat(reading.account().assumptions())
        .contains("2 bytes are not UTF-8 and were read as windows-1252");
  }

  @Test
  void binaryDataIsRefused() {
    assertThatThrownBy(() -> ReadCalls.of(new byte[] {'P', 'K', 3, 4, 0, 1, 2, 3}))
        .isInstanceOf(InputProblem.class)
        .hasMessage("-: its data are damaged: zip END header not found");
    assertThatThrownBy(() -> ReadCalls.of(new byte[] {'a', ',', 'b', '\n', 0, 1, 2, 3}))
        .isInstanceOf(InputProblem.class)
        .hasMessage(
            "-: not a call log: binary data (byte 0x00 at offset 4); expected CSV, TSV or JSON"
                + " lines");
  }

  @Test
  void hostileTextInReasonsIsNeutralisedAndCut() {
    ReadCalls reading = ReadCalls.of("model,input", "m,\u001b[2J\u202e" + "x".repeat(100));

    assertThat(reading.reason())
        .isEqualTo("input_tokens is '?[2J?xxxxxx…(100 characters)'; expected a whole number");
  }
}
