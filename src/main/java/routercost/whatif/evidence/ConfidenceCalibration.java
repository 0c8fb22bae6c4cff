package routercost.whatif.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The grades of answers by their confidence: whether a high score means a good answer (R17).
public final class ConfidenceCalibration {
  private static final Set<String> RIGHT =
      Set.of("pass", "passed", "right", "correct", "true", "yes", "ok", "success", "1");
  private static final Set<String> WRONG =
      Set.of("fail", "failed", "wrong", "incorrect", "false", "no", "error", "0");
  private static final BigDecimal TOP = new BigDecimal("0.9");

  private final SortedMap<BigDecimal, long[]> counts = new TreeMap<>();

  /// The answers with scores from `from` on, in steps of a tenth.
  ///
  /// @param upper the rate that the wrong ones are below, with 95 % confidence; empty without
  /// grades
  public record Bin(
      BigDecimal from,
      BigDecimal calls,
      BigDecimal graded,
      BigDecimal wrong,
      Optional<BigDecimal> upper) {}

  /// Whether a grade in any word is one for a right answer; empty if it is no grade.
  public static Optional<Boolean> passed(String grade) {
    var word = grade.strip().toLowerCase(Locale.ROOT);
    return RIGHT.contains(word) || WRONG.contains(word)
        ? Optional.of(RIGHT.contains(word))
        : Optional.empty();
  }

  /// Adds answers of one score.
  ///
  /// @param grade in any word for right or wrong; others are no grade
  public void add(BigDecimal score, String grade, long calls) {
    var right = passed(grade);
    boolean wrong = right.filter(known -> !known).isPresent();
    var bin =
        counts.computeIfAbsent(score.setScale(1, RoundingMode.DOWN).min(TOP), _ -> new long[3]);
    bin[0] += calls;
    bin[1] += right.isPresent() ? calls : 0;
    bin[2] += wrong ? calls : 0;
  }

  /// The bins that have answers, the highest scores first.
  public List<Bin> bins() {
    return counts.reversed().entrySet().stream()
        .map(bin -> bin(bin.getKey(), bin.getValue()))
        .toList();
  }

  private static Bin bin(BigDecimal from, long[] count) {
    var upper =
        count[1] == 0
            ? Optional.<BigDecimal>empty()
            : Optional.of(BigDecimal.valueOf(new Proportion(count[1], count[2]).exactUpper(0.95)));
    return new Bin(
        from,
        BigDecimal.valueOf(count[0]),
        BigDecimal.valueOf(count[1]),
        BigDecimal.valueOf(count[2]),
        upper);
  }
}
