package routercost.read.schema;

import java.util.List;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.exports.TokenInclusion;
import routercost.read.value.RowRejectedException;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// What one row counts, on disjoint meters.
public final class TokenCounts {
  /// The columns that are counted.
  public static final List<Column> COUNTED =
      Column.NUMBERS.stream()
          .filter(column -> column != Column.COST_USD && column != Column.TOTAL_TOKENS)
          .toList();

  private final long[] counts;

  public TokenCounts(long[] counts) {
    this.counts = counts;
  }

  /// Puts the numbers of a record on meters.
  ///
  /// @param counts one for each meter, at the meter's slot; all that a record can have are set
  /// @param inclusion filled with the counts of the record
  /// @param total that the record states; 0 if it states none
  /// @param usual what counts include if the record proves nothing
  /// @param asked whether a person says so, whatever the record proves of cached tokens
  /// @return what counts include
  /// @throws RowRejectedException if the numbers contradict each other
  public static int fill(
      long[] counts,
      CountBuffer numbers,
      TokenInclusion inclusion,
      long total,
      int usual,
      boolean asked)
      throws RowRejectedException {
    long read = numbers.of(Column.CACHE_READ_TOKENS);
    long written5m = numbers.of(Column.CACHE_WRITE_5M_TOKENS);
    long written1h = numbers.of(Column.CACHE_WRITE_1H_TOKENS);
    long unknown = unknownWrites(numbers, written5m + written1h);
    long reasoning = numbers.of(Column.REASONING_TOKENS);
    long cached = read + written5m + written1h + unknown;
    counts[CALLS] = numbers.has(Column.CALLS) ? numbers.of(Column.CALLS) : 1;
    inclusion.input = numbers.of(Column.INPUT_TOKENS) + numbers.of(Column.TOOL_INPUT_TOKENS);
    inclusion.output = numbers.of(Column.OUTPUT_TOKENS);
    inclusion.read = read;
    inclusion.written = cached - read;
    inclusion.reasoning = reasoning;
    inclusion.total = total;
    long heard = numbers.of(Column.AUDIO_INPUT_TOKENS) + numbers.of(Column.IMAGE_INPUT_TOKENS);
    long spoken = numbers.of(Column.AUDIO_OUTPUT_TOKENS) + numbers.of(Column.IMAGE_OUTPUT_TOKENS);
    int included = inclusion.included(usual);
    if (heard + spoken > 0 && inclusion.unaccounted(included) == heard + spoken) {
      inclusion.input += heard; // the total counts audio and images next to text
      inclusion.output += spoken;
      included = inclusion.included(usual);
    }
    if (asked) {
      checkIncluded(numbers, cached, usual);
      included = (included & TokenInclusion.REASONING) | (usual & TokenInclusion.CACHED);
    }
    counts[INPUT] = Math.max(0, inclusion.fresh(included));
    counts[OUTPUT] = inclusion.generated(included);
    counts[CACHE_READ] = read;
    counts[CACHE_WRITE_5M] = written5m;
    counts[CACHE_WRITE_1H] = written1h;
    counts[CACHE_WRITE_UNKNOWN] = unknown;
    counts[REASONING] = reasoning;
    counts[CACHED_SQUARED] = squared(cached, counts[CALLS]);
    counts[WEB_SEARCH] = numbers.of(Column.WEB_SEARCHES);
    for (Column unit : Column.UNIT_COUNTS) {
      counts[slot(unit)] = numbers.of(unit);
    }
    for (Column modality : Column.MODALITIES) {
      counts[slot(modality)] = numbers.of(modality);
    }
    settleModalities(counts);
    return included;
  }

