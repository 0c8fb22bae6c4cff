package routercost.read.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.NotCounted.Kind;
import routercost.read.cube.CubeCell;
import routercost.read.cube.CubeColumn;
import routercost.read.cube.Cubes;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.usage.Moments.Moment;
import routercost.usage.RandomCubes;
import routercost.usage.UsageKey;

class SavedCubeTest {
  private static final List<String> HOSTILE =
      List.of(
          "=cmd()|' /C calc'!A0",
          "+1",
          "-2",
          "@x",
          "\ttab",
          "\nline",
          "'",
          "'=1",
          "''+",
          "'\\",
          "a\r\nb",
          "\r",
          "\\r",
          "say \"hi\"",
          "\"",
          ",",
          ";",
          "# note: x",
          " spaces ",
          "ümläut",
          "😀",
          "two\n\nlines",
          "\u202e",
          "used",
          "label.team",
          "x".repeat(3_000));

  private static SavedCube read(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return Cubes.read(List.of("-"), new ByteArrayInputStream(bytes), _ -> {});
  }

  private static String written(SavedCube cube) {
    var out = new ByteArrayOutputStream();
    Cubes.write(cube, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static SavedCube random(RandomCubes cubes) {
    var random = cubes.random();
    var parts =
        new EnumMap<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>>(SavedCube.Part.class);
    for (var part : SavedCube.Part.values()) {
      var sums = new TreeMap<UsageKey, SavedCube.Sums>();
      for (int i = random.nextInt(6); i > 0; i--) {
        var usage = cubes.usage();
        var key = cubes.key().withTask(cubes.any(HOSTILE));
        var labels = new TreeMap<>(Map.of("team", cubes.any(HOSTILE), "a,b", cubes.any(HOSTILE)));
        sums.put(
            random.nextBoolean() ? key.withLabels(labels) : key.withDay(RecordFilter.NO_DAY),
            new SavedCube.Sums(random.nextInt(50), usage, moment(random, usage)));
      }
      parts.put(part, sums);
    }
    var counts =
        new CubeHeader.Counts(
            random.nextInt(99), random.nextInt(9), new TreeMap<>(Map.of("no_date", 3L)), 2, 1);
    var head =
        new CubeHeader(
            CubeHeader.BREAKPOINTS,
            random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("Europe/Berlin"),
            1 + random.nextInt(5),
            counts,
            new TreeMap<>(Map.of("EUR", new BigDecimal("12.505"))),
            new TreeSet<>(List.of("one: two", "# three")),
            new TreeSet<>(List.of("calls.csv: look")),
            List.of(
                new LeftOut.PartOfFile(Kind.CUT, "a.gz: ends early", false),
                new LeftOut.PartOfFile(Kind.TRAILING, "a.gz: 9 bytes", random.nextBoolean())),
            new TreeSet<>(List.of("a.csv and b.csv have the same content")),
            new TreeSet<>(
                List.of(
                    new CubeSource("0123456789abcdef".repeat(4), "0123456789abcdef", "a b.csv"))));
    return new SavedCube(head, parts);
  }

  private static Optional<Moment> moment(Random random, routercost.usage.Usage usage) {
    var products = new ArrayList<BigDecimal>();
    for (int i = 0; i < CubeColumn.PRODUCTS.size(); i++) {
      products.add(new BigDecimal(random.nextInt(3) * 12345678901234567L));
    }
    var calls = usage.of(routercost.usage.Meter.CALLS);
    return random.nextBoolean() ? Optional.empty() : Optional.of(new Moment(calls, true, products));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var cubes = RandomCubes.of(20261121, List.of("claude-opus-5-5", "=x", "'y"));
    for (int i = 0; i < 300; i++) {
      var cube = random(cubes);

      assertThat(written(read(written(cube)))).isEqualTo(written(cube));
      assertThat(read(written(cube))).isEqualTo(cube);
    }
  }

  @Test
  void cubesAddUpInAnyOrderAndGrouping() {
    var cubes = RandomCubes.of(7, List.of("claude-opus-5-5", "claude-haiku-5-5"));
    for (int i = 0; i < 100; i++) {
      var zone = random(cubes).head();
      var one = new SavedCube(zone, random(cubes).parts());
      var two = new SavedCube(zone, random(cubes).parts());
      var three = new SavedCube(zone, random(cubes).parts());
      var all = SavedCube.sum(List.of(one, two, three));

      assertThat(SavedCube.sum(List.of(three, one, two))).isEqualTo(all);
      assertThat(SavedCube.sum(List.of(one, SavedCube.sum(List.of(two, three))))).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c.csv", "c.csv.gz", "c.csv.zst", "c.cube", "c.cube.gz", "c.cube.zst"})
  void aNameSaysHowItIsPacked(String name, @TempDir Path folder) {
    var cube = random(RandomCubes.of(3, List.of("claude-opus-5-5")));
    var file = folder.resolve(name);

    Cubes.write(cube, file.toString());

    assertThat(Cubes.read(List.of(file.toString()), InputStream.nullInputStream(), _ -> {}))
        .isEqualTo(cube);
  }

  @Test
  void noTextBeginsLikeAFormula() {
    var cube = random(RandomCubes.of(4, List.of("=x")));

    for (var text : HOSTILE) {
      assertThat(CubeCell.written(text)).doesNotStartWith("=").doesNotStartWith("+");
      assertThat(CubeCell.read(CubeCell.written(text))).isEqualTo(text);
    }
    assertThat(written(cube)).doesNotContain(",=");
  }

  @Test
  void anEngineThatKnowsLittleWritesLittle() {
    var cube =
        read(
            """
            # router-cost cube, version 1
            # breakpoints: 32000 100000 128000 200000 256000 272000 512000
            model;calls;day;input
            claude-opus-5-5;3;2026-11-02;100

            claude-opus-5-5;4;2026-11-02;50
            """);

    assertThat(cube.records(SavedCube.Part.USED)).isEqualTo(7);
    assertThat(cube.cube(SavedCube.Part.USED).cells().toString()).contains("INPUT=150");
    assertThat(cube.head().records().used()).isEqualTo(7);
    assertThat(cube.moments().cells().values()).noneMatch(Moment::single);
  }

  private static final String HEAD =
      "# router-cost cube, version 1\n# breakpoints: 32000 100000\n# logs: 1\n";
  private static final String COLUMNS = "day,model,calls,input,band,status,spread,logged_usd\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-02,m,x,1,0,ok,,|-:5: calls is 'x'; expected a whole number
          2026-11-02,m,-1,1,0,ok,,|-:5: calls is '-1'; expected a whole number
          2026-11-02,m,1.5,1,0,ok,,|-:5: calls is '1.5'; expected a whole number
          2026-11-2,m,1,1,0,ok,,|-:5: day is '2026-11-2'; expected a day such as 2026-11-21
          2026-02-30,m,1,1,0,ok,,|-:5: day is '2026-02-30'; expected a day such as 2026-11-21
          0000-01-01,m,1,1,0,ok,,|-:5: day is '0000-01-01'; expected a day such as 2026-11-21
          2026-11-02,,1,1,0,ok,,|-:5: model is empty; expected the name of a model
          2026-11-02,m,1,1,200000,ok,,|-:5: band is '200000'; expected 0 or one of the breakpoints [32000, 100000]
          2026-11-02,m,1,1,0,fine,,|-:5: status is 'fine'; expected ok, failed
          2026-11-02,m,1,1,0,ok,yes,|-:5: spread is 'yes'; expected 'known' or nothing
          2026-11-02,m,1,1,0,ok,,1e3|-:5: logged_usd is '1e3'; expected a decimal number
          2026-11-02,m,1,1|-:5: 4 cells; the header has 8
          2026-11-02,m,1,1,0,ok,,,9|-:5: 9 cells; the header has 8
          2026-11-02,"m,1,1,0,ok,,|-:5: a quote opens in this line and is never closed
          2026-11-02,"m"x,1,1,0,ok,,|-:5: text follows a closing quote; double a quote inside a cell
          """)
  void aDamagedRowEndsTheReading(String row, String message) {
    assertThatThrownBy(() -> read(HEAD + COLUMNS + row + "\n2026-11-03,m,1,1,0,ok,,\n"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # breakpoints: 32000 64000|-:2: the breakpoint 64000 is not known; expected some of [32000, 100000, 128000, 200000, 256000, 272000, 512000]
          # breakpoints: all|-:2: breakpoints is 'all'; expected a whole number
          # timezone: Mars|-:2: timezone is 'Mars'; expected UTC or a zone such as Europe/Berlin
          # break: 1|-:2: a cube has no 'break'; expected breakpoints, timezone, logs, rows, used, duplicates, rejected, skipped, logged_elsewhere, note, warning
          # skipped: 3|-:2: skipped takes a number and a word after it
          # rejected: few|-:2: rejected is 'few'; expected a whole number
          # logged_elsewhere: x EUR|-:2: logged_elsewhere is 'x'; expected an amount and a currency, as in 12.50 EUR
          day,model,calls|-:1: the breakpoints are missing; expected a line such as '# breakpoints: 32000 100000 128000 200000 256000 272000 512000'
          """)
  void aDamagedHeadEndsTheReading(String line, String message) {
    assertThatThrownBy(() -> read("# router-cost cube, version 1\n" + line + "\n"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          day,model|-:4: the column 'calls' is missing
          day,model,calls,day|-:4: the column 'day' is there twice
          day,model,calls,inputs|-:4: a cube has no column 'inputs'
          """)
  void aDamagedHeaderEndsTheReading(String columns, String message) {
    assertThatThrownBy(() -> read(HEAD + columns + "\n"))
        .isInstanceOf(InputProblem.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void cubesOfOtherDaysOrBandsDoNotAddUp() {
    var utc = read(HEAD + COLUMNS);
    var berlin = read(HEAD + "# timezone: Europe/Berlin\n" + COLUMNS);
    var bands = read(HEAD.replace("100000", "200000") + COLUMNS);

    assertThatThrownBy(() -> SavedCube.sum(List.of(utc, berlin)))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("Europe/Berlin");
    assertThatThrownBy(() -> SavedCube.sum(List.of(utc, bands)))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("[32000, 200000]");
  }

  @Test
  void noBeginningOfACubeIsTakenForAllOfIt() {
    var whole = written(random(RandomCubes.of(12, List.of("claude-opus-5-5"))));
    for (int i = 0; i < whole.length(); i++) {
      var cut = whole.substring(0, i);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(InputProblem.class)
          .satisfies(problem -> assertThat(problem.getMessage()).startsWith("-:").hasLineCount(1));
    }
  }

  private static byte[] compact(SavedCube cube, Path folder) throws IOException {
    var file = folder.resolve("c.cube");
    Cubes.write(cube, file.toString());
    return Files.readAllBytes(file);
  }

  private static SavedCube read(byte[] bytes) {
    return Cubes.read(List.of("-"), new ByteArrayInputStream(bytes), _ -> {});
  }

  @Test
  void theCompactFormSaysTheSame(@TempDir Path folder) throws IOException {
    var cubes = RandomCubes.of(20261130, List.of("claude-opus-5-5", "=x", "'y"));
    for (int i = 0; i < 200; i++) {
      var cube = random(cubes);

      assertThat(read(compact(cube, folder))).isEqualTo(cube);
    }
  }

  @Test
  void numbersOfAnySizeAreInBothForms(@TempDir Path folder) throws IOException {
    var cube =
        read(
            """
            # router-cost cube, version 1
            # breakpoints: 200000
            day,task,model,calls,input,logged_usd,records
            2026-11-02,plan,m,3,123456789012345678901234567890,-0.000000000000000000000000012,0
            2026-11-02,plan,m,4,9223372036854775807,12,
            """);

    var sums = cube.cells(SavedCube.Part.USED).values().iterator().next();
    assertThat(sums.records()).isEqualTo(4);
    assertThat(sums.usage().of(routercost.usage.Meter.INPUT))
        .isEqualByComparingTo("123456789021569050938089343697");
    assertThat(sums.usage().of(routercost.usage.Meter.LOGGED_USD))
        .isEqualByComparingTo("11.999999999999999999999999988");
    assertThat(read(compact(cube, folder))).isEqualTo(cube);
  }

  @Test
  void aDamagedCompactCubeIsRefused(@TempDir Path folder) throws IOException {
    byte[] whole = compact(random(RandomCubes.of(12, List.of("claude-opus-5-5"))), folder);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      byte[] cut = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> read(changed)).isInstanceOf(InputProblem.class);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(InputProblem.class);
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("damaged, or not whole");
  }
}
