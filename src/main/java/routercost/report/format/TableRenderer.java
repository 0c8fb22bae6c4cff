package routercost.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routercost.report.format.TableLayout.Ink;
import routercost.report.layout.Block;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Terminal;
import routercost.report.layout.TextWidth;
import routercost.report.layout.Wrapped;
import routercost.usage.SafeText;

/// Writes a report for a terminal: aligned columns, as many as there is room for.
///
/// @param isRoomy whether items of lists may take more than a line on a screen
public record TableRenderer(Terminal terminal, boolean isRoomy) implements Renderer, Block.Writer {
  private static final int READABLE = 100;
  private static final int SHORTEST_NAME = 12;
  private static final String GAP = "   ";

  public TableRenderer(Terminal terminal) {
    this(terminal, terminal.height() == 0);
  }

  @Override
  public String render(Report report) {
    var blocks = report.blocks();
    var text =
        terminal.height() == 0
            ? written(blocks)
            : new ScreenFit(terminal, new TableRenderer(terminal, true), this).text(blocks);
    return terminal.unicode() ? text : text.replace("…", ".."); // of names that were cut
  }

  String written(List<Block> blocks) {
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
    int over = TextWidth.of(text) - terminal.width();
    int name = text.indexOf("  "); // the name of the log gives way to what else there is
    boolean isCut = terminal.height() > 0 && over > 0 && name - over >= SHORTEST_NAME;
    return hanging(
        "",
        "",
        isCut
            ? TextWidth.cut(text.substring(0, name), name - over, ellipsis()) + text.substring(name)
            : text,
        Role.PLAIN);
  }

  @Override
  public String picture(String drawing, String text) {
    int taken = TextWidth.of(drawing) + TextWidth.of(text) + " ".length() + GAP.length();
    return terminal.unicode() && taken <= terminal.width()
        ? " " + ink().of(drawing, Role.DIM) + GAP + text + "\n"
        : " " + fitting(text) + "\n";
  }

  @Override
  public String heading(String text) {
    return "\n" + ink().of(fitting(text), Role.HEADING) + "\n";
  }

  @Override
  public String paragraph(Block.Paragraph paragraph) {
    return hanging(" ", " ", paragraph.text(), paragraph.role());
  }

  @Override
  public String verbatim(String text) {
    return text;
  }

  @Override
  public String table(Block.Table table) {
    var layout = TableLayout.of(table, terminal, ellipsis());
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(ink().of(layout.headings(), Role.HEADING));
    rule(layout, lines);
    table.rows().forEach(row -> lines.add(layout.line(row, false)));
    if (!table.totals().isEmpty()) {
      rule(layout, lines);
      table.totals().forEach(row -> lines.add(layout.line(row, true)));
    }
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String bars(Block.Table bars) {
    var layout = TableLayout.of(bars, terminal, ellipsis());
    return bars.rows().stream()
        .map(row -> layout.line(row, false) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public boolean draws() {
    return terminal.height() > 0;
  }

  /// A rule takes a line that a screen has better use for.
  private void rule(TableLayout layout, List<String> lines) {
    if (terminal.height() == 0) {
      lines.add(" " + (terminal.unicode() ? "─" : "-").repeat(layout.width() - 1));
    }
  }

  private String ellipsis() {
    return terminal.unicode() ? "…" : "..";
  }

  private Ink ink() {
    return new Ink(terminal.color());
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
    var fill = " ".repeat(lead - TextWidth.of(item.lead()));
    boolean isMark = item.lead().equals("-"); // stands at the left of amounts
    var pad = isMark ? " " : " " + fill;
    var gap = (isMark ? fill : "") + (lead == 1 ? " " : "  ");
    int indent = lead == 0 ? 1 : 1 + lead + (lead == 1 ? 1 : 2);
    var first = lead == 0 ? " " : pad + ink().of(item.lead(), item.role()) + gap;
    var role = item.lead().length() < 2 ? item.role() : Role.PLAIN;
    if (isRoomy) {
      return hanging(first, " ".repeat(indent), item.text(), role);
    }
    int room = terminal.width() - indent; // one line each leaves room for the table
    return first + ink().of(cut(SafeText.of(item.text()), room), role) + "\n";
  }

  /// `text` in one line, cut where a clause ends if much of it is left, else between words.
  private String cut(String text, int room) {
    var cut = TextWidth.cut(text, room, ellipsis());
    int clause = Math.max(cut.lastIndexOf("; "), cut.lastIndexOf(". "));
    int end = clause < room / 2 ? cut.lastIndexOf(' ') : clause;
    return cut.equals(text) || end < room / 2 ? cut : text.substring(0, end) + " " + ellipsis();
  }

  /// `text` wrapped after `first`, its further lines under its own beginning.
  private String hanging(String first, String rest, String text, Role role) {
    int width = Math.min(terminal.width(), READABLE) - rest.length();
    var lines = Wrapped.lines(SafeText.of(text), width);
    if (terminal.height() > 0) {
      lines.replaceAll(line -> TextWidth.cut(line, width, ellipsis()));
    }
    var hanging = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      hanging.append(i == 0 ? first : rest).append(ink().of(lines.get(i), role)).append('\n');
    }
    return hanging.toString();
  }
}
