package routercost.read;

/// Told how far the reading is. From several threads, one at a time.
public interface Progress {
  /// Nobody is told.
  Progress SILENT = _ -> {};

  /// So many more bytes were read, before they were unpacked.
  void advanced(long bytes);
}
