package routercost.cli.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.cli.explore.BillView.RowSort;
import routercost.cli.explore.CallSelection.PeriodChoice;
import routercost.cli.explore.ExplorerState.Details;
import routercost.cli.explore.ExplorerState.Menu;
import routercost.cli.explore.ExplorerState.Page;
import routercost.cli.explore.ExplorerState.Prompt;
import routercost.cli.explore.ExplorerState.Tab;
import routercost.cli.explore.ExplorerState.Topic;
import routercost.cli.explore.LayerKeys.ExplorerHelp;
import routercost.report.layout.Phrases;
import routercost.whatif.routing.Tier;

/// What each key does: a function from a state and a key to the next state.
///
/// @param bill what the state is about
public record ExplorerKeys(BillView bill) {
  public static final String UP = "Up";
  public static final String DOWN = "Down";
  public static final String LEFT = "Left";
  public static final String RIGHT = "Right";
  public static final String PAGE_UP = "PageUp";
  public static final String PAGE_DOWN = "PageDown";
  public static final String HOME = "Home";
  public static final String END = "End";
  public static final String ENTER = "Enter";
  public static final String ESCAPE = "Esc";
  public static final String BACKSPACE = "Backspace";

  private static final int PAGE = 10;
  private static final int STEP = 10;

  /// The state after a key: one character, or one of the names above.
  public ExplorerState pressed(ExplorerState before, String key) {
    var state = before.saying("");
    return before
        .top()
        .map(layer -> new LayerKeys(this).pressed(state, layer, key))
        .orElseGet(() -> inTable(state, key));
  }

  private PlanPricer.Priced priced(ExplorerState state) {
    return bill.pricer().price(state.plan());
  }

  List<ExplorerRow> rows(ExplorerState state) {
    return bill.rows(state.sort(), priced(state));
  }

  private ExplorerState inTable(ExplorerState state, String key) {
    var rows = rows(state);
    var moved = cursor(key, state.cursor(), rows.size());
    if (moved.isPresent()) {
      return state.at(moved.get());
    }
    return switch (key) {
      case "u" -> state.undone();
      case "r" -> state.redone();
      case "R" ->
          state.planning(ExplorerPlan.NONE).saying("All moves are taken back; u undoes that");
      case "a" -> suggested(state);
      case "S" -> state.sorted(next(state.sort())).saying("Sorted by " + name(next(state.sort())));
      case "g" -> state.with(new Menu(Topic.GROUP, groups(state), 0));
      case "t" ->
          state.with(
              new Menu(
                  Topic.PERIOD,
                  PeriodChoice.of(bill.usage().cube()).stream().map(PeriodChoice::name).toList(),
                  0));
      case "/" -> state.with(new Prompt(Topic.FILTER, filter(state)));
      case "w" -> written(state, Topic.ROUTING, "routing.yaml");
      case "e" -> written(state, Topic.SCENARIO, "scenario.yaml");
      case "y" -> state.asking(new ExplorerState.Copy("", "the command"));
      case "!" -> state.with(new Page("What is not counted", notes(), 0));
      case "?" -> state.with(new Page("Keys", ExplorerHelp.LINES, 0));
      case "q" -> state.asking(new ExplorerState.Quit());
      default -> rows.isEmpty() ? state : onRow(state, rows.get(state.cursor()), key);
    };
  }

  private ExplorerState onRow(ExplorerState state, ExplorerRow row, String key) {
    if (key.equals(ENTER)) {
      return state.with(new Details(row, Tab.DAYS, 0, Optional.empty()));
    }
    var tier = tier(key);
    boolean isMove = tier.isPresent() || "<>,.bc".contains(key);
    if (!isMove) {
      return state;
    }
    if (row.where().isEmpty()) {
      return state.saying(
          "These rows cannot be moved, as moves change what they are; g groups by task");
    }
    var where = row.where().get();
    var move = state.plan().of(where);
    if (tier.isPresent()) {
      return moved(state, row, move, tier.get());
    }
    return switch (key) {
      case "b" -> state.planning(state.plan().with(turned(move)));
      case "c" ->
          move.cache().isPresent()
              ? state.planning(state.plan().with(move.cached(Optional.empty())))
              : state.with(new Prompt(Topic.CACHE, "3000 0.9"));
      default -> shared(state, move, key.equals("<") || key.equals(",") ? -STEP : STEP);
    };
  }

