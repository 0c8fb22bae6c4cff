package routercost.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import routercost.audit.LoggedCostCheck;
import routercost.price.PricePeriods;
import routercost.read.cube.CubeReader;
import routercost.read.cube.SelectedCube;
import routercost.read.exports.Exports;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Sample;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.LogTally;
import routercost.read.tally.RejectFile;
import routercost.read.tally.SavedCube;
import routercost.read.tally.SeenIds;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.DistinctSources;
import routercost.read.text.InputProblem;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.transcript.AgentNames;
import routercost.read.transcript.TranscriptKeys;
import routercost.read.transcript.TranscriptReader;
import routercost.usage.MomentTally;
import routercost.usage.SafeText;

/// Entry point for reading call logs; used once. The other types of this package are internal.
public final class LogReader {
  private static final int LONGEST_SENTENCE = 400;

  private ReadRequest request;
  private Optional<LoggedCostCheck> check = Optional.empty();
  private Optional<MomentTally> moments = Optional.empty();
  private CallListener listener = CallListener.NONE;
  private boolean callByCall;
  private Progress progress = Progress.SILENT;

  private LogReader(ReadRequest request) {
    this.request = request;
  }

  public static LogReader of(ReadRequest request) {
    return new LogReader(request);
  }

  /// Compares the cost that a record states with the price of its tokens.
  public LogReader checking(LoggedCostCheck check) {
    this.check = Optional.of(check);
    return this;
  }

  /// Adds up how much calls differ.
  public LogReader moments(MomentTally moments) {
    this.moments = Optional.of(moments);
    return this;
  }

  /// Takes the days of price periods together, as no report keeps them apart.
  public LogReader mergeDays(Optional<Supplier<PricePeriods>> periods) {
    request = request.with(request.filter().merging(periods));
    return this;
  }

  /// Reads some of the labels only where tasks are not named.
  public LogReader choosing(Set<String> labels) {
    request = request.with(request.filter().choosing(labels));
    return this;
  }

  public LogReader listener(CallListener listener) {
    this.listener = listener;
    return this;
  }

  /// Passes every call to a listener. Only one thread reads, as calls have an order.
  public LogReader callByCall(CallListener listener) {
    callByCall = true;
    request = request.with(ReadTuning.of(1));
    return listener(listener);
  }

  /// Saves no rejected records.
  public LogReader withoutRejectFile() {
    request = request.withoutRejectFile();
    return this;
  }

  /// Counts a call again whose id was seen before.
  public LogReader keepDuplicates() {
    var options = request.options();
    request =
        request.with(
            new ReadOptions(
                options.format(),
                options.mapping(),
                options.cacheTokens(),
                false,
                options.dateOrder()));
    return this;
  }

  public LogReader progress(Progress progress) {
    this.progress = progress;
    return this;
  }

  /// Reads the logs.
  ///
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public LogTally read() {
    try (var accumulator = accumulator()) {
      var counts = rowCounts(accumulator);
      return accumulator.tally(counts, request.filter().periods().map(Supplier::get));
    }
  }

  /// Logs that were read to be saved.
  public record Saved(LogTally tally, SavedCube cube) {}

  /// Reads the logs to save their sums. Calls without a time stay without one.
  ///
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public Saved readToSave() {
    request = request.with(request.filter().undatedOn(RecordFilter.NO_DAY));
    moments(new MomentTally());
    try (var accumulator = accumulator()) {
      var tally = accumulator.tally(rowCounts(accumulator), Optional.empty());
      return new Saved(tally, accumulator.saved(tally, request.filter().timezone()));
    }
  }

  private LogAccumulator accumulator() {
    var calls = callByCall ? Optional.of(listener) : Optional.<CallListener>empty();
    var accumulator =
        new LogAccumulator(check, calls, moments, new SeenIds(request.tuning().idsInMemory()));
    if (request.options().dedupe()) {
      accumulator.select(request.filter().period());
    }
    return accumulator;
  }

  private List<RowCounts> rowCounts(LogAccumulator accumulator) {
    Consumer<Reject> listeners =
        reject -> {
          accumulator.omissions().reject(reject, request.filter());
          listener.rejected(reject);
        };
    if (request.rejectFile().isEmpty()) {
      return new Inputs(accumulator, listeners).read();
    }
    try (var file = new RejectFile(request.rejectFile().get())) {
      var counts = new Inputs(accumulator, file.andThen(listeners)).read();
      file.commit();
      return counts;
    }
  }

  /// The inputs of one reading, one after another.
  private final class Inputs {
    private final Exports exports = new Exports();
    private final RequestedColumns requested = new RequestedColumns(request);
    private final LogInputs inputs =
        new LogInputs(exports, request.options().format(), requested, request.tuning());
    private final LogAccumulator accumulator;
    private final Consumer<Reject> rejects;

