package routercost.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import routercost.read.cube.CubeFolding;
import routercost.read.cube.CubeReader;
import routercost.read.cube.Cubes;
import routercost.read.cube.SelectedCube;
import routercost.read.exports.Exports;
import routercost.read.exports.LogFormat;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounter;
import routercost.read.schema.RowCounts;
import routercost.read.schema.Sample;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.read.tally.LogAccumulator;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.DistinctSources;
import routercost.read.text.InputProblem;
import routercost.read.text.LogHash;
import routercost.read.text.Progress;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.transcript.AgentNames;
import routercost.read.transcript.TranscriptKeys;
import routercost.read.transcript.TranscriptReader;
import routercost.usage.SafeText;

/// The inputs of one reading, one after another.
final class InputSequence {
  private static final int LONGEST_SENTENCE = 400;

  private final LogAccumulator accumulator;
  private final Consumer<Reject> rejects;
  private final Progress progress;
  private ReadRequest request;
  private final Exports exports = new Exports();
  private final RequestedColumns requested;
  private final Optional<EarlierReadings.Kept> kept;
  private final CubeSource.Known cubeSources = new CubeSource.Known();
  private final LogInputs inputs;

  /// The inputs of `request`.
  InputSequence(
      ReadRequest request,
      LogAccumulator accumulator,
      Consumer<Reject> rejects,
      Progress progress,
      Optional<EarlierReadings.Kept> kept) {
    this.kept = kept;
    this.request = request;
    this.accumulator = accumulator;
    this.rejects = rejects;
    this.progress = progress;
    requested = new RequestedColumns(request);
    inputs =
        new LogInputs(
            exports,
            request.options().format(),
            requested,
            request.tuning(),
            kept.map(EarlierReadings.Kept::transcripts));
  }

  /// The logs that are known by their content, to be written into a saved cube.
  static SortedSet<CubeSource> sources(List<RowCounts> read, ReadRequest request) {
    var selection =
        LogHash.ofText(request.options().described() + " " + request.filter().described());
    var sources = new TreeSet<CubeSource>();
    for (var log : read) {
      if (!log.format().equals(LogFormat.CUBE.id())) {
        LogHash.ofFile(log.path())
            .ifPresent(
                content ->
                    sources.add(
                        new CubeSource(content, selection, SafeText.cut(name(log.path())))));
      }
    }
    return sources;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
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
    exports.last().forEach(sentence -> accumulator.warn(SafeText.cut(sentence, LONGEST_SENTENCE)));
    requested.refuseUnknown();
    return accumulator.omissions().dated(counts);
  }

  /// Keeps the days apart while reading if a filter asks for some, or if what was billed is
  /// compared with the calls of its days.
  private void decideDays(List<Source> sources) {
    if (request.filter().periods().isEmpty()) {
      return;
    }
    boolean again = sources.size() == 1 || Sources.areRereadable(request.paths());
    if (again
        && !request.filter().filter().asksForTime()
        && sources.stream().noneMatch(inputs::isBill)) {
      accumulator.folded().begin();
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
            exports.transcripts(),
            kept.map(EarlierReadings.Kept::transcripts));
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
    long now = source.size();
    if (now < size) {
      throw new InputProblem(
          source.name() + ": it became shorter while it was read; read it when it is whole");
    }
    if (now > size) {
      accumulator.warn(
          source.name() + ": it grew while it was read; what was added may not be counted");
    }
    if (counts.rows() == 0 && !LogFormat.isAgent(counts.format())) {
      accumulator.omissions().addFile(source.name() + ": " + LogInputs.NO_ROW);
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
        request.with(filter), requested, accumulator, rejects, progress, kept, log);
  }

  private RowCounts readCube(Source source) {
    if (requested.areMapped()) {
      throw new ConfigurationProblem(
          "--map: " + source.name() + " is a saved cube, whose columns have fixed names");
    }
    var filter = request.filter().at(source.name());
    var keys = CubeFolding.early(filter, accumulator);
    var saved = CubeReader.read(source, accumulator.moments().isPresent(), keys);
    if (!cubeSources.add(source.name(), saved.head().sources())) {
      accumulator.warn(source.name() + Cubes.REPEATED);
      return new RowCounter(source, LogFormat.CUBE).closed(List.of(), List.of());
    }
    var cube = new SelectedCube(source, saved, filter);
    requested.noteCube(cube.labels());
    source.notes().forEach(note -> accumulator.warn(source.name(), note));
    return cube.into(accumulator);
  }
}
