package routercost.read.row;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.schema.CellValues;
import routercost.read.schema.OddCells;
import routercost.read.text.SwarBytes;
import routercost.read.value.RowRejectedException;

/// The reader of the cells of logged costs. It recognises plain decimals as bytes; `CellValues`
/// knows the rule for every other cell.
public final class CostReader {
  private static final long ODD = -1;
  private static final int MOST_DIGITS = 15;
  private static final int LONGEST = 40;
  private static final String NONE = "";

  private static final long[] TENS = new long[MOST_DIGITS + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i < TENS.length; i++) {
      TENS[i] = TENS[i - 1] * 10;
    }
  }

  private final List<OddCells.Cell> oddCells;
  private long unscaled;
  private int scale;
  private @Nullable BigDecimal oddAmount;

  private String currency = NONE;

  private boolean inDollars;

  /// @param oddCells receives the cells that are not understood
  CostReader(List<OddCells.Cell> oddCells) {
    this.oddCells = oddCells;
  }

  /// Reads what a record says that it cost.
  void read(RowCells cells, ColumnLayout layout, AttributeCache.Kind kind) {
    currency = NONE;
    oddAmount = null;
    int place = layout.cost;
    if (place < 0 || cells.isEmpty(place)) {
      return;
    }
    long plain = plain(cells.bytes, cells.from[place], cells.to[place]);
    if (plain == ODD && cells.trim(place)) {
      plain = plain(cells.bytes, cells.from[place], cells.to[place]);
    }
    if (plain == ODD || (scale != 0 && !layout.costWithPoint)) {
      readOdd(cells, layout);
      return;
    }
    if (kind.currency.isEmpty()) {
      Optional<String> named = currency(cells, layout);
      if (named.isEmpty()) {
        return;
      }
      kind.currency = named.get();
      kind.dollars = kind.currency.equals(CellValues.Cost.USD);
    }
    unscaled = plain;
    scale += layout.unit.decimals();
    currency = kind.currency;
    inDollars = kind.dollars;
  }

  private void readOdd(RowCells cells, ColumnLayout layout) {
    Optional<CellValues.Cost> cost = cost(cells, layout);
    if (cost.isPresent()) {
      oddAmount = cost.get().amount();
      currency = cost.get().currency();
      inDollars = cost.get().isUsd();
    }
  }

  private Optional<String> currency(RowCells cells, ColumnLayout layout) {
    String stated = cells.text(layout.currency);
    try {
      return Optional.of(layout.values.currency(stated));
    } catch (RowRejectedException _) {
      oddCells.add(new OddCells.Cell(Column.CURRENCY, stated));
      return Optional.empty();
    }
  }

  private Optional<CellValues.Cost> cost(RowCells cells, ColumnLayout layout) {
    String text = cells.text(layout.cost);
    try {
      return currency(cells, layout).isEmpty()
          ? Optional.empty()
          : layout.values.cost(text, cells.text(layout.currency));
    } catch (RowRejectedException _) {
      oddCells.add(new OddCells.Cell(Column.COST_USD, text));
    }
    return Optional.empty();
  }

  public boolean isPresent() {
    return !currency.isEmpty();
  }

  public String currency() {
    return currency;
  }

  public boolean isInDollars() {
    return inDollars;
  }

  /// Whether the amount is `unscaled` in 10^-`scale`, not only a decimal.
  public boolean isPlain() {
    return oddAmount == null;
  }

  public long unscaled() {
    return unscaled;
  }

  public int scale() {
    return scale;
  }

  /// The cost as values; empty if there is none.
  Optional<CellValues.Cost> cost() {
    return isPresent() ? Optional.of(new CellValues.Cost(amount(), currency)) : Optional.empty();
  }

  public BigDecimal amount() {
    return oddAmount == null ? BigDecimal.valueOf(unscaled, scale) : oddAmount;
  }

  /// An amount with a decimal point that is plainly written, in 10^-scale; or `ODD`.
  private long plain(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 0 || length > LONGEST) {
      return ODD;
    }
    int decimals = length - 2;
    if (bytes[from + 1] == '.' && decimals > 0 && decimals <= MOST_DIGITS) { // `0.0042`
      long whole = SwarBytes.digits(bytes, from, from + 1);
      long fraction = SwarBytes.digits(bytes, from + 2, to);
      if ((whole | fraction) >= 0) {
        scale = decimals;
        return whole * TENS[decimals] + fraction;
      }
    }
    long number = 0;
    int digits = 0;
    int point = -1;
    int at = from;
    for (; at < to; at++) {
      byte mark = bytes[at];
      if (mark >= '0' && mark <= '9') {
        number = number * 10 + (mark - '0');
        digits += number == 0 ? 0 : 1;
      } else if (mark == '.' && point < 0 && at > from) {
        point = at;
      } else {
        break;
      }
    }
    int whole = (point < 0 ? at : point) - from;
    if (digits > 18 || whole == 0 || whole > MOST_DIGITS) {
      return ODD;
    }
    scale = point < 0 ? 0 : at - point - 1;
    if (at == to) {
      return number;
    }
    return exponent(bytes, at, to) ? number : ODD;
  }

  /// Reads `e-05` into the scale.
  private boolean exponent(byte[] bytes, int at, int to) {
    int digits = at + 2;
    if ((bytes[at] != 'e' && bytes[at] != 'E')
        || bytes[at + 1] != '-'
        || to - digits < 1
        || to - digits > 2) {
      return false;
    }
    long exponent = SwarBytes.digits(bytes, digits, to);
    scale += (int) exponent;
    return exponent >= 0 && scale <= CellValues.MOST_DECIMALS;
  }
}
