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
import routercost.read.config.prices.PriceBooks;
import routercost.read.schema.Filter;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.usage.Meter;
import routercost.usage.Status;

/// What a test sees of one reading: the tally, the calls and the rejects.
public record ReadCalls(LogTally tally, List<Call> calls, List<Reject> rejects) {
  public static final LocalDate UNDATED = LocalDate.of(2026, 11, 1);

  public static final RecordFilter ALL =
      new RecordFilter(Filter.none(), Set.of(), Period.ALWAYS, ZoneOffset.UTC, UNDATED);

  public static ReadCalls of(
      List<String> paths, byte[] stdin, ReadOptions interpretation, RecordFilter selection) {
    var listener = new Recorder();
    LogTally tally =
        LogReader.of(request(paths, stdin).with(interpretation).with(selection))
            .callByCall(listener)
            .read();
    return new ReadCalls(tally, listener.calls, listener.rejects);
  }

  /// A request for all calls on paths or standard input.
  public static ReadRequest request(List<String> paths, byte[] stdin) {
    return ReadRequest.of(paths, new ByteArrayInputStream(stdin), ALL);
  }

  /// A listener that keeps what it receives.
  public static final class Recorder implements CallListener {
    public final List<Call> calls = new ArrayList<>();
    public final List<Reject> rejects = new ArrayList<>();

    @Override
    public void used(Call call) {
      calls.add(call);
    }

    @Override
    public void rejected(Reject reject) {
      rejects.add(reject);
    }
  }

  public static ReadCalls of(byte[] log) {
    return of(List.of("-"), log, ReadOptions.SNIFFED, ALL);
  }

  /// Reads a log given as its lines.
  public static ReadCalls of(String... lines) {
    return of(bytes(lines));
  }

  public static ReadCalls of(ReadOptions interpretation, String... lines) {
    return of(List.of("-"), bytes(lines), interpretation, ALL);
  }

  public static ReadCalls of(RecordFilter selection, String... lines) {
    return of(List.of("-"), bytes(lines), ReadOptions.SNIFFED, selection);
  }

  public static ReadCalls file(String path) {
    return of(List.of(path), new byte[0], ReadOptions.SNIFFED, ALL);
  }

  public static ReadOptions mapped(Map<String, String> mapping) {
    return new ReadOptions(Optional.empty(), mapping, ReadOptions.CacheTokens.AUTO, true);
  }

  public static RecordFilter in(String zone) {
    return new RecordFilter(Filter.none(), Set.of(), Period.ALWAYS, ZoneId.of(zone), UNDATED);
  }

  public static RecordFilter labelled(String... labels) {
    return new RecordFilter(Filter.none(), Set.of(labels), Period.ALWAYS, ZoneOffset.UTC, UNDATED);
  }

  public static RecordFilter filtered(String name, String value) {
    var filter = new Filter(List.of(Condition.of(name, value)), PriceBooks::builtIn);
    return new RecordFilter(filter, Set.of(), Period.ALWAYS, ZoneOffset.UTC, UNDATED);
  }

  public static byte[] bytes(String... lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  public RowCounts account() {
    return tally.inputs().getFirst();
  }

  /// The only call.
  public Call call() {
    if (calls.size() != 1) {
      throw new AssertionError(calls.size() + " calls, " + rejects);
    }
    return calls.getFirst();
  }

  /// What the only call has on `meter`.
  public long count(Meter meter) {
    return call().slice().usage().of(meter).longValueExact();
  }

  /// The reason of the only reject.
  public String reason() {
    if (rejects.size() != 1) {
      throw new AssertionError(rejects.size() + " rejects");
    }
    return rejects.getFirst().reason();
  }

  /// The sum of a meter over all calls of one status.
  public String sum(Meter meter, Status status) {
    return tally.used().where(key -> key.status() == status).total().of(meter).toPlainString();
  }
}
