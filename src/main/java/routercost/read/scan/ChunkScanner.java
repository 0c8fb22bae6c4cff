package routercost.read.scan;

/// What one worker of a scan does with the stretches that it is given.
public interface ChunkScanner {
  /// Finds where records begin.
  RecordBoundaries borders();

  /// Scans the records from `from` on.
  ///
  /// @param sign 1, or −1 to take back all that was scanned from there before
  /// @return where the first record begins that does not end in the stretch, or the end
  int scan(ByteRange stretch, int from, int sign);

  /// Does what depends on the records before, in the order of the log.
  void settle(ByteRange stretch, CommitContext turn);
}
