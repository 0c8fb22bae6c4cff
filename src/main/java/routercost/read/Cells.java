package routercost.read;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import routercost.usage.SafeText;

/// The cells of one row, read as the values that they stand for.
record Cells(Row row, Columns columns, Habits habits) {
  private static final BigDecimal MOST = BigDecimal.TEN.pow(15);
  private static final int MOST_DECIMALS = 40;

  /// What the log says that a call cost.
  record Cost(BigDecimal amount, String currency) {
    boolean isUsd() {
      return currency.equals("USD");
    }
  }

  String text(Column column) {
    return columns.text(row, column);
  }

  /// The number in a column, as far as it is one; zero otherwise. For proofs, not for usage.
  BigDecimal number(Column column) {
    String text = text(column);
    if (Numerals.isPlain(text)) {
      return BigDecimal.valueOf(Long.parseLong(text));
    }
    if (text.isEmpty()) {
      return BigDecimal.ZERO;
    }
    return amount(column, text)
        .map(Amount::number)
        .filter(number -> number.abs().compareTo(MOST) <= 0 && number.scale() <= MOST_DECIMALS)
        .orElse(BigDecimal.ZERO);
  }

  /// The whole number in a column; empty if the column is missing or says that there is none.
  OptionalLong whole(Column column) throws Unreadable {
    String text = text(column);
    if (Amount.isMissing(text)) {
      return OptionalLong.empty();
    }
    if (Numerals.isPlain(text)) {
      return OptionalLong.of(Long.parseLong(text));
    }
    BigDecimal number =
        amount(column, text)
            .filter(amount -> amount.currency().isEmpty())
            .map(Amount::number)
            .orElseThrow(() -> new Unreadable(quoted(column, "expected a whole number")));
    checkSize(column, number);
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Unreadable(quoted(column, "expected a whole number"));
    }
    return OptionalLong.of(number.longValueExact());
  }

  /// What the log says that this row cost, if it does.
  Optional<Cost> cost() throws Unreadable {
    String text = text(Column.COST_USD);
    if (Amount.isMissing(text)) {
      return Optional.empty();
    }
    Amount amount =
        amount(Column.COST_USD, text)
            .orElseThrow(
                () -> new Unreadable(quoted(Column.COST_USD, "expected an amount such as 0.0042")));
    checkSize(Column.COST_USD, amount.number());
    if (amount.number().scale() > MOST_DECIMALS) {
      throw new Unreadable(quoted(Column.COST_USD, "expected at most 40 decimals"));
    }
    CostUnit unit = columns.at(Column.COST_USD).map(Columns.Found::unit).orElse(CostUnit.USD);
    String currency = amount.currency().isPresent() ? amount.currency().get() : currency(unit);
    return Optional.of(new Cost(unit.amount(amount.number()), currency));
  }

  private String currency(CostUnit unit) throws Unreadable {
    String stated = text(Column.CURRENCY).toUpperCase(Locale.ROOT);
    if (Amount.isMissing(stated)) {
      return unit.currency();
    }
    return Amount.currencyNamed(stated)
        .orElseThrow(() -> new Unreadable(quoted(Column.CURRENCY, "expected a code such as USD")));
  }

  /// `column is 'text'; what is allowed`.
  String quoted(Column column, String allowed) {
    return "%s is '%s'; %s".formatted(column.id(), SafeText.cut(text(column)), allowed);
  }

  private void checkSize(Column column, BigDecimal number) throws Unreadable {
    if (number.signum() < 0) {
      throw new Unreadable(bare(column) + "; expected 0 or more");
    }
    if (number.compareTo(MOST) > 0) {
      throw new Unreadable(bare(column) + "; more than 10^15 in one row");
    }
  }

  private String bare(Column column) {
    return column.id() + " is " + SafeText.cut(text(column));
  }

  private Optional<Amount> amount(Column column, String text) {
    return columns.at(column).flatMap(found -> Amount.of(text, habits.numerals(found.name())));
  }
}
