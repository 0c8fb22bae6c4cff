package routercost.bench;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// What the simple readers add up: the same groups and sums as the audit keeps.
final class Sums {
  private static final int BREAK = 100_000;

  private record Key(
      String day, String task, String model, String service, String status, int band) {}

  private static final class Cell {
    long calls;
    final long[] tokens = new long[5];
    BigDecimal cost = BigDecimal.ZERO;

    void add(long[] more, BigDecimal moreCost) {
      calls++;
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] += more[i];
      }
      cost = cost.add(moreCost);
    }
  }

  private final Map<Key, Cell> cells = new HashMap<>();

  /// Adds one call.
  ///
  /// @param tokens input, output, cache reads, cache writes of five minutes and of one hour
  void add(
      String timestamp,
      String task,
      String model,
      String service,
      String status,
      long[] tokens,
      BigDecimal cost) {
    long prompt = tokens[0] + tokens[2] + tokens[3] + tokens[4];
    int band = prompt > 2 * BREAK ? 2 : prompt > BREAK ? 1 : 0;
    var key = new Key(timestamp.substring(0, 10), task, model, service, status, band);
    cells.computeIfAbsent(key, _ -> new Cell()).add(tokens, cost);
  }

  /// All cells together, as `name=value` pairs.
  String total() {
    var all = new Cell();
    for (var cell : cells.values()) {
      all.add(cell.tokens, cell.cost);
      all.calls += cell.calls - 1;
    }
    return "cells=%d calls=%d input=%d output=%d cache_read=%d cache_write_5m=%d cache_write_1h=%d cost=%s"
        .formatted(
            cells.size(),
            all.calls,
            all.tokens[0],
            all.tokens[1],
            all.tokens[2],
            all.tokens[3],
            all.tokens[4],
            all.cost.toPlainString());
  }
}
