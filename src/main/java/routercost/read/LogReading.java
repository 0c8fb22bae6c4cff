package routercost.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import routercost.audit.LoggedCostCheck;
import routercost.price.Spelling;
import routercost.read.exports.Exports;
import routercost.read.exports.Sampling;

/// Reads inputs one after another into one gathering.
final class LogReading {
  private final Vocabulary vocabulary = Vocabulary.builtIn();
  private final Exports exports = new Exports();
  private final Interpretation interpretation;
  private final Map<Column, String> told;
  private final Selection selection;
  private final Set<String> names;
  private final ExportEntries.Asked asked;
  private final Gathering gathering;
  private final Copies copies;
  private final Consumer<Reject> rejected;
  private final Effort effort;
  private final Progress progress;
  private final Set<String> unmatched;
  private final Set<String> unanswered;
  private final SortedSet<String> met = new TreeSet<>();
  private boolean isExported;

  LogReading(
      Interpretation interpretation,
      Selection selection,
      Gathering gathering,
      Consumer<Reject> rejected,
      Effort effort,
      Progress progress) {
    this.effort = effort;
    this.progress = progress;
    this.interpretation = interpretation;
    this.told = Layout.told(interpretation.mapping());
    this.selection = selection;
    this.names = new HashSet<>(selection.labels());
    this.names.addAll(selection.filter().keySet());
    this.asked = ExportEntries.Asked.of(told, names);
    this.unmatched = new TreeSet<>(selection.filter().keySet());
    this.unanswered = new TreeSet<>(told.values());
    this.gathering = gathering;
    this.copies = new Copies(gathering);
    this.rejected = rejected;
  }

  /// Whether a file looks like a call log. Damage is for the reading to tell, so it does not say
  /// no.
  boolean isLog(Source source) {
    try (Log log = Log.open(source, interpretation.format(), exports, asked)) {
      if (log.format().isExport()) {
        return true;
      }
      Sample sample = Sample.of(log, 20);
      Schema schema = Schema.of(vocabulary, told, names, sample);
      return new Layout(source.name(), sample, schema.columns(sample.names())).isComplete();
    } catch (InputProblem problem) {
      return problem.getCause() instanceof Unpacked.Damaged;
    }
  }

  /// Reads one input.
  InputAccount read(Source source) {
    try (Log log = Log.open(source, interpretation.format(), exports, asked)) {
      isExported |= log.format().isExport();
      Map<Column, String> told = log.format().isExport() ? Map.of() : this.told;
      Sample sample = Sample.of(log, Sample.SIZE);
      Schema schema = Schema.of(vocabulary, told, names, sample);
      Columns columns = schema.columns(sample.names());
      new Layout(source.name(), sample, columns).check(told);
      met.addAll(sample.names());
      unmatched.removeIf(name -> Filter.isKnown(name, columns));
      Habits shown = Habits.of(sample, schema, interpretation.cacheTokens());
      Habits habits = log.format().isExport() ? shown.ofExport() : shown;
      var account = new Account(source, log.format());
      if (isScanned(log, sample)) {
        scan(log, schema, columns, habits, account);
      } else {
        source.bytes().forget();
        new Pass(source, log.format(), schema, habits, account).over(sample, log);
        account.setForeign(log.text().foreign());
      }
      var explanation = new Explanation(columns, habits, interpretation, selection);
      var assumptions = new ArrayList<>(source.notes());
      log.notes().forEach(note -> gathering.warn(source.name(), note));
      sampled(sample).ifPresent(note -> gathering.warn(source.name(), note));
      unanswered.removeAll(log.answered());
      assumptions.addAll(explanation.assumptions(sample, account, account.foreign()));
      return account.closed(explanation.mapping(log.format()), assumptions);
    }
  }

