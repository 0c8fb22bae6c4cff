package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import routercost.cli.console.Environment;

/// Equal inputs give equal bytes: in every format, wherever and whenever the program runs.
@Isolated // it changes the locale and the time zone of the whole process
class SameBytesTest {
  private static final Locale LOCALE = Locale.getDefault();
  private static final TimeZone ZONE = TimeZone.getDefault();

  private static final List<String> FORMATS =
      List.of("table", "plain", "json", "csv", "markdown", "html");
  private static final List<String> OF_BUDGETS =
      List.of("junit", "github", "gitlab", "openmetrics", "comment");

  /// Where and when a run takes place.
  private record Setting(String locale, String zone, String clock, int threads) {}

  private static final Setting HERE = new Setting("und", "UTC", "2026-11-21T12:00:00Z", 1);

  private static final List<Setting> ELSEWHERE =
      List.of(
          new Setting("tr-TR", "Europe/Istanbul", "2026-11-22T00:30:00Z", 2),
          new Setting("ar-EG-u-nu-arab", "Pacific/Kiritimati", "2027-03-01T23:59:59Z", 3),
          new Setting("de-DE", "America/Los_Angeles", "2026-01-01T00:00:00Z", 2),
          new Setting("hi-IN-u-nu-deva", "Asia/Kolkata", "2031-12-31T12:00:00Z", 5),
          new Setting("th-TH-u-ca-buddhist-nu-thai", "Asia/Bangkok", "2026-11-21T23:00:00Z", 1));

  @TempDir private Path folder;

  @AfterEach
  void home() {
    Locale.setDefault(LOCALE);
    TimeZone.setDefault(ZONE);
  }

