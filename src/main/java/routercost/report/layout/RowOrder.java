package routercost.report.layout;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;

/// The column that rows are sorted by, and whether the smallest comes first; unless that is asked
/// for, numbers begin with the largest and names with A.
public record RowOrder(String column, Optional<Boolean> ascending) {
  /// The column that names the rows.
  public static final String NAME = "name";

  /// As typed: `cost`, `-cost`, `cost:desc`, `name:asc`.
  public static RowOrder of(String text) {
    boolean isDown = text.startsWith("-") || text.endsWith(":desc");
    boolean isUp = text.endsWith(":asc");
    var name = text.replaceFirst("^-", "").replaceFirst(":(asc|desc)$", "");
    return new RowOrder(ourName(name), isUp || isDown ? Optional.of(isUp) : Optional.empty());
  }

  private static String ourName(String name) {
    return switch (name) {
      case "before", "bill", "spend" -> "cost";
      case "savings", "save" -> "saved";
      case "delta", "diff" -> "change";
      case "day", "date", "time", "task", "model", "budget" -> NAME;
      default -> name;
    };
  }

  /// Whether this is the other way round than usual.
  public boolean isTurned() {
    return ascending.filter(up -> up != column.equals(NAME)).isPresent();
  }

  /// The order of cells: numbers by their size, names by their letters, empty ones last.
  Comparator<String> cells(boolean areNumbers) {
    Comparator<String> order =
        areNumbers ? Comparator.comparing(RowOrder::number) : Comparator.naturalOrder();
    boolean isUp = ascending.orElse(!areNumbers);
    return Comparator.comparing(String::isEmpty).thenComparing(isUp ? order : order.reversed());
  }

  /// The number in a cell, without marks such as `$`; zero in an empty one.
  private static BigDecimal number(String cell) {
    return cell.isEmpty() ? BigDecimal.ZERO : new BigDecimal(plain(cell));
  }

  static boolean isNumber(String cell) {
    return cell.isEmpty() || plain(cell).matches("-?\\d+(\\.\\d+)?");
  }

  private static String plain(String cell) {
    return cell.replaceAll("[$,%]", "");
  }
}
