package routercost.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routercost.report.layout.Block;
import routercost.report.layout.Report;
import routercost.report.layout.Terminal;
import routercost.report.layout.TextWidth;
import routercost.report.layout.Wrapped;
import routercost.usage.SafeText;

/// Writes a report for a terminal: aligned columns, as many as there is room for.
public record TableRenderer(Terminal terminal) implements Renderer, Block.Writer {
  private static final int READABLE = 100;

  @Override
  public String render(Report report) {
    var blocks =
        terminal.height() == 0 ? report.blocks() : ScreenFit.of(report.blocks(), terminal, this);
    return blocks.stream().map(block -> block.written(this)).collect(Collectors.joining());
  }

  @Override
  public String detail(Block block) {
    return terminal.height() == 0 ? block.written(this) : "";
  }

  @Override
  public String onScreen(Supplier<Block> block) {
    return terminal.height() == 0 ? "" : block.get().written(this);
  }

  @Override
  public String title(String text) {
    return hanging("", "", text);
  }

  @Override
  public String heading(String text) {
    return "\n" + bold(fitting(text)) + "\n";
  }

  @Override
  public String paragraph(String text) {
    return hanging(" ", " ", text);
  }

  @Override
  public String verbatim(String text) {
    return text;
  }

  @Override
  public String table(Block.Table table) {
    var layout = TableLayout.of(table, terminal.width(), ellipsis());
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(bold(layout.headings()));
    lines.add(rule(layout));
    table.rows().forEach(row -> lines.add(layout.line(row)));
    if (!table.totals().isEmpty()) {
      lines.add(rule(layout));
      table.totals().forEach(row -> lines.add(bold(layout.line(row))));
    }
    return String.join("\n", lines) + "\n";
  }

  private String rule(TableLayout layout) {
    return " " + (terminal.unicode() ? "─" : "-").repeat(layout.width() - 1);
  }

  private String ellipsis() {
    return terminal.unicode() ? "…" : "..";
  }

  private String bold(String text) {
    return terminal.color() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  private String fitting(String text) {
    return TextWidth.cut(SafeText.of(text), terminal.width(), ellipsis());
  }

  @Override
  public String items(List<Block.Items.Item> items) {
    int lead = items.stream().mapToInt(item -> TextWidth.of(item.lead())).max().orElse(0);
    return items.stream().map(item -> item(item, lead)).collect(Collectors.joining());
  }

  private String item(Block.Items.Item item, int lead) {
    var pad = " ".repeat(1 + lead - TextWidth.of(item.lead()));
    var first = lead == 0 ? " " : pad + item.lead() + (lead == 1 ? " " : "  ");
    return terminal.height() == 0
        ? hanging(first, " ".repeat(TextWidth.of(first)), item.text())
        : fitting(first + item.text()) + "\n"; // one line each leaves room for the table
  }

  /// `text` wrapped after `first`, its further lines under its own beginning.
  private String hanging(String first, String rest, String text) {
    int width = Math.min(terminal.width(), READABLE) - rest.length();
    var lines = Wrapped.lines(SafeText.of(text), width);
    var hanging = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      hanging.append(i == 0 ? first : rest).append(lines.get(i)).append('\n');
    }
    return hanging.toString();
  }
}
