package routercost.report.layout;

import java.math.BigDecimal;
import routercost.price.Money;
import routercost.usage.Thousands;

/// One value of a table, typed by what it means; a renderer decides how it looks.
public sealed interface Cell {
  /// How it reads to a person, the same in every format for people.
  String text();

  /// A cell that shows an exact amount of dollars.
  sealed interface Dollars extends Cell {
    /// The amount, without signs and marks.
    Amount amount();
  }

  /// Words.
  record Text(String text) implements Cell {}

  /// A whole or exact number of things.
  record Count(BigDecimal number) implements Cell {
    @Override
    public String text() {
      return Thousands.grouped(number.signum() == 0 ? number : plain(number));
    }

    private static BigDecimal plain(BigDecimal number) {
      var stripped = number.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  /// US dollars, exact, and the decimals of them that show.
  record Amount(Money money, int decimals) implements Dollars {
    @Override
    public String text() {
      return Rounding.dollars(money, decimals);
    }

    @Override
    public Amount amount() {
      return this;
    }
  }

  /// The same with a mark behind it.
  record Marked(Amount amount, String mark) implements Dollars {
    @Override
    public String text() {
      return amount.text() + mark;
    }
  }

  /// US dollars per call, already rounded.
  record PerCall(BigDecimal usd) implements Cell {
    @Override
    public String text() {
      return Rounding.dollars(usd);
    }
  }

  /// A share, already rounded, in percent.
  record Percent(BigDecimal percent) implements Cell {
    @Override
    public String text() {
      return Thousands.grouped(percent) + "%";
    }
  }

  /// US dollars by which something rose or fell: `+$5.00`.
  record Change(Money money, int decimals) implements Dollars {
    @Override
    public String text() {
      return (money.usd().signum() > 0 ? "+" : "") + Rounding.dollars(money, decimals);
    }

    @Override
    public Amount amount() {
      return new Amount(money, decimals);
    }
  }

  /// The same where the column says what it is in: `+5.00`.
  record Signed(Money money, int decimals) implements Dollars {
    @Override
    public String text() {
      return new Change(money, decimals).text().replace("$", "");
    }

    @Override
    public Amount amount() {
      return new Amount(money, decimals);
    }
  }

  /// By how much something rose or fell, already rounded, in percent: `+5.0%`.
  record Rise(BigDecimal percent) implements Cell {
    @Override
    public String text() {
      return (percent.signum() > 0 ? "+" : "") + new Percent(percent).text();
    }
  }

  /// Nothing to show here.
  record Nothing() implements Cell {
    @Override
    public String text() {
      return "";
    }
  }

  Cell NOTHING = new Nothing();
}
