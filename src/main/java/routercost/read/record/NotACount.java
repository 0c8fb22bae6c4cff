package routercost.read.record;

/// A record has something else where a number of tokens belongs, or its numbers contradict each
/// other. To count it as nothing would make a total silently wrong, so the record is rejected.
public final class NotACount extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 60;

  public NotACount(String reason) {
    super(reason);
  }

  public NotACount(String name, String text) {
    super("%s is '%s'; expected a whole number".formatted(name, shortened(text)));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