  private Terminals.Run run(List<String> words, Setting setting, Map<String, String> variables) {
    Locale.setDefault(Locale.forLanguageTag(setting.locale()));
    TimeZone.setDefault(TimeZone.getTimeZone(setting.zone()));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var environment =
        new Environment(
            InputStream.nullInputStream(),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            variables,
            false,
            false,
            false,
            Optional.empty(),
            Optional.empty(),
            Instant.parse(setting.clock()),
            () -> ZoneOffset.UTC,
            () -> 0);
    int exit = Main.run(words.toArray(String[]::new), environment);
    return new Terminals.Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /// More rows than are read without scanners, some without a time, with figures that group.
  private Path log() throws IOException {
    var random = new Random(20261121);
    var text = new StringBuilder("timestamp,task,model,input_tokens,output_tokens,team\n");
    for (int i = 0; i < 3_000; i++) {
      text.append(
          "%s,%s,claude-%s,%d,%d,%s\n"
              .formatted(
                  i % 50 == 0 ? "" : "2026-10-%02d %02d:59".formatted(1 + i % 31, i % 24),
                  List.of("IRIS", "titles", "plan_review").get(random.nextInt(3)),
                  List.of("opus-5-5", "haiku-5-5", "nova").get(random.nextInt(3)),
                  random.nextInt(2_000_000),
                  random.nextInt(9_000),
                  List.of("iI", "ıİ", "support").get(random.nextInt(3))));
    }
    var log = folder.resolve("log.csv");
    Files.writeString(log, text);
    return log;
  }

  private List<List<String>> commands() throws IOException {
    var log = log().toString();
    var check = List.of("check", "samples/calls.csv", "--budgets", "samples/budgets.yaml");
    var compare =
        List.of(
            "compare", "samples/compare/calls-2026-08.csv", "samples/compare/calls-2026-09.csv");
    var commands = new ArrayList<List<String>>();
    for (var format : FORMATS) {
      Stream.of(
              List.of("audit", log, "--group-by", "task,team,month"),
              check,
              compare,
              List.of("forecast", "samples/compare/days.csv", "--budget", "330"),
              List.of("report", "samples/finance/", "--month", "2026-10"),
              List.of("estimate", "samples/pipelines/support.yaml"),
              List.of("what-if", log, "--move", "IRIS=haiku"),
              List.of("what-if", "samples/calls.csv", "--matrix"),
              List.of("cube", "show", "samples/warehouse.cube.csv"))
          .forEach(some -> commands.add(and(some, "-f", format)));
    }
    OF_BUDGETS.forEach(format -> commands.add(and(check, "-f", format)));
    return commands;
  }

  private static List<String> and(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }

  /// With the options that say what day it is and how many threads read, where there are such.
  private static List<String> in(Setting setting, List<String> words) {
    boolean reads = !List.of("estimate", "cube").contains(words.getFirst());
    var dated = words.getFirst().equals("cube") ? words : and(words, "--now", "2026-11-21");
    return reads ? and(dated, "--threads", Integer.toString(setting.threads())) : dated;
  }

  @Test
  void everyCommandPrintsTheSameInEveryFormatWhereverItRuns() throws IOException {
    for (var command : commands()) {
      var here = run(in(HERE, command), HERE, Map.of());
      assertThat(here.out()).as("%s %s", command, here.err()).isNotEmpty();
      for (var setting : ELSEWHERE) {
        assertThat(run(in(setting, command), setting, Map.of()))
            .as("%s %s", command, setting)
            .isEqualTo(here);
      }
    }
  }

  @Test
  void everyFileOfAReportHasTheSameBytesWhereverItIsMade() throws IOException {
    var words = List.of("report", "samples/finance/", "--month", "2026-10", "-o");
    var here = folder.resolve("here");
    var first = and(words, here.toString());
    assertThat(run(in(HERE, first), HERE, Map.of()).exit()).isZero();
    for (var setting : ELSEWHERE.subList(0, 2)) {
      var there = folder.resolve(setting.locale());
      assertThat(run(in(setting, and(words, there.toString())), setting, Map.of()).exit()).isZero();
      try (var files = Files.list(here)) {
        assertThat(files)
            .hasSize(7)
            .allSatisfy(
                file -> assertThat(there.resolve(file.getFileName())).hasSameBinaryContentAs(file));
      }
    }
  }

  @Test
  void theDayOfTheVariableHoldsAsThatOfTheOptionDoes() throws IOException {
    var epoch = Map.of("SOURCE_DATE_EPOCH", "1795219200"); // 2026-11-21
    var commands = new ArrayList<>(commands().subList(0, 8));
    commands.removeIf(command -> command.contains("check")); // waivers go by the clock
    for (var command : commands) {
      var dated = run(in(HERE, command), HERE, Map.of());
      for (var setting : ELSEWHERE) {
        assertThat(run(command, setting, epoch)).isEqualTo(dated);
      }
    }
  }

  @Test
  void theReportsOfOneRunAreTheSameFilesWhereverItRuns() throws IOException {
    var here = reports(HERE);
    for (var setting : ELSEWHERE) {
      assertThat(reports(setting)).as("%s", setting).isEqualTo(here);
    }
  }

  private List<String> reports(Setting setting) throws IOException {
    var words = new ArrayList<>(List.of("check", "samples/calls.csv", "-q"));
    words.addAll(List.of("--budgets", "samples/budgets.yaml", "--now", "2026-11-21"));
    var formats = Stream.concat(FORMATS.stream(), OF_BUDGETS.stream()).toList();
    formats.forEach(
        format -> words.addAll(List.of("--report", format + ":" + folder.resolve(format))));
    run(words, setting, Map.of("LC_ALL", "C.UTF-8"));
    var texts = new ArrayList<String>();
    for (var format : formats) {
      texts.add(Files.readString(folder.resolve(format)));
    }
    return texts;
  }

  @Test
  void aCubeIsTheSameFileWhereverItIsBuilt() throws IOException {
    var command = List.of("cube", "build", log().toString(), "--labels", "team");
    var here = run(command, HERE, Map.of());
    for (var setting : ELSEWHERE) {
      var threads = Integer.toString(setting.threads());
      assertThat(run(and(command, "--threads", threads), setting, Map.of())).isEqualTo(here);
    }
  }
}
