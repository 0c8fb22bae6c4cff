package routercost.read.bills;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.bills.BillFields.Part;
import routercost.read.value.AmountParser;
import routercost.read.value.DateOrder;
import routercost.read.value.DateParser;
import routercost.read.value.NumberFormat;

/// How a bill writes its values, as all of its lines show it: a single amount of 1,234 or a single
/// 05/10/2026 can be meant in two ways.
///
/// @param billedIsZero whether a FOCUS file bills nothing, so that effective costs count
/// @param order of day and month
/// @param zone at whose midnights its days begin
/// @param numbers how numbers are written in each column that shows it
/// @param usual how they are written in the others
record BillConventions(
    boolean billedIsZero,
    DateOrder order,
    ZoneOffset zone,
    Map<String, NumberFormat> numbers,
    NumberFormat usual) {
  private static final Pattern MIDNIGHT =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]00:00(?::00(?:\\.0+)?)?([+-][01]\\d:?[0-5]\\d)");

  static BillConventions of(List<BillFields> lines) {
    boolean billedIsZero =
        lines.stream()
            .map(line -> line.fields().text("billedcost"))
            .allMatch(text -> text.isEmpty() || text.matches("0(\\.0+)?"));
    var times = new LinkedHashSet<String>();
    var shown = new HashMap<String, Set<NumberFormat>>();
    for (var line : lines) {
      Stream.of(Part.FROM, Part.TO).map(line::text).forEach(times::add);
      numbers(line, billedIsZero)
          .forEach(
              number ->
                  NumberFormat.shownBy(plain(number.text()))
                      .ifPresent(
                          format ->
                              shown
                                  .computeIfAbsent(
                                      number.name(), _ -> EnumSet.noneOf(NumberFormat.class))
                                  .add(format)));
    }
    var numbers = new HashMap<String, NumberFormat>();
    shown.forEach(
        (name, formats) -> {
          if (formats.size() == 1) {
            numbers.put(name, formats.iterator().next());
          }
        });
    boolean commas = !numbers.isEmpty() && !numbers.containsValue(NumberFormat.POINT);
    return new BillConventions(
        billedIsZero,
        DateOrder.shownBy(times, LocalDate.MAX),
        zone(times),
        Map.copyOf(numbers),
        commas ? NumberFormat.COMMA : NumberFormat.POINT);
  }

  /// The zone whose midnights all times are; that of providers, UTC, if they are not.
  private static ZoneOffset zone(Set<String> times) {
    var offsets = new HashSet<String>();
    for (var time : times) {
      var midnight = MIDNIGHT.matcher(time);
      if (!time.isEmpty()) {
        offsets.add(midnight.matches() ? midnight.group(1) : "Z");
      }
    }
    return offsets.size() == 1 ? ZoneOffset.of(offsets.iterator().next()) : ZoneOffset.UTC;
  }

  private static Stream<BillFields.Amount> numbers(BillFields line, boolean billedIsZero) {
    return Stream.of(line.amount(billedIsZero), line.list(), line.first(Part.QUANTITY.names()))
        .flatMap(Optional::stream);
  }

  /// The dates; of those that can be meant in two ways the month comes first, as on American bills.
  DateParser dates() {
    return new DateParser(zone, order);
  }

  /// The number in a column; empty if it is none.
  Optional<AmountParser> number(BillFields.Amount written) {
    return AmountParser.of(plain(written.text()), numbers.getOrDefault(written.name(), usual));
  }

  /// The lines that sum up all others: a word for a total stands in them, and their amount is the
  /// sum. Other lines of that name bill something.
  List<BillFields> totals(List<BillFields> lines) {
    var sum =
        lines.stream()
            .filter(line -> !line.isTotal())
            .map(this::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return lines.stream()
        .filter(BillFields::isTotal)
        .filter(line -> isRounded(amount(line), sum))
        .toList();
  }

  private BigDecimal amount(BillFields line) {
    return line.amount(billedIsZero)
        .flatMap(this::number)
        .map(AmountParser::number)
        .orElse(BigDecimal.ZERO);
  }

  private static boolean isRounded(BigDecimal total, BigDecimal sum) {
    int decimals = Math.max(total.scale(), 2);
    return total.compareTo(sum.setScale(decimals, RoundingMode.HALF_UP)) == 0;
  }

  /// A number without the ways of accountants to write that it is less than zero.
  private static String plain(String text) {
    var plain = text.strip().replace('\u2212', '-');
    boolean negative =
        (plain.startsWith("(") && plain.endsWith(")")) || plain.matches("[^-+].*\\d\\s*-");
    return negative ? "-" + plain.replaceAll("^\\(|\\s*[)-]$", "").strip() : plain;
  }
}
