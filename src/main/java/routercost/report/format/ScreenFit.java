package routercost.report.format;

import java.util.ArrayList;
import java.util.List;
import routercost.report.layout.Block;
import routercost.report.layout.Terminal;

/// What of a report is shown on one screen: no details, the first of what there is to look at, and
/// as many rows of its tables as there is room for.
///
/// @param roomy writes items of lists whole
/// @param writer writes them in one line each
record ScreenFit(Terminal terminal, TableRenderer roomy, TableRenderer writer) {
  private static final int ITEMS = 3;
  private static final int FEWEST_ROWS = 3;

  /// Lines of a table beside its rows: one left blank and the headings.
  private static final int AROUND = 2;

  /// The lines after a report: the prompt, and what is said of warnings.
  private static final int AFTER = 2;

  /// `report` as it is shown; items of lists are whole if there is room for them below all rows.
  String text(List<Block> report) {
    int room = terminal.height() - AFTER;
    var onScreen = onScreen(report);
    var shown = shortened(onScreen, ITEMS);
    if (rows(shown) + others(shown, roomy) <= room) {
      return roomy.written(shown);
    }
    if (isScarce(shown, room)) {
      shown = shortened(onScreen, 1);
    }
    if (isScarce(shown, room)) {
      shown = withoutLists(onScreen);
    }
    if (isScarce(shown, room)) {
      shown = withoutSections(shown, room);
    }
    room -= others(shown, writer);
    int fewest = Math.clamp(room / Math.max(1, tables(shown)), 1, FEWEST_ROWS);
    return writer.written(rows(shown) <= room ? shown : cut(shown, room, fewest));
  }

  /// Whether tables have no room for their first rows.
  private boolean isScarce(List<Block> blocks, int room) {
    int fewest = 0;
    for (var block : blocks) {
      fewest += block instanceof Block.Table table ? Math.min(table.rows().size(), FEWEST_ROWS) : 0;
    }
    return fewest > 0 && room - others(blocks, writer) < fewest;
  }

  /// The blocks without the last sections, as many as it takes: a heading, a table and its
  /// notes below another table. One line names them.
  private List<Block> withoutSections(List<Block> blocks, int room) {
    var shown = new ArrayList<>(blocks);
    var left = new ArrayList<String>();
    for (int at = shown.size() - 3; at > 0 && isScarce(shown, room - 1); at--) {
      boolean isSection =
          shown.get(at + 1) instanceof Block.Table && shown.get(at + 2) instanceof Block.Items;
      boolean isFurther = shown.subList(0, at).stream().anyMatch(Block.Table.class::isInstance);
      if (isFurther && isSection && shown.get(at) instanceof Block.Heading(var text)) {
        left.addFirst(text);
        shown.subList(at, at + 3).clear();
        if (left.size() > 1) {
          shown.remove(at); // the line for those after it
        }
        shown.add(at, new Block.Paragraph("-v: " + String.join(", ", left) + "."));
      }
    }
    return shown;
  }

  private static List<Block> onScreen(List<Block> report) {
    var blocks = new ArrayList<Block>();
    for (var block : report) {
      if (block instanceof Block.OnScreen(var made)) {
        blocks.add(made.get());
      } else if (!(block instanceof Block.Detail || block instanceof Block.OffScreen)) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static int rows(List<Block> blocks) {
    int rows = 0;
    for (var block : blocks) {
      rows += block instanceof Block.Table table ? table.rows().size() : 0;
    }
    return rows;
  }

  private static int tables(List<Block> blocks) {
    return (int) blocks.stream().filter(Block.Table.class::isInstance).count();
  }

  /// Lines that are not rows of tables.
  private static int others(List<Block> blocks, Block.Writer writer) {
    int lines = 0;
    for (var block : blocks) {
      lines +=
          block instanceof Block.Table table
              ? AROUND + table.totals().size()
              : (int) block.written(writer).lines().count();
    }
    return lines;
  }

  /// The blocks with the first items of each list; a heading above them says of how many.
  private static List<Block> shortened(List<Block> report, int most) {
    var shown = new ArrayList<Block>();
    for (var block : report) {
      if (!(block instanceof Block.Items(var items)) || items.size() <= most) {
        shown.add(block);
        continue;
      }
      var first = new ArrayList<>(items.subList(0, most));
      if (!shown.isEmpty() && shown.getLast() instanceof Block.Heading(var text)) {
        shown.set(
            shown.size() - 1,
            new Block.Heading("%s (%d of %d)".formatted(text, most, items.size())));
      } else {
        first.add(new Block.Items.Item("", items.size() - most + " more (-v)"));
      }
      shown.add(new Block.Items(first));
    }
    return shown;
  }

  /// The blocks without lists that have a heading, and the first item of each other list.
  private static List<Block> withoutLists(List<Block> report) {
    var shown = new ArrayList<Block>();
    for (var block : report) {
      if (!(block instanceof Block.Items(var items))) {
        shown.add(block);
      } else if (!shown.isEmpty() && shown.getLast() instanceof Block.Heading) {
        shown.removeLast();
      } else {
        shown.add(new Block.Items(items.subList(0, 1)));
      }
    }
    return shown;
  }

  /// The blocks with tables cut; the first gets the most rows, and every table some.
  private static List<Block> cut(List<Block> blocks, int room, int fewest) {
    int left = room;
    int rest = tables(blocks);
    var cut = new ArrayList<Block>();
    for (var block : blocks) {
      if (block instanceof Block.Table table) {
        rest--;
        int most = Math.max(fewest, left - rest * fewest);
        boolean fits = table.rows().size() <= most;
        cut.add(fits ? table : table.top(most - 1));
        left -= Math.min(table.rows().size(), most);
      } else {
        cut.add(block);
      }
    }
    return cut;
  }
}
