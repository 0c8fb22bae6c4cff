package routercost.read;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import routercost.audit.LoggedCostCheck;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.tally.Call;
import routercost.read.tally.DayMerging;
import routercost.read.tally.LogAccumulator;
import routercost.read.tally.LogTally;
import routercost.read.tally.SavedCube;
import routercost.read.tally.SeenIds;
import routercost.read.text.Progress;
import routercost.read.text.ReadTuning;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.usage.MomentTally;

/// The door between bytes and arithmetic: logs in, a tally out. Nothing outside knows how they are
/// read.
public final class CallLogs {
  private CallLogs() {}

  /// Reads logs as fast as they can be read.
  ///
  /// @param paths files, folders (walked), globs, or `-` for standard input; `.gz` and `.zst` are
  ///     unpacked
  /// @param stdin what `-` reads
  /// @param check compares what single records say that they cost, if they are to be compared
  /// @param rejected told every record that could not be read, in the order of the logs
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public static LogTally read(
      List<String> paths,
      InputStream stdin,
      ReadOptions interpretation,
      RecordFilter selection,
      Optional<LoggedCostCheck> check,
      Consumer<Reject> rejected,
      ReadTuning effort,
      Progress progress) {
    return read(
        paths,
        stdin,
        interpretation,
        selection,
        check,
        Optional.empty(),
        DayMerging.NONE,
        rejected,
        effort,
        progress);
  }

  /// The same, with how far calls differ.
  ///
  /// @param moments told what every call counts, if that is of interest
  /// @param merging of calls that nobody asks for day by day
  public static LogTally read(
      List<String> paths,
      InputStream stdin,
      ReadOptions interpretation,
      RecordFilter selection,
      Optional<LoggedCostCheck> check,
      Optional<MomentTally> moments,
      DayMerging merging,
      Consumer<Reject> rejected,
      ReadTuning effort,
      Progress progress) {
    try (var seen = new SeenIds(effort.idsInMemory());
        var gathering = new LogAccumulator(check, Optional.empty(), moments, seen)) {
      return read(
          paths, stdin, gathering, interpretation, selection, merging, rejected, effort, progress);
    }
  }

  /// Reads logs record by record.
  ///
  /// @param used told every record that counts, in order
  /// @param rejected told every record that could not be read
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public static LogTally each(
      List<String> paths,
      InputStream stdin,
      ReadOptions interpretation,
      RecordFilter selection,
      Consumer<Call> used,
      Consumer<Reject> rejected) {
    return each(paths, stdin, interpretation, selection, used, Optional.empty(), rejected);
  }

  /// The same, with how far calls differ.
  ///
  /// @param moments told what every call counts, if that is of interest
  public static LogTally each(
      List<String> paths,
      InputStream stdin,
      ReadOptions interpretation,
      RecordFilter selection,
      Consumer<Call> used,
      Optional<MomentTally> moments,
      Consumer<Reject> rejected) {
    ReadTuning effort = ReadTuning.of(1);
    try (var seen = new SeenIds(effort.idsInMemory());
        var gathering = new LogAccumulator(Optional.empty(), Optional.of(used), moments, seen)) {
      return read(
          paths,
          stdin,
          gathering,
          interpretation,
          selection,
          DayMerging.NONE,
          rejected,
          effort,
          Progress.SILENT);
    }
  }

  /// Logs that were read to be saved.
  ///
  /// @param tally what became of them
  public record Saved(LogTally tally, SavedCube cube) {}

  /// Reads logs to save their cube. Calls without a time stay without one.
  ///
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public static Saved saved(
      List<String> paths,
      InputStream stdin,
      ReadOptions interpretation,
      RecordFilter selection,
      Consumer<Reject> rejected,
      ReadTuning effort,
      Progress progress) {
    var undated = selection.undatedOn(RecordFilter.NO_DAY);
    var moments = Optional.of(new MomentTally());
    try (var seen = new SeenIds(effort.idsInMemory());
        var gathering = new LogAccumulator(Optional.empty(), Optional.empty(), moments, seen)) {
      var tally =
          read(
              paths,
              stdin,
              gathering,
              interpretation,
              undated,
              DayMerging.NONE,
              rejected,
              effort,
              progress);
      return new Saved(tally, gathering.saved(tally.inputs(), selection.timezone()));
    }
  }

  private static LogTally read(
      List<String> paths,
      InputStream stdin,
      LogAccumulator gathering,
      ReadOptions interpretation,
      RecordFilter selection,
      DayMerging merging,
      Consumer<Reject> rejected,
      ReadTuning effort,
      Progress progress) {
    var reading = new LogReader(interpretation, selection, gathering, rejected, effort, progress);
    List<Source> sources = new Sources(stdin, reading::logs).named(paths);
    progress.begun(() -> size(sources));
    var accounts = reading.read(sources);
    reading.end();
    return gathering.tally(accounts, merging);
  }

  private static long size(List<Source> sources) {
    return sources.stream().allMatch(Source::isPlain)
        ? sources.stream().mapToLong(Source::size).sum()
        : 0;
  }
}
