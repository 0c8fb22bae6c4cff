import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes a call log to measure with: the same bytes for the same options, on any machine.
///
/// Beside the log it writes `FILE.totals`, the sums that a correct reader must find, with and
/// without the copies. `java src/bench/Generate.java --help` names the options. One file and no
/// library, so that it runs from source.
public final class Generate {
  private static final String HELP =
      """
      java src/bench/Generate.java --out FILE [options]
        --format csv|jsonl   csv
        --rows N             1000000
        --bytes N            about so many bytes instead of rows; k, m and g are decimal
        --cells N            about so many distinct group keys; 0 (default) is an ordinary mix
        --order time|random  time: rows nearly in time order; random: days in any order
        --duplicates PERCENT of the rows are copies of an earlier row; 1
        --breaks on|off      whether some quoted fields hold line breaks; on
        --seed N             1
      """;

  private final Options options;
  private final Dice dice;
  private final Dice words;
  private final Calls calls;
  private final Page page = new Page();
  private final Copies copies;
  private final Totals totals = new Totals();

  private Generate(Options options) {
    this.options = options;
    // Each with dice of its own: the same calls and copies in both formats, whatever their texts.
    this.dice = new Dice(options.seed);
    this.words = new Dice(~options.seed);
    this.calls = new Calls(options, new Dice(options.seed + 1));
    this.copies = new Copies(dice);
  }

  public static void main(String[] args) throws IOException {
    if (args.length == 0 || args[0].equals("--help")) {
      System.out.print(HELP);
      return;
    }
    var options = Options.of(args);
    new Generate(options).write();
  }

  private void write() throws IOException {
    Layout layout =
        options.csv ? new CsvLayout(page, words, options.breaks) : new JsonLayout(page, words);
    try (var out = Files.newOutputStream(options.out)) {
      layout.head();
      while (totals.rows < options.rows && page.position() < options.bytes) {
        if (totals.rows > 0 && dice.isPart(options.duplicatesPerMyriad)) {
          totals.addCopy(copies.again(page));
        } else {
          int start = page.start();
          calls.next(totals.rows);
          layout.row(calls);
          totals.addCall(calls);
          copies.keep(page, start, calls);
        }
        page.drainIfFull(out);
      }
      page.drain(out);
    }
    Files.writeString(
        options.out.resolveSibling(options.out.getFileName() + ".totals"), totals.text());
  }

  /// What was asked for on the command line.
  private static final class Options {
    private static final Set<String> NAMES =
        Set.of("out", "format", "rows", "bytes", "cells", "order", "duplicates", "breaks", "seed");
    // What a row of each takes, so that the days of a log of so many bytes reach to the last.
    private static final long CSV_ROW = 127;
    private static final long JSON_ROW = 444;

    final Path out;
    final boolean csv;
    final boolean breaks;
    final boolean inTimeOrder;
    final long bytes;
    final long rows;
    final long planned;
    final int cells;
    final int duplicatesPerMyriad;
    final long seed;

    private Options(Map<String, String> given) {
      out = Path.of(given.get("out"));
      csv = given.getOrDefault("format", "csv").equals("csv");
      breaks = given.getOrDefault("breaks", "on").equals("on");
      inTimeOrder = given.getOrDefault("order", "time").equals("time");
      bytes = given.containsKey("bytes") ? size(given.get("bytes")) : Long.MAX_VALUE;
      boolean bySize = given.containsKey("bytes") && !given.containsKey("rows");
      rows = bySize ? Long.MAX_VALUE : size(given.getOrDefault("rows", "1000000"));
      planned = bySize ? bytes / (csv ? CSV_ROW : JSON_ROW) : rows;
      cells = Math.toIntExact(size(given.getOrDefault("cells", "0")));
      seed = Long.parseLong(given.getOrDefault("seed", "1"));
      duplicatesPerMyriad =
          new BigDecimal(given.getOrDefault("duplicates", "1")).movePointRight(2).intValueExact();
    }

    static Options of(String[] args) {
      var given = new TreeMap<String, String>();
      for (int i = 0; i + 1 < args.length; i += 2) {
        var name = args[i].replaceFirst("^--", "");
        if (!NAMES.contains(name)) {
          throw new IllegalArgumentException(args[i] + " is no option\n" + HELP);
        }
        given.put(name, args[i + 1]);
      }
      if (args.length % 2 != 0 || !given.containsKey("out")) {
        throw new IllegalArgumentException(HELP);
      }
      return new Options(given);
    }

