package routercost.read.exports;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import routercost.usage.LazyPattern;

/// One call under canonical names, as the columns of `calls.csv` are called. Counts of tokens are
/// disjoint: input is what was neither read from a cache nor written to one.
public final class CallRow {
  private static final LazyPattern AMOUNT =
      new LazyPattern("-?\\d{1,15}(\\.\\d{1,40})?([eE][-+]?\\d{1,2})?");

  private final LinkedHashMap<String, String> cells = new LinkedHashMap<>();
  private Fields from = Fields.NONE;
  private Optional<Prompt> prompt = Optional.empty();

  /// An input count in which cached tokens may be.
  private record Prompt(long tokens, long cached, boolean within) {}

  /// A call on `model`.
  static CallRow on(String model) {
    return new CallRow().with("model", model);
  }

  /// The same call, to be told more about.
  CallRow copy() {
    var copy = new CallRow();
    copy.cells.putAll(cells);
    copy.from = from;
    copy.prompt = prompt;
    return copy;
  }

  /// Says which part of the record this is, where a record holds several.
  CallRow from(Fields part) {
    from = part;
    return this;
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
    return with("web_searches", usage.number("server_tool_use", "web_search_requests"));
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

  /// What a report says was billed, in units of 10^-`decimals` dollars.
  CallRow billed(String amount, int decimals) {
    cost(amount, decimals);
    return cells.containsKey("cost_usd") ? this : set("cost_usd", "(nothing)");
  }

  /// What the counts are in OpenAI's way: cached tokens are within the prompt.
  CallRow inclusive(long prompt, long read, long written) {
    return prompt(prompt, read, written, true);
  }

  /// The counts of a prompt.
  ///
  /// @param within whether cached tokens are within it, as far as the format or the record says
  CallRow prompt(long tokens, long read, long written, boolean within) {
    prompt = Optional.of(new Prompt(tokens, read + written, within));
    return with("input_tokens", tokens)
        .with("cache_read_tokens", read)
        .with("cache_write_tokens", written);
  }

  /// This row with its input on a meter of its own, less what was cached.
  ///
  /// @param asked whether a person says that cached tokens are within input counts
  /// @throws NotACount if more was cached than the input that holds it
  public CallRow settled(Optional<Boolean> asked) {
    prompt.filter(some -> asked.orElse(some.within())).ifPresent(this::settle);
    return this;
  }

  private void settle(Prompt some) {
    if (some.tokens() > 0 && some.cached() > some.tokens()) {
      throw new NotACount(
          "cached tokens (%d) exceed the input tokens (%d), which include them"
              .formatted(some.cached(), some.tokens()));
    }
    with("input_tokens", Math.max(0, some.tokens() - some.cached()));
  }

  /// What an Anthropic `usage` object counts (formats.md section 1): cached tokens are beside the
  /// input, and cache writes may be split by lifetime, in part or not at all.
  CallRow anthropic(Fields usage) {
    long write5m = usage.number("cache_creation", "ephemeral_5m_input_tokens");
    long write1h = usage.number("cache_creation", "ephemeral_1h_input_tokens");
    long written = Math.max(usage.number("cache_creation_input_tokens"), write5m + write1h);
    with("input_tokens", usage.number("input_tokens"));
    with("output_tokens", usage.number("output_tokens"));
    with("cache_read_tokens", usage.number("cache_read_input_tokens"));
    with("cache_write_5m_tokens", write5m);
    with("cache_write_1h_tokens", write1h);
    with("cache_write_tokens", written);
    with("reasoning_tokens", usage.number("output_tokens_details", "thinking_tokens"));
    return searches(usage).served(usage, true);
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
