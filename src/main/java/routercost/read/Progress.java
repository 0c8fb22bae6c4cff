package routercost.read;

/// Told how far the reading is. From several threads, one at a time.
public interface Progress {
  /// Nobody is told.
  Progress SILENT =
      new Progress() {
        @Override
        public void begun(long bytes) {}

        @Override
        public void advanced(long bytes, long lines) {}
      };

  /// The reading of all inputs begins.
  ///
  /// @param bytes how many there are to read in all; 0 if that is not known, as some come from a
  ///     pipe or are packed
  void begun(long bytes);

  /// So many more bytes and lines were read, after they were unpacked.
  void advanced(long bytes, long lines);
}
