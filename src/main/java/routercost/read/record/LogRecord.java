package routercost.read.record;

/// What a container holds at one place: a row, something that should have been one, or something
/// that is left out.
public sealed interface LogRecord permits Row, MalformedRecord, SkippedRecord {
  /// The line on which it begins, from 1.
  long line();
}
