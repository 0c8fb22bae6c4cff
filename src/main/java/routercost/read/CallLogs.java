package routercost.read;

import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import routercost.usage.UsageCube;

/// The door between bytes and arithmetic: logs in, a tally out. Nothing outside knows how they are
/// read.
public final class CallLogs {
  private CallLogs() {}

  /// Reads logs.
  ///
  /// @param paths files, folders (walked), globs, or `-` for standard input; `.gz` and `.zst` are
  /// unpacked
  /// @param stdin what `-` reads
  /// @param used told every record that counts, in order; the place for checks of single calls
  /// @param rejected told every record that could not be read
  /// @throws InputProblem if an input is missing, unreadable, not a log, or has no usable columns
  public static LogTally read(
      List<String> paths,
      InputStream stdin,
      Interpretation interpretation,
      Selection selection,
      Consumer<Call> used,
      Consumer<Reject> rejected) {
    return new LogTally(UsageCube.EMPTY, UsageCube.EMPTY, List.of(), Collections.emptySortedMap());
  }
}
