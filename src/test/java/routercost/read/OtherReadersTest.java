package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import routercost.read.schema.ReadOptions;
import routercost.read.text.ReadTuning;
import routercost.usage.Meter;

/// The scanner finds the sums that commons-csv and Jackson find in the same bytes.
class OtherReadersTest {
  private static final int LOGS = 1_000;
  private static final List<String> NAMES =
      List.of("timestamp", "task", "model", "input_tokens", "output_tokens", "prompt");
  private static final List<String> TEXTS =
      List.of(
          "plan",
          "a\"b",
          "\"quoted\"",
          "x,y",
          "two\nlines",
          "two\r\nlines",
          "\\ \u2028 é 翻訳 😀",
          "ends with \"",
          ",",
          "{\"a\":[1]}",
          "tab\there",
          "a long text that goes on for more than sixty-four bytes, with \"quotes\" and, commas");

  private final Random random = new Random(11);

  /// The tokens of each task and model, as `input output`.
  private record Sums(Map<String, long[]> byKey) {
    Sums() {
      this(new TreeMap<>());
    }

    void add(String task, String model, long input, long output) {
      long[] sums = byKey.computeIfAbsent(task.strip() + "|" + model, _ -> new long[3]);
      sums[0]++;
      sums[1] += input;
      sums[2] += output;
    }

    List<String> lines() {
      return byKey.entrySet().stream()
          .map(
              entry ->
                  entry.getKey()
                      + List.of(entry.getValue()[0], entry.getValue()[1], entry.getValue()[2]))
          .toList();
    }
  }

  private List<String> row() {
    return List.of(
        "2026-10-0%dT0%d:00:00Z".formatted(1 + random.nextInt(9), random.nextInt(10)),
        TEXTS.get(random.nextInt(TEXTS.size())),
        random.nextBoolean() ? "claude-opus-5-5" : "claude-haiku-4-5",
        Integer.toString(random.nextInt(1 << (1 + random.nextInt(20)))),
        Integer.toString(random.nextInt(5_000)),
        TEXTS.get(random.nextInt(TEXTS.size())).repeat(random.nextInt(4)));
  }

  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      rows.add(row());
    }
    return rows;
  }

  private List<String> scanned(String log) {
    byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
    var effort =
        new ReadTuning(1 + random.nextInt(3), 1 + random.nextInt(bytes.length), 0, 1 << 20);
    var listener = new ReadCalls.Recorder();
    var tally =
        LogReader.of(
                ReadCalls.request(List.of("-"), bytes)
                    .with(
                        new ReadOptions(
                            Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, false))
                    .with(effort))
            .listener(listener)
            .read();
    assertThat(listener.rejects).isEmpty();
    var sums = new TreeMap<String, long[]>();
    tally
        .used()
        .slices()
        .forEach(
            slice -> {
              var sum =
                  sums.computeIfAbsent(
                      slice.key().task() + "|" + slice.key().model(), _ -> new long[3]);
              sum[0] += slice.usage().of(Meter.CALLS).longValueExact();
              sum[1] += slice.usage().of(Meter.INPUT).longValueExact();
              sum[2] += slice.usage().of(Meter.OUTPUT).longValueExact();
            });
    return new Sums(sums).lines();
  }

  @Test
  void commonsCsvFindsTheSame() throws IOException {
    for (int log = 0; log < LOGS; log++) {
      var written = new StringWriter();
      var format =
          CSVFormat.RFC4180
              .builder()
              .setRecordSeparator(random.nextBoolean() ? "\n" : "\r\n")
              .get();
      try (var printer = new CSVPrinter(written, format)) {
        printer.printRecord(NAMES);
        for (var row : rows()) {
          printer.printRecord(row);
        }
      }
      var expected = new Sums();
      var reading = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
      try (var parser = reading.parse(new StringReader(written.toString()))) {
        parser.forEach(
            call ->
                expected.add(
                    call.get("task").replace("\r\n", "\n"),
                    call.get("model"),
                    Long.parseLong(call.get("input_tokens")),
                    Long.parseLong(call.get("output_tokens"))));
      }
      assertThat(scanned(written.toString())).as(written.toString()).isEqualTo(expected.lines());
    }
  }

  @Test
  void jacksonFindsTheSame() throws IOException {
    var factory = new JsonFactory();
    for (int log = 0; log < LOGS; log++) {
      var written = new StringWriter();
      for (var row : rows()) {
        var line = new StringWriter();
        try (var json = factory.createGenerator(line)) {
          json.writeStartObject();
          for (int i = 0; i < NAMES.size(); i++) {
            if (i == 3 || i == 4) {
              json.writeNumberField(NAMES.get(i), Long.parseLong(row.get(i)));
            } else {
              json.writeStringField(NAMES.get(i), row.get(i));
            }
          }
          json.writeEndObject();
        }
        written.append(line.toString()).append("\n");
      }
      var expected = new Sums();
      try (var parser = factory.createParser(written.toString())) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          var call = members(parser);
          expected.add(
              call.getOrDefault("task", ""),
              call.getOrDefault("model", ""),
              Long.parseLong(call.getOrDefault("input_tokens", "")),
              Long.parseLong(call.getOrDefault("output_tokens", "")));
        }
      }
      assertThat(scanned(written.toString())).as(written.toString()).isEqualTo(expected.lines());
    }
  }

  private static Map<String, String> members(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, parser.getText());
    }
    return members;
  }
}