    private static long size(String text) {
      var lower = text.toLowerCase(Locale.ROOT);
      int zeros = 3 * ("kmg".indexOf(lower.charAt(lower.length() - 1)) + 1);
      var digits = zeros == 0 ? lower : lower.substring(0, lower.length() - 1);
      return new BigDecimal(digits).movePointRight(zeros).longValueExact();
    }
  }

  /// Seeded chance (SplitMix64), the same in every version of Java.
  private static final class Dice {
    private static final long STEP = 0x9e3779b97f4a7c15L;
    private final long ids;
    private long state;

    Dice(long seed) {
      state = mixed(seed);
      ids = mixed(~seed);
    }

    static long mixed(long some) {
      long first = (some ^ (some >>> 30)) * 0xbf58476d1ce4e5b9L;
      long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
      return second ^ (second >>> 31);
    }

    int below(int bound) {
      state += STEP;
      return (int) (((mixed(state) >>> 32) * bound) >>> 32);
    }

    int between(int low, int high) {
      return low + below(high - low + 1);
    }

    /// True for `perMyriad` of ten thousand.
    boolean isPart(int perMyriad) {
      return below(10_000) < perMyriad;
    }

    /// A different number for each row, as the steps of the mixing can be undone.
    long id(long row) {
      return mixed(ids + row * STEP);
    }
  }

  /// Prices of one model from one day on, in ten-thousandths of a dollar per million tokens: a
  /// token then costs a whole number of 10⁻¹⁰ dollars.
  private record Rates(int input, int output, int read, int write5m, int write1h) {
    long cost(Calls of) {
      return of.input * (long) input
          + of.output * (long) output
          + of.read * (long) read
          + of.write5m * (long) write5m
          + of.write1h * (long) write1h;
    }
  }

  /// The models that the calls go to, with their prices in the built-in price book.
  private enum Model {
    HAIKU_OLD("claude-haiku-4-5-20251001", new Rates(10_000, 50_000, 1_000, 12_500, 20_000)),
    HAIKU("claude-haiku-5-5", new Rates(1_000, 5_000, 100, 1_250, 2_000)),
    SONNET_OLD("claude-sonnet-5", new Rates(20_000, 100_000, 2_000, 25_000, 40_000)),
    SONNET("claude-sonnet-5-5", new Rates(20_000, 100_000, 1_000, 25_000, 40_000)),
    OPUS("claude-opus-5", new Rates(50_000, 250_000, 5_000, 62_500, 100_000));

    static final List<Model> ALL = List.of(values());
    static final int HAIKU_DAY = Calendar.number(LocalDate.of(2026, 10, 7));
    static final int SONNET_DAY = Calendar.number(LocalDate.of(2026, 9, 28));
    private static final Rates LONG_HAIKU = new Rates(5_000, 25_000, 500, 6_250, 10_000);
    private static final Rates FIRST_SONNET = new Rates(20_000, 100_000, 2_000, 25_000, 40_000);

    final byte[] name;
    private final Rates rates;

    Model(String name, Rates rates) {
      this.name = bytes(name);
      this.rates = rates;
    }

    /// The model of a tier (0 haiku, 1 sonnet, 2 opus) on a day, for those who moved to the new one
    /// when it came and for those who did not.
    static Model of(int tier, int day, boolean moves) {
      return switch (tier) {
        case 0 -> moves && day >= HAIKU_DAY ? HAIKU : HAIKU_OLD;
        case 1 -> moves && day >= SONNET_DAY ? SONNET : SONNET_OLD;
        default -> OPUS;
      };
    }

    Rates rates(int day, int prompt) {
      return switch (this) {
        case HAIKU -> prompt > 100_000 ? LONG_HAIKU : rates;
        // The price of cache reads was halved on the day on which Haiku 5.5 came.
        case SONNET -> day < HAIKU_DAY ? FIRST_SONNET : rates;
        case HAIKU_OLD, SONNET_OLD, OPUS -> rates;
      };
    }
  }

  /// The ninety days of a log.
  private static final class Calendar {
    static final int DAYS = 90;
    static final LocalDate FIRST = LocalDate.of(2026, 8, 15);
    static final int SECONDS = 86_400;

    static int number(LocalDate day) {
      return Math.toIntExact(day.toEpochDay() - FIRST.toEpochDay());
    }

