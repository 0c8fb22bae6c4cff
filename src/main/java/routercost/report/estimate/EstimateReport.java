package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.report.common.Assumptions;
import routercost.report.common.Coverage;
import routercost.report.common.RunMetadata;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.usage.UsageCube;
import routercost.whatif.Comparison;
import routercost.whatif.pipeline.Claim.ClaimVerdict;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Figures;

/// The report on the cost of pipelines before and after: one line for each step, and totals.
///
/// @param estimates in the order in which they were asked for
/// @param view what is shown next to the table
public record EstimateReport(RunMetadata head, List<Estimate> estimates, View view)
    implements Report {
  /// The parts of the report next to the table.
  ///
  /// @param sensitivity whether to show what moves the saving
  public record View(Optional<Sampling> sampling, boolean sensitivity, Optional<Against> against) {
    /// Nothing but the table.
    public static final View PLAIN = new View(Optional.empty(), false, Optional.empty());
  }

  /// The number of draws from ranges, and the seed.
  public record Sampling(int number, long seed) {}

  /// A log that steps are compared with.
  ///
  /// @param runs that it has, if that is known
  public record Against(UsageCube log, Optional<BigDecimal> runs) {}

  public EstimateReport {
    estimates = List.copyOf(estimates);
  }

  /// What one run of each pipeline costs after its change; empty if that is a range.
  @Override
  public Optional<String> value() {
    if (!estimates.stream().allMatch(Estimate::isComplete)) {
      return Report.value(Optional.empty());
    }
    var after = Estimate.sum(estimates, Estimate.Costs::total).after();
    return after.isOne() ? Report.value(Optional.of(after.low())) : Optional.empty();
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    for (var estimate : estimates) {
      var table = new EstimateTable(estimate);
      var summary = new EstimateSummary(estimate);
      blocks.add(new Block.Title(summary.title()));
      blocks.add(new Block.Paragraph(summary.summary(table), Role.HEADLINE));
      if (estimates.size() == 1) {
        blocks.add(new Block.OnScreen(table::bars));
      }
      blocks.addAll(table.blocks());
      if (!summary.sentences().isEmpty()) {
        blocks.add(new Block.Paragraph(String.join(" ", summary.sentences())));
      }
      blocks.addAll(LoopSection.of(estimate).blocks());
      blocks.addAll(summary.breakEvens());
      blocks.addAll(sections(estimate));
      blocks.addAll(VerifyReport.summary(verdicts(estimate)));
    }
    if (estimates.size() > 1) {
      blocks.add(new Block.Heading("All together, one run of each"));
      blocks.add(EstimateTable.together(estimates));
    }
    blocks.addAll(notes());
    return blocks;
  }

  private List<Block> sections(Estimate estimate) {
    var blocks = new ArrayList<Block>();
    view.sampling()
        .ifPresent(sampling -> blocks.addAll(DrawSection.of(estimate, sampling).blocks()));
    if (view.sensitivity()) {
      blocks.addAll(SensitivitySection.of(estimate).blocks());
    }
    view.against()
        .ifPresent(against -> blocks.addAll(CalibrationSection.of(estimate, against).blocks()));
    return blocks;
  }

  /// The assumptions and prices behind the figures.
  List<Block> notes() {
    var sentences = new ArrayList<String>();
    gaps().forEach(text -> sentences.add(text + "."));
    assumptions().forEach(text -> sentences.add("Assumed: " + text + "."));
    sentences.add(
        "Prices: "
            + head.prices().inWords()
            + ", as of "
            + head.from().map(Object::toString).orElse("")
            + ".");
    return Block.details(List.of(new Block.Heading("Notes"), Block.list(sentences)));
  }

  private Comparison usage() {
    return new Comparison(
        estimates.stream().flatMap(estimate -> estimate.usage().lines().stream()).toList());
  }

  List<String> assumptions() {
    return Assumptions.of(usage()).stream().distinct().toList();
  }

  /// A sentence for each model without a price, before or after.
  public List<String> gaps() {
    return UnpricedUsage.sentences(bothSides(usage())).stream().distinct().toList();
  }

  private static Ledger bothSides(Comparison usage) {
    return Ledger.sum(
        usage.lines().stream()
            .flatMap(
                line ->
                    line.before().equals(line.after())
                        ? Stream.of(line.before())
                        : Stream.of(line.before(), line.after()))
            .toList());
  }

  Coverage coverage() {
    return new Coverage(bothSides(usage()));
  }

  static List<ClaimVerdict> verdicts(Estimate estimate) {
    var claims = estimate.pipeline().claims();
    if (claims.isEmpty()) {
      return List.of();
    }
    var figures = Figures.of(estimate);
    return claims.stream().map(claim -> ClaimVerdict.of(claim, figures)).toList();
  }

  @Override
  public Records records() {
    return head.dated(EstimateTable.records(estimates));
  }

  @Override
  public Json json() {
    return new EstimateJson(this).json();
  }
}
