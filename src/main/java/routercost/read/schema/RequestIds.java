package routercost.read.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.record.Row;
import routercost.read.value.DateOrder;
import routercost.read.value.DateParser;
import routercost.read.value.EnumSynonyms;
import routercost.read.value.PlaceholderId;

/// The use of ids in the first rows of a log.
///
/// @param areUnique false if most rows share theirs with another call: then it names something else
///     than a call, a trace or a session
/// @param haveDifferingCopies whether a call was logged again with other output or time
/// @param shared the ids that many calls have, each with their number, in a log whose other ids
///     name calls
public record RequestIds(
    boolean areUnique, boolean haveDifferingCopies, Map<String, Integer> shared) {
  /// Ids that name calls, of which no copies differ.
  public static final RequestIds UNIQUE = new RequestIds(true, false, Map.of());

  private static final List<Column> IDENTITY =
      List.of(Column.MODEL, Column.TASK, Column.INPUT_TOKENS, Column.CACHE_READ_TOKENS);

  /// Records of one id from which on they may be of many calls.
  private static final int MANY = 3;

  /// Streams take no longer.
  private static final Duration LONGEST_STREAM = Duration.ofHours(1);

  static RequestIds of(Sample sample, Schema schema) {
    var byId = new HashMap<String, List<Row>>();
    var uncounted = new HashMap<String, Row>();
    for (Row row : sample.rows()) {
      String id = text(row, schema, Column.REQUEST_ID);
      if (!PlaceholderId.is(id)) {
        if (hasTokens(row, schema)) {
          byId.computeIfAbsent(id, _ -> new ArrayList<>(1)).add(row);
        } else {
          uncounted.put(id, row);
        }
      }
    }
    boolean differing =
        byId.entrySet().stream()
            .anyMatch(entry -> isChunk(uncounted.get(entry.getKey()), entry.getValue(), schema));
    int calls = 0;
    int alone = 0;
    var shared = new TreeMap<String, Integer>();
    for (var entry : byId.entrySet()) {
      var rows = entry.getValue();
      if (rows.size() == 1) {
        calls++;
        alone++;
        continue;
      }
      boolean only = byId.size() == 1;
      if (rows.size() >= MANY && isOfMany(entry.getKey(), alike(rows, schema), only, schema)) {
        shared.put(entry.getKey(), rows.size());
        calls += rows.size();
        continue;
      }
      var identities = new HashSet<List<String>>();
      for (Row row : rows) {
        if (isNothing(text(row, schema, Column.OUTPUT_TOKENS))) {
          differing = true; // the beginning of a stream may count less of the prompt
        } else {
          identities.add(identity(row, schema));
        }
      }
      if (identities.isEmpty()) {
        rows.forEach(row -> identities.add(identity(row, schema)));
      }
      calls += identities.size();
      alone += identities.size() == 1 ? 1 : 0;
      differing |= rows.stream().anyMatch(row -> isDifferingCopy(rows.getFirst(), row, schema));
    }
    return new RequestIds((calls - alone) * 2 <= calls, differing, shared);
  }

  /// The largest part of the records of an id that may be copies of one call.
  private static List<Row> alike(List<Row> rows, Schema schema) {
    var parts = new HashMap<List<String>, List<Row>>();
    var largest = List.<Row>of();
    for (Row row : rows) {
      var key = new ArrayList<>(identity(row, schema));
      key.add(text(row, schema, Column.STATUS));
      var part = parts.computeIfAbsent(key, _ -> new ArrayList<>());
      part.add(row);
      largest = part.size() > largest.size() ? part : largest;
    }
    return largest;
  }

  /// Whether records of an id are calls of their own, neither copies nor stages of one stream.
  ///
  /// @param only whether the log has no other id
  private static boolean isOfMany(String id, List<Row> rows, boolean only, Schema schema) {
    if (rows.size() < MANY) {
      return false;
    }
    var dates = new DateParser(ZoneOffset.UTC, DateOrder.UNDECIDED);
    var outputs = new TreeMap<Instant, Long>();
    Optional<Long> last = Optional.empty();
    boolean grows = true;
    boolean differs = false;
    for (Row row : rows) {
      long output = number(text(row, schema, Column.OUTPUT_TOKENS));
      differs |= last.filter(before -> before != output).isPresent();
      grows &= last.filter(before -> before > output).isEmpty();
      last = Optional.of(output);
      dates
          .instant(text(row, schema, Column.TIMESTAMP))
          .ifPresent(time -> outputs.merge(time, output, Math::max));
    }
    if (outputs.size() > 1) { // the order of time, which that of rows need not be
      grows = List.copyOf(outputs.values()).equals(outputs.values().stream().sorted().toList());
      var span = Duration.between(outputs.firstKey(), outputs.lastKey());
      if (span.compareTo(LONGEST_STREAM) > 0) {
        return true;
      }
    }
    return !(grows && differs) && (only || differs || PlaceholderId.isCounter(id));
  }

  private static long number(String count) {
    return count.matches("\\d{1,18}") ? Long.parseLong(count) : 0;
  }

  /// A try that failed without tokens has the id of the one that succeeded.
  private static boolean hasTokens(Row row, Schema schema) {
    return !isNothing(text(row, schema, Column.INPUT_TOKENS))
        || !isNothing(text(row, schema, Column.OUTPUT_TOKENS));
  }

  /// Whether a record without tokens may be a part of the stream that others count.
  private static boolean isChunk(@Nullable Row uncounted, List<Row> counted, Schema schema) {
    if (uncounted == null) {
      return false;
    }
    String status = text(uncounted, schema, Column.STATUS);
    return EnumSynonyms.isUnfinished(status)
        || status.equals(text(counted.getFirst(), schema, Column.STATUS));
  }

  private static boolean isDifferingCopy(Row first, Row row, Schema schema) {
    return identity(first, schema).equals(identity(row, schema))
        && text(first, schema, Column.STATUS).equals(text(row, schema, Column.STATUS))
        && !(text(first, schema, Column.OUTPUT_TOKENS)
                .equals(text(row, schema, Column.OUTPUT_TOKENS))
            && text(first, schema, Column.TIMESTAMP).equals(text(row, schema, Column.TIMESTAMP)));
  }

  private static String text(Row row, Schema schema, Column column) {
    return schema.columns(row.names()).text(row, column);
  }

  private static boolean isNothing(String count) {
    return count.isEmpty() || count.equals("0");
  }

  /// What a copy of a call has in common with it, however the copies were logged.
  private static List<String> identity(Row row, Schema schema) {
    Columns columns = schema.columns(row.names());
    return IDENTITY.stream()
        .map(column -> columns.text(row, column))
        .map(text -> isNothing(text) ? "" : text) // the end of a stream says more than its chunks
        .toList();
  }
}