  /// What the columns of a table say of being a sample of calls.
  private static Optional<String> sampled(Sample sample) {
    return sample.names().stream()
        .flatMap(name -> sample.values(name).stream().limit(1).map(v -> Sampling.told(name, v)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private boolean isScanned(Log log, Sample sample) {
    boolean small = sample.whole() && sample.entries().size() <= effort.small();
    return !small && log.isScannable() && !gathering.isTelling();
  }

  private void scan(Log log, Schema schema, Columns columns, Habits habits, Account account) {
    Chunks chunks = log.chunks(effort);
    var scan =
        new Scan(
            log.source(),
            chunks,
            gathering.seen(),
            gathering.check(),
            account,
            rejected::accept,
            progress);
    try {
      var harvests =
          scan.run(
              effort.threads(),
              effort.chunk(),
              () -> scanner(log, schema.another(), columns, habits));
      harvests.forEach(harvest -> harvest.into(gathering, account));
    } finally {
      Scan.close(log.source(), chunks);
    }
  }

  private Scanner scanner(Log log, Schema schema, Columns columns, Habits habits) {
    Optional<LoggedCostCheck> check = gathering.check().map(LoggedCostCheck::another);
    var harvest = new Harvest(check);
    var careful = new CallReading(habits, selection);
    Records records =
        log.format() == LogFormat.CALLS_JSONL
            ? new JsonRecords(new JsonKeys(schema, habits, selection))
            : new CsvRecords(log.header(), log.delimiter(), Plan.of(columns, habits, selection));
    return new Scanner(
        records,
        new PlainCalls(selection, careful.days(), harvest),
        careful,
        schema,
        harvest,
        interpretation.dedupe() && habits.uniqueIds(),
        gathering.hash());
  }

  /// Says that there are no more inputs.
  ///
  /// @throws ConfigurationProblem if a filter or mapping names what no input has: it would silently
  ///     leave nothing
  void end() {
    copies.end();
    refuseUnknownFilters();
    if (isExported && !unanswered.isEmpty()) {
      var path = unanswered.iterator().next();
      throw new ConfigurationProblem(
          "--map: no record has a field '%s'; name it by its path, as in metadata.agent"
              .formatted(Printable.cut(path)));
    }
  }

  private void refuseUnknownFilters() {
    if (!met.isEmpty() && !unmatched.isEmpty()) {
      var name = unmatched.iterator().next();
      throw new ConfigurationProblem(
          "--filter: no input has a column '%s'%s; there are: %s"
              .formatted(
                  Printable.cut(name), Spelling.hint(name, met), Printable.list(List.copyOf(met))));
    }
  }

  /// One pass over the records of one input.
  private final class Pass {
    private final Source source;
    private final LogFormat format;
    private final Schema schema;
    private final boolean dedupe;
    private final CallReading calls;
    private final Account account;

    Pass(Source source, LogFormat format, Schema schema, Habits habits, Account account) {
      this.source = source;
      this.format = format;
      this.schema = schema;
      this.dedupe = interpretation.dedupe() && habits.uniqueIds();
      this.calls = new CallReading(habits, selection);
      this.account = account;
    }

    void over(Sample sample, Log log) {
      sample.entries().forEach(this::take);
      for (Optional<Entry> entry = log.next(); entry.isPresent(); entry = log.next()) {
        take(entry.get());
      }
    }

    private void take(Entry entry) {
      if (entry instanceof Row row) {
        take(row, schema.columns(row.names()));
      } else if (entry instanceof Broken(long line, String reason)) {
        reject(line, reason, Collections.emptySortedMap());
      } else if (entry instanceof Left(_, String reason, Optional<Row> call)) {
        account.skipped(reason, 1);
        call.ifPresent(this::leave);
      }
    }

    /// Adds up what was left out, as far as it can be read.
    private void leave(Row row) {
      try {
        if (calls.read(row, schema.columns(row.names())) instanceof Outcome.Usable usable) {
          gathering.skipped(usable);
        }
      } catch (Unreadable _) {
        // it is in the account, and there is nothing to add up
      }
    }

    private void take(Row row, Columns columns) {
      try {
        var outcome = calls.read(row, columns);
        if (outcome instanceof Outcome.Usable usable) {
          take(row, columns, usable);
        } else if (outcome instanceof Outcome.Skipped skipped) {
          account.skipped(skipped);
        }
      } catch (Unreadable unreadable) {
        reject(row.line(), unreadable.reason(), columns.fields(row));
      }
    }

    private void take(Row row, Columns columns, Outcome.Usable usable) {
      String id = dedupe ? columns.text(row, Column.REQUEST_ID) : "";
      if (format == LogFormat.CLAUDE_CODE && !id.isEmpty()) {
        take(row, usable, copies.add(source.name(), id, row, usable));
      } else {
        boolean isNew = gathering.isNew(id, usable);
        take(row, usable, isNew);
        if (!isNew) {
          gathering.duplicate(usable);
        }
      }
    }

    private void take(Row row, Outcome.Usable usable, boolean isNew) {
      if (isNew) {
        gathering.use(new Origin(source.name(), row.line()), usable);
        account.used(usable);
      } else {
        account.duplicate();
      }
    }

    private void reject(long line, String reason, SortedMap<String, String> fields) {
      var reject = new Reject(new Origin(source.name(), line), reason, fields);
      account.rejected(reject);
      rejected.accept(reject);
    }
  }
}
