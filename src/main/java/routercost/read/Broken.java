package routercost.read;

/// A place in a container where a record should be and is not.
record Broken(long line, String reason) implements Entry {
  static Broken tooLong(long line) {
    return new Broken(line, "the line is longer than 16 Mi characters");
  }

  static Broken open(long line) {
    return new Broken(line, "a quote opens in this line and is never closed");
  }

  static Broken faulty(long line) {
    return new Broken(line, "text follows a closing quote; double a quote inside a cell");
  }
}
