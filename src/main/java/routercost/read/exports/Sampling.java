package routercost.read.exports;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a log holds only some of the calls that were made, by the fields that say so.
public final class Sampling {
  private static final List<String> HOLDERS = List.of("metadata", "metrics", "attributes");
  private static final String TRACE = "traceState";
  private static final Pattern NAME =
      Pattern.compile("_?sampl(?:e|ing)[_.]?(?:rate|ratio|probability)");

  /// OpenTelemetry's threshold: the share of 2^56 below which a trace was dropped.
  private static final Pattern THRESHOLD = Pattern.compile("(?:^|[,;=])th:([0-9a-f]{1,14})");

  private Sampling() {}

  /// What a record says of being one of a sample.
  public static Optional<String> remark(Fields record) {
    for (String name : record.names()) {
      var found = remark(name, record.text(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return HOLDERS.stream()
        .map(record::at)
        .filter(holder -> !holder.isEmpty())
        .flatMap(holder -> remark(holder).stream())
        .findFirst();
  }

  /// What a field says of its record being one of a sample. A rate under 1 is the share of calls
  /// that was kept; over 1, one in so many was.
  public static Optional<String> remark(String name, String value) {
    if (name.equals(TRACE)) {
      return threshold(value);
    }
    if (!isRate(name) || !value.matches("\\d{1,9}(\\.\\d{1,12})?")) {
      return Optional.empty();
    }
    var rate = new BigDecimal(value);
    boolean all = rate.signum() == 0 || rate.compareTo(BigDecimal.ONE) == 0;
    return all ? Optional.empty() : Optional.of(sentence(name + " is " + value));
  }

  /// Whether a field of this name can say so.
  public static boolean isNamed(String name) {
    return name.equals(TRACE) || isRate(name);
  }

  /// Whether a field of this name holds the rate of a sample. Nearly all do not, and patterns take
  /// long when they are used for the first time.
  public static boolean isRate(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("sampl") && NAME.matcher(lower).matches();
  }

  private static Optional<String> threshold(String state) {
    var matcher = THRESHOLD.matcher(state);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String digits = matcher.group(1);
    var dropped = new BigDecimal(new BigInteger(digits, 16));
    if (dropped.signum() == 0) {
      return Optional.empty();
    }
    var whole = new BigDecimal(BigInteger.ONE.shiftLeft(4 * digits.length()));
    var kept = whole.subtract(dropped).divide(whole, 4, RoundingMode.HALF_UP);
    return Optional.of(
        sentence("the sampling threshold of traceState keeps " + kept.toPlainString()));
  }

  private static String sentence(String because) {
    return "this is a sample of the calls (" + because + "): all totals are of the sample";
  }
}
