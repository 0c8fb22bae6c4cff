package routercost.read.exports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.builtin.Column;
import routercost.read.record.NotACount;

/// One call under canonical names, as the columns of `calls.csv` are called. Counts of tokens are
/// disjoint: input is what was neither read from a cache nor written to one.
public final class CallRow {
  private static final String TOTAL = "total_tokens";
  private static final List<String> COUNTS =
      Stream.concat(Column.QUANTITIES.stream().map(Column::id), Stream.of(TOTAL)).toList();

  private static final Pattern AMOUNT =
      Pattern.compile("-?\\d{1,15}(\\.\\d{1,40})?([eE][-+]?\\d{1,2})?");

  private final LinkedHashMap<String, String> cells = new LinkedHashMap<>();
  private Fields from = Fields.NONE;
  private Optional<Boolean> within = Optional.empty();
  private long line;
  private boolean reasoningApart;
  private long unaccounted;

  /// A call on `model`.
  static CallRow on(String model) {
    return new CallRow().with("model", model);
  }

  /// A copy, to which more can be added.
  CallRow copy() {
    var copy = new CallRow();
    copy.cells.putAll(cells);
    copy.from = from;
    copy.within = within;
    copy.line = line;
    copy.reasoningApart = reasoningApart;
    return copy;
  }

  /// Says which part of the record this is, where a record holds several.
  CallRow from(Fields part) {
    from = part;
    return this;
  }

  /// Sets the line of the record, where a call is reported later.
  CallRow at(long line) {
    this.line = line;
    return this;
  }

  /// The line of the record; 0 if it is the one at hand.
  public long line() {
    return line;
  }

  /// The part of the record that this is; no fields if it is all of it.
  public Fields from() {
    return from;
  }

  /// Makes all that a report says of it its id: pages that were saved twice hold the same.
  CallRow bucket(String all) {
    return with(
        "request_id", UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString());
  }

  /// Names the model.
  CallRow model(String model) {
    return with("model", model);
  }

  /// What a column holds; empty if nothing.
  public String text(String column) {
    return cells.getOrDefault(column, "");
  }

  /// One of several parts of a response: the first of each model counts as a call.
  CallRow part(int index, int parts, boolean call) {
    with("parts", parts - 1L).with("calls", call ? 1 : 0);
    return index == 0
        ? this
        : with("part", index).with("request_id", text("request_id") + "/" + index);
  }

  /// How a response was served, for a part of it.
  ///
  /// @param own whether it ran on the model of the response; fast mode is of that model
  CallRow served(Fields usage, boolean own) {
    with("service_tier", usage.text("service_tier"));
    with("inference_geo", usage.text("inference_geo"));
    return with("speed", own ? usage.text("speed") : "");
  }

  /// The web searches of a response.
  CallRow searches(Fields usage) {
    return with("web_searches", usage.number("server_tool_use.web_search_requests"));
  }

  /// Sets a column to a text that may be empty.
  public CallRow set(String column, String text) {
    cells.put(column, text);
    return this;
  }

  /// Sets a column, unless there is nothing to say.
  public CallRow with(String column, String text) {
    if (!text.isBlank()) {
      cells.put(column, text);
    }
    return this;
  }

  /// Sets a count.
  CallRow with(String column, long count) {
    cells.put(column, Long.toString(count));
    return this;
  }

  /// This call without a count of input, if it has no count at all: its record states none, and it
  /// used what nobody knows, not nothing.
  CallRow withoutInput() {
    if (COUNTS.stream().allMatch(column -> count(column) == 0)) {
      cells.remove("input_tokens");
      cells.remove(TOTAL);
      within = Optional.empty();
      reasoningApart = false;
    }
    return this;
  }

  /// Says whether it succeeded.
  CallRow ok(boolean ok) {
    return with("status", ok ? "ok" : "error");
  }

  /// What it cost by the export, in units of 10^-`decimals` dollars. What is no amount is kept as
  /// it is, for the reading to reject.
  CallRow cost(String amount, int decimals) {
    if (Fields.isNothing(amount)) {
      return this;
    }
    return AMOUNT.matcher(amount).matches()
        ? set("cost_usd", new BigDecimal(amount).movePointLeft(decimals).toPlainString())
        : set("cost_usd", amount);
  }

  /// Whether a text is an amount of money.
  static boolean isAmount(String text) {
    return AMOUNT.matcher(text).matches();
  }

  /// What a report says was billed, in units of 10^-`decimals` dollars.
  CallRow billed(String amount, int decimals) {
    cost(amount, decimals);
    return cells.containsKey("cost_usd") ? this : set("cost_usd", "(nothing)");
  }

  /// A count; 0 if there is none.
  long count(String column) {
    String text = text(column);
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /// How many tokens were read from caches or written to them.
  long cached() {
    return count("cache_read_tokens") + count("cache_write_tokens");
  }

  /// Sets whether the input includes cached tokens, as far as the format or the record says.
  CallRow within(boolean within) {
    this.within = Optional.of(within);
    return this;
  }

  /// Sets that the input does not include cached tokens, whatever a person says of others. A total
  /// of the record may still prove that it does.
  void separate() {
    within = Optional.empty();
  }

  /// Sets that the output does not include reasoning, unless the record proves that it does.
  void reasoningApart() {
    reasoningApart = true;
  }

  /// Sets counts in OpenAI's way: cached tokens are within the prompt.
  CallRow inclusive(long prompt, long read, long written) {
    return within(true)
        .with("input_tokens", prompt)
        .with("cache_read_tokens", read)
        .with("cache_write_tokens", written);
  }

  /// Makes the counts disjoint: takes cached tokens off an input that includes them, and adds
  /// reasoning to an output that does not.
  ///
  /// @param asked whether a person says that cached tokens are within input counts
  /// @throws NotACount if more was cached than the input that holds it, as a person says
  public CallRow settled(Optional<Boolean> asked) {
    if (within.isPresent() || reasoningApart || cells.containsKey(TOTAL)) {
      var counts = inclusion();
      int usual =
          (within.orElse(false) ? TokenInclusion.CACHED : 0)
              | (reasoningApart ? 0 : TokenInclusion.REASONING);
      int included = counts.included(usual);
      if (within.isPresent() && asked.isPresent()) {
        included = as(asked.get(), included, counts);
      }
      with("input_tokens", Math.max(0, counts.fresh(included)));
      with("output_tokens", counts.generated(included));
      unaccounted = counts.unaccounted(included);
    }
    cells.remove(TOTAL);
    within = Optional.empty();
    reasoningApart = false;
    return this;
  }

  private TokenInclusion inclusion() {
    var counts = new TokenInclusion();
    counts.input = count("input_tokens");
    counts.output = count("output_tokens");
    counts.read = count("cache_read_tokens");
    counts.written = count("cache_write_tokens");
    counts.reasoning = count("reasoning_tokens");
    counts.total = count(TOTAL);
    return counts;
  }

  private static int as(boolean within, int included, TokenInclusion counts) {
    long cached = counts.read + counts.written;
    if (within && counts.input > 0 && cached > counts.input) {
      throw new NotACount(
          "cached tokens (%d) exceed the input tokens (%d), which include them"
              .formatted(cached, counts.input));
    }
    return within ? included | TokenInclusion.CACHED : included & ~TokenInclusion.CACHED;
  }

  /// How many tokens of the total that the record states are in none of its counts.
  public long unaccounted() {
    return unaccounted;
  }

  /// The names of the columns.
  public List<String> names() {
    return List.copyOf(cells.keySet());
  }

  /// Their texts.
  public List<String> texts() {
    return List.copyOf(cells.values());
  }
}
