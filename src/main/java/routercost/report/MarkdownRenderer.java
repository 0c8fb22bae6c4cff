package routercost.report;

import java.util.List;
import java.util.stream.Collectors;

/// Writes a report as GitHub-flavoured Markdown. Text from logs cannot become markup.
record MarkdownRenderer() implements Renderer {
  private static final String SPECIAL = "\\`*_[]<>#|~&";

  @Override
  public String render(Report report) {
    return report.blocks().stream().map(MarkdownRenderer::block).collect(Collectors.joining("\n"));
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Title(String text) -> "**" + escaped(text) + "**\n";
      case Block.Heading(String text) -> "#### " + escaped(text) + "\n";
      case Block.Paragraph(String text) -> escaped(text) + "\n";
      case Block.Items(List<Block.Items.Item> items) -> items(items);
      case Block.Table table -> table(table.trimmed());
    };
  }

  private static String items(List<Block.Items.Item> items) {
    return items.stream()
        .map(
            item ->
                "- "
                    + (item.lead().equals("-") ? "" : "**" + escaped(item.lead()) + "** ")
                    + escaped(item.text())
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String table(Block.Table table) {
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

  private static String alignment(Column column) {
    return column.side() == Column.Side.RIGHT ? "---:" : ":---";
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String bold(String text) {
    return text.isEmpty() ? "" : "**" + text + "**";
  }

  private static String cell(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> escaped(text);
      case Cell.Count _, Cell.Amount _, Cell.PerCall _, Cell.Percent _, Cell.Nothing _ ->
          CellText.of(cell);
    };
  }

  /// Every character that could be markup inside a line is escaped (CommonMark section 2.4); a name
  /// after an at sign notifies nobody.
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    for (char c : Harmless.text(text).toCharArray()) {
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
