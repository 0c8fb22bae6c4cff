package routercost.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Logs made up from a seed: ordinary rows, the odd shapes that people export, and hostile ones.
public final class Logs {
  private static final String HEADER =
      "timestamp,task,model,input_tokens,output_tokens,cache_read_tokens,cache_write_5m_tokens,"
          + "service_tier,status,request_id,cost_usd,team,prompt,latency_ms,";
  private static final List<String> TIMES =
      List.of(
          "2026-10-02T23:59:59Z",
          "2026-10-02 04:05:06",
          "2026-10-03",
          "2026-10-02T23:30:00-05:00",
          "2026-10-02T10:11:12.123Z",
          "1790899200",
          "1790899200123",
          "",
          "03.10.2026 12:00",
          "2026-13-01",
          "2026-10-02T25:00:00Z",
          "n/a");
  private static final List<String> NUMBERS =
      List.of(
          "0", "17", "1200", "123456", "1000000", "250001", "", "12.0", "1e3", "-5", "x", "null");
  private static final List<String> TRIES =
      List.of("1", "2", "", "0", "3", "250", "1.0", "true", "null", "req_7", "-1");
  private static final List<String> TRIES_HEADERS =
      List.of("retries", "attempts", "attempt", "retry_of");
  private static final List<String> COSTS =
      List.of("0.0042", "", "0", "1.5e-05", "0.000038900000000000003", "$0.12", "-1", "12");
  private static final List<String> LATENCIES =
      List.of("812", "1500.25", "", "0", "1e3", "-5", "fast", "12345678901234");
  private static final List<String> TASKS =
      List.of("plan", "review", "", "Übersetzung", "a\"b", "x,y", "line\nbreak", " padded ");
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-haiku-4-5", "claude-sonnet-5-5", "zzz", "");
  private static final List<String> STATUSES = List.of("ok", "error", "429", "200", "", "perhaps");
  private static final List<String> PIECES =
      List.of("\"", "\n", "\r\n", "\r", ",", "\"\"", "\\", "{", "}", "[", "é", "\u2003", "0", " ");

  private Logs() {}

  private static String one(Random random, List<String> of) {
    // mostly the ordinary ones, which stand first
    int bound = random.nextInt(4) == 0 ? of.size() : Math.min(3, of.size());
    return of.get(random.nextInt(bound));
  }

  private static List<String> row(Random random) {
    return List.of(
        one(random, TIMES),
        one(random, TASKS),
        one(random, MODELS),
        one(random, NUMBERS),
        one(random, NUMBERS),
        one(random, NUMBERS),
        one(random, NUMBERS),
        random.nextInt(5) == 0 ? "batch" : "standard",
        one(random, STATUSES),
        random.nextInt(6) == 0 ? "" : "req_" + random.nextInt(40),
        one(random, COSTS),
        random.nextBoolean() ? "core" : "a,b",
        one(random, List.of("short", "two\nlines", "he said \"no\", twice")),
        one(random, LATENCIES),
        one(random, TRIES));
  }

  public static byte[] csv(Random random, int rows) {
    var log = new StringBuilder(HEADER).append(one(random, TRIES_HEADERS)).append('\n');
    String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
    for (int i = 0; i < rows; i++) {
      log.append(String.join(",", row(random).stream().map(Logs::quoted).toList())).append(end);
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  public static byte[] json(Random random, int rows) {
    var log = new StringBuilder();
    var tries = one(random, TRIES_HEADERS);
    for (int i = 0; i < rows; i++) {
      List<String> cells = row(random);
      log.append("{\"timestamp\": ").append(text(cells.get(0)));
      log.append(",\"task\":").append(text(cells.get(1)));
      log.append(", \"model\":").append(text(cells.get(2)));
      log.append(",\"messages\":[{\"role\":\"user\",\"n\":[1,2.5e1,true]},null,")
          .append(text(cells.get(12)));
      log.append("],\"usage\":{\"input_tokens\":").append(number(cells.get(3)));
      if (random.nextInt(3) > 0) {
        log.append(",\"cache_read_input_tokens\":").append(number(cells.get(5)));
      }
      log.append(",\"output_tokens\":").append(number(cells.get(4))).append("},\"status\":");
      log.append(text(cells.get(8))).append(",\"team\":").append(text(cells.get(11)));
      log.append(",\"request_id\":").append(text(cells.get(9)));
      log.append(",\"latency_ms\":").append(number(cells.get(13)));
      log.append(",\"").append(tries).append("\":").append(number(cells.get(14)));
      log.append(",\"cost_usd\":").append(number(cells.get(10))).append("}\n");
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String number(String cell) {
    return cell.matches("-?\\d+(\\.\\d+)?(e-?\\d+)?|null") ? cell : text(cell);
  }

  private static String text(String cell) {
    String escaped =
        cell.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("Ü", "\\u00dc");
    return '"' + escaped + '"';
  }

  /// A log with a few bytes taken out, put in or changed.
  public static byte[] mutated(Random random, byte[] log) {
    byte[] mutant = log;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(mutant.length);
      int cut = random.nextInt(3) == 0 ? Math.min(mutant.length - at, random.nextInt(4)) : 0;
      byte[] piece =
          random.nextInt(5) == 0
              ? new byte[] {(byte) (random.nextInt(255) + 1)}
              : one(random, PIECES).getBytes(StandardCharsets.UTF_8);
      byte[] next = Arrays.copyOf(mutant, mutant.length - cut + piece.length);
      System.arraycopy(piece, 0, next, at, piece.length);
      System.arraycopy(mutant, at + cut, next, at + piece.length, mutant.length - at - cut);
      mutant = next;
    }
    return mutant;
  }
}
