package routercost.report.layout;

import java.util.ArrayList;
import java.util.List;

/// A report of which people see the headline and the tables; machines get all of it.
public record Brief(Report report) implements Report {
  @Override
  public List<Block> blocks() {
    var blocks = report.blocks();
    boolean hasTable = blocks.stream().anyMatch(Brief::isTable);
    var brief = new ArrayList<Block>();
    for (var block : blocks.subList(0, end(blocks, hasTable))) {
      boolean isNote = block instanceof Block.Items && hasTable;
      if (!isNote && !(shown(block) instanceof Block.Detail)) {
        brief.add(block);
      }
    }
    return brief;
  }

  /// The end of the last table; without one, that of the last block that everybody sees.
  private static int end(List<Block> blocks, boolean hasTable) {
    int end = blocks.size();
    while (end > 0 && !(hasTable ? isTable(blocks.get(end - 1)) : isPlain(blocks.get(end - 1)))) {
      end--;
    }
    return end;
  }

  private static boolean isTable(Block block) {
    return shown(block) instanceof Block.Table;
  }

  private static boolean isPlain(Block block) {
    return !(block instanceof Block.Detail || block instanceof Block.OnScreen);
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
