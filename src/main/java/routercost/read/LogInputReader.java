package routercost.read;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import routercost.audit.NotCounted;
import routercost.price.Attribute;
import routercost.read.builtin.Column;
import routercost.read.exports.Sampling;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.record.Row;
import routercost.read.row.RowParser;
import routercost.read.scan.ScanInput;
import routercost.read.schema.ColumnHints;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.ReadingSummary;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Sample;
import routercost.read.schema.Schema;
import routercost.read.schema.TimeColumns;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.SequentialReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.Unpacked;
import routercost.usage.SafeText;
import routercost.usage.Thousands;

/// Reads one opened table or export into the accumulator: as bytes in parallel where that is
/// possible and worth a thread, else record by record.
final class LogInputReader {
  private final ReadRequest request;
  private final RequestedColumns requested;
  private final LogAccumulator accumulator;
  private final Consumer<Reject> rejects;
  private final Progress progress;
  private final Optional<EarlierReadings.Kept> kept;
  private final LogInput log;
  private final boolean export;
  private final Sample sample;
  private final Schema schema;
  private final Columns columns;
  private final LogConventions conventions;
  private final RowCounter counter;
  private final Optional<Rollups> rollups;
  private Optional<Unpacked.Flaw> flaw = Optional.empty();

  LogInputReader(
      ReadRequest request,
      RequestedColumns requested,
      LogAccumulator accumulator,
      Consumer<Reject> rejects,
      Progress progress,
      Optional<EarlierReadings.Kept> kept,
      LogInput log) {
    this.kept = kept;
    this.requested = requested;
    this.accumulator = accumulator;
    this.rejects = rejects;
    this.progress = progress;
    Sample first = log.sample(Sample.SIZE);
    this.log = FailedCalls.after(first, log);
    export = log.format().isExport();
    sample = FailedCalls.apart(first, this.log);
    schema = export ? requested.exportSchema(sample) : requested.schema(sample);
    columns = schema.columns(sample.names());
    this.request =
        !request.filter().choices().isEmpty() && namesTasks()
            ? request.with(request.filter().ofNamedTasks())
            : request;
    var shown = LogConventions.of(sample, schema, request.options(), request.filter().latestDay());
    conventions = export ? shown.ofExport() : shown;
    counter = new RowCounter(log.source(), log.format());
    rollups = Rollups.mayBeIn(sample.names()) ? Rollups.in(sample, schema) : Optional.empty();
  }

  /// Whether all of the first records name their tasks.
  private boolean namesTasks() {
    for (Row row : sample.rows()) {
      String task = schema.columns(row.names()).text(row, Column.TASK).strip();
      if (Attribute.isUnnamed(task)) {
        return false;
      }
    }
    return !sample.rows().isEmpty();
  }

  /// Whether the input can be read as it stands; an export may hold failed calls alone.
  boolean isFit() {
    boolean isLists = !log.header().isEmpty() && log.header().getFirst().startsWith("[\"");
    return export
        || (!isLists && requested.isFit(sample, columns) && !NestedCalls.areIn(sample, columns));
  }

  /// The first records.
  Sample sample() {
    return sample;
  }

  RowCounts read() {
    requested.noteInput(sample.names(), columns);
    boolean isDated = conventions.present().contains(Column.TIMESTAMP);
    accumulator.omissions().undated().begin(log.source().name(), isDated);
    var parser = new RowParser(conventions, filter());
    var records =
        new SequentialReader(
            log.source(), log.format(), schema, dedupes(), parser, counter, accumulator, rejects);
    if (log.format().isExport() || isMerged()) {
      records.mergeCopies();
    }
    boolean isCut = isScanned() ? scan(records) : readAll(records);
    counter.stated(parser.stated());
    flaw.or(counter::cutEnd).or(counter::missing).ifPresent(this::noteFlaw);
    accumulator.omissions().add(parser.outsideDays());
    warn();
    var summary = new ReadingSummary(columns, conventions, request.options(), request.filter());
    var assumptions = new ArrayList<>(log.source().notes());
    assumptions.addAll(log.assumed());
    rollups.flatMap(Rollups::sentence).ifPresent(assumptions::add);
    if (records.billedAgain().signum() != 0) {
      assumptions.add(
          "$%s was billed in rows that were read before, and is counted once"
              .formatted(records.billedAgain().stripTrailingZeros().toPlainString()));
    }
    assumptions.addAll(summary.assumptions(sample, counter, counter.foreign(), isCut));
    var doubts = summary.doubts(counter);
    doubts.forEach(doubt -> accumulator.warn(log.source().name(), doubt));
    return counter.closed(
        log.exportColumns().map(summary::mapping).orElseGet(summary::mapping), assumptions, doubts);
  }

