package routercost.report;

import java.math.BigDecimal;
import java.util.List;

/// Puts facts into sentences.
final class Words {
  private Words() {}

  /// `1 call`, `36,000 calls`.
  static String calls(BigDecimal calls) {
    return counted(calls, "call");
  }

  /// `1 row`, `36,000 rows`.
  static String counted(BigDecimal number, String noun) {
    boolean one = number.compareTo(BigDecimal.ONE) == 0;
    return new Cell.Count(number).text() + " " + noun + (one ? "" : "s");
  }

  /// `1 record states`, `3 records state`.
  static String doing(long number, String noun, String verb) {
    return counted(number, noun) + " " + verb + (number == 1 ? "s" : "");
  }

  static String counted(long number, String noun) {
    return counted(BigDecimal.valueOf(number), noun);
  }

  /// A model's id as short as it stays clear beside its siblings: `opus-5-5`, `haiku-4-5`.
  static String shortModel(String id) {
    return id.replaceFirst("^claude-(?=[a-z])", "").replaceFirst("-20\\d{6}$", "");
  }

  /// The dearest model, and how many more.
  static String shortModels(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    var first = shortModel(ids.getFirst());
    return ids.size() == 1 ? first : first + " +" + (ids.size() - 1);
  }
}
