package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.read.tally.LogTally;
import routercost.read.text.ReadTuning;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.usage.UsageCube;

/// The exports of other tools give the calls, failed calls, tokens and labels that they hold.
class ExportsTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  record Figure(String file, String name, String kind, BigDecimal number) {
    static Figure of(String line) {
      String[] cells = line.split("\t", -1);
      return new Figure(cells[0], cells[1], cells[2], new BigDecimal(cells[3]));
    }

    @Override
    public String toString() {
      return name + " " + kind + " " + number.stripTrailingZeros().toPlainString();
    }
  }

  static Stream<List<Figure>> expectedByFile() throws IOException {
    return Files.readAllLines(RESOURCES.resolve("exports-expected.tsv")).stream()
        .map(Figure::of)
        .collect(Collectors.groupingBy(Figure::file, TreeMap::new, Collectors.toList()))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("expectedByFile")
  void everyExportGivesItsFigures(List<Figure> expected) {
    String file = RESOURCES.resolve("exports").resolve(expected.getFirst().file()).toString();
    LogTally tally =
        LogReader.of(ReadCalls.request(List.of(file), new byte[0]).with(ReadTuning.of(1))).read();
    var wrong = new ArrayList<String>();
    for (var figure : expected) {
      BigDecimal found = found(figure, tally);
      if (found.compareTo(figure.number()) != 0) {
        wrong.add(figure + ", found " + found.stripTrailingZeros().toPlainString());
      }
    }
    assertThat(wrong).as(tally.inputs().toString()).isEmpty();
  }

  @Test
  void aCostOfAnySizeIsNoDanger() {
    var reading =
        ReadCalls.of(
            "{\"req_units\":10,\"res_units\":1,\"ai_model\":\"claude-opus-5-5\",\"is_success\":1,"
                + "\"cost\":1e999999999,\"created_at\":\"2026-10-07T08:00:00Z\"}");
    assertThat(reading.call().loggedUsd()).isEmpty();
  }

  @Test
  void copiesOfAResponseAreOneCallOfTheDayOfTheEarliest() {
    var reading =
        ReadCalls.of(
            line("2026-10-08T08:00:00Z", "req_1", false, 900),
            line("2026-10-07T08:00:00Z", "req_1", false, 3),
            line("2026-10-09T08:00:00Z", "req_2", true, 5000));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("1");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("900");
    assertThat(reading.tally().used().cells().firstKey().day()).hasToString("2026-10-07");
  }

  @Test
  void twoRequestsUnderOneIdAreTwoCalls() {
    var reading =
        ReadCalls.of(
            line("2026-10-08T08:00:00Z", "req_1", false, 900),
            line("2026-10-08T08:00:00Z", "req_2", false, 100));
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo("2");
    assertThat(reading.sum(Meter.OUTPUT, Status.OK)).isEqualTo("1000");
  }

  private static String line(String time, String request, boolean aside, int output) {
    return ("{\"type\":\"assistant\",\"sessionId\":\"s\",\"timestamp\":\"%s\",\"requestId\":\"%s\","
            + "\"isSidechain\":%s,\"message\":{\"id\":\"msg_0123456789012345678\","
            + "\"model\":\"claude-opus-5-5\",\"usage\":{\"input_tokens\":1,\"output_tokens\":%d}}}")
        .formatted(time, request, aside, output);
  }

  private static BigDecimal found(Figure figure, LogTally tally) {
    UsageCube cube = tally.used();
    UsageCube good = cube.where(key -> key.status() == Status.OK);
    UsageCube ofModel = good.where(key -> key.model().equals(figure.name()));
    return switch (figure.kind()) {
      case "failed" -> cube.where(key -> key.status() == Status.FAILED).total().of(Meter.CALLS);
      case "task" -> good.where(key -> key.task().equals(figure.name())).total().of(Meter.CALLS);
      case "calls" -> (figure.name().isEmpty() ? good : ofModel).total().of(Meter.CALLS);
      case "input" -> ofModel.total().of(Meter.INPUT);
      case "output" -> ofModel.total().of(Meter.OUTPUT);
      case "cache_read" -> ofModel.total().of(Meter.CACHE_READ);
      case "cache_write_5m" -> ofModel.total().of(Meter.CACHE_WRITE_5M);
      case "cache_write_1h" -> ofModel.total().of(Meter.CACHE_WRITE_1H);
      case "cache_write_unknown" -> ofModel.total().of(Meter.CACHE_WRITE_UNKNOWN);
      case "billed" -> billed(figure, tally.billed());
      case "reasoning" -> ofModel.total().of(Meter.REASONING);
      default -> throw new IllegalArgumentException(figure.kind());
    };
  }

  /// The expected figures are kept to the micro-dollar.
  private static BigDecimal billed(Figure figure, UsageCube cube) {
    return cube.where(key -> figure.name().isEmpty() || key.model().equals(figure.name()))
        .total()
        .of(Meter.LOGGED_USD)
        .setScale(6, RoundingMode.HALF_UP);
  }
}
