package routercost.report.estimate;

import java.util.ArrayList;
import java.util.List;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Rounding;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.Estimate.Costs;

/// Several pipelines together: one run of each.
record EstimateTotals(List<Estimate> estimates) {
  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("All together, one run of each"));
    var total = Estimate.sum(estimates, Costs::total);
    int decimals = Rounding.decimals(total.before().high());
    blocks.add(
        new Block.Table(
            EstimateTable.COLUMNS,
            estimates.stream().map(EstimateTotals::row).toList(),
            List.of(
                estimates.stream().map(EstimateTable::new).anyMatch(EstimateTable::isPriced)
                    ? EstimateTable.cells("Total", total, decimals)
                    : EstimateTable.unpriced("Total"))));
    return blocks;
  }

  private static List<Cell> row(Estimate estimate) {
    return new EstimateTable(estimate).cells(estimate.pipeline().name(), estimate.total());
  }
}
