package routercost.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.TableColumn;
import routercost.usage.SafeText;

/// What the templates of a page need: its parts in order, and the text of cells.
///
/// @param title of the window
/// @param intro what stands before the first heading
/// @param policy what a browser may load and run
public record HtmlPage(
    String title, List<Block> intro, List<Part> parts, String style, String script, String policy) {
  private static final int LONGEST = 300;

  /// The content below a heading.
  ///
  /// @param id of the heading
  public record Part(String id, String heading, List<Block> blocks) {
    public Part {
      blocks = List.copyOf(blocks);
    }
  }

  public HtmlPage {
    intro = List.copyOf(intro);
    parts = List.copyOf(parts);
  }

  /// A page of these blocks, with the details that a screen leaves out.
  static HtmlPage of(List<Block> blocks, String style, String script, String policy) {
    var title = "router-cost";
    var intro = new ArrayList<Block>();
    var below = new LinkedHashMap<String, List<Block>>();
    var part = intro;
    for (var block : blocks) {
      switch (shown(block)) {
        case Block.Title(String text) -> title = text;
        case Block.Heading(String text) -> {
          part = new ArrayList<>();
          below.put(below.size() + " " + SafeText.of(text), part);
        }
        case Block.OnScreen _, Block.Picture _, Block.Bars _ -> {} // which are shown otherwise
        case Block other -> part.add(other);
      }
    }
    var parts = new ArrayList<Part>();
    below.forEach(
        (name, shown) ->
            parts.add(new Part(id(name), name.substring(name.indexOf(' ') + 1), shown)));
    return new HtmlPage(title, intro, parts, style, script, policy);
  }

  private static Block shown(Block block) {
    return switch (block) {
      case Block.Detail(var detail) -> shown(detail);
      case Block.OffScreen(var elsewhere) -> shown(elsewhere);
      case Block plain -> plain;
    };
  }

  private static String id(String name) {
    return "s" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /// Text from outside with a real arrow, and without anything that steers a reader, cut where it
  // would be a wall.
  public static String text(String text) {
    return SafeText.cut(text, LONGEST).replace(" -> ", " → ");
  }

  /// The parts of a title, which stand two blanks apart.
  public List<String> titleParts() {
    return List.of(SafeText.of(title).split(" {2,}"));
  }

  /// What a cell is sorted by: its exact figure; empty of a text.
  public static String figure(Cell cell) {
    return switch (cell.plain()) {
      case Cell.Dollars dollars -> dollars.amount().money().toString();
      case Cell.Count(var number) -> number.toPlainString();
      case Cell.Percent(var percent) -> percent.toPlainString();
      case Cell.Rise(var percent) -> percent.toPlainString();
      case Cell.PerCall(var usd) -> usd.toPlainString();
      case Cell _ -> "";
    };
  }

  /// The class of a cell, by its side and what it means.
  public static String style(TableColumn column, Cell cell) {
    var side = column.side() == TableColumn.Side.RIGHT ? "num" : "";
    return (side + " " + cell.role().name().toLowerCase(Locale.ROOT)).strip();
  }

  public static String style(TableColumn column) {
    return column.side() == TableColumn.Side.RIGHT ? "num" : "";
  }
}
