package routercost.report.layout;

import java.math.BigDecimal;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Thousands;

/// One value of a table, typed by what it means; a renderer decides how it looks.
public sealed interface Cell
    permits Bar,
        Cell.Dollars,
        Cell.Text,
        Cell.Toned,
        Cell.Count,
        Cell.PerCall,
        Cell.Percent,
        Cell.Rise,
        Cell.Nothing {
  /// How it reads to a person, the same in every format for people.
  String text();

  /// Its meaning beyond that of a figure.
  default Role role() {
    return Role.PLAIN;
  }

  /// This cell without a role of its own.
  default Cell plain() {
    return this;
  }

  /// A cell that shows an exact amount of dollars.
  sealed interface Dollars extends Cell {
    /// The amount, without signs and marks.
    Amount amount();
  }

  /// Words.
  record Text(String text) implements Cell {}

  /// A cell that means more than it says.
  record Toned(Cell plain, Role role) implements Cell {
    @Override
    public String text() {
      return plain.text();
    }
  }

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

    @Override
    public Role role() {
      return Role.ofChange(money.usd().signum());
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

    @Override
    public Role role() {
      return Role.ofChange(money.usd().signum());
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

  @SuppressWarnings("ClassInitializationDeadlock") // one thread alone lays a report out
  Cell NOTHING = new Nothing();

  /// A count; nothing if it is zero.
  static Cell count(BigDecimal number) {
    return number.signum() == 0 ? NOTHING : new Count(number);
  }

  /// An amount; nothing if it is not known.
  static Cell amount(Optional<Money> money, int decimals) {
    return money.<Cell>map(known -> new Amount(known, decimals)).orElse(NOTHING);
  }

  /// An amount with as many decimals as it needs by itself; nothing if it is not known.
  static Cell amount(Optional<Money> money) {
    return money.<Cell>map(known -> new Amount(known, Rounding.decimals(known))).orElse(NOTHING);
  }

  /// An amount, or that it has no price.
  static Cell priced(Optional<Money> money, int decimals) {
    return money.<Cell>map(known -> new Amount(known, decimals)).orElse(new Text("unpriced"));
  }

  /// `part` of `whole` in percent; nothing if it is not known or of nothing.
  static Cell percent(Optional<Money> part, Money whole) {
    return part.map(known -> percent(known.usd(), whole.usd())).orElse(NOTHING);
  }

  static Cell percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? NOTHING : new Percent(Rounding.percent(part, whole));
  }

  /// A share of one in percent; nothing if it is not known.
  static Cell percent(Optional<BigDecimal> share) {
    return share.map(known -> percent(known, BigDecimal.ONE)).orElse(NOTHING);
  }
}