    static byte[][] names() {
      var names = new byte[DAYS][];
      for (int day = 0; day < DAYS; day++) {
        names[day] = bytes(FIRST.plusDays(day).toString());
      }
      return names;
    }
  }

  /// One call after another.
  private static final class Calls {
    private static final String[] TASKS = {
      "classify_ticket", "route_intent", "draft_reply", "summarize_thread", "extract_invoice",
      "search_docs", "translate_faq", "moderate_post", "tag_photo", "review_code",
      "rank_results", "rewrite_title", "detect_language", "score_lead", "answer_question",
      "plan_release", "fill_form", "check_policy", "nightly_report", "match_products",
      "explain_error", "write_tests", "clean_address", "caption_image", "compare_offers",
      "read_contract", "sum up, then file", "digest_news", "mark \"urgent\" mail", "audit_logs",
    };
    private static final int SLOTS = 4_096;
    private static final int[] BREAKPOINTS = {
      32_000, 100_000, 128_000, 200_000, 256_000, 272_000, 512_000
    };

    final byte[][] days = Calendar.names();
    final String[] tasks;
    private final Options options;
    private final Dice dice;
    private final int[] slots = new int[SLOTS];

    int day;
    int second;
    int task;
    Model model = Model.OPUS;
    boolean batch;
    boolean failed;
    int input;
    int output;
    int read;
    int write5m;
    int write1h;
    int latency;
    long id;
    long cost;

    Calls(Options options, Dice dice) {
      this.options = options;
      this.dice = dice;
      this.tasks = options.cells == 0 ? TASKS : numbered(options.cells);
      fillSlots();
    }

    private static String[] numbered(int cells) {
      var names = new String[Math.ceilDiv(cells, Calendar.DAYS)];
      for (int i = 0; i < names.length; i++) {
        names[i] = "task_%06d".formatted(i);
      }
      return names;
    }

    /// A few tasks make most of the calls: the n-th has a share of about 1 / (n + 3).
    private void fillSlots() {
      double all = 0;
      for (int i = 0; i < TASKS.length; i++) {
        all += 1.0 / (i + 3);
      }
      double sum = 0;
      for (int i = 0, slot = 0; i < TASKS.length; i++) {
        sum += 1.0 / (i + 3);
        while (slot < SLOTS && slot < sum / all * SLOTS) {
          slots[slot++] = i;
        }
      }
    }

    void next(long row) {
      time(row);
      if (options.cells == 0) {
        mixed();
      } else {
        spread();
      }
      latency = dice.between(200, 400) + output * 8;
      id = dice.id(row);
      long full = model.rates(day, prompt()).cost(this);
      cost = batch ? full / 2 : full;
    }

    private void time(long row) {
      long span = (long) Calendar.DAYS * Calendar.SECONDS;
      if (!options.inTimeOrder) {
        day = dice.below(Calendar.DAYS);
        second = dice.below(Calendar.SECONDS);
        return;
      }
      long steady = (long) ((double) row / options.planned * span);
      long at = Math.clamp(steady - dice.below(300), 0, span - 1);
      day = (int) (at / Calendar.SECONDS);
      second = (int) (at % Calendar.SECONDS);
    }

    /// A call as companies make them: a tier for each task, some calls elsewhere, some in batches.
    private void mixed() {
      task = slots[dice.below(SLOTS)];
      int tier = dice.isPart(800) ? dice.below(3) : task % 7 == 3 ? 2 : task % 2;
      model = Model.of(tier, day, task % 3 != 0);
      batch = task % 5 == 4 && dice.isPart(7_000);
      failed = dice.isPart(200);
      tokens(task % 9 == 8 ? 60_000 : 400 << task % 5, task % 4 != 0);
      if (failed && dice.isPart(5_000)) {
        input = output = read = write5m = write1h = 0;
      }
    }

    /// A call under one of as many keys as were asked for: task and day alone tell the key.
    private void spread() {
      task = dice.below(tasks.length);
      model = Model.of(task % 3, day, true);
      batch = task % 5 == 4;
      failed = task % 50 == 7;
      tokens(400 << task % 4, task % 2 == 0);
    }

    private void tokens(int usual, boolean cached) {
      input = dice.between(usual / 4, usual * 2);
      output = dice.between(5, 40 + usual % 1_000);
      read = cached && !dice.isPart(4_000) ? dice.between(1, 14) * 1_024 : 0;
      write5m = cached && dice.isPart(1_000) ? dice.between(1_024, 9_000) : 0;
      write1h = cached && dice.isPart(300) ? dice.between(1_024, 5_000) : 0;
    }

