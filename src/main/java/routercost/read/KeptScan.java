package routercost.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import routercost.read.scan.Chunks;
import routercost.read.scan.FileChunks;
import routercost.read.scan.ParallelScan;
import routercost.read.scan.ScanInput;
import routercost.read.scan.ScanWorker;
import routercost.read.schema.Reject;
import routercost.read.schema.Sample;
import routercost.read.tally.LogAccumulator;
import routercost.read.text.Progress;
import routercost.read.text.ReadPrefix;
import routercost.read.text.ReadTuning;

/// What was read of a table up to the end of its last whole record, so that a later reading goes on
/// from there.
///
/// The records after it, such as a row that is half written, are read anew each time.
final class KeptScan {
  /// Rejected records are passed on again in each reading.
  private static final int MOST_REJECTS = 10_000;

  private final Path file;
  private final Sample sample;
  private final LogAccumulator order;
  private final ReadPrefix prefix;
  private final List<ScanWorker> workers = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private long end;
  private long line;

  /// @param sample its first records, by which all are read
  /// @param order takes what depends on the order of the records
  KeptScan(Path file, Sample sample, LogAccumulator order) {
    this.file = file;
    this.sample = sample;
    this.order = order;
    this.prefix = new ReadPrefix(file);
  }

  LogAccumulator order() {
    return order;
  }

  List<Reject> rejects() {
    return rejects;
  }

  /// Whether the file may have grown from what was read: its first records are the same, and all
  /// its bytes.
  boolean grows(Sample now) throws IOException {
    return sample.equals(now) && prefix.grows();
  }

  /// Reads what is new.
  ///
  /// @param input whose rejects are kept here
  /// @param worker makes one that settles with `order`
  /// @return whether it can be used: what follows begins with a record, and there is not too much
  boolean read(ScanInput input, ReadTuning tuning, Progress progress, Supplier<ScanWorker> worker)
      throws IOException {
    if (!prefix.grows()) {
      return false;
    }
    if (end == prefix.length()) {
      return true;
    }
    var idle = new ArrayList<>(workers);
    try (var chunks = new FileChunks(file, end, prefix.length(), false, tuning.chunk())) {
      var scan = new ParallelScan(input, chunks, progress, line);
      scan.run(tuning.threads(), () -> next(idle, worker));
      end = prefix.length() - scan.left();
      line = scan.line();
      return scan.left() >= 0 && rejects.size() <= MOST_REJECTS && order.seen().isInMemory();
    }
  }

  private ScanWorker next(List<ScanWorker> idle, Supplier<ScanWorker> worker) {
    if (idle.isEmpty()) {
      workers.add(worker.get());
      return workers.getLast();
    }
    return idle.removeFirst();
  }

  /// Adds all that was read to the sums of all inputs and to the counts of this one, unless it may
  /// have calls in common with what was read before.
  ///
  /// @return whether it was added
  boolean into(LogAccumulator accumulator, ScanInput input) {
    if (!accumulator.addApart(order)) {
      return false;
    }
    rejects.forEach(input.pass()::reject);
    input.account().breaksOff(false);
    workers.forEach(worker -> worker.into(accumulator, input.account(), true));
    return true;
  }

  /// Whether all was read that there is.
  boolean isAll() {
    return end == prefix.length();
  }

  /// What was not read, from the beginning of a record on.
  Chunks rest(ReadTuning tuning) {
    return new FileChunks(file, end, Math.max(end, file.toFile().length()), true, tuning.chunk());
  }

  /// The number of the line on which the rest begins.
  long line() {
    return line;
  }
}