    Inputs(LogAccumulator accumulator, Consumer<Reject> rejects) {
      this.accumulator = accumulator;
      this.rejects = rejects;
    }

    List<RowCounts> read() {
      if (request.options().dedupe() && TranscriptKeys.areKnown(request.filter())) {
        exports.transcripts().nameLate();
        accumulator.nameTasks(exports.transcripts());
      }
      var named =
          new Sources(request.stdin(), inputs::logs, request.optional(), inputs::addUnread)
              .named(request.paths());
      request.filter().outside().requireFiles(named);
      var distinct = DistinctSources.of(named);
      distinct.repeated().forEach(accumulator::warn);
      distinct.equal().forEach(accumulator.omissions()::addEqual);
      var sources = distinct.sources();
      decideDays(sources);
      inputs.unusable().forEach(accumulator.omissions()::addFile);
      progress.begun(() -> size(sources));
      for (var source : sources) {
        if (source.file().isEmpty()) {
          progress.mayWaitFor(source.name());
        }
      }
      if (sources.size() > 1) {
        AgentNames.learn(sources, exports.transcripts());
      }
      var counts = new ArrayList<RowCounts>();
      for (int from = 0; from < sources.size(); ) {
        int to = from;
        while (to < sources.size()
            && isScannedTranscript(sources.get(to))
            && isLabeledAs(sources.get(from), sources.get(to))) {
          to++;
        }
        if (to > from) {
          counts.addAll(readTranscripts(sources.subList(from, to)));
          from = to;
        } else {
          counts.add(read(sources.get(from++)));
        }
      }
      exports
          .last()
          .forEach(sentence -> accumulator.warn(SafeText.cut(sentence, LONGEST_SENTENCE)));
      requested.refuseUnknown();
      return accumulator.omissions().dated(counts);
    }

    /// Keeps the days apart after all if a filter asks for some, or if what was billed is compared
    /// with the calls of its days.
    private void decideDays(List<Source> sources) {
      if (request.filter().periods().isEmpty()) {
        return;
      }
      boolean again = sources.size() == 1 || Sources.areRereadable(request.paths());
      if (again
          && !request.filter().filter().asksForTime()
          && sources.stream().noneMatch(inputs::isBill)) {
        accumulator.fold();
      } else {
        request = request.with(request.filter().merging(Optional.empty()));
      }
    }

    private boolean isLabeledAs(Source source, Source another) {
      var filter = request.filter();
      return !filter.at(source.name()).outside().isActive()
          || filter.at(source.name()).constants().equals(filter.at(another.name()).constants());
    }

    private static long size(List<Source> sources) {
      return sources.stream().allMatch(Source::isPlain)
          ? sources.stream().mapToLong(Source::size).sum()
          : 0;
    }

    private boolean isScannedTranscript(Source source) {
      return source.isPlain()
          && !requested.areMapped()
          && !accumulator.isTelling()
          && TranscriptKeys.areKnown(request.filter())
          && inputs.isPlainTranscript(source);
    }

    private List<RowCounts> readTranscripts(List<Source> sources) {
      var transcripts =
          new TranscriptReader(
              requested.schema(TranscriptReader.SAMPLE),
              request.options(),
              request.filter().at(sources.getFirst().name()),
              accumulator,
              exports.transcripts());
      requested.noteInput(TranscriptReader.SAMPLE.names(), transcripts.columns());
      accumulator.omissions().undated().begin("", true);
      return transcripts.read(sources, rejects, request.tuning(), progress);
    }

    private RowCounts read(Source source) {
      if (inputs.isCube(source)) {
        return readCube(source);
      }
      long size = source.size();
      RowCounts counts = readLog(source);
      if (source.size() < size) {
        throw new InputProblem(
            source.name() + ": it became shorter while it was read; read it when it is whole");
      }
      return counts;
    }

    private RowCounts readLog(Source source) {
      Sample plain;
      try (LogInput log = inputs.open(source)) {
        var reader = reader(log);
        if (reader.isFit()) {
          return reader.read();
        }
        plain = reader.sample();
      }
      try (LogInput log = inputs.shaped(source, plain)) {
        return reader(log).read();
      }
    }

    private LogInputReader reader(LogInput log) {
      var filter = request.filter().at(log.source().name());
      return new LogInputReader(
          request.with(filter), requested, accumulator, rejects, progress, log);
    }

    private RowCounts readCube(Source source) {
      if (requested.areMapped()) {
        throw new ConfigurationProblem(
            "--map: " + source.name() + " is a saved cube, whose columns have fixed names");
      }
      var cube =
          new SelectedCube(
              source,
              CubeReader.read(source, accumulator.moments().isPresent()),
              request.filter().at(source.name()));
      requested.noteCube(cube.labels());
      source.notes().forEach(note -> accumulator.warn(source.name(), note));
      return cube.into(accumulator);
    }
  }
}
