package routercost.report.compare;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import routercost.audit.ServiceLevels;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.variance.Cause;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Coverage;
import routercost.report.common.Grouping;
import routercost.report.common.RunMetadata;

/// The result of a comparison of two bills, which its report lays out.
///
/// @param head of the report: what was read for both
/// @param base the bill before
/// @param after the bill after
/// @param causes the largest cause of each driver that has one
/// @param assumptions what was assumed in reading, as sentences
public record ComparedBills(
    RunMetadata head,
    Side base,
    Side after,
    Variance variance,
    SequencedMap<Driver, Cause> causes,
    List<String> assumptions,
    View view) {
  /// One of the two bills.
  ///
  /// @param head what was read for it
  /// @param ledger its charges, and what has no price
  /// @param levels how its calls were served
  public record Side(RunMetadata head, Ledger ledger, ServiceLevels levels) {
    Coverage coverage() {
      return new Coverage(ledger, head.notCounted());
    }

    /// The cost before discounts; empty if it is not known, as a saved report has none.
    Optional<Money> list() {
      return isListed()
          ? Optional.of(Money.sum(ledger.charges().stream().map(Charge::list).toList()))
          : Optional.empty();
    }

    /// Whether the rates behind its charges are known.
    boolean isListed() {
      return ledger.charges().stream()
          .noneMatch(charge -> charge.card().rates().isEmpty() && !charge.components().isEmpty());
    }

    /// True if there are calls and none has a price.
    boolean isUnpriced() {
      return ledger.charges().isEmpty() && !ledger.isComplete();
    }
  }

  /// The layout of the groups.
  ///
  /// @param top how many groups to show; all if empty
  /// @param turned whether the first in this order comes last
  public record View(
      Grouping grouping, Optional<Integer> top, Sort sort, boolean turned, boolean verbose) {}

  /// The order of the groups.
  public enum Sort {
    CHANGE,
    COST,
    CALLS,
    NAME
  }

  ServiceLevelTable served() {
    return new ServiceLevelTable(base.levels(), after.levels());
  }

  public ComparedBills {
    assumptions = List.copyOf(assumptions);
  }

  /// The coverage of both bills together.
  Coverage coverage() {
    return new Coverage(Ledger.sum(List.of(base.ledger(), after.ledger())), head.notCounted());
  }

  boolean isComplete() {
    return base.coverage().isComplete() && after.coverage().isComplete();
  }

  /// True if one of the bills has no price for any of its calls: then no change can be stated.
  boolean isUnpriced() {
    return base.isUnpriced() || after.isUnpriced();
  }
}
