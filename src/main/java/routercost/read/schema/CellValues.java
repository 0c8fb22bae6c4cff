package routercost.read.schema;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import routercost.read.builtin.Column;
import routercost.read.builtin.CostUnit;
import routercost.read.record.Row;
import routercost.read.value.AmountParser;
import routercost.read.value.NumberFormat;
import routercost.read.value.RowRejectedException;
import routercost.usage.SafeText;

/// The rules for the numbers and costs in the cells of one log.
public record CellValues(Columns columns, LogConventions conventions) {
  /// The most decimals that a cost may have.
  public static final int MOST_DECIMALS = 40;

  /// The count of what is not known, in many logs.
  private static final String NOT_KNOWN = "-1";

  private static final BigDecimal MOST = BigDecimal.TEN.pow(15);

  /// A cost as the log states it.
  public record Cost(BigDecimal amount, String currency) {
    public static final String USD = "USD";

    public boolean isUsd() {
      return currency.equals(USD);
    }
  }

  /// The number in a column of a row, as far as it is one; zero otherwise. For proofs, not for
  /// usage.
  BigDecimal number(Row row, Column column) {
    return number(column, columns.text(row, column));
  }

  public BigDecimal number(Column column, String text) {
    return known(column, text).orElse(BigDecimal.ZERO);
  }

  /// The number in a cell; empty if it is not one.
  Optional<BigDecimal> known(Column column, String text) {
    if (NumberFormat.isPlain(text)) {
      return Optional.of(BigDecimal.valueOf(Long.parseLong(text)));
    }
    return text.isEmpty()
        ? Optional.empty()
        : amount(column, text)
            .map(AmountParser::number)
            .filter(number -> number.abs().compareTo(MOST) <= 0)
            .filter(number -> number.scale() <= MOST_DECIMALS);
  }

  /// Whether a cell says that a count is not known.
  public static boolean isNoCount(String text) {
    return AmountParser.isMissing(text) || text.equals(NOT_KNOWN);
  }

  /// The whole number in a cell; empty if the cell says that there is none.
  public OptionalLong whole(Column column, String text) throws RowRejectedException {
    if (isNoCount(text)) {
      return OptionalLong.empty();
    }
    if (NumberFormat.isPlain(text)) {
      return OptionalLong.of(Long.parseLong(text));
    }
    BigDecimal number =
        amount(column, text)
            .filter(amount -> amount.currency().isEmpty())
            .map(AmountParser::number)
            .orElseThrow(
                () ->
                    new RowRejectedException(
                        quoted(
                            column,
                            text,
                            isRounded(text)
                                ? "it is rounded; export the whole number"
                                : "expected a whole number")));
    checkSize(column, text, number);
    if (column == Column.SECONDS) {
      return OptionalLong.of(number.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
    if (number.stripTrailingZeros().scale() > 0) {
      throw new RowRejectedException(quoted(column, text, "expected a whole number"));
    }
    return OptionalLong.of(number.longValueExact());
  }

  /// The cost in a cell; empty if the cell says that there is none.
  ///
  /// @param stated the currency that the row states; may be empty
  public Optional<Cost> cost(String text, String stated) throws RowRejectedException {
    if (AmountParser.isMissing(text)) {
      return Optional.empty();
    }
    AmountParser amount =
        amount(Column.COST_USD, text)
            .orElseThrow(
                () ->
                    new RowRejectedException(
                        quoted(Column.COST_USD, text, "expected an amount such as 0.0042")));
    checkSize(Column.COST_USD, text, amount.number());
    if (amount.number().scale() > MOST_DECIMALS) {
      throw new RowRejectedException(quoted(Column.COST_USD, text, "expected at most 40 decimals"));
    }
    String currency = amount.currency().isPresent() ? amount.currency().get() : currency(stated);
    return Optional.of(new Cost(unit().amount(amount.number()), currency));
  }

  private CostUnit unit() {
    return columns.at(Column.COST_USD).map(Columns.Found::unit).orElse(CostUnit.USD);
  }

  /// The currency that a row states, else that of the column of costs.
  public String currency(String stated) throws RowRejectedException {
    if (AmountParser.isMissing(stated)) {
      return unit().currency();
    }
    return AmountParser.currencyNamed(stated.toUpperCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new RowRejectedException(
                    quoted(Column.CURRENCY, stated, "expected a code such as USD")));
  }

  /// The timing of a call that was made at a moment, as far as is known.
  public Timing timing(Optional<Instant> at, String latency) {
    return Timing.of(this, at, latency);
  }

  /// How long a call took, if its log tells.
  public Optional<Duration> took(String latency) {
    return Timing.took(this, latency);
  }

  /// `column is 'text'; what is allowed`.
  static String quoted(Column column, String text, String allowed) {
    return "%s is '%s'; %s".formatted(column.id(), SafeText.quoted(text), allowed);
  }

  private static void checkSize(Column column, String text, BigDecimal number)
      throws RowRejectedException {
    String bare = column.id() + " is " + SafeText.quoted(text);
    if (number.signum() < 0) {
      throw new RowRejectedException(bare + "; expected 0 or more");
    }
    if (number.compareTo(MOST) > 0) {
      throw new RowRejectedException(bare + "; more than 10^15 in one row");
    }
  }

  /// Whether a count is abbreviated, so that only a range of it is known: `1.5K`.
  private static boolean isRounded(String text) {
    return text.matches("[\\d.,]+ ?[kKmMbB]");
  }

  private Optional<AmountParser> amount(Column column, String text) {
    return columns
        .at(column)
        .flatMap(found -> AmountParser.of(text, conventions.numerals(found.name())));
  }
}
