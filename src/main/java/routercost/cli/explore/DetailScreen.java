package routercost.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.cli.explore.ExplorerState.Details;
import routercost.cli.explore.ExplorerState.Tab;
import routercost.price.Money;
import routercost.report.layout.Bar;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TextWidth;
import routercost.report.layout.Wrapped;

/// The calls of one row on a screen: by day, by model, by kind of tokens or one by one.
record DetailScreen(ExplorerScreen screen, BillView bill, Details details, String message) {
  private static final int INFO = 3;

  List<StyledLine> lines() {
    var row = details.row();
    var rows = DetailRow.of(details, bill);
    var lines = new ArrayList<StyledLine>();
    lines.add(
        StyledLine.of(" " + bill.usage().head().inputNames() + " > ", Role.DIM)
            .and(Phrases.orNone(row.name()), Role.HEADLINE)
            .atRight(
                Phrases.calls(row.calls())
                    + ", "
                    + row.cost().map(Rounding::dollars).orElse("unpriced")
                    + ", USD",
                screen.width() - 1,
                Role.PLAIN));
    lines.add(tabs());
    lines.add(screen.rule());
    int most = screen.height() - lines.size() - 1 - INFO - 3;
    lines.addAll(table(rows, most));
    lines.add(screen.rule(TaskTable.place(details.cursor(), rows.size(), most)));
    lines.addAll(info());
    lines.add(screen.rule());
    lines.add(StyledLine.of(keys(), Role.DIM));
    return lines;
  }

  private String keys() {
    return details.tab() == Tab.CALLS
        ? " Esc back   1-4 view   Enter full arithmetic   y copy the place   ? help   q"
        : " Esc back   1-4 view   ? help   q";
  }

  private StyledLine tabs() {
    var line = StyledLine.EMPTY;
    var names = List.of("by day", "by model", "by kind of tokens", "single calls");
    for (int i = 0; i < names.size(); i++) {
      boolean isHere = List.of(Tab.values()).indexOf(details.tab()) == i;
      var text = (i + 1) + " " + names.get(i);
      line =
          line.and(
              isHere ? " [" + text + "]" : "  " + text + " ", isHere ? Role.HEADING : Role.DIM);
    }
    return line;
  }

  private List<StyledLine> table(List<DetailRow> rows, int most) {
    var headings = DetailRow.headings(details.tab());
    var total = Money.sum(rows.stream().map(DetailRow::cost).toList());
    int decimals = details.tab() == Tab.CALLS ? 4 : Rounding.decimals(total);
    int top = TaskTable.first(details.cursor(), rows.size(), most);
    var shown = rows.subList(top, Math.min(rows.size(), top + most));
    var widths = new ArrayList<Integer>();
    for (int i = 0; i < headings.size(); i++) {
      int column = i;
      widths.add(
          Math.max(
              TextWidth.of(headings.get(i)),
              shown.stream()
                  .mapToInt(row -> TextWidth.of(row.cells().get(column)))
                  .max()
                  .orElse(0)));
    }
    var scale = rows.stream().map(DetailRow::cost).max(Money::compareTo).orElse(Money.ZERO);
    var lines = new ArrayList<StyledLine>();
    lines.add(StyledLine.of("   " + cells(headings, widths) + right("Cost", 11), Role.HEADING));
    for (int i = 0; i < shown.size(); i++) {
      var row = shown.get(i);
      boolean isHere = top + i == details.cursor();
      var line =
          StyledLine.of(
              (isHere ? " > " : "   ")
                  + cells(row.cells(), widths)
                  + right(Rounding.dollars(row.cost(), decimals), 11));
      int room = Math.min(30, screen.width() - line.width() - 2);
      var bar =
          room < 2
              ? ""
              : " " + Bar.of(row.cost().usd(), scale.usd(), "").drawn(room, screen.unicode());
      line = line.and(bar, Role.DIM);
      lines.add(isHere ? line.in(Role.CURRENT) : line);
    }
    if (rows.isEmpty()) {
      lines.add(StyledLine.of(empty(), Role.DIM));
    }
    while (lines.size() <= most) {
      lines.add(StyledLine.EMPTY);
    }
    return lines;
  }

  private String empty() {
    return details.tab() != Tab.CALLS
        ? "   none of its calls has a price"
        : details.calls().isEmpty()
            ? "   single calls are in log files only: cubes, pipelines and streams have none"
            : "   there are no calls";
  }

  /// Names on the left, numbers on the right.
  private String cells(List<String> cells, List<Integer> widths) {
    var line = new StringBuilder();
    boolean areCalls = details.tab() == Tab.CALLS;
    for (int i = 0; i < cells.size(); i++) {
      boolean isText = areCalls ? i > 0 && i < 4 : i == 0;
      int width = widths.get(i);
      line.append(i == 0 ? "" : "  ")
          .append(isText ? ExplorerScreen.padded(cells.get(i), width) : right(cells.get(i), width));
    }
    return line.toString();
  }

  private static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - TextWidth.of(text))) + text;
  }

  private List<StyledLine> info() {
    var text =
        !message.isEmpty()
            ? message
            : LayerKeys.call(details).map(DetailScreen::info).orElseGet(this::unpriced);
    var lines =
        new ArrayList<>(
            Wrapped.lines(text, screen.width() - 2).stream()
                .limit(INFO)
                .map(line -> StyledLine.of(" " + line))
                .toList());
    while (lines.size() < INFO) {
      lines.add(StyledLine.EMPTY);
    }
    return lines;
  }

  private static String info(SingleCall call) {
    var why =
        call.ledger().uncharged().stream()
            .map(of -> "no price: " + of.reason())
            .collect(Collectors.joining("; "));
    return call.place() + "   " + DetailRow.arithmetic(call) + (why.isEmpty() ? "" : "   " + why);
  }

  private String unpriced() {
    return details.row().unpriced().signum() == 0
        ? ""
        : "! %s without a price: in no figure here"
            .formatted(Phrases.calls(details.row().unpriced()));
  }
}
