package routercost.read;

import static java.util.regex.Matcher.quoteReplacement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import routercost.audit.NotCounted.Kind;
import routercost.read.exports.LogFormat;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// What holds for every format: a second run counts, a copy counts once, an unknown record or field
/// changes nothing, a cut record is reported and the rest counts, and every line has its place in
/// the account. The logs are made mechanically from one sample of each format and container.
class FormatContractTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final int LARGEST = 40_000;

  /// Formats whose records have no ids: a copy under another name counts twice, and a warning that
  /// the command prints says which files are equal.
  private static final Set<LogFormat> WITHOUT_IDS =
      EnumSet.of(
          LogFormat.CLINE,
          LogFormat.CLOUD_BILL,
          LogFormat.CODEX,
          LogFormat.COPILOT_CLI,
          LogFormat.COST_REPORT,
          LogFormat.DROID,
          LogFormat.GEMINI_CLI_STATS,
          LogFormat.GOOSE,
          LogFormat.MODEL_USAGE,
          LogFormat.PROMPTFOO,
          LogFormat.TOKEN_TYPES);

  private static final Pattern SAMPLE = Pattern.compile(".*\\.(csv|json|jsonl|sse)");
  private static final Pattern YEAR = Pattern.compile("\\b20(2\\d)(?=-\\d\\d)");
  private static final Pattern EPOCH =
      Pattern.compile("\\b1[78](?=\\d{8}(\\d{3}|\\d{6}|\\d{9})?\\b)");
  private static final Pattern ID = Pattern.compile("(?!.*operationId)(.*[a-z_.])?([iI]d|ID|uuid)");
  private static final Pattern MODEL =
      Pattern.compile("([a-z]+[:/])?(claude|gpt|gemini|glm|deepseek|kimi|anthropic\\.)");
  private static final Pattern DIGIT = Pattern.compile("\\d");

  /// A member of an object, also in a text or an attribute of OTLP: what is before its value, its
  /// name and its value.
  private static final Pattern MEMBER =
      Pattern.compile(
          "(\\\\*\"{1,2}(?:key\":\\s*\")?([A-Za-z_.$]+)\\\\*\"{1,2}"
              + "(?:,\\s*\"value\":\\s*\\{\"stringValue\")?\\s*:\\s*\\\\*\"{0,2})([^\"\\\\,}\\]]*)");

  private static final String UNKNOWN =
      "{\"type\":\"zz_new\",\"timestamp\":\"2026-10-07T08:00:00Z\",\"zz\":{\"deep\":[1,{\"x\":2}]}}";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @TempDir private Path folder;

  record Log(String name, LogFormat format, String text) {
    boolean isTable() {
      return name.endsWith("csv");
    }

    List<String> lines() {
      return text.lines().filter(line -> !line.isBlank()).toList();
    }

    Log with(String changed) {
      return new Log(name, format, changed);
    }

    Log with(List<String> lines) {
      return with(String.join("\n", lines) + "\n");
    }

    @Override
    public String toString() {
      return format.id() + " " + name;
    }
  }

  /// The samples: of each format the first with each kind of name.
  static List<Log> logs() throws IOException {
    var logs = new HashMap<String, Log>();
    for (var room : List.of("exports", "accuracy")) {
      try (Stream<Path> files = Files.walk(RESOURCES.resolve(room))) {
        for (Path file : files.sorted().toList()) {
          if (SAMPLE.matcher(file.toString()).matches() && Files.size(file) < LARGEST) {
            add(logs, file);
          }
        }
      }
    }
    return logs.keySet().stream().sorted().map(logs::get).toList();
  }

  private static void add(Map<String, Log> logs, Path file) throws IOException {
    try {
      var inputs = read(List.of(file)).inputs();
      var format = LogFormat.named(inputs.getFirst().format());
      var name = RESOURCES.relativize(file).toString();
      boolean counts = inputs.getFirst().rows() > inputs.getFirst().skippedRows();
      if ((counts && format.isExport()) || format == LogFormat.CRUSH) {
        logs.putIfAbsent(
            format.id() + name.substring(name.lastIndexOf('.')),
            new Log(name, format, Files.readString(file)));
      }
    } catch (InputProblem | ConfigurationProblem _) {
      // a sample of what is refused
    }
  }

  static List<Log> linesOfJson() throws IOException {
    return logs().stream()
        .filter(log -> !log.isTable())
        .filter(log -> log.lines().stream().allMatch(line -> parsed(line) instanceof ObjectNode))
        .toList();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  private static LogTally read(List<Path> files) {
    return LogReader.of(ReadCalls.request(files.stream().map(Path::toString).toList(), new byte[0]))
        .read();
  }

  private LogTally read(Log... logs) throws IOException {
    var files = new ArrayList<Path>();
    for (var log : logs) {
      Path run = Files.createDirectories(folder.resolve("run" + files.size()));
      var name = Path.of(log.name()).getFileName().toString();
      files.add(Files.writeString(run.resolve(name), log.text()));
    }
    return read(files);
  }

  private static Usage sums(LogTally tally) {
    return tally.used().total().plus(tally.billed().total());
  }

  /// The sums without calls that used nothing, which have no ids where they failed.
  private static Usage tokens(Usage usage) {
    return usage.with(Meter.CALLS, 0).with(Meter.FIRST_TRIES, 0).with(Meter.EMPTY_CALLS, 0);
  }

  @Test
  void everyFormatHasASample() throws IOException {
    var formats = logs().stream().map(Log::format).collect(Collectors.toSet());
    assertThat(Stream.of(LogFormat.values()).filter(LogFormat::isExport))
        .filteredOn(format -> !formats.contains(format))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aCopyUnderAnotherNameCountsOnce(Log log) throws IOException {
    var one = tokens(sums(read(log)));
    var two = tokens(sums(read(log, log)));
    if (!two.equals(one)) {
      assertThat(WITHOUT_IDS).contains(log.format());
      assertThat(two).isEqualTo(one.times(BigDecimal.TWO));
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void aSecondRunCountsToo(Log log) throws IOException {
    assertThat(sums(read(log, later(log)))).isEqualTo(sums(read(log)).times(BigDecimal.TWO));
  }

  /// The log of another run: at least a year earlier, under other ids.
  private static Log later(Log log) throws IOException {
    String text = log.isTable() ? laterTable(log.text()) : log.text();
    text = YEAR.matcher(text).replaceAll(at -> "20" + (Integer.parseInt(at.group(1)) - 1));
    text = EPOCH.matcher(text).replaceAll(at -> at.group().equals("17") ? "16" : "17");
    return log.with(MEMBER.matcher(text).replaceAll(at -> quoteReplacement(laterMember(at))));
  }

  private static String laterMember(MatchResult member) {
    boolean isId = ID.matcher(member.group(2)).matches();
    return member.group(1) + (isId ? laterId(member.group(3)) : member.group(3));
  }

  private static String laterId(String id) {
    String text = id.strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()
        || text.equals("null")
        || "{[".indexOf(text.charAt(0)) >= 0
        || MODEL.matcher(text).lookingAt()) {
      return id;
    }
    return DIGIT.matcher(id).find()
        ? DIGIT.matcher(id).replaceAll(at -> "" + (Integer.parseInt(at.group()) + 5) % 10)
        : id + "2";
  }

  private static String laterTable(String table) throws IOException {
    var written = new StringWriter();
    try (var parser = CSVFormat.RFC4180.parse(new StringReader(table));
        var printer = new CSVPrinter(written, CSVFormat.RFC4180)) {
      var names = new ArrayList<String>();
      for (var row : parser) {
        var cells = new ArrayList<>(row.toList());
        if (names.isEmpty()) {
          names.addAll(cells);
        } else {
          for (int i = 0; i < cells.size(); i++) {
            cells.set(i, ID.matcher(names.get(i)).matches() ? laterId(cells.get(i)) : cells.get(i));
          }
        }
        printer.printRecord(cells);
      }
    }
    return written.toString();
  }

  @ParameterizedTest
  @MethodSource("linesOfJson")
  void anUnknownRecordIsSkipped(Log log) throws IOException {
    var whole = read(log);
    for (int at : List.of(log.lines().size(), log.lines().size() / 2, 0)) {
      var lines = new ArrayList<>(log.lines());
      lines.add(at, UNKNOWN);
      var found = read(log.with(lines));
      assertThat(sums(found)).as("before line %d", at).isEqualTo(sums(whole));
      assertThat(found.inputs().getFirst().skippedRows())
          .as("before line %d: %s", at, found.inputs())
          .isEqualTo(whole.inputs().getFirst().skippedRows() + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("logs")
  void anUnknownFieldChangesNothing(Log log) throws IOException {
    var lines = new ArrayList<String>();
    for (String line : log.lines()) {
      if (log.isTable()) {
        lines.add(line + (lines.isEmpty() ? ",zz_new" : ",7"));
      } else {
        lines.add(
            parsed(line) instanceof ObjectNode object
                ? object.set("zz_new", parsed(UNKNOWN)).toString()
                : line);
      }
    }
    assertThat(sums(read(log.with(lines)))).isEqualTo(sums(read(log)));
  }

  @ParameterizedTest
  @MethodSource("linesOfJson")
  void aCutRecordIsReportedAndTheRestCounts(Log log) throws IOException {
    var rest = log.lines().subList(0, log.lines().size() - 1);
    if (!rest.isEmpty()) {
      String last = log.lines().getLast();
      String text = log.with(rest).text() + last.substring(0, last.length() * 2 / 3);
      var cut = read(log.with(text));
      long rejected = cut.inputs().getFirst().rejected();
      boolean isCut = cut.leftOut().files().stream().anyMatch(file -> file.kind() == Kind.CUT);
      assertThat(rejected + (isCut ? 1 : 0)).isEqualTo(1);
      assertThat(sums(cut)).isEqualTo(sums(read(log.with(rest))));
    }
  }

  @ParameterizedTest
  @MethodSource("linesOfJson")
  void everyLineIsInTheAccount(Log log) throws IOException {
    assertThat(read(log).inputs().stream().mapToLong(RowCounts::rows).sum())
        .isGreaterThanOrEqualTo(log.lines().size());
  }
}
