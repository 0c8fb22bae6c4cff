package routercost.read.schema;

/// Where a record begins in the input: what `explain` finds again.
///
/// @param file the path as given, `-` for standard input
/// @param line counted from 1, in lines of the decompressed text
public record Origin(String file, long line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
