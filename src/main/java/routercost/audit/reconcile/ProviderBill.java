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

/// A bill: the lines of one file, and how much they say, which is asked for each call and so is
/// known from the start.
public final class ProviderBill {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final String name;
  private final Set<String> providers;
  private final List<BillLine> lines;
  private final Set<String> models;
  private final boolean ofModels;
  private final Optional<LocalDate> from;
  private final Optional<LocalDate> to;
  private final boolean meters;
  private final boolean services;
  private final boolean places;
  private final boolean lifetimes;
  private final boolean daily;
  private final boolean quantities;
  private final BigDecimal halfUnit;

  /// A bill of these lines.
  ///
  /// @param name of the file
  /// @param providers of the models on its lines
  public ProviderBill(String name, Set<String> providers, List<BillLine> lines) {
    this.name = name;
    this.providers = Set.copyOf(providers);
    this.lines = List.copyOf(lines);
    models = lines.stream().map(line -> line.item().model()).collect(Collectors.toSet());
    ofModels = states(item -> !item.model().isEmpty());
    meters = states(item -> item.meter().isPresent());
    services = states(item -> item.service().isPresent());
    places = states(item -> item.place().isPresent());
    lifetimes = states(item -> item.meter().filter(ProviderBill::isOfLifetime).isPresent());
    daily = charges().allMatch(line -> line.to().equals(line.from().plusDays(1)));
    quantities = charges().allMatch(line -> line.quantity().isPresent());
    halfUnit =
        charges()
            .map(BillLine::unit)
            .min(BigDecimal::compareTo)
            .orElse(CENT)
            .multiply(new BigDecimal("0.5"));
    from = usage().map(BillLine::from).min(LocalDate::compareTo);
    to = usage().map(BillLine::to).max(LocalDate::compareTo);
  }

  private static boolean isOfLifetime(Meter meter) {
    return meter == Meter.CACHE_WRITE_5M || meter == Meter.CACHE_WRITE_1H;
  }

  /// The name of the file.
  public String name() {
    return name;
  }

  Set<String> providers() {
    return providers;
  }

  List<BillLine> lines() {
    return lines;
  }

  /// This bill with what a usage report counts of it.
  ProviderBill with(List<BillLine> usage) {
    return new ProviderBill(
        name, providers, Stream.concat(lines.stream(), usage.stream()).toList());
  }

  private Stream<BillLine> usage() {
    return lines.stream().filter(line -> line.kind() == BillLine.Kind.USAGE);
  }

  /// Its lines of usage that have an amount.
  Stream<BillLine> charges() {
    return usage().filter(line -> !line.isUsageOnly());
  }

  private boolean states(Predicate<BillLine.Item> part) {
    return charges().map(BillLine::item).anyMatch(part);
  }

  boolean statesModels() {
    return ofModels;
  }

  boolean statesMeters() {
    return meters;
  }

  boolean statesServices() {
    return services;
  }

  boolean statesPlaces() {
    return places;
  }

  /// Whether it tells cache writes of five minutes from those of an hour.
  boolean statesLifetimes() {
    return lifetimes;
  }

  /// Whether all of its charges say how much was used.
  boolean statesQuantities() {
    return quantities;
  }

  /// Whether every line is of one day.
  boolean isDaily() {
    return daily;
  }

  /// Whether it has a line of this model.
  boolean names(String model) {
    return models.contains(model);
  }

  /// The first day of usage; empty if it bills none.
  Optional<LocalDate> from() {
    return from;
  }

  /// The day after the last day of usage.
  Optional<LocalDate> to() {
    return to;
  }

  /// Half of the last place in which it states amounts: the most that rounding can hide on a line.
  BigDecimal halfUnit() {
    return halfUnit;
  }
}
