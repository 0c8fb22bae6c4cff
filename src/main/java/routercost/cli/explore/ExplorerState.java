package routercost.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.cli.explore.BillView.RowSort;
import routercost.price.Attribute;

/// All that the keys pressed so far have come to.
///
/// @param dimensions that rows are grouped by
/// @param cursor the number of a row
/// @param past plans that `u` goes back to, the last one first
/// @param future plans that `r` goes forward to
/// @param open what lies over the table, the topmost first
/// @param message the last thing said; empty for none
/// @param request what has to be done outside before the next key
public record ExplorerState(
    List<Attribute> dimensions,
    CallSelection selection,
    RowSort sort,
    int cursor,
    ExplorerPlan plan,
    List<ExplorerPlan> past,
    List<ExplorerPlan> future,
    List<Layer> open,
    String message,
    Optional<Request> request) {
  public ExplorerState {
    dimensions = List.copyOf(dimensions);
    past = List.copyOf(past);
    future = List.copyOf(future);
    open = List.copyOf(open);
  }

  /// The state before the first key.
  public static ExplorerState first(List<Attribute> dimensions) {
    return new ExplorerState(
        dimensions,
        CallSelection.ALL,
        RowSort.USUAL,
        0,
        ExplorerPlan.NONE,
        List.of(),
        List.of(),
        List.of(),
        "",
        Optional.empty());
  }

  /// Something that lies over the table until `Esc` closes it.
  public sealed interface Layer {}

  /// The calls of a row in one of four ways.
  ///
  /// @param calls the most expensive of them; empty until they are read
  public record Details(ExplorerRow row, Tab tab, int cursor, Optional<List<SingleCall>> calls)
      implements Layer {
    Details at(Tab other) {
      return new Details(row, other, 0, calls);
    }

    Details at(int line) {
      return new Details(row, tab, line, calls);
    }

    Details with(List<SingleCall> found) {
      return new Details(row, tab, cursor, Optional.of(found));
    }
  }

  /// A way to divide the calls of a row.
  public enum Tab {
    DAYS,
    MODELS,
    TOKENS,
    CALLS
  }

  /// Text to read.
  ///
  /// @param top the number of the first line that shows
  public record Page(String title, List<String> lines, int top) implements Layer {
    Page at(int line) {
      return new Page(title, lines, line);
    }
  }

  /// A choice of one of some names.
  public record Menu(Topic topic, List<String> names, int cursor) implements Layer {
    Menu at(int line) {
      return new Menu(topic, names, line);
    }
  }

  /// A line that is being typed.
  public record Prompt(Topic topic, String text) implements Layer {}

  /// The subject of a menu or a prompt.
  public enum Topic {
    GROUP("Group by"),
    PERIOD("Period"),
    FILTER("Filter, such as model=opus or task!=plan (empty: all calls)"),
    CACHE("Prompt cache: tokens at the start of each prompt, share of calls that find them"),
    ROUTING("Write the routing file"),
    SCENARIO("Write the scenario file");

    private final String title;

    Topic(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /// Something that only the terminal or the files can do.
  public sealed interface Request {}

  /// The end.
  public record Quit() implements Request {}

  /// A text for the clipboard.
  public record Copy(String text, String what) implements Request {}

  /// A file with the plan.
  public record Write(Topic topic, String path) implements Request {}

  /// The name of a file that does not exist, to be typed over.
  public record AskName(Topic topic, String usual) implements Request {}

  /// The single calls of the row that is open.
  public record ReadCalls(ExplorerRow row) implements Request {}

  /// The arithmetic of one call.
  public record Explain(SingleCall call) implements Request {}

  /// The logs once more, with the columns that the state needs.
  public record ReadAgain() implements Request {}

  Optional<Layer> top() {
    return open.stream().findFirst();
  }

  ExplorerState with(Layer layer) {
    var all = new ArrayList<Layer>(List.of(layer));
    all.addAll(open);
    return withOpen(all);
  }

  /// This state with another layer in place of the topmost.
  ExplorerState replacing(Layer layer) {
    return closed().with(layer);
  }

  ExplorerState closed() {
    return open.isEmpty() ? this : withOpen(open.subList(1, open.size()));
  }

  private ExplorerState withOpen(List<Layer> layers) {
    return new ExplorerState(
        dimensions, selection, sort, cursor, plan, past, future, layers, message, request);
  }

  ExplorerState at(int row) {
    return new ExplorerState(
        dimensions, selection, sort, row, plan, past, future, open, message, request);
  }

  ExplorerState saying(String text) {
    return new ExplorerState(
        dimensions, selection, sort, cursor, plan, past, future, open, text, request);
  }

  ExplorerState asking(Request wanted) {
    return new ExplorerState(
        dimensions,
        selection,
        sort,
        cursor,
        plan,
        past,
        future,
        open,
        message,
        Optional.of(wanted));
  }

  /// This state after its request was met.
  ExplorerState done() {
    return new ExplorerState(
        dimensions, selection, sort, cursor, plan, past, future, open, message, Optional.empty());
  }

  ExplorerState sorted(RowSort other) {
    return new ExplorerState(
        dimensions, selection, other, 0, plan, past, future, open, message, request);
  }

  ExplorerState grouped(List<Attribute> others) {
    return new ExplorerState(
        others, selection, RowSort.USUAL, 0, plan, past, future, open, message, request);
  }

  ExplorerState selecting(CallSelection other) {
    return new ExplorerState(
        dimensions, other, sort, 0, plan, past, future, open, message, request);
  }

  /// This state with another plan, which `u` takes back.
  ExplorerState planning(ExplorerPlan other) {
    if (other.equals(plan)) {
      return this;
    }
    return new ExplorerState(
        dimensions,
        selection,
        sort,
        cursor,
        other,
        pushed(plan, past),
        List.of(),
        open,
        message,
        request);
  }

  ExplorerState undone() {
    return past.isEmpty()
        ? saying("Nothing to undo")
        : new ExplorerState(
            dimensions,
            selection,
            sort,
            cursor,
            past.getFirst(),
            past.subList(1, past.size()),
            pushed(plan, future),
            open,
            "Undone",
            request);
  }

  ExplorerState redone() {
    return future.isEmpty()
        ? saying("Nothing to redo")
        : new ExplorerState(
            dimensions,
            selection,
            sort,
            cursor,
            future.getFirst(),
            pushed(plan, past),
            future.subList(1, future.size()),
            open,
            "Redone",
            request);
  }

  private static List<ExplorerPlan> pushed(ExplorerPlan plan, List<ExplorerPlan> onto) {
    var all = new ArrayList<>(List.of(plan));
    all.addAll(onto);
    return all;
  }
}
