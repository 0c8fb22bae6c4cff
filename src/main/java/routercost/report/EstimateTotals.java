package routercost.report;

import java.util.ArrayList;
import java.util.List;
import routercost.whatif.pipeline.Costs;
import routercost.whatif.pipeline.Estimate;

/// Several pipelines together: one run of each.
record EstimateTotals(List<Estimate> estimates) {
  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("All together, one run of each"));
    var rows = estimates.stream().map(EstimateTotals::row).toList();
    var total =
        estimates.stream()
            .map(estimate -> new EstimateTable(estimate).total())
            .reduce(EstimateTable.Row.NONE, EstimateTable.Row::plus);
    blocks.add(
        new Block.Table(
            EstimateTable.COLUMNS,
            rows,
            List.of(EstimateTable.cells("Total", total, Estimate.sum(estimates, Costs::total)))));
    return blocks;
  }

  private static List<Cell> row(Estimate estimate) {
    return EstimateTable.cells(
        estimate.pipeline().name(), new EstimateTable(estimate).total(), estimate.total());
  }
}
