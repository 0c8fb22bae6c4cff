package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.audit.Latencies;
import routercost.audit.LoggedCostCheck;
import routercost.audit.SummedLatencies;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.read.config.prices.PriceBooks;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.usage.MomentTally;

/// Logs that change are read on as if they were read anew.
class EarlierReadingsTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();

  @TempDir private Path folder;

  /// All that a reading can say.
  private record Said(
      String tally, List<Reject> rejects, String check, String moments, String latencies) {}

  /// How logs are read.
  private record Choices(RecordFilter selection, ReadOptions options, boolean together, int chunk) {
    Said read(Path logs, Optional<EarlierReadings> earlier, Progress progress) {
      var listener = new ReadCalls.Recorder();
      var check = LoggedCostCheck.of(BOOK);
      var moments = new MomentTally();
      var latencies = new Latencies();
      Optional<Supplier<PricePeriods>> periods =
          together ? Optional.of(BOOK::periods) : Optional.empty();
      var request =
          ReadCalls.request(List.of(logs.toString()), new byte[0])
              .with(options)
              .with(selection)
              .with(new ReadTuning(2, chunk, 0, 1 << 20));
      var reader =
          LogReader.of(request)
              .mergeDays(periods)
              .checking(check)
              .moments(moments)
              .latencies(latencies)
              .listener(listener)
              .progress(progress);
      earlier.ifPresent(readings -> reader.after(readings, BOOK.sha256()));
      String tally;
      try {
        tally = reader.read().toString();
      } catch (InputProblem problem) {
        tally = String.valueOf(problem.getMessage());
      }
      var checked = List.of(check.compared(), check.logged(), check.computed(), check.findings());
      return new Said(
          tally,
          listener.rejects,
          checked.toString(),
          moments.moments().toString(),
          SummedLatencies.of(latencies));
    }

    static Choices any(Random random) {
      var selections =
          List.of(
              ReadCalls.ALL,
              ReadCalls.labelled("team"),
              ReadCalls.labelled("file"),
              ReadCalls.in("Asia/Kolkata"),
              ReadCalls.filtered("status", "failed"));
      var options =
          new ReadOptions(
              Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, random.nextInt(4) > 0);
      return new Choices(
          selections.get(random.nextInt(selections.size())),
          options,
          random.nextBoolean(),
          random.nextBoolean() ? 700 : 1 << 16);
    }
  }

  /// How many bytes were read.
  private static final class Bytes implements Progress {
    private long read;

    @Override
    public void begun(LongSupplier bytes) {}

    @Override
    public void advanced(long bytes, long lines) {
      read += bytes;
    }
  }

  private void assertSame(Choices choices, EarlierReadings earlier, String after) {
    var expected = choices.read(folder, Optional.empty(), Progress.SILENT);
    for (int again = 0; again < 2; again++) {
      assertThat(choices.read(folder, Optional.of(earlier), Progress.SILENT))
          .as(after)
          .isEqualTo(expected);
    }
  }

  /// Files that programs and people write to.
  private static final class Writer {
    private final Random random;
    private final Path folder;
    private final Supplier<byte[]> some;
    private byte[] waiting = {};

    Writer(Random random, Path folder, Supplier<byte[]> some) {
      this.random = random;
      this.folder = folder;
      this.some = some;
    }

    String change() throws IOException {
      var files = files();
      var file = files.get(random.nextInt(files.size()));
      int kind = random.nextInt(14);
      switch (kind) {
        case 0 -> Files.write(folder.resolve("new-" + random.nextInt(4) + file), some.get());
        case 1 -> Files.write(folder.resolve(file), cut(Files.readAllBytes(folder.resolve(file))));
        case 2 -> replace(folder.resolve(file));
        case 3 -> edit(folder.resolve(file));
        case 4 ->
            Files.copy(
                folder.resolve(file),
                folder.resolve("copy-" + file),
                StandardCopyOption.REPLACE_EXISTING);
        case 5 -> Files.delete(folder.resolve(files.size() > 1 ? file : write(file)));
        case 6, 7 -> append(file, all(file));
        default -> append(file, some());
      }
      return kind + " " + file;
    }

    private List<String> files() throws IOException {
      try (Stream<Path> in = Files.list(folder)) {
        return in.map(path -> path.getFileName().toString()).sorted().toList();
      }
    }

    private String write(String file) throws IOException {
      Files.write(folder.resolve("another-" + file), Files.readAllBytes(folder.resolve(file)));
      return file;
    }

    private void append(String file, byte[] bytes) throws IOException {
      Files.write(folder.resolve(file), bytes, StandardOpenOption.APPEND);
    }

    /// Rows of the file again, which are copies.
    private byte[] all(String file) throws IOException {
      var lines = new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
      return lines
          .lines()
          .skip(1)
          .filter(_ -> random.nextInt(60) == 0)
          .map(line -> line + "\n")
          .collect(Collectors.joining())
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The next bytes of what is written, cut anywhere.
    private byte[] some() {
      waiting = waiting.length == 0 ? some.get() : waiting;
      int end = random.nextBoolean() ? waiting.length : random.nextInt(waiting.length + 1);
      byte[] next = Arrays.copyOf(waiting, end);
      waiting = Arrays.copyOfRange(waiting, end, waiting.length);
      return next;
    }

    private byte[] cut(byte[] bytes) {
      int least = random.nextInt(4) == 0 ? 0 : bytes.length / 2;
      return Arrays.copyOf(bytes, least + random.nextInt(bytes.length - least + 1));
    }

    private void replace(Path file) throws IOException {
      var bytes = Files.readAllBytes(file);
      var other = Files.write(folder.resolve("other.tmp"), Logs.mutated(random, bytes));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Changes a byte where it stands, and appends something.
    private void edit(Path file) throws IOException {
      var bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = '7';
      }
      Files.write(file, bytes);
      append(file.getFileName().toString(), some());
    }
  }

  private static byte[] rows(Random random, boolean json, int plain) {
    byte[] odd = json ? Logs.json(random, 25) : Logs.csv(random, 25);
    var text = new String(odd, StandardCharsets.UTF_8);
    int first = json ? 0 : text.indexOf('\n') + 1;
    var log = new StringBuilder(plain > 0 ? text.substring(0, first) : "");
    for (int i = 0; i < plain; i++) {
      log.append(plain(json, random.nextInt(100_000), i));
    }
    return log.append(text.substring(first)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(boolean json, int id, int at) {
    return json
        ? ("{\"timestamp\": \"2026-10-02T10:11:12Z\",\"task\":\"plan\", \"model\":\"claude-opus-5-5\","
                + "\"usage\":{\"input_tokens\":%d,\"output_tokens\":17},\"status\":\"ok\","
                + "\"team\":\"core\",\"request_id\":\"call_%d\",\"cost_usd\":0.0042}\n")
            .formatted(at, id)
        : "2026-10-02T10:11:12Z,plan,claude-opus-5-5,%d,17,0,0,standard,ok,call_%d,0.0042,core,short,1\n"
            .formatted(at, id);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tablesAreReadOnAsTheyAreReadAnew(int seed) throws IOException {
    var random = new Random(seed);
    boolean json = random.nextBoolean();
    var choices = Choices.any(random);
    var earlier = new EarlierReadings();
    Files.write(folder.resolve(json ? "a.jsonl" : "a.csv"), rows(random, json, 1100));
    if (random.nextBoolean()) {
      Files.write(folder.resolve(json ? "b.jsonl" : "b.csv"), rows(random, json, 1100));
    }
    var writer = new Writer(random, folder, () -> rows(random, json, 0));
    var changes = new ArrayList<String>();
    for (int round = 0; round < 8; round++) {
      assertSame(choices, earlier, "seed " + seed + ": " + changes);
      changes.add(writer.change());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void transcriptsAreReadOnAsTheyAreReadAnew(int seed) throws IOException {
    var random = new Random(seed);
    var choices = Choices.any(random);
    var earlier = new EarlierReadings();
    var made = new MadeTranscript(random);
    Supplier<byte[]> some =
        () -> made.lines(25).collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    for (int file = 0; file < 5; file++) {
      Files.writeString(
          folder.resolve("s" + file + ".jsonl"), "{\"type\":\"summary\",\"sessionId\":\"s\"}\n");
      Files.write(folder.resolve("s" + file + ".jsonl"), some.get(), StandardOpenOption.APPEND);
    }
    var writer = new Writer(random, folder, some);
    var changes = new ArrayList<String>();
    for (int round = 0; round < 8; round++) {
      assertSame(choices, earlier, "seed " + seed + ": " + changes);
      changes.add(writer.change());
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 8);
  }

  private long read(EarlierReadings earlier) {
    var bytes = new Bytes();
    new Choices(ReadCalls.ALL, ReadOptions.SNIFFED, true, 1 << 16)
        .read(folder, Optional.of(earlier), bytes);
    return bytes.read;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyWhatIsNewInATableIsRead(boolean json) throws IOException {
    var log = folder.resolve(json ? "log.jsonl" : "log.csv");
    var text =
        new StringBuilder(
            json ? "" : new String(Logs.csv(new Random(1), 0), StandardCharsets.UTF_8));
    IntStream.range(0, 1200).forEach(i -> text.append(plain(json, i, i)));
    Files.writeString(log, text);
    var earlier = new EarlierReadings();
    assertThat(read(earlier)).isEqualTo(text.length());
    assertThat(read(earlier)).isZero();

    var row = plain(json, 9999, 1);
    Files.writeString(log, row + row.substring(0, 40), StandardOpenOption.APPEND);
    assertThat(read(earlier)).isEqualTo(row.length() + 40 + 40);
    Files.writeString(log, row.substring(40), StandardOpenOption.APPEND);
    assertThat(read(earlier)).isEqualTo(row.length());
  }

  @Test
  void onlyTranscriptsThatGrewAreRead() throws IOException {
    var made = new MadeTranscript(new Random(3));
    for (int file = 0; file < 3; file++) {
      Files.writeString(
          folder.resolve(file + ".jsonl"),
          "{\"type\":\"summary\",\"sessionId\":\"s\"}\n"
              + made.lines(9).collect(Collectors.joining()));
    }
    var earlier = new EarlierReadings();
    assertThat(read(earlier)).isPositive();
    assertThat(read(earlier)).isZero();
    var grown = folder.resolve("1.jsonl");
    Files.writeString(grown, "{\"type\":\"summary\"}\n", StandardOpenOption.APPEND);
    assertThat(read(earlier)).isEqualTo(Files.size(grown));
  }

  /// Fails once some bytes were read.
  private static final class Failing implements Progress {
    private int times;

    @Override
    public void begun(LongSupplier bytes) {}

    @Override
    public void advanced(long bytes, long lines) {
      if (++times == 3) {
        throw new IllegalStateException("stopped");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsKeptOfAReadingThatFailed(boolean areTables) throws IOException {
    var made = new MadeTranscript(new Random(3));
    for (int file = 0; file < 5; file++) {
      if (areTables) {
        Files.write(folder.resolve(file + ".csv"), rows(new Random(file), false, 1100));
      } else {
        Files.writeString(
            folder.resolve(file + ".jsonl"),
            "{\"type\":\"summary\",\"sessionId\":\"s\"}\n"
                + made.lines(40).collect(Collectors.joining()));
      }
    }
    var choices = new Choices(ReadCalls.ALL, ReadOptions.SNIFFED, false, 300);
    var earlier = new EarlierReadings();
    assertThatThrownBy(() -> choices.read(folder, Optional.of(earlier), new Failing()))
        .hasMessage("stopped");
    assertSame(choices, earlier, "a failure");
  }

  @Test
  void otherPricesAndOtherColumnsAreReadApart() throws IOException {
    Files.write(folder.resolve("log.csv"), rows(new Random(5), false, 1100));
    var earlier = new EarlierReadings();
    for (var labels : List.of(Set.of("team"), Set.<String>of(), Set.of("team", "service_tier"))) {
      var selection = ReadCalls.labelled(labels.toArray(String[]::new));
      assertSame(
          new Choices(selection, ReadOptions.SNIFFED, false, 1 << 16), earlier, labels.toString());
    }
  }
}