  private void noteFlaw(Unpacked.Flaw found) {
    if (found.kind() == NotCounted.Kind.CUT && counter.rows() == 0) {
      throw new InputProblem(
          "%s: %s before one whole record; make or fetch the file again"
              .formatted(log.source().name(), found.sentence()));
    }
    accumulator.omissions().addFlaw(log.source().name(), found);
  }

  /// Of a response that stands in several records the first tells the day.
  private RecordFilter filter() {
    return log.format().isMerged() && dedupes() ? request.filter().anyDay() : request.filter();
  }

  private boolean dedupes() {
    return request.options().dedupe() && conventions.ids().areUnique();
  }

  /// Whether records of one id have to be looked at one by one: they may be one call, though their
  /// output or time differs, or many, though they are equal.
  private boolean isMerged() {
    return conventions.ids().haveDifferingCopies() || !conventions.ids().shared().isEmpty();
  }

  private void warn() {
    var name = log.source().name();
    log.notes().forEach(note -> accumulator.warn(name, note));
    long unaccounted = counter.unaccounted() + log.unaccounted();
    if (unaccounted > 0) {
      accumulator.warn(
          name,
          "%s of the totals that records state are in none of their counts, and are not priced"
              .formatted(tokens(unaccounted)));
    }
    long shared = counter.sharedIds();
    if (shared > 0) {
      accumulator.warn(
          name,
          "%s the %s of another call but %s from it, so all of them count"
              .formatted(
                  shared == 1 ? "1 call has" : Thousands.grouped(shared) + " calls have",
                  columns.at(Column.REQUEST_ID).map(Columns.Found::name).orElse("id"),
                  shared == 1 ? "differs" : "differ"));
    }
    if (dedupes()) {
      conventions.ids().shared().forEach((id, rows) -> accumulator.warn(name, shared(id, rows)));
    }
    sample.names().stream()
        .filter(Sampling::isNamed) // few are; to find a value takes as long as there are names
        .flatMap(
            column -> sample.first(column).flatMap(text -> Sampling.remark(column, text)).stream())
        .findFirst()
        .ifPresent(note -> accumulator.warn(name, note));
    if (log.format().isExport()) {
      requested.noteExport(log.answered());
    } else {
      if (mayLackColumns()) {
        ColumnHints.unread(sample, columns).ifPresent(hint -> accumulator.warn(name, hint));
      }
      if (!columns.has(Column.TIMESTAMP)) {
        TimeColumns.of(sample).warning().ifPresent(sentence -> accumulator.warn(name, sentence));
      }
    }
  }

  /// Whether a name that is not read is of caches or of a model. Few logs have one, and patterns
  /// take long when they are used for the first time.
  private boolean mayLackColumns() {
    for (String name : sample.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if ((lower.contains("cach") || lower.endsWith("model")) && !columns.reads(name)) {
        return true;
      }
    }
    return false;
  }

  private static String shared(String id, int rows) {
    return "'%s' stands as the id on %d of the first records, so it names no single call, and all count"
        .formatted(SafeText.quoted(id), rows);
  }

  private static String tokens(long number) {
    return Thousands.grouped(number) + (number == 1 ? " token" : " tokens");
  }

  /// Reads record by record.
  ///
  /// @return whether the log ends within a row
  private boolean readAll(SequentialReader records) {
    log.source().bytes().forget();
    Consumer<LogRecord> taker =
        rollups.isPresent() ? entry -> rollups.get().take(entry, records::take) : records::take;
    sample.entries().forEach(taker);
    for (Optional<LogRecord> next = log.next(); next.isPresent(); next = log.next()) {
      taker.accept(next.get());
    }
    rollups.ifPresent(held -> held.release(records::take));
    records.end();
    counter.setForeign(log.text().foreign());
    flaw = log.text().flaw();
    return log.entries() instanceof CsvEntries rows && rows.endsOpen();
  }

  private boolean isScanned() {
    boolean small = sample.whole() && sample.entries().size() <= request.tuning().small();
    boolean merged = isMerged() && dedupes(); // record by record
    boolean telling = accumulator.isTelling() && !tellsSessions();
    return !small && !merged && rollups.isEmpty() && log.isScannable() && !telling;
  }

  private boolean scan(SequentialReader records) {
    var scan =
        new TableScan(
            request,
            accumulator,
            progress,
            log,
            sample,
            schema,
            conventions,
            dedupes(),
            tellsSessions());
    flaw = scan.read(new ScanInput(log.source(), counter, records), kept);
    return flaw.isEmpty() && scan.endsOpen();
  }

  /// Whether cells say all that is to be passed on.
  private boolean tellsSessions() {
    return accumulator.sessions().isPresent() && !request.filter().outside().isActive();
  }
}
