package routercost.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.audit.LoggedCostCheck;
import routercost.read.builtin.Column;
import routercost.read.exports.LogFormat;
import routercost.read.record.CsvEntries;
import routercost.read.record.SearchCalls;
import routercost.read.record.TokenDetails;
import routercost.read.row.ColumnLayout;
import routercost.read.row.RowParser;
import routercost.read.scan.ByteRecords;
import routercost.read.scan.Chunks;
import routercost.read.scan.CsvRecords;
import routercost.read.scan.JsonKeys;
import routercost.read.scan.JsonRecords;
import routercost.read.scan.ParallelScan;
import routercost.read.scan.ScanInput;
import routercost.read.scan.ScanWorker;
import routercost.read.scan.WorkerTotals;
import routercost.read.schema.LogConventions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.RowCounter;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SequentialReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.Unpacked;
import routercost.usage.MomentTally;

/// Reads one table as bytes in parallel. What an earlier reading kept of it is not read again.
final class TableScan {
  private final ReadRequest request;
  private final LogAccumulator accumulator;
  private final Progress progress;
  private final LogInput log;
  private final Sample sample;
  private final Schema schema;
  private final LogConventions conventions;
  private final boolean dedupes;
  private final boolean tellsSessions;
  private boolean endsOpen;

  /// @param tellsSessions whether sessions are passed on instead of being kept
  TableScan(
      ReadRequest request,
      LogAccumulator accumulator,
      Progress progress,
      LogInput log,
      Sample sample,
      Schema schema,
      LogConventions conventions,
      boolean dedupes,
      boolean tellsSessions) {
    this.request = request;
    this.accumulator = accumulator;
    this.progress = progress;
    this.log = log;
    this.sample = sample;
    this.schema = schema;
    this.conventions = conventions;
    this.dedupes = dedupes;
    this.tellsSessions = tellsSessions;
  }

  /// Whether the last row may have been cut within its last cell, once all were read.
  boolean endsOpen() {
    return endsOpen;
  }

  /// Reads the table, and returns what is wrong with its end.
  ///
  /// @param input whose reader takes what is not plainly written
  Optional<Unpacked.Flaw> read(ScanInput input, Optional<EarlierReadings.Kept> kept) {
    var earlier = upToDate(kept).filter(scan -> scan.into(accumulator, input));
    if (earlier.filter(KeptScan::isAll).isPresent()) {
      return Optional.empty();
    }
    var tuning = request.tuning();
    int threads = sample.whole() ? 1 : tuning.threads();
    var workers = new ArrayList<ScanWorker>();
    Chunks chunks = earlier.map(scan -> scan.rest(tuning)).orElseGet(() -> log.chunks(tuning));
    try {
      new ParallelScan(input, chunks, progress, earlier.map(KeptScan::line).orElse(0L))
          .run(
              threads,
              () -> {
                workers.add(worker(accumulator));
                return workers.getLast();
              });
      workers.forEach(worker -> worker.into(accumulator, input.account(), false));
      endsOpen = log.format() == LogFormat.CALLS_CSV && CsvEntries.isOpen(chunks.ending());
      return chunks.flaw();
    } finally {
      ParallelScan.close(log.source(), chunks);
    }
  }

  /// What was read of the table, up to its present end; empty if that is not kept.
  private Optional<KeptScan> upToDate(Optional<EarlierReadings.Kept> kept) {
    var file = log.source().file();
    if (kept.isEmpty() || file.isEmpty() || log.packed() || accumulator.isTelling()) {
      return Optional.empty();
    }
    var scans = kept.get().tables();
    String name = log.source().name() + " " + accumulator.folded().isActive();
    try {
      KeptScan known = scans.remove(name);
      long bound = request.tuning().idsInMemory();
      var scan =
          known != null && known.grows(sample)
              ? known
              : new KeptScan(file.get(), sample, accumulator.ofOrder(bound));
      if (!scan.read(input(scan), request.tuning(), progress, () -> worker(scan.order()))) {
        return Optional.empty();
      }
      scans.put(name, scan);
      return Optional.of(scan);
    } catch (IOException failed) {
      throw InputProblem.of(log.source(), failed, 0);
    }
  }

  private ScanInput input(KeptScan scan) {
    var counts = new RowCounter(log.source(), log.format());
    var records =
        new SequentialReader(
            log.source(),
            log.format(),
            schema,
            dedupes,
            new RowParser(conventions, request.filter()),
            counts,
            scan.order(),
            scan.rejects()::add);
    return new ScanInput(log.source(), counts, records);
  }

  /// @param order takes what depends on the order of the records
  private ScanWorker worker(LogAccumulator order) {
    var filter = tellsSessions ? request.filter().without(Column.SESSION.id()) : request.filter();
    Schema ownSchema = schema.another();
    Optional<LoggedCostCheck> check = accumulator.check().map(LoggedCostCheck::another);
    var totals =
        new WorkerTotals(
            check,
            accumulator.moments().map(MomentTally::another),
            accumulator.folded().anotherCount(),
            accumulator.latencies().isPresent());
    ByteRecords records =
        log.format() == LogFormat.CALLS_JSONL
            ? new JsonRecords(new JsonKeys(new CallKeys(ownSchema, conventions, filter)))
            : new CsvRecords(
                log.header(),
                log.delimiter(),
                new ColumnLayout(schema.columns(sample.names()), conventions, filter));
    return new ScanWorker(
        records,
        RowParser.folding(conventions, filter, totals::cell),
        ownSchema,
        totals,
        dedupes,
        order);
  }

  /// What the keys of call logs mean: what their schema says.
  public record CallKeys(Schema schema, LogConventions habits, RecordFilter selection)
      implements JsonKeys.Naming {
    @Override
    public JsonKeys.Meaning meaning(String path) {
      if (schema.concerns(path)) {
        return SearchCalls.areAt(path) ? JsonKeys.Meaning.COUNT : JsonKeys.Meaning.WANTED;
      }
      if (TokenDetails.areAt(path) || SearchCalls.areAt(path)) {
        return JsonKeys.Meaning.ITEMS;
      }
      if (path.endsWith(SearchCalls.LIST + "[]." + SearchCalls.TYPE)) {
        return JsonKeys.Meaning.ITEM_TYPE;
      }
      if (path.endsWith(SearchCalls.QUERIES)) {
        return JsonKeys.Meaning.ODD;
      }
      return TokenDetails.isKind(path) ? JsonKeys.Meaning.MODALITY : JsonKeys.Meaning.NOTHING;
    }

    @Override
    public ColumnLayout plan(List<String> paths) {
      return new ColumnLayout(schema.columns(paths), habits, selection);
    }
  }
}