  /// Makes audio and images parts of the tokens that hold them: audio that was read from a cache
  /// is a part of those tokens and not of the input. More audio than input stood next to it.
  public static void settleModalities(long[] counts) {
    long heard = counts[AUDIO_INPUT];
    if (heard > 0) {
      long cached = Math.min(counts[AUDIO_CACHE_READ], counts[CACHE_READ]);
      heard = heard >= cached ? heard - cached : heard;
      if (heard > counts[INPUT] + counts[CACHE_READ] - cached) {
        counts[INPUT] += heard;
      }
      cached += Math.max(0, heard - counts[INPUT]);
      counts[AUDIO_INPUT] = Math.min(heard, counts[INPUT]);
      counts[AUDIO_CACHE_READ] = cached;
    }
    counts[AUDIO_CACHE_READ] = Math.min(counts[AUDIO_CACHE_READ], counts[CACHE_READ]);
    long shown = counts[INPUT] - counts[AUDIO_INPUT];
    counts[IMAGE_INPUT] = Math.min(counts[IMAGE_INPUT], shown);
    if (counts[AUDIO_OUTPUT] + counts[IMAGE_OUTPUT] > counts[OUTPUT]) {
      counts[OUTPUT] += counts[AUDIO_OUTPUT] + counts[IMAGE_OUTPUT];
    }
  }

  private static void checkIncluded(CountBuffer numbers, long cached, int usual)
      throws RowRejectedException {
    boolean isIncluded = (usual & TokenInclusion.CACHED) != 0 && numbers.has(Column.INPUT_TOKENS);
    long input = numbers.of(Column.INPUT_TOKENS);
    if (isIncluded && cached > input) {
      throw new RowRejectedException(
          ("cached tokens (%d) exceed input_tokens (%d), which include them;"
                  + " --cache-tokens exclusive if they do not")
              .formatted(cached, input));
    }
  }

  private static final int CALLS = Tally.slot(Meter.CALLS);
  private static final int INPUT = Tally.slot(Meter.INPUT);
  private static final int OUTPUT = Tally.slot(Meter.OUTPUT);
  private static final int CACHE_READ = Tally.slot(Meter.CACHE_READ);
  private static final int CACHE_WRITE_5M = Tally.slot(Meter.CACHE_WRITE_5M);
  private static final int CACHE_WRITE_1H = Tally.slot(Meter.CACHE_WRITE_1H);
  private static final int CACHE_WRITE_UNKNOWN = Tally.slot(Meter.CACHE_WRITE_UNKNOWN);
  private static final int REASONING = Tally.slot(Meter.REASONING);
  private static final int CACHED_SQUARED = Tally.slot(Meter.CACHED_SQUARED);
  private static final int AUDIO_INPUT = Tally.slot(Meter.AUDIO_INPUT);
  private static final int AUDIO_CACHE_READ = Tally.slot(Meter.AUDIO_CACHE_READ);
  private static final int AUDIO_OUTPUT = Tally.slot(Meter.AUDIO_OUTPUT);
  private static final int IMAGE_INPUT = Tally.slot(Meter.IMAGE_INPUT);
  private static final int IMAGE_OUTPUT = Tally.slot(Meter.IMAGE_OUTPUT);
  private static final int WEB_SEARCH = Tally.slot(Meter.WEB_SEARCH);
  private static final int UNITS = Tally.slot(Meter.UNITS);

  /// The slot of the meter for which a column stands, if no other column says more: a total of
  /// writes counts those of unknown lifetime.
  public static int slot(Column counted) {
    return switch (counted) {
      case CALLS -> CALLS;
      case INPUT_TOKENS, TOOL_INPUT_TOKENS -> INPUT;
      case OUTPUT_TOKENS -> OUTPUT;
      case CACHE_READ_TOKENS -> CACHE_READ;
      case CACHE_WRITE_5M_TOKENS -> CACHE_WRITE_5M;
      case CACHE_WRITE_1H_TOKENS -> CACHE_WRITE_1H;
      case CACHE_WRITE_TOKENS -> CACHE_WRITE_UNKNOWN;
      case REASONING_TOKENS -> REASONING;
      case AUDIO_INPUT_TOKENS -> AUDIO_INPUT;
      case AUDIO_CACHE_READ_TOKENS -> AUDIO_CACHE_READ;
      case AUDIO_OUTPUT_TOKENS -> AUDIO_OUTPUT;
      case IMAGE_INPUT_TOKENS -> IMAGE_INPUT;
      case IMAGE_OUTPUT_TOKENS -> IMAGE_OUTPUT;
      case WEB_SEARCHES -> WEB_SEARCH;
      case UNITS -> UNITS;
      case SECONDS -> UNITS + 1;
      case CHARACTERS -> UNITS + 2;
      case PAGES -> UNITS + 3;
      case SEARCH_UNITS -> UNITS + 4;
      default -> throw new IllegalArgumentException(counted + " is not counted");
    };
  }

