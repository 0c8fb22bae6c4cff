package routercost.read;

import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/// The door between bytes and arithmetic: logs in, a tally out. Nothing outside knows how they are
/// read.
public final class CallLogs {
  private CallLogs() {}

  /// Reads logs.
  ///
  /// @param paths files, folders (walked), globs, or `-` for standard input; `.gz` and `.zst` are
  ///     unpacked
  /// @param stdin what `-` reads
  /// @param used told every record that counts, in order; the place for checks of single calls
  /// @param rejected told every record that could not be read
  /// @throws ConfigurationProblem if the mapping names a column that does not exist
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  /// @throws ConfigurationProblem if a filter or mapping names a column that no input has
  public static LogTally read(
      List<String> paths,
      InputStream stdin,
      Interpretation interpretation,
      Selection selection,
      Consumer<Call> used,
      Consumer<Reject> rejected) {
    var gathering = new Gathering(used);
    var reading = new LogReading(interpretation, selection, gathering, rejected);
    List<Source> sources = new Sources(stdin, reading::isLog).named(paths);
    var accounts = sources.stream().map(reading::read).toList();
    reading.refuseUnknownFilters();
    return gathering.tally(accounts);
  }
}
