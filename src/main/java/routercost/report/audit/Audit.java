package routercost.report.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import routercost.audit.DataQuality;
import routercost.audit.Finding;
import routercost.audit.InvoicedCosts;
import routercost.audit.WaitingTime;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.Grouping;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.report.common.UnitEconomics;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.routing.Tier;

/// Everything that an audit found out: what the report is made of.
///
/// @param comparison the bill as it is, and after the moves of the plan
/// @param bill as it is, with days of one price taken together, for what no row shows
/// @param onOneTier what all calls would cost on each tier, if they run on several now
/// @param tierLower the bill with every call one tier lower; shown while nothing is to be moved
/// @param plan what stands behind the bill after
/// @param waiting the time that the plan saves by the latencies of the log
/// @param logged what the log itself states, compared with the price book
/// @param readingAssumptions what was assumed in reading, as sentences
/// @param quality amounts that were left out of the bill, and errors that are possible
/// @param billed what cost reports say was billed
/// @param warnings what a reader of the totals has to know of the inputs, as sentences
public record Audit(
    RunMetadata head,
    Comparison comparison,
    Ledger bill,
    SequencedMap<Tier, Money> onOneTier,
    Comparison tierLower,
    MovePlan plan,
    Optional<WaitingTime.Saved> waiting,
    List<Finding> findings,
    Logged logged,
    List<String> readingAssumptions,
    DataQuality quality,
    InvoicedCosts billed,
    List<String> warnings,
    View view) {
  /// How the log's own figures compare.
  ///
  /// @param records that state a cost and have a price
  /// @param elsewhere costs stated in other currencies, by code
  public record Logged(
      long records, Money stated, Money computed, SortedMap<String, BigDecimal> elsewhere) {}

  /// How the groups are laid out.
  ///
  /// @param top how many groups to show; all if empty
  /// @param sort which comes first
  /// @param turned whether it comes last instead
  /// @param verbose whether to say how the columns were read
  /// @param units for which costs are shown, too
  public record View(
      List<Attribute> dimensions,
      Optional<Integer> top,
      Sort sort,
      boolean turned,
      boolean verbose,
      UnitEconomics units) {
    public View {
      dimensions = List.copyOf(dimensions);
    }

    public Grouping grouping() {
      return new Grouping(dimensions);
    }
  }

  /// Which group comes first.
  public enum Sort {
    COST,
    SAVED,
    CALLS,
    TOKENS,
    NAME;

    /// The usual one: the earliest where rows are times, else the most expensive.
    public static Sort of(List<Attribute> dimensions) {
      return !dimensions.isEmpty() && dimensions.getFirst().isTime() ? NAME : COST;
    }
  }

  public Audit {
    findings = List.copyOf(findings);
    readingAssumptions = List.copyOf(readingAssumptions);
    warnings = List.copyOf(warnings);
  }

  /// Whether the bill after is that of a plan.
  boolean moved() {
    return plan.moves();
  }

  /// The calls that run on another model after the moves.
  BigDecimal movedCalls() {
    return new AuditGroup(List.of(), comparison.where(Repriced::changesModel)).calls();
  }
}
