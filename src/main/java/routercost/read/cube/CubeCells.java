package routercost.read.cube;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.record.Row;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.SafeText;

/// The cells of the rows of a saved cube, by column.
///
/// @param file for messages
/// @param columns the places of the columns that there are
record CubeCells(String file, Map<String, Integer> columns) {
  private static final int MOST_DIGITS = 60;
  private static final int LONG_DIGITS = 18;
  private static final String WHOLE = "a whole number";
  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,60}(\\.\\d{1,100})?");

  static <E> Map<String, E> byId(E[] values, Function<E, String> id) {
    var byId = new LinkedHashMap<String, E>();
    Stream.of(values).forEach(value -> byId.put(id.apply(value), value));
    return byId;
  }

  <E> E choice(Row row, String column, Map<String, E> values) {
    var value = values.get(cell(row, column).toLowerCase(Locale.ROOT));
    if (value == null) {
      throw unexpected(row, column, String.join(", ", values.keySet()));
    }
    return value;
  }

  /// The place of a column that there is.
  int place(String column) {
    return Objects.requireNonNull(columns.get(column));
  }

  /// The number in a cell that any long can hold, or 0 if it is empty; −1 if it is anything else.
  static long plain(String text) {
    if (text.length() > LONG_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  BigDecimal usd(Row row) {
    var text = cell(row, Meter.LOGGED_USD.id());
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw unexpected(row, Meter.LOGGED_USD.id(), "a decimal number");
    }
    return new BigDecimal(text);
  }

  BigDecimal whole(Row row, String column) {
    return whole(row, column, WHOLE);
  }

  BigDecimal whole(Row row, String column, String expected) {
    var text = cell(row, column);
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    long plain = plain(text);
    if (plain >= 0) {
      return BigDecimal.valueOf(plain);
    }
    requireWhole(row, column, text, expected);
    return new BigDecimal(text);
  }

  String cell(Row row, String column) {
    var at = columns.get(column);
    var text = at == null ? "" : row.cells().get(at);
    return text.isEmpty() ? CubeCell.ofColumn(column) : text;
  }

  /// Refuses a cell that is not a whole number.
  ///
  /// @param at its place in the row
  void requireWhole(Row row, int at) {
    var text = row.cells().get(at);
    if (plain(text) < 0) {
      requireWhole(row, row.names().get(at), text, WHOLE);
    }
  }

  private void requireWhole(Row row, String column, String text, String expected) {
    boolean isWhole = text.length() <= MOST_DIGITS;
    for (int i = 0; i < text.length(); i++) {
      isWhole &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!isWhole) {
      throw unexpected(row, column, expected);
    }
  }

  InputProblem unexpected(Row row, String column, String expected) {
    return problem(
        row.line(),
        "%s is '%s'; expected %s".formatted(column, SafeText.cut(cell(row, column)), expected));
  }

  InputProblem problem(long line, String what) {
    return new InputProblem(file + ":" + line + ": " + what);
  }
}