  /// Takes the writes whose lifetime is known from a total that stands where those of unknown
  /// lifetime belong; `false` if they are more.
  public static boolean split(long[] counts) {
    counts[CACHE_WRITE_UNKNOWN] -= counts[CACHE_WRITE_5M] + counts[CACHE_WRITE_1H];
    return counts[CACHE_WRITE_UNKNOWN] >= 0;
  }

  /// One number per meter, at the meter's slot, for the tally that adds them.
  public long[] counts() {
    return counts;
  }

  /// The whole prompt of a record with these counts, cached or not.
  public static long prompt(long[] counts) {
    return counts[INPUT]
        + counts[CACHE_READ]
        + counts[CACHE_WRITE_5M]
        + counts[CACHE_WRITE_1H]
        + counts[CACHE_WRITE_UNKNOWN];
  }

  /// All billed tokens.
  long tokens() {
    return tokens(counts);
  }

  /// All billed tokens of a record with these counts.
  public static long tokens(long[] counts) {
    return prompt(counts) + counts[OUTPUT];
  }

  /// Sets the square of what a record with these counts cached.
  public static void square(long[] counts) {
    counts[CACHED_SQUARED] = squared(prompt(counts) - counts[INPUT], counts[CALLS]);
  }

  /// The calls of a row are taken as alike. What no log tells of in earnest is not known.
  private static long squared(long cached, long calls) {
    if (cached == 0 || calls <= 0) {
      return 0;
    }
    long each = calls == 1 ? cached : cached / calls;
    return cached > Integer.MAX_VALUE && Math.multiplyHigh(cached, each) != 0 ? 0 : cached * each;
  }

  /// The calls that a record with these counts stands for.
  public static long calls(long[] counts) {
    return counts[CALLS];
  }

  long of(Meter meter) {
    return counts[Tally.slot(meter)];
  }

  /// Writes of unknown lifetime: a total beside the split counts what the split leaves. LangChain
  /// writes 0 beside it.
  private static long unknownWrites(CountBuffer numbers, long split) throws RowRejectedException {
    if (!numbers.has(Column.CACHE_WRITE_TOKENS)) {
      return 0;
    }
    long total = numbers.of(Column.CACHE_WRITE_TOKENS);
    if (total == 0) {
      return 0;
    }
    if (total < split) {
      throw new RowRejectedException(
          "cache_write_tokens is %d, less than its 5m and 1h parts together (%d)"
              .formatted(total, split));
    }
    return total - split;
  }

  /// Whether the names of these columns say that output does not include reasoning: Gemini's do.
  public static boolean isBeside(Columns columns) {
    return isBeside(columns, Column.REASONING_TOKENS)
        && (isBeside(columns, Column.OUTPUT_TOKENS) || !columns.has(Column.OUTPUT_TOKENS));
  }

  /// Whether counts on meters agree with a total when input and output include nothing but
  /// reasoning, which is the usual reading of separate counts.
  public static boolean isTotal(long[] counts, long total) {
    return counts[REASONING] <= counts[OUTPUT]
        && (total == 0 || prompt(counts) + counts[OUTPUT] == total);
  }

  private static boolean isBeside(Columns columns, Column column) {
    return columns.at(column).stream()
        .anyMatch(found -> found.notes().contains(Synonym.Note.BESIDE_OUTPUT));
  }
}
