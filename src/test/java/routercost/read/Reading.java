package routercost.read;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.price.Condition;
import routercost.usage.Meter;
import routercost.usage.Status;

/// What a test sees of one reading: the tally, the calls and the rejects.
record Reading(LogTally tally, List<Call> calls, List<Reject> rejects) {
  static final LocalDate UNDATED = LocalDate.of(2026, 11, 1);

  static final Selection ALL =
      new Selection(Filter.none(), Set.of(), Period.ALWAYS, ZoneOffset.UTC, UNDATED);

  static Reading of(
      List<String> paths, byte[] stdin, Interpretation interpretation, Selection selection) {
    var calls = new ArrayList<Call>();
    var rejects = new ArrayList<Reject>();
    LogTally tally =
        CallLogs.each(
            paths,
            new ByteArrayInputStream(stdin),
            interpretation,
            selection,
            calls::add,
            rejects::add);
    return new Reading(tally, calls, rejects);
  }

  static Reading of(byte[] log) {
    return of(List.of("-"), log, Interpretation.SNIFFED, ALL);
  }

  /// Reads a log given as its lines.
  static Reading of(String... lines) {
    return of(bytes(lines));
  }

  static Reading of(Interpretation interpretation, String... lines) {
    return of(List.of("-"), bytes(lines), interpretation, ALL);
  }

  static Reading of(Selection selection, String... lines) {
    return of(List.of("-"), bytes(lines), Interpretation.SNIFFED, selection);
  }

  static Reading file(String path) {
    return of(List.of(path), new byte[0], Interpretation.SNIFFED, ALL);
  }

  static Interpretation mapped(Map<String, String> mapping) {
    return new Interpretation(Optional.empty(), mapping, Interpretation.CacheTokens.AUTO, true);
  }

  static Selection in(String zone) {
    return new Selection(Filter.none(), Set.of(), Period.ALWAYS, ZoneId.of(zone), UNDATED);
  }

  static Selection labelled(String... labels) {
    return new Selection(Filter.none(), Set.of(labels), Period.ALWAYS, ZoneOffset.UTC, UNDATED);
  }

  static Selection filtered(String name, String value) {
    var filter = new Filter(List.of(Condition.of(name, value)), PriceBooks::builtIn);
    return new Selection(filter, Set.of(), Period.ALWAYS, ZoneOffset.UTC, UNDATED);
  }

  static byte[] bytes(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  InputAccount account() {
    return tally.inputs().getFirst();
  }

  /// The only call.
  Call call() {
    if (calls.size() != 1) {
      throw new AssertionError(calls.size() + " calls, " + rejects);
    }
    return calls.getFirst();
  }

  /// What the only call has on `meter`.
  long count(Meter meter) {
    return call().slice().usage().of(meter).longValueExact();
  }

  /// The reason of the only reject.
  String reason() {
    if (rejects.size() != 1) {
      throw new AssertionError(rejects.size() + " rejects");
    }
    return rejects.getFirst().reason();
  }

  /// The sum of a meter over all calls of one status.
  String sum(Meter meter, Status status) {
    return tally.used().where(key -> key.status() == status).total().of(meter).toPlainString();
  }
}
