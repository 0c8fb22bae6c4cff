package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.usage.Meter;

/// A bill: the lines of one file, and how much they say.
///
/// @param name of the file
/// @param providers of the models on its lines
public record Bill(String name, Set<String> providers, List<BillLine> lines) {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  public Bill {
    providers = Set.copyOf(providers);
    lines = List.copyOf(lines);
  }

  /// This bill with what a usage report counts of it.
  Bill with(List<BillLine> usage) {
    return new Bill(name, providers, Stream.concat(lines.stream(), usage.stream()).toList());
  }

  Stream<BillLine> usage() {
    return lines.stream().filter(line -> line.kind() == BillLine.Kind.USAGE);
  }

  /// Its lines of usage that have an amount.
  Stream<BillLine> charges() {
    return usage().filter(line -> !line.isUsageOnly());
  }

  boolean states(Predicate<BillLine.Item> part) {
    return charges().map(BillLine::item).anyMatch(part);
  }

  boolean statesModels() {
    return states(item -> !item.model().isEmpty());
  }

  boolean statesMeters() {
    return states(item -> item.meter().isPresent());
  }

  /// Whether it tells cache writes of five minutes from those of an hour.
  boolean statesLifetimes() {
    return states(
        item ->
            item.meter()
                .filter(meter -> meter == Meter.CACHE_WRITE_5M || meter == Meter.CACHE_WRITE_1H)
                .isPresent());
  }

  /// Whether every line is of one day.
  boolean isDaily() {
    return charges().allMatch(line -> line.to().equals(line.from().plusDays(1)));
  }

  /// Whether it has a line of this model.
  boolean names(String model) {
    return lines.stream().anyMatch(line -> line.item().model().equals(model));
  }

  /// The first day of usage; empty if it bills none.
  Optional<LocalDate> from() {
    return usage().map(BillLine::from).min(LocalDate::compareTo);
  }

  /// The day after the last day of usage.
  Optional<LocalDate> to() {
    return usage().map(BillLine::to).max(LocalDate::compareTo);
  }

  /// The models on its lines.
  Set<String> models() {
    return lines.stream().map(line -> line.item().model()).collect(Collectors.toSet());
  }

  /// Whether all of its charges say how much was used.
  boolean statesQuantities() {
    return charges().allMatch(line -> line.quantity().isPresent());
  }

  /// Half of the last place in which it states amounts: the most that rounding can hide on a line.
  BigDecimal halfUnit() {
    return charges()
        .map(BillLine::unit)
        .min(BigDecimal::compareTo)
        .orElse(CENT)
        .multiply(new BigDecimal("0.5"));
  }
}
