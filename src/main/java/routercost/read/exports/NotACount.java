package routercost.read.exports;

/// A record has a text where a number of tokens belongs. To count it as nothing would make a total
/// silently wrong, so the record is rejected.
public final class NotACount extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotACount(String name, String text) {
    super("%s is '%s'; expected a whole number".formatted(name, text));
  }
}
