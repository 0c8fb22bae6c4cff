package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// A line of a bill: an amount, or what a usage report counts of it.
///
/// @param from its first day
/// @param to the day after its last
/// @param quantity in units of the meter; empty if not stated
/// @param amount in US dollars after reductions; empty on a line of a usage report
/// @param list the same before them; empty if not stated
/// @param unit the last place in which the bill states amounts, in US dollars
public record BillLine(
    LocalDate from,
    LocalDate to,
    Kind kind,
    Item item,
    Optional<BigDecimal> quantity,
    Optional<Money> amount,
    Optional<Money> list,
    BigDecimal unit) {
  /// A kind of charge.
  public enum Kind {
    USAGE,
    DISCOUNT,
    CREDIT,
    TAX,
    ROUNDING,
    /// A correction of an earlier period.
    LATE
  }

  /// The thing that a line bills; what it does not state is empty.
  ///
  /// @param model its id in the price book, else as billed
  /// @param purpose what else the line says it is for
  public record Item(
      String model,
      Optional<Meter> meter,
      Optional<ServiceTier> service,
      Optional<Place> place,
      String workspace,
      String key,
      String purpose) {
    /// What only a model is known of.
    public static Item ofModel(String model) {
      return new Item(model, Optional.empty(), Optional.empty(), Optional.empty(), "", "", "");
    }
  }

  /// Whether it says how much was used and not what that cost.
  public boolean isUsageOnly() {
    return amount.isEmpty();
  }

  Money billed() {
    return amount.orElse(Money.ZERO);
  }

  Money listed() {
    return list.orElse(billed());
  }
}
