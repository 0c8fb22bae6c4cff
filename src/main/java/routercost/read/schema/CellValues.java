package routercost.read.schema;

import java.math.BigDecimal;
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

/// The cells of one row, read as the values that they stand for.
public record CellValues(Row row, Columns columns, LogConventions habits) {
  private static final BigDecimal MOST = BigDecimal.TEN.pow(15);
  private static final int MOST_DECIMALS = 40;

  /// What the log says that a call cost.
  public record Cost(BigDecimal amount, String currency) {
    public boolean isUsd() {
      return currency.equals("USD");
    }
  }

  String text(Column column) {
    return columns.text(row, column);
  }

  /// The number in a column, as far as it is one; zero otherwise. For proofs, not for usage.
  BigDecimal number(Column column) {
    String text = text(column);
    if (NumberFormat.isPlain(text)) {
      return BigDecimal.valueOf(Long.parseLong(text));
    }
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    return amount(column, text)
        .map(AmountParser::number)
        .filter(number -> number.abs().compareTo(MOST) <= 0 && number.scale() <= MOST_DECIMALS)
        .orElse(BigDecimal.ZERO);
  }

  /// The whole number in a column; empty if the column is missing or says that there is none.
  OptionalLong whole(Column column) throws RowRejectedException {
    String text = text(column);
    if (AmountParser.isMissing(text)) {
      return OptionalLong.empty();
    }
    if (NumberFormat.isPlain(text)) {
      return OptionalLong.of(Long.parseLong(text));
    }
    BigDecimal number =
        amount(column, text)
            .filter(amount -> amount.currency().isEmpty())
            .map(AmountParser::number)
            .orElseThrow(() -> new RowRejectedException(quoted(column, "expected a whole number")));
    checkSize(column, number);
    if (number.stripTrailingZeros().scale() > 0) {
      throw new RowRejectedException(quoted(column, "expected a whole number"));
    }
    return OptionalLong.of(number.longValueExact());
  }

  /// What the log says that this row cost, if it does.
  Optional<Cost> cost() throws RowRejectedException {
    String text = text(Column.COST_USD);
    if (AmountParser.isMissing(text)) {
      return Optional.empty();
    }
    AmountParser amount =
        amount(Column.COST_USD, text)
            .orElseThrow(
                () ->
                    new RowRejectedException(
                        quoted(Column.COST_USD, "expected an amount such as 0.0042")));
    checkSize(Column.COST_USD, amount.number());
    if (amount.number().scale() > MOST_DECIMALS) {
      throw new RowRejectedException(quoted(Column.COST_USD, "expected at most 40 decimals"));
    }
    CostUnit unit = columns.at(Column.COST_USD).map(Columns.Found::unit).orElse(CostUnit.USD);
    String currency = amount.currency().isPresent() ? amount.currency().get() : currency(unit);
    return Optional.of(new Cost(unit.amount(amount.number()), currency));
  }

  private String currency(CostUnit unit) throws RowRejectedException {
    String stated = text(Column.CURRENCY).toUpperCase(Locale.ROOT);
    if (AmountParser.isMissing(stated)) {
      return unit.currency();
    }
    return AmountParser.currencyNamed(stated)
        .orElseThrow(
            () -> new RowRejectedException(quoted(Column.CURRENCY, "expected a code such as USD")));
  }

  /// `column is 'text'; what is allowed`.
  String quoted(Column column, String allowed) {
    return "%s is '%s'; %s".formatted(column.id(), SafeText.cut(text(column)), allowed);
  }

  private void checkSize(Column column, BigDecimal number) throws RowRejectedException {
    if (number.signum() < 0) {
      throw new RowRejectedException(bare(column) + "; expected 0 or more");
    }
    if (number.compareTo(MOST) > 0) {
      throw new RowRejectedException(bare(column) + "; more than 10^15 in one row");
    }
  }

  private String bare(Column column) {
    return column.id() + " is " + SafeText.cut(text(column));
  }

  private Optional<AmountParser> amount(Column column, String text) {
    return columns
        .at(column)
        .flatMap(found -> AmountParser.of(text, habits.numerals(found.name())));
  }
}
