package routercost.read.record;

/// A place in a container where a record should be and is not.
///
/// @param breaksOff whether it is the beginning of one
public record MalformedRecord(long line, String reason, boolean breaksOff) implements LogRecord {
  public MalformedRecord(long line, String reason) {
    this(line, reason, false);
  }

  public static MalformedRecord tooLong(long line) {
    return new MalformedRecord(line, "the line is longer than 16 Mi characters");
  }

  /// A line of text that ends within a record.
  public static MalformedRecord cut(long line) {
    return new MalformedRecord(line, "the line ends within a record", true);
  }

  public static MalformedRecord open(long line) {
    return new MalformedRecord(line, "a quote opens in this line and is never closed", true);
  }

  public static MalformedRecord faulty(long line) {
    return new MalformedRecord(line, "text follows a closing quote; double a quote inside a cell");
  }
}