    int prompt() {
      return input + read + write5m + write1h;
    }

    /// A number for each distinct group key.
    int key() {
      int band = 0;
      while (band < BREAKPOINTS.length && prompt() > BREAKPOINTS[band]) {
        band++;
      }
      int served = (Model.ALL.indexOf(model) * 2 + (batch ? 1 : 0)) * 2 + (failed ? 1 : 0);
      return ((day * tasks.length + task) * Model.ALL.size() * 4 + served) * 8 + band;
    }

    long[] figures() {
      return new long[] {input, output, read, write5m, write1h, cost};
    }
  }

  /// What a correct reader must find.
  private static final class Totals {
    private static final String[] NAMES = {
      "input", "output", "cache_read", "cache_write_5m", "cache_write_1h", "cost"
    };
    private final BitSet keys = new BitSet();
    private final long[] all = new long[NAMES.length];
    private final long[] unique = new long[NAMES.length];
    private long copies;
    long rows;

    void addCall(Calls call) {
      rows++;
      keys.set(call.key());
      add(all, call.figures());
      add(unique, call.figures());
    }

    void addCopy(long[] figures) {
      rows++;
      copies++;
      add(all, figures);
    }

    private static void add(long[] sums, long[] figures) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = Math.addExact(sums[i], figures[i]);
      }
    }

    String text() {
      return "rows=%d%ncells=%d%n".formatted(rows, keys.cardinality())
          + "all: %s%n".formatted(line(rows, all))
          + "unique: %s%n".formatted(line(rows - copies, unique));
    }

    private static String line(long calls, long[] sums) {
      var parts = new ArrayList<String>();
      parts.add("calls=" + calls);
      for (int i = 0; i < NAMES.length; i++) {
        boolean money = NAMES[i].equals("cost");
        var sum = money ? BigDecimal.valueOf(sums[i], 10) : BigDecimal.valueOf(sums[i]);
        parts.add(NAMES[i] + "=" + plain(sum));
      }
      return String.join(" ", parts);
    }

    private static String plain(BigDecimal sum) {
      return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
    }
  }

  /// Rows kept to be written again: most copies follow their original soon, some much later.
  private static final class Copies {
    private static final int KEPT = 4_096;
    private static final int FAR_PER_MYRIAD = 1_000;
    private final byte[][] recent = new byte[KEPT][];
    private final long[][] recentFigures = new long[KEPT][];
    private final byte[][] old = new byte[KEPT][];
    private final long[][] oldFigures = new long[KEPT][];
    private final Dice dice;
    private int kept;
    private int keptLong;
    private int until;

    Copies(Dice dice) {
      this.dice = dice;
    }

    /// One row in sixteen is kept a while; one of a thousand of those takes the place of an old
    /// one.
    void keep(Page page, int start, Calls call) {
      if (until-- > 0) {
        return;
      }
      until = 15;
      int slot = kept++ & (KEPT - 1);
      recent[slot] = page.since(start);
      recentFigures[slot] = call.figures();
      if (keptLong < KEPT ? kept % 16 == 1 : kept % 256 == 1) {
        int place = keptLong < KEPT ? keptLong++ : dice.below(KEPT);
        old[place] = recent[slot];
        oldFigures[place] = recentFigures[slot];
      }
    }

    long[] again(Page page) {
      if (dice.isPart(FAR_PER_MYRIAD)) {
        int slot = dice.below(keptLong);
        page.put(old[slot]);
        return oldFigures[slot];
      }
      int back = dice.below(Math.min(kept, KEPT));
      int slot = (kept - 1 - back) & (KEPT - 1);
      page.put(recent[slot]);
      return recentFigures[slot];
    }
  }

  /// The bytes that are not written yet.
  private static final class Page {
    private static final int FULL = 1 << 20;
    private static final long[] TENS = tens();
    private final byte[] bytes = new byte[FULL + (1 << 16)];
    private int end;
    private long written;

    private static long[] tens() {
      var tens = new long[18];
      tens[0] = 1;
      for (int i = 1; i < tens.length; i++) {
        tens[i] = tens[i - 1] * 10;
      }
      return tens;
    }

    int start() {
      return end;
    }

    long position() {
      return written + end;
    }

    byte[] since(int start) {
      return java.util.Arrays.copyOfRange(bytes, start, end);
    }

    void put(char one) {
      bytes[end++] = (byte) one;
    }

    void put(byte[] some) {
      System.arraycopy(some, 0, bytes, end, some.length);
      end += some.length;
    }

    void number(long value) {
      int digits = 1;
      while (digits < TENS.length && value >= TENS[digits]) {
        digits++;
      }
      digits(value, digits);
    }

    void digits(long value, int digits) {
      long rest = value;
      for (int i = end + digits - 1; i >= end; i--) {
        bytes[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
      end += digits;
    }

    /// A sum of 10⁻¹⁰ dollars with as many decimals as it needs.
    void money(long cost) {
      number(cost / TENS[10]);
      long decimals = cost % TENS[10];
      if (decimals == 0) {
        return;
      }
      int digits = 10;
      while (decimals % 10 == 0) {
        decimals /= 10;
        digits--;
      }
      put('.');
      digits(decimals, digits);
    }

    void time(byte[] day, int second) {
      put(day);
      put('T');
      digits(second / 3_600, 2);
      put(':');
      digits(second / 60 % 60, 2);
      put(':');
      digits(second % 60, 2);
      put('Z');
    }

    void id(long id) {
      put(ID);
      long rest = id;
      for (int i = 0; i < 13; i++) {
        put(ID_DIGITS.charAt((int) (rest & 31)));
        rest >>>= 5;
      }
    }

    void drainIfFull(OutputStream out) throws IOException {
      if (end >= FULL) {
        drain(out);
      }
    }

    void drain(OutputStream out) throws IOException {
      out.write(bytes, 0, end);
      written += end;
      end = 0;
    }
  }

  private static final byte[] ID = bytes("req_");
  private static final String ID_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final byte[][] WORDS =
      wordsOf("the order was late please", "reply draft invoice thread customer", "café größe 東京");

  /// How a call is written down.
  private interface Layout {
    void head();

    void row(Calls call);
  }

  /// The canonical table, with the start of the prompt in its last column.
  private static final class CsvLayout implements Layout {
    private static final byte[] HEAD =
        bytes(
            "timestamp,task,model,input_tokens,output_tokens,cache_read_tokens,"
                + "cache_write_5m_tokens,cache_write_1h_tokens,service_tier,status,latency_ms,"
                + "request_id,cost_usd,prompt\n");
    private static final byte[] STANDARD = bytes(",standard,");
    private static final byte[] BATCH = bytes(",batch,");
    private static final byte[] OK = bytes("ok,");
    private static final byte[] ERROR = bytes("error,");
    private static final byte[] QUOTED = bytes("he said \"\"no\"\", ");
    private static final int QUOTED_PER_MYRIAD = 300;
    private static final int BREAKS_PER_MYRIAD = 500;

    private final Page page;
    private final Dice dice;
    private final boolean breaks;
    private byte[][] tasks = {};

    CsvLayout(Page page, Dice dice, boolean breaks) {
      this.page = page;
      this.dice = dice;
      this.breaks = breaks;
    }

    @Override
    public void head() {
      page.put(HEAD);
    }

    @Override
    public void row(Calls call) {
      if (tasks.length == 0) {
        tasks = quoted(call.tasks);
      }
      page.time(call.days[call.day], call.second);
      page.put(',');
      page.put(tasks[call.task]);
      page.put(',');
      page.put(call.model.name);
      page.put(',');
      page.number(call.input);
      page.put(',');
      page.number(call.output);
      page.put(',');
      page.number(call.read);
      page.put(',');
      page.number(call.write5m);
      page.put(',');
      page.number(call.write1h);
      page.put(call.batch ? BATCH : STANDARD);
      page.put(call.failed ? ERROR : OK);
      page.number(call.latency);
      page.put(',');
      page.id(call.id);
      page.put(',');
      page.money(call.cost);
      page.put(',');
      prompt();
      page.put('\n');
    }

    private void prompt() {
      if (!dice.isPart(QUOTED_PER_MYRIAD)) {
        text(dice.below(4));
        return;
      }
      page.put('"');
      text(dice.between(2, 6));
      page.put(',');
      page.put(breaks && dice.isPart(BREAKS_PER_MYRIAD) ? '\n' : ' ');
      page.put(QUOTED);
      text(dice.between(2, 6));
      page.put('"');
    }

    private void text(int words) {
      for (int i = 0; i < words; i++) {
        if (i > 0) {
          page.put(' ');
        }
        page.put(WORDS[dice.below(WORDS.length)]);
      }
    }

    private static byte[][] quoted(String[] names) {
      var cells = new byte[names.length][];
      for (int i = 0; i < names.length; i++) {
        boolean plain = names[i].indexOf(',') < 0 && names[i].indexOf('"') < 0;
        cells[i] = bytes(plain ? names[i] : '"' + names[i].replace("\"", "\"\"") + '"');
      }
      return cells;
    }
  }

  /// JSON lines with the usage as Anthropic's API reports it, and the messages of the call.
  private static final class JsonLayout implements Layout {
    private static final byte[] TIMESTAMP = bytes("{\"timestamp\":\"");
    private static final byte[] TASK = bytes("\",\"task\":\"");
    private static final byte[] MODEL = bytes("\",\"model\":\"");
    private static final byte[] INPUT = bytes("\",\"usage\":{\"input_tokens\":");
    private static final byte[] OUTPUT = bytes(",\"output_tokens\":");
    private static final byte[] READ = bytes(",\"cache_read_input_tokens\":");
    private static final byte[] WRITE_5M =
        bytes(",\"cache_creation\":{\"ephemeral_5m_input_tokens\":");
    private static final byte[] WRITE_1H = bytes(",\"ephemeral_1h_input_tokens\":");
    private static final byte[] STANDARD = bytes("},\"service_tier\":\"standard\"");
    private static final byte[] BATCH = bytes("},\"service_tier\":\"batch\"");
    private static final byte[] OK = bytes(",\"status\":\"ok\",\"request_id\":\"");
    private static final byte[] ERROR = bytes(",\"status\":\"error\",\"request_id\":\"");
    private static final byte[] COST = bytes("\",\"cost_usd\":");
    private static final byte[] MESSAGES =
        bytes(",\"messages\":[{\"role\":\"user\",\"content\":\"");
    private static final byte[] END = bytes("\"}]}\n");
    private static final byte[][] ESCAPES = {
      bytes("\\n"), bytes("\\\"no\\\""), bytes("\\u00e9t\\u00e9"), bytes("C:\\\\tmp"), bytes("\\t")
    };

    private final Page page;
    private final Dice dice;
    private byte[][] tasks = {};

    JsonLayout(Page page, Dice dice) {
      this.page = page;
      this.dice = dice;
    }

    @Override
    public void head() {}

    @Override
    public void row(Calls call) {
      if (tasks.length == 0) {
        tasks = escaped(call.tasks);
      }
      page.put(TIMESTAMP);
      page.time(call.days[call.day], call.second);
      page.put(TASK);
      page.put(tasks[call.task]);
      page.put(MODEL);
      page.put(call.model.name);
      usage(call);
      page.put(call.batch ? BATCH : STANDARD);
      page.put(call.failed ? ERROR : OK);
      page.id(call.id);
      page.put(COST);
      page.money(call.cost);
      page.put(MESSAGES);
      text(dice.between(100, 200));
      page.put(END);
    }

    /// Cached tokens are named only if there are any.
    private void usage(Calls call) {
      page.put(INPUT);
      page.number(call.input);
      page.put(OUTPUT);
      page.number(call.output);
      if (call.read > 0) {
        page.put(READ);
        page.number(call.read);
      }
      if (call.write5m > 0 || call.write1h > 0) {
        page.put(WRITE_5M);
        page.number(call.write5m);
        page.put(WRITE_1H);
        page.number(call.write1h);
        page.put('}');
      }
    }

    private void text(int length) {
      int stop = page.start() + length - 4;
      while (page.start() < stop) {
        boolean escape = dice.isPart(600);
        page.put(escape ? ESCAPES[dice.below(ESCAPES.length)] : WORDS[dice.below(WORDS.length)]);
        page.put(' ');
      }
    }

    private static byte[][] escaped(String[] names) {
      var texts = new byte[names.length][];
      for (int i = 0; i < names.length; i++) {
        texts[i] = bytes(names[i].replace("\"", "\\\""));
      }
      return texts;
    }
  }

  private static byte[][] wordsOf(String... lines) {
    var all = String.join(" ", lines).split(" ");
    var words = new byte[all.length][];
    for (int i = 0; i < all.length; i++) {
      words[i] = bytes(all[i]);
    }
    return words;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
