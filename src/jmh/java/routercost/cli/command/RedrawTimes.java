package routercost.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.cli.console.Environment;
import routercost.read.EarlierReadings;

/// How long `--watch` takes to print a report anew once a line was added to a log, in milliseconds:
/// reading all logs whole, and going on from the reading before.
///
/// Arguments: the log that grows, then a command that reads it, such as `audit`, and its words. If
/// there is no such log, it is made: a table of 100 MB.
final class RedrawTimes {
  private static final int ROUNDS = 9;
  private static final int ROWS = 1_000_000;

  private RedrawTimes() {}

  public static void main(String[] args) throws IOException {
    var log = Path.of(args[0]);
    var words = Arrays.copyOfRange(args, 1, args.length);
    if (!Files.exists(log)) {
      write(log);
    }
    var text = Files.readString(log);
    var line = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    for (var earlier :
        List.of(Optional.<EarlierReadings>empty(), Optional.of(new EarlierReadings()))) {
      var times = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        Files.writeString(log, line, StandardOpenOption.APPEND);
        long begun = System.nanoTime();
        RouterCost.commandLine(environment(), CommandSpecs.found(), earlier, words).execute(words);
        times[i] = (System.nanoTime() - begun) / 1e6;
      }
      var later = Arrays.copyOfRange(times, ROUNDS / 3, ROUNDS);
      Arrays.sort(later);
      System.out.printf(
          "| %s | %.0f | %.0f |%n",
          earlier.isPresent() ? "what is new" : "whole",
          later[later.length / 2],
          later[later.length - 1]);
    }
  }

  private static void write(Path log) throws IOException {
    try (var out = Files.newBufferedWriter(log)) {
      out.write("timestamp,task,model,input_tokens,output_tokens,request_id,cost_usd,team\n");
      for (int i = 0; i < ROWS; i++) {
        out.write(row(i, i % 24));
      }
    }
  }

  private static String row(int id, int task) {
    return "%sT10:%02d:00Z,review_part_%d,claude-%s,%d,%d,req_%024d,0.0%03d,team-%d\n"
        .formatted(
            LocalDate.of(2026, 11, 20).minusDays(id % 30),
            id % 60,
            task,
            id % 3 == 0 ? "opus-5-5" : "sonnet-5",
            1_000 + id % 5_000,
            id % 900,
            id,
            id % 1000,
            id % 7);
  }

  /// A terminal that shows nothing.
  static Environment environment() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Environment(
        InputStream.nullInputStream(),
        nowhere,
        nowhere,
        Map.of(),
        false,
        true,
        false,
        Optional.empty(),
        Optional.empty(),
        Instant.parse("2026-11-21T12:00:00Z"),
        () -> ZoneOffset.UTC,
        System::nanoTime);
  }
}
