package routercost.report.layout;

import java.util.ArrayList;
import java.util.List;

/// A report of which people see the headline and the tables; machines get all of it.
public record Brief(Report report) implements Report {
  @Override
  public List<Block> blocks() {
    var blocks = report.blocks();
    int end = end(blocks);
    var brief = new ArrayList<Block>();
    for (var block : blocks.subList(0, end)) {
      boolean isNote = shown(block) instanceof Block.Detail || shown(block) instanceof Block.Items;
      if (!isNote || end == blocks.size()) {
        brief.add(block);
      }
    }
    return brief;
  }

  /// The end of the last table, or of a report without tables.
  private static int end(List<Block> blocks) {
    for (int i = blocks.size(); i > 0; i--) {
      if (shown(blocks.get(i - 1)) instanceof Block.Table) {
        return i;
      }
    }
    return blocks.size();
  }

  private static Block shown(Block block) {
    return block instanceof Block.OffScreen(var shown) ? shown : block;
  }

  @Override
  public Records records() {
    return report.records();
  }

  @Override
  public Json json() {
    return report.json();
  }
}
