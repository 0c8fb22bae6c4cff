package routercost.read;

/// What one worker of a scan does with the stretches that it is given.
interface Scanning {
  /// Where a record probably begins in a stretch; −1 if nothing looks like it.
  int guess(Stretch stretch);

  /// Passes what stands before the first record; −1 if the stretch does not tell where it begins.
  int begin(Stretch stretch);

  /// Passes the rest of a line whose beginning is lost.
  ///
  /// @return where the next one begins, or −1 if it does not end here
  int passLine(Stretch stretch);

  /// Scans the records from `from` on.
  ///
  /// @param sign 1, or −1 to take back all that was scanned from there before
  /// @return where the first record begins that does not end in the stretch, or the end
  int scan(Stretch stretch, int from, int sign);

  /// Whether the stretch that was scanned last ends within a line that is too long to be read.
  boolean isWithinLine();

  /// Does what depends on the records before, in the order of the log.
  void settle(Stretch stretch, Turn turn);
}
