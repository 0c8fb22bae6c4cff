package routercost.read.exports;

import java.util.List;

/// The request log of claude-code-router, one request or a page of them to a record. Cached tokens
/// are beside the input: the total is the sum of all four counts.
final class RouterLogs implements Dialect {
  @Override
  public boolean claims(Fields record) {
    return isEntry(record)
        || (record.has("items") && record.list("items").stream().anyMatch(RouterLogs::isEntry));
  }

  private static boolean isEntry(Fields record) {
    return record.has("cacheReadTokens")
        && record.has("cacheWriteTokens")
        && (record.has("routeAttemptCount") || record.has("credentialChain"));
  }

  @Override
  public void read(Fields record, Sink sink) {
    var entries = record.has("items") ? record.list("items") : List.of(record);
    sink.each(entries, entry -> tell(entry, sink));
  }

  private static void tell(Fields entry, Sink sink) {
    sink.call(
        CallRow.on(entry.first("responseModel", "resolvedModel", "model"))
            .from(entry)
            .with("input_tokens", entry.number("inputTokens"))
            .with("output_tokens", entry.number("outputTokens"))
            .with("cache_read_tokens", entry.number("cacheReadTokens"))
            .with("cache_write_tokens", entry.number("cacheWriteTokens"))
            .with("reasoning_tokens", entry.number("reasoningTokens"))
            .cost(entry.text("costUsd"), 0)
            .with("timestamp", entry.text("createdAt"))
            .with("task", task(entry))
            .with("request_id", entry.first("requestId", "id"))
            .with("provider", entry.text("provider"))
            .ok(entry.has("ok") ? entry.text("ok").equals("true") : !entry.has("error")));
  }

  /// The rule that routed it, else the client that asked.
  private static String task(Fields entry) {
    for (var hop : entry.list("routeTrace", "hops")) {
      String rule = hop.at("decision").first("ruleName", "ruleId");
      if (!rule.isEmpty()) {
        return rule;
      }
    }
    return entry.first("client", "requestedModel");
  }
}