  /// The tier that a key names, if the book has it.
  private Optional<String> tier(String key) {
    return bill.usage().book().catalog().tiers().names().stream()
        .filter(name -> name.substring(0, 1).equals(key) && Tier.named(name).isPresent())
        .findFirst();
  }

  /// The row on a tier; where it was if it goes there already or nothing would change.
  private ExplorerState moved(ExplorerState state, ExplorerRow row, PlannedMove move, String tier) {
    boolean isThere = move.target().filter(tier::equals).isPresent();
    var next = move.to(isThere ? Optional.empty() : Optional.of(tier));
    if (!isThere && !bill.under(row, next).isMoved()) {
      var stays = state.plan().with(move.to(Optional.empty()));
      return state
          .planning(stays)
          .saying(
              row.tiers().contains(tier)
                  ? row.name() + " runs on " + tier + " already"
                  : "Nothing changes on "
                      + tier
                      + ": these calls are too long for it, or unpriced");
    }
    return state.planning(state.plan().with(next));
  }

  private static ExplorerState shared(ExplorerState state, PlannedMove move, int step) {
    if (move.changesNothing()) {
      return state.saying("Move the row first; then < and > change the share of its calls");
    }
    return state.planning(state.plan().with(shared(move, step)));
  }

  private static PlannedMove shared(PlannedMove move, int step) {
    int percent = Math.clamp(move.percent() + (long) step, STEP, PlannedMove.ALL);
    return move.sharing(percent);
  }

  private static PlannedMove turned(PlannedMove move) {
    return move.batched(!move.batch());
  }

  /// What a move may become by one key besides other tiers.
  static Stream<PlannedMove> next(PlannedMove move) {
    return Stream.of(shared(move, -STEP), shared(move, STEP), turned(move));
  }

  private ExplorerState suggested(ExplorerState state) {
    var plan = state.plan().with(bill.suggested());
    int made = plan.moves().size();
    return plan.equals(state.plan())
        ? state.saying(
            bill.hasTasks() ? "No rule suggests a further move" : "Rules speak of tasks: press g")
        : state.planning(plan).saying("As suggested: " + Phrases.counted(made, "move"));
  }

  private static RowSort next(RowSort sort) {
    var all = RowSort.By.values();
    var at = Arrays.asList(all).indexOf(sort.by());
    return new RowSort(all[(at + 1) % all.length], false);
  }

  private static String name(RowSort sort) {
    return switch (sort.by()) {
      case COST -> "cost";
      case SAVED -> "saving";
      case CALLS -> "calls";
      case NAME -> "name";
    };
  }

  private ExplorerState written(ExplorerState state, Topic topic, String name) {
    boolean isRouted = state.plan().moves().stream().anyMatch(PlanRouting::isSaid);
    return state.plan().isEmpty()
        ? state.saying("There is no move to write yet")
        : topic == Topic.ROUTING && !isRouted
            ? state.saying("No move is of a whole task: g groups by task, e writes a scenario")
            : state.asking(new ExplorerState.AskName(topic, name));
  }

  private List<String> notes() {
    return bill.notes().isEmpty() ? List.of("Everything is counted.") : bill.notes();
  }

  private List<String> groups(ExplorerState state) {
    var names = new ArrayList<>(bill.usage().columns());
    names.remove(state.dimensions().getFirst().id());
    names.addFirst(state.dimensions().getFirst().id());
    return names;
  }

  private static String filter(ExplorerState state) {
    var conditions = new ArrayList<String>();
    for (var condition : state.selection().filter()) {
      var equals = condition.excludes() ? "!=" : "=";
      condition.values().forEach(of -> conditions.add(condition.attribute().id() + equals + of));
    }
    return String.join(",", conditions);
  }

  /// The number of a line after a key that moves the cursor; empty for other keys.
  static Optional<Integer> cursor(String key, int now, int lines) {
    var wanted =
        switch (key) {
          case UP, "k" -> now - 1;
          case DOWN, "j" -> now + 1;
          case PAGE_UP -> now - PAGE;
          case PAGE_DOWN, " " -> now + PAGE;
          case HOME -> 0;
          case END -> lines - 1;
          default -> Integer.MIN_VALUE;
        };
    return wanted == Integer.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Math.clamp(wanted, 0, Math.max(0, lines - 1)));
  }

  /// The state with its cursor on a row that there is, after the rows have changed.
  static ExplorerState within(ExplorerState state, int rows) {
    return state.cursor() < Math.max(1, rows) ? state : state.at(Math.max(0, rows - 1));
  }
}
