package routercost.read.cube;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.audit.NotCounted.Kind;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.read.tally.LeftOut;
import routercost.read.text.InputProblem;
import routercost.usage.Band;
import routercost.usage.SafeText;

/// One of the lines with which a saved cube begins: `# rows: 120`.
record CubeHeaderLine(String file, long number, String key, String value) {
  /// Stands behind the kind of what was left out of a file and cannot hold calls.
  static final String EMPTY = "_empty";

  /// @param text without the `#`
  static CubeHeaderLine of(String file, long number, String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new CubeHeaderLine(file, number, text, "")
        : new CubeHeaderLine(
            file, number, text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  SortedSet<Long> breakpoints() {
    var breakpoints = new TreeSet<Long>();
    for (var text : value.split("[ ,]+", -1)) {
      long over = whole(text);
      if (!Band.BREAKPOINTS.contains(over)) {
        throw problem(
            "the breakpoint %d is not known; expected some of %s"
                .formatted(over, Band.BREAKPOINTS));
      }
      breakpoints.add(over);
    }
    return breakpoints;
  }

  ZoneId zone() {
    try {
      return value.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(value);
    } catch (DateTimeException _) {
      throw problem(
          "timezone is '%s'; expected UTC or a zone such as Europe/Berlin"
              .formatted(SafeText.cut(value)));
    }
  }

  long whole() {
    return whole(value);
  }

  /// The number before a word: `12 no_tokens`.
  long firstWhole() {
    return whole(first());
  }

  private long whole(String text) {
    if (!text.matches("\\d{1,16}")) {
      throw problem("%s is '%s'; expected a whole number".formatted(key, SafeText.cut(text)));
    }
    return Long.parseLong(text);
  }

  /// The amount before a currency.
  BigDecimal amount() {
    if (!first().matches("-?\\d{1,60}(\\.\\d{1,100})?")) {
      throw problem(
          "logged_elsewhere is '%s'; expected an amount and a currency, as in 12.50 EUR"
              .formatted(SafeText.cut(first())));
    }
    return new BigDecimal(first());
  }

  LeftOut.PartOfFile partOfFile() {
    var word = first();
    boolean isEmpty = word.endsWith(EMPTY);
    var id = isEmpty ? word.substring(0, word.length() - EMPTY.length()) : word;
    var kind =
        Stream.of(Kind.values())
            .filter(some -> some.isOfFiles() && some.id().equals(id))
            .findFirst();
    return new LeftOut.PartOfFile(
        kind.orElseThrow(
            () ->
                problem(
                    "left_out is '%s'; expected file, cut or trailing"
                        .formatted(SafeText.cut(word)))),
        value.substring(word.length()).strip(),
        isEmpty);
  }

  CubeSource source() {
    var words = value.split(" ", 3);
    if (words.length < 3
        || !words[0].matches("[0-9a-f]{64}")
        || !words[1].matches("[0-9a-f]{16}")) {
      throw problem(
          "source is '%s'; expected the hash of a log, that of its options, and its name"
              .formatted(SafeText.cut(value)));
    }
    return new CubeSource(words[0], words[1], words[2]);
  }

  private String first() {
    return value.split(" ", 2)[0];
  }

  /// What follows the first word.
  String last() {
    var words = value.split(" ", 2);
    if (words.length < 2) {
      throw problem(key + " takes a number and a word after it");
    }
    return words[1].strip();
  }

  private InputProblem problem(String what) {
    return new InputProblem(file + ":" + number + ": " + what);
  }
}
