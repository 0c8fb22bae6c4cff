package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.exports.LogFormat;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The forms in which strangers log usage, each with the figures that it proves: forms.txt.
class FormsTest {
  /// A log, and its figures as `kind number`.
  record Form(String title, List<String> figures, String log) {
    static Form of(String block) {
      String[] parts = block.split("\n", 2);
      int colon = parts[0].lastIndexOf(": ");
      return new Form(
          parts[0].substring(0, colon),
          List.of(parts[0].substring(colon + 2).split(", ", -1)),
          parts[1]);
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Form> forms() throws IOException {
    return Stream.of(
            Files.readString(Path.of("src/test/resources/forms.txt"))
                .substring(4)
                .split("\n=== ", -1))
        .map(Form::of);
  }

  private static ReadCalls read(String log) {
    return ReadCalls.of(log.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void eachFormGivesItsFigures(Form form) {
    var reading = read(form.log() + "\n");
    Usage used = reading.tally().used().total();
    var wrong = new ArrayList<String>();
    for (String figure : form.figures()) {
      String[] parts = figure.split(" ", -1);
      BigDecimal found =
          switch (parts[0]) {
            case "calls" -> used.of(Meter.CALLS);
            case "input" -> used.of(Meter.INPUT);
            case "output" -> used.of(Meter.OUTPUT);
            case "cache_read" -> used.of(Meter.CACHE_READ);
            case "cache_write" -> used.of(Meter.CACHE_WRITE_UNKNOWN);
            case "cache_write_5m" -> used.of(Meter.CACHE_WRITE_5M);
            case "cache_write_1h" -> used.of(Meter.CACHE_WRITE_1H);
            case "web_search" -> used.of(Meter.WEB_SEARCH);
            case "billed" -> reading.tally().billed().total().of(Meter.LOGGED_USD);
            default -> throw new IllegalArgumentException(parts[0]);
          };
      if (found.compareTo(new BigDecimal(parts[1])) != 0) {
        wrong.add(figure + ", found " + found.toPlainString());
      }
    }
    assertThat(wrong).as(reading.tally().inputs().toString()).isEmpty();
    assertThat(reading.rejects()).isEmpty();
  }

  @Test
  void everyFormatHasASampleWithFigures() throws IOException {
    var formats = EnumSet.noneOf(LogFormat.class);
    forms()
        .forEach(
            form ->
                read(form.log()).tally().inputs().stream()
                    .map(input -> LogFormat.named(input.format()))
                    .forEach(formats::add));
    var files =
        ExportsTest.expectedByFile()
            .map(figures -> "src/test/resources/exports/" + figures.getFirst().file())
            .toList();
    for (String file : files) {
      LogReader.of(ReadCalls.request(List.of(file), new byte[0]))
          .read()
          .inputs()
          .forEach(input -> formats.add(LogFormat.named(input.format())));
    }
    assertThat(formats)
        .containsAll(Stream.of(LogFormat.values()).filter(LogFormat::isExport).toList());
  }

  /// An account cannot be made that does not add up.
  @ParameterizedTest
  @MethodSource("forms")
  void aCutFormIsReadOrRefusedCleanly(Form form) {
    var random = new Random(form.title().hashCode());
    for (int round = 0; round < 10; round++) {
      String cut = form.log().substring(0, 1 + random.nextInt(form.log().length()));
      try {
        assertThat(read(cut).tally().inputs()).hasSize(1);
      } catch (InputProblem refused) {
        assertThat(refused).hasMessageStartingWith("-");
      }
    }
  }

  @Test
  void aColumnOfCachedTokensThatIsNotReadIsNamed() {
    var reading =
        ReadCalls.of(
            "date,model,input_tokens,output_tokens,Edge Cache Hits (tok)",
            "2026-09-01,claude-haiku-5-5,100,20,60");
    assertThat(reading.tally().warnings())
        .anyMatch(
            warning -> warning.contains("'Edge Cache Hits (tok)' seems to count cached tokens"));
  }

  @Test
  void anotherCallInEachRecordThatIsNotReadIsNamed() {
    var reading =
        ReadCalls.of(
            "{\"model\":\"gpt-4o\",\"input_tokens\":100,\"output_tokens\":20,"
                + "\"judge_model\":\"gpt-5\",\"judge_input_tokens\":10,\"judge_output_tokens\":2}");
    assertThat(reading.tally().warnings())
        .anyMatch(warning -> warning.contains("'judge_model' and 'judge_input_tokens'"));
  }

  @Test
  void aModelAndTokensInDifferentRecordsAreRefused() {
    assertThatThrownBy(
            () ->
                ReadCalls.of(
                    "[{\"prompt_tokens\": 100, \"completion_tokens\": 20,",
                    "  \"messages\": [{\"role\": \"assistant\", \"model\": \"gpt-4o\"}]}]"))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("no record has both a model and its tokens");
  }

  @Test
  void listsNextToTheOneThatIsReadAreNamed() {
    var reading =
        ReadCalls.of(
            "{\"main\": [{\"model\": \"gpt-4o\", \"input_tokens\": 100, \"output_tokens\": 20}],",
            " \"rest\": [{\"model\": \"gpt-4o\", \"input_tokens\": 10, \"output_tokens\": 2}]}");
    assertThat(reading.account().assumptions())
        .contains("records are read from main[] and not from rest[]");
  }

  @Test
  void aCallThatAResponseRepeatsRawCountsOnce() {
    String call =
        "{\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}";
    var reading = ReadCalls.of("{\"raw\":" + call + ",\"parsed\":" + call + "}");
    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("100");
  }
}
