package routercost.read.text;

import java.util.function.LongSupplier;

/// Receives the progress of reading, from several threads, one at a time.
public interface Progress {
  /// Ignores all progress.
  Progress SILENT =
      new Progress() {
        @Override
        public void begun(LongSupplier bytes) {}

        @Override
        public void advanced(long bytes, long lines) {}
      };

  /// The reading of all inputs begins.
  ///
  /// @param bytes how many there are to read in all, for whoever wants to know, as every file is
  ///     asked; 0 if that is not known, as some come from a pipe or are packed
  void begun(LongSupplier bytes);

  /// An input was opened that may not send anything for a long time: standard input or a pipe.
  ///
  /// @param name as given
  default void mayWaitFor(String name) {}

  /// So many more bytes and lines were read, after they were unpacked.
  void advanced(long bytes, long lines);
}
