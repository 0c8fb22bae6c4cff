package routercost.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.cli.explore.ExplorerState.Details;
import routercost.cli.explore.ExplorerState.Menu;
import routercost.cli.explore.ExplorerState.Page;
import routercost.cli.explore.ExplorerState.Prompt;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TextWidth;
import routercost.report.layout.Wrapped;

/// The screen of a state: a function of the state and of what the terminal can show.
///
/// @param width in columns
/// @param height in lines
/// @param unicode whether more than ASCII is drawn
public record ExplorerScreen(int width, int height, boolean unicode) {
  static final int NARROWEST = 40;
  static final int LOWEST = 12;
  private static final int INFO = 3;
  private static final int MOST_BUDGETS = 4;

  private static final List<String> MOVES =
      List.of(
          "h s o tier", "< > share", "b batch", "u undo", "a all suggested", "Enter drill down");
  private static final List<String> REST =
      List.of(
          "g group",
          "/ filter",
          "w write routing",
          "t period",
          "S sort",
          "y copy",
          "? help",
          "q leave");

  /// The lines of the screen, as many as it is high, none wider than it is.
  public List<StyledLine> lines(ExplorerState state, BillView bill) {
    if (width < NARROWEST || height < LOWEST) {
      return fitted(
          List.of(
              StyledLine.of(
                  "%d x %d is too small; %d x %d at least"
                      .formatted(width, height, NARROWEST, LOWEST))));
    }
    return fitted(
        switch (state.top().orElse(NONE)) {
          case Details details -> new DetailScreen(this, bill, details, state.message()).lines();
          case Page page -> page(page);
          case Menu menu -> menu(menu);
          case Prompt prompt -> table(state, bill, Optional.of(prompt));
        });
  }

  /// Stands for no layer, below which a prompt without text is never shown.
  private static final Prompt NONE = new Prompt(ExplorerState.Topic.GROUP, "");

  private List<StyledLine> fitted(List<StyledLine> lines) {
    var all = new ArrayList<StyledLine>();
    lines.stream()
        .limit(height)
        .map(line -> line.cut(width, unicode ? "…" : ".."))
        .forEach(all::add);
    while (all.size() < height) {
      all.add(StyledLine.EMPTY);
    }
    return all;
  }

  StyledLine rule() {
    return rule("");
  }

  /// A line across the screen that says which rows are above it.
  StyledLine rule(String place) {
    var dash = unicode ? "─" : "-";
    return StyledLine.of(
        place.isEmpty()
            ? dash.repeat(width)
            : dash.repeat(3) + place + dash.repeat(Math.max(0, width - 3 - place.length())),
        Role.DIM);
  }

  /// What keys do, as far as there is room.
  ///
  /// @param last how many of them, the last ones, are always there
  private StyledLine keys(List<String> keys, int last) {
    var shown = new ArrayList<>(keys);
    while (shown.size() > last && TextWidth.of(String.join("  ", shown)) >= width) {
      shown.remove(shown.size() - last - 1);
    }
    return StyledLine.of(" " + String.join("  ", shown), Role.DIM);
  }

  private List<StyledLine> table(ExplorerState state, BillView bill, Optional<Prompt> prompt) {
    var priced = bill.pricer().price(state.plan());
    var lines = new ArrayList<StyledLine>();
    var header = new HeaderLines(this, bill, priced);
    lines.add(header.title(state));
    lines.addAll(header.bars());
    for (var check : bill.budgets(state.plan()).stream().limit(MOST_BUDGETS).toList()) {
      lines.add(header.budget(check, bill.isBehind(state.plan())));
    }
    lines.add(rule());
    int below = 1 + INFO + 1 + 1 + 2;
    int most = Math.max(1, height - lines.size() - 1 - below);
    lines.addAll(new TaskTable(bill, state, priced, width, unicode).lines(most));
    lines.add(rule(TaskTable.place(state.cursor(), bill.pricer().rows().size(), most)));
    lines.addAll(info(state, bill, priced));
    lines.add(last(state, bill, priced, prompt));
    lines.add(rule());
    lines.add(keys(MOVES, 1));
    lines.add(keys(REST, 2));
    return lines;
  }

