package routercost.report.format;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.usage.SafeText;

/// Writes a report as GitHub-flavoured Markdown. Text from logs cannot become markup.
public record MarkdownRenderer() implements Renderer, Block.Writer {
  private static final String SPECIAL = "\\`*_[]<>#|~&";

  @Override
  public String render(Report report) {
    return report.blocks().stream()
        .map(block -> block.written(this))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String title(String text) {
    return "**" + escaped(text) + "**\n";
  }

  @Override
  public String picture(String drawing, String text) {
    return "";
  }

  @Override
  public String heading(String text) {
    return "#### " + escaped(text) + "\n";
  }

  @Override
  public String paragraph(Block.Paragraph paragraph) {
    return escaped(paragraph.text()) + "\n";
  }

  @Override
  public String items(List<Block.Items.Item> items) {
    return items.stream()
        .map(
            item ->
                "- "
                    + (item.lead().equals("-") ? "" : "**" + escaped(item.lead()) + "** ")
                    + escaped(item.text())
                    + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public String verbatim(String text) {
    return "````\n" + text + "````\n";
  }

  @Override
  public String detail(Block block) {
    return block.written(this);
  }

  @Override
  public String onScreen(Supplier<Block> block) {
    return "";
  }

  @Override
  public String bars(Block.Table bars) {
    return "";
  }

  @Override
  public boolean draws() {
    return false;
  }

  @Override
  public String table(Block.Table table) {
    var text = new StringBuilder();
    text.append(row(table.columns().stream().map(column -> escaped(column.heading())).toList()));
    text.append(row(table.columns().stream().map(MarkdownRenderer::alignment).toList()));
    table
        .rows()
        .forEach(row -> text.append(row(row.stream().map(MarkdownRenderer::cell).toList())));
    table
        .totals()
        .forEach(
            row ->
                text.append(
                    row(
                        row.stream()
                            .map(MarkdownRenderer::cell)
                            .map(MarkdownRenderer::bold)
                            .toList())));
    return text.toString();
  }

  private static String alignment(TableColumn column) {
    return column.side() == TableColumn.Side.RIGHT ? "---:" : ":---";
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String bold(String text) {
    return text.isEmpty() ? "" : "**" + text + "**";
  }

  private static String cell(Cell cell) {
    return cell.plain() instanceof Cell.Text(String text) ? escaped(text) : cell.text();
  }

  /// Every character that could be markup inside a line is escaped (CommonMark section 2.4); a name
  /// after an at sign notifies nobody.
  public static String escaped(String text) {
    var escaped = new StringBuilder();
    for (char c : SafeText.of(text).toCharArray()) {
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
      if (c == '@') {
        escaped.append('\u200b');
      }
    }
    return escaped.toString();
  }
}
