package routercost.read;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;

/// The logs to read, how to interpret them, and which of their records count.
///
/// @param paths files, folders (walked), globs, or `-` for standard input; `.gz` and `.zst` are
///     unpacked
/// @param stdin the content of `-`
/// @param rejectFile where rejected records are saved
/// @param optional those of the paths that may hold no logs
public record ReadRequest(
    List<String> paths,
    InputStream stdin,
    ReadOptions options,
    RecordFilter filter,
    Optional<String> rejectFile,
    ReadTuning tuning,
    Set<String> optional) {
  public ReadRequest {
    paths = List.copyOf(paths);
    optional = Set.copyOf(optional);
  }

  /// A request that leaves everything to the content of the logs.
  public static ReadRequest of(List<String> paths, InputStream stdin, RecordFilter filter) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ReadRequest(
        paths,
        stdin,
        ReadOptions.SNIFFED,
        filter,
        Optional.empty(),
        ReadTuning.of(threads),
        Set.of());
  }

  public ReadRequest with(ReadOptions options) {
    return new ReadRequest(paths, stdin, options, filter, rejectFile, tuning, optional);
  }

  public ReadRequest with(RecordFilter filter) {
    return new ReadRequest(paths, stdin, options, filter, rejectFile, tuning, optional);
  }

  public ReadRequest with(ReadTuning tuning) {
    return new ReadRequest(paths, stdin, options, filter, rejectFile, tuning, optional);
  }

  /// The same, if these paths may hold no logs.
  public ReadRequest withOptional(Set<String> paths) {
    return new ReadRequest(this.paths, stdin, options, filter, rejectFile, tuning, paths);
  }

  public ReadRequest withoutRejectFile() {
    return new ReadRequest(paths, stdin, options, filter, Optional.empty(), tuning, optional);
  }

  /// This request for other days.
  public ReadRequest with(Period period) {
    return with(filter.with(period));
  }
}