  private List<StyledLine> info(ExplorerState state, BillView bill, PlanPricer.Priced priced) {
    var rows = bill.rows(state.sort(), priced);
    var text =
        rows.isEmpty()
            ? ""
            : new RowText(bill, priced).of(rows.get(Math.min(state.cursor(), rows.size() - 1)));
    var lines = new ArrayList<StyledLine>();
    for (var line : Wrapped.lines(text, width - 2)) {
      lines.add(StyledLine.of(" " + line));
    }
    if (lines.size() > INFO) {
      lines.set(INFO - 1, StyledLine.of(lines.get(INFO - 1).text() + (unicode ? "…" : "..")));
    }
    while (lines.size() < INFO) {
      lines.add(StyledLine.EMPTY);
    }
    return lines.subList(0, INFO);
  }

  /// What is being typed or was said last, else how sure the saving is, else what is not counted.
  private StyledLine last(
      ExplorerState state, BillView bill, PlanPricer.Priced priced, Optional<Prompt> prompt) {
    if (prompt.filter(of -> !of.equals(NONE)).isPresent()) {
      var text = prompt.get();
      boolean isRefused = !state.message().isEmpty();
      return StyledLine.of(
              " " + (isRefused ? state.message() : text.topic().title()) + ": ",
              isRefused ? Role.WARNING : Role.HEADING)
          .and(text.text() + (unicode ? "█" : "_"));
    }
    if (!state.message().isEmpty()) {
      return StyledLine.of(" " + state.message(), Role.HEADING);
    }
    var proof = TaskTable.proof(bill, priced);
    if (!proof.isEmpty()) {
      return StyledLine.of(
          " of "
              + priced
                  .saved()
                  .map(of -> Rounding.dollars(of, Rounding.decimals(priced.before())))
                  .orElse("the saving")
              + ": "
              + proof);
    }
    return bill.notes().isEmpty()
        ? StyledLine.EMPTY
        : StyledLine.of(" ! " + bill.notes().getFirst(), Role.WARNING)
            .cut(width - 14, unicode ? "…" : "..")
            .atRight("! shows more", width - 1, Role.DIM);
  }

  private List<StyledLine> page(Page page) {
    var lines = new ArrayList<StyledLine>();
    lines.add(StyledLine.of(" " + page.title(), Role.HEADLINE));
    lines.add(rule());
    var wrapped = page.lines().stream().flatMap(line -> wrapped(line).stream()).toList();
    int room = height - 4;
    int top = Math.clamp(page.top(), 0, Math.max(0, wrapped.size() - room));
    for (int i = top; i < top + room; i++) {
      lines.add(i < wrapped.size() ? StyledLine.of(" " + wrapped.get(i)) : StyledLine.EMPTY);
    }
    lines.add(rule(TaskTable.range(top, wrapped.size(), room)));
    lines.add(
        StyledLine.of(
            wrapped.size() > room ? " Up Down scroll   Esc back" : " Esc back", Role.DIM));
    return lines;
  }

  /// A line as it is if it fits, so that columns stay.
  private List<String> wrapped(String line) {
    return TextWidth.of(line) < width ? List.of(line) : Wrapped.lines(line, width - 2);
  }

  private List<StyledLine> menu(Menu menu) {
    var lines = new ArrayList<StyledLine>();
    lines.add(StyledLine.of(" " + menu.topic().title(), Role.HEADLINE));
    lines.add(rule());
    int room = height - 4;
    int top = TaskTable.first(menu.cursor(), menu.names().size(), room);
    for (int i = top; i < top + room; i++) {
      boolean isHere = i == menu.cursor();
      lines.add(
          i < menu.names().size()
              ? StyledLine.of(
                  (isHere ? " > " : "   ") + menu.names().get(i),
                  isHere ? Role.CURRENT : Role.PLAIN)
              : StyledLine.EMPTY);
    }
    lines.add(rule());
    lines.add(StyledLine.of(" Up Down choose   Enter take it   Esc back", Role.DIM));
    return lines;
  }

  static String padded(String text, int columns) {
    var cut = TextWidth.cut(text, columns, "");
    return cut + " ".repeat(Math.max(0, columns - TextWidth.of(cut)));
  }
}
