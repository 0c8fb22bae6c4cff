package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.schema.RowCounts;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.UsageCube;

class SampleLogsTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  static Stream<List<String>> expectedByFile() throws IOException {
    return Files.readAllLines(RESOURCES.resolve("calls-expected.tsv")).stream()
        .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('\t'))))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("expectedByFile")
  void everySampleGivesTheExpectedFigures(List<String> expected) {
    String file = expected.getFirst().split("\t", -1)[0];
    ReadCalls reading = ReadCalls.file(RESOURCES.resolve(file).toString());

    assertThat(reading.rejects()).isEmpty();
    assertThat(expected).allSatisfy(line -> assertFigure(line.split("\t", -1), reading));
  }

  private static void assertFigure(String[] line, ReadCalls reading) {
    var wanted = new BigDecimal(line[line.length - 1]);
    assertThat(figure(line, reading)).as(String.join(" ", line)).isEqualByComparingTo(wanted);
  }

  private static BigDecimal figure(String[] line, ReadCalls reading) {
    UsageCube good = reading.tally().used().where(key -> key.status() == Status.OK);
    RowCounts account = reading.account();
    return switch (line[1]) {
      case "calls" -> good.total().of(Meter.CALLS);
      case "failed" -> new BigDecimal(reading.sum(Meter.CALLS, Status.FAILED));
      case "rows" -> BigDecimal.valueOf(account.rows());
      case "duplicates" -> BigDecimal.valueOf(account.duplicates());
      case "tokens_not_numeric" ->
          BigDecimal.valueOf(account.skipped().getOrDefault("tokens_not_numeric", 0L));
      case "usd" -> toMicros(good.total().of(Meter.LOGGED_USD));
      case "eur" -> reading.tally().loggedElsewhere().getOrDefault("EUR", BigDecimal.ZERO);
      case "task" -> good.where(key -> key.task().equals(line[2])).total().of(Meter.CALLS);
      default ->
          good.where(key -> key.model().equals(line[1]))
              .total()
              .of(Meter.valueOf(line[2].toUpperCase(Locale.ROOT)));
    };
  }

  /// The expected figures are kept to the micro-dollar.
  private static BigDecimal toMicros(BigDecimal dollars) {
    return dollars.setScale(6, RoundingMode.HALF_UP);
  }

  @Test
  void aFileWithoutAHeaderIsRefusedWithAWayOut() {
    String file = RESOURCES.resolve("calls-csv/08_no_header.csv").toString();

    assertThatThrownBy(() -> ReadCalls.file(file))
        .isInstanceOf(InputProblem.class)
        .hasMessageStartingWith(file + ": the first row is data, not column names; add a header")
        .hasMessageContaining("--map model=3");
  }

  @Test
  void theMappingSaysWhatWasReadAsWhat() {
    ReadCalls reading =
        ReadCalls.file(RESOURCES.resolve("calls-csv/02_openai_names.csv").toString());

    assertThat(reading.account().mapping())
        .contains(
            "timestamp <- created",
            "input_tokens <- prompt_tokens (includes cached tokens)",
            "request_id <- id");
    assertThat(reading.account().assumptions())
        .containsExactly(
            "prompt_tokens includes cached tokens (settled by the total; --cache-tokens exclusive"
                + " reads it otherwise)");
  }
}
