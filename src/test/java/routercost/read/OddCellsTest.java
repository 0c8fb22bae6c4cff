package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.Latencies;
import routercost.audit.SummedLatencies;
import routercost.read.schema.Reject;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogTally;
import routercost.read.text.ReadTuning;
import routercost.usage.Meter;

/// A cell has one meaning, however it is quoted, escaped or exported, and however large the log is.
class OddCellsTest {
  private static final ReadTuning SCANNED = new ReadTuning(1, 1 << 16, 0, 1 << 20);
  private static final ReadTuning IN_SEQUENCE =
      new ReadTuning(1, 1 << 16, Integer.MAX_VALUE, 1 << 20);
  private static final Path CELLS = Path.of("src/test/resources/odd-cells.txt");

  /// A row without anything odd.
  private static Map<String, String> row() {
    var row = new LinkedHashMap<String, String>();
    row.put("timestamp", "2026-10-02T04:05:06Z");
    row.put("task", "plan");
    row.put("model", "claude-haiku-4-5");
    row.put("input_tokens", "100");
    row.put("output_tokens", "10");
    row.put("service_tier", "standard");
    row.put("inference_geo", "");
    row.put("status", "ok");
    row.put("retries", "0");
    row.put("cost_usd", "0.0001");
    row.put("currency", "USD");
    row.put("cache_read_tokens", "0");
    row.put("reasoning_tokens", "0");
    row.put("web_searches", "0");
    row.put("latency_ms", "100");
    return row;
  }

  /// The lines `column|cell|outcome` of the table, with the escapes of Java.
  static Stream<Arguments> cells() throws IOException {
    return Files.readAllLines(CELLS).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\|", -1))
        .map(
            parts ->
                Arguments.of(parts[0], parts[1].translateEscapes(), parts[2].translateEscapes()));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellHasOneMeaning(String column, String cell, String outcome) {
    var row = row();
    if (column.equals("latency_s")) {
      row.remove("latency_ms");
    }
    row.put(column, cell);
    var outcomes = new LinkedHashMap<String, String>();
    logs(row, column)
        .forEach(
            (name, log) -> {
              outcomes.put(name, outcome(log, column, IN_SEQUENCE));
              outcomes.put(name + ", scanned", outcome(log, column, SCANNED));
            });
    assertThat(outcomes).allSatisfy((name, found) -> assertThat(found).isEqualTo(outcome));
  }

  private static Map<String, String> logs(Map<String, String> row, String column) {
    var logs = new LinkedHashMap<String, String>();
    String cell = row.getOrDefault(column, "");
    String header = String.join(",", row.keySet()) + "\n";
    if (cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')) {
      logs.put("bare", header + String.join(",", row.values()) + "\n");
    }
    logs.put("quoted", header + joined(row, (_, value) -> quoted(value)) + "\n");
    logs.put("JSON", "{" + joined(row, (name, value) -> json(name) + ":" + json(value)) + "}\n");
    logs.put(
        "escaped", "{" + joined(row, (name, value) -> json(name) + ":" + escaped(value)) + "}\n");
    if (List.of("timestamp", "task", "cost_usd").contains(column)) {
      logs.put("Helicone", helicone(row));
    }
    return logs;
  }

  private interface Layout {
    String of(String name, String value);
  }

  private static String joined(Map<String, String> row, Layout layout) {
    return row.entrySet().stream()
        .map(field -> layout.of(field.getKey(), field.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  private static String json(String value) {
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + '"';
  }

  private static String escaped(String value) {
    return value.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));
  }

  private static String helicone(Map<String, String> row) {
    return ("{\"request_created_at\":%s,\"response_status\":200,\"model\":%s,\"prompt_tokens\":100,"
            + "\"completion_tokens\":10,\"costUSD\":%s,\"properties\":{\"Task\":%s}}\n")
        .formatted(
            json(row.getOrDefault("timestamp", "")),
            json(row.getOrDefault("model", "")),
            json(row.getOrDefault("cost_usd", "")),
            json(row.getOrDefault("task", "")));
  }

  /// The meaning of the column in the only row of a log.
  private static String outcome(String log, String column, ReadTuning tuning) {
    var rejects = new ArrayList<Reject>();
    var latencies = new Latencies();
    var tally =
        LogReader.of(
                ReadCalls.request(List.of("-"), log.getBytes(StandardCharsets.UTF_8)).with(tuning))
            .latencies(latencies)
            .listener(
                new CallListener() {
                  @Override
                  public void rejected(Reject reject) {
                    rejects.add(reject);
                  }
                })
            .read();
    if (!rejects.isEmpty()) {
      return "rejected: "
          + rejects.getFirst().reason().replaceFirst(" is ('.*'|[^;']*);", " is …;");
    }
    if (tally.used().cells().isEmpty()) {
      return "skipped: " + tally.inputs().getFirst().skipped();
    }
    var input = tally.inputs().getFirst();
    boolean noted = input.assumptions().stream().anyMatch(note -> note.contains("not understood"));
    return (column.startsWith("latency") ? SummedLatencies.of(latencies) : value(tally, column))
        + (noted ? ", noted" : "")
        + (input.doubts().isEmpty() ? "" : ", in doubt");
  }

  private static String value(LogTally tally, String column) {
    var used = tally.used().cells().firstEntry();
    var key = used.getKey();
    return switch (column) {
      case "timestamp" -> key.day().toString();
      case "task" -> key.task();
      case "model" -> key.model();
      case "service_tier" -> key.service().id();
      case "inference_geo" -> key.place().id();
      case "status" -> key.status().id();
      case "retries" -> used.getValue().of(Meter.RETRIES).toPlainString();
      case "input_tokens" -> used.getValue().of(Meter.INPUT).toPlainString();
      case "cache_read_tokens" -> used.getValue().of(Meter.CACHE_READ).toPlainString();
      case "reasoning_tokens" -> used.getValue().of(Meter.REASONING).toPlainString();
      case "web_searches" -> used.getValue().of(Meter.WEB_SEARCH).toPlainString();
      case "cost_usd", "currency" ->
          used.getValue().of(Meter.LOGGED_USD).toPlainString()
              + tally.loggedElsewhere().entrySet().stream()
                  .map(cost -> " " + cost.getValue().toPlainString() + " " + cost.getKey())
                  .collect(Collectors.joining());
      default -> throw new IllegalArgumentException(column);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"date,date,model", "date,note,note,model", "note,date,note,model"})
  void aColumnThatIsNamedTwiceMovesNoOther(String head) {
    var cells = Map.of("date", "2026-10-02", "note", "x", "model", "claude-haiku-4-5");
    var row = Stream.of(head.split(",")).map(cells::get).collect(Collectors.joining(","));
    var log = "%s,input_tokens,output_tokens\n%s,100,10\n%s,200,20\n".formatted(head, row, row);
    for (var tuning : List.of(IN_SEQUENCE, SCANNED)) {
      var request = ReadCalls.request(List.of("-"), log.getBytes(StandardCharsets.UTF_8));
      var used = LogReader.of(request.with(tuning)).read().used();

      assertThat(used.total().of(Meter.INPUT)).isEqualByComparingTo("300");
      assertThat(used.cells().keySet())
          .singleElement()
          .satisfies(key -> assertThat(key.model()).isEqualTo("claude-haiku-4-5"));
    }
  }
}
