package routercost.cli.explore;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import routercost.cli.explore.BillView.RowSort;
import routercost.cli.explore.CallSelection.PeriodChoice;
import routercost.cli.explore.ExplorerState.Details;
import routercost.cli.explore.ExplorerState.Layer;
import routercost.cli.explore.ExplorerState.Menu;
import routercost.cli.explore.ExplorerState.Page;
import routercost.cli.explore.ExplorerState.Prompt;
import routercost.cli.explore.ExplorerState.Tab;
import routercost.cli.explore.ExplorerState.Topic;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.read.value.Period;
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
  private static final String ALL_DAYS = "all days";

  /// The state after a key: one character, or one of the names above.
  public ExplorerState pressed(ExplorerState before, String key) {
    var state = before.saying("");
    return switch (before.top().orElse(null)) {
      case null -> inTable(state, key);
      case Details details -> inDetails(state, details, key);
      case Page page -> inPage(state, page, key);
      case Menu menu -> inMenu(state, menu, key);
      case Prompt prompt -> inPrompt(state, prompt, key);
    };
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
              new Menu(Topic.PERIOD, periods().stream().map(PeriodChoice::name).toList(), 0));
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
      case "b" -> state.planning(state.plan().with(move.batched(!move.batch())));
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
      return state.planning(stays).saying(row.name() + " runs on " + tier + " already");
    }
    return state.planning(state.plan().with(next));
  }

  private static ExplorerState shared(ExplorerState state, PlannedMove move, int step) {
    if (move.changesNothing()) {
      return state.saying("Move the row first; then < and > change the share of its calls");
    }
    int percent = Math.clamp(move.percent() + (long) step, STEP, PlannedMove.ALL);
    return state.planning(state.plan().with(move.sharing(percent)));
  }

  private ExplorerState suggested(ExplorerState state) {
    var moves = new ArrayList<PlannedMove>();
    for (var row : bill.advised().toList()) {
      var target = bill.advice(row).map(advice -> advice.to());
      row.where().ifPresent(where -> moves.add(PlannedMove.none(where).to(target)));
    }
    var plan = state.plan().with(moves);
    int made = plan.moves().size();
    return plan.equals(state.plan())
        ? state.saying("No rule suggests a further move")
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
    return state.plan().isEmpty()
        ? state.saying("There is no move to write yet")
        : state.with(new Prompt(topic, name));
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

  /// All days, the months, and the last day.
  List<PeriodChoice> periods() {
    var days = new TreeSet<LocalDate>();
    bill.usage().cube().cells().keySet().forEach(key -> days.add(key.day()));
    var choices = new ArrayList<PeriodChoice>();
    choices.add(new PeriodChoice(ALL_DAYS, List.of(), Period.ALWAYS));
    if (days.isEmpty()) {
      return choices;
    }
    choices.add(choice("the last day: " + days.last(), days.last(), days.last()));
    choices.add(choice("the last 7 days", days.last().minusDays(6), days.last()));
    var months = new TreeSet<YearMonth>();
    days.forEach(day -> months.add(YearMonth.from(day)));
    for (var month : months.descendingSet()) {
      var first = days.ceiling(month.atDay(1));
      var last = days.floor(month.atEndOfMonth());
      if (first != null && last != null) {
        choices.add(choice(month.toString(), first, last));
      }
    }
    return choices;
  }

  private static PeriodChoice choice(String name, LocalDate first, LocalDate last) {
    return new PeriodChoice(
        name,
        List.of("--from", first.toString(), "--to", last.toString()),
        new Period(Optional.of(first), Optional.of(last.plusDays(1))));
  }

  private static String filter(ExplorerState state) {
    var conditions = new ArrayList<String>();
    for (var condition : state.selection().filter()) {
      var equals = condition.excludes() ? "!=" : "=";
      condition.values().forEach(of -> conditions.add(condition.attribute().id() + equals + of));
    }
    return String.join(",", conditions);
  }

  private ExplorerState inDetails(ExplorerState state, Details details, String key) {
    int lines = DetailRow.of(details, bill).size();
    var moved = cursor(key, details.cursor(), lines);
    if (moved.isPresent()) {
      return state.replacing(details.at(moved.get()));
    }
    var tabs = Tab.values();
    int tab = Arrays.asList(tabs).indexOf(details.tab());
    return switch (key) {
      case "1", "2", "3", "4" -> opened(state, details, tabs[key.charAt(0) - '1']);
      case LEFT -> opened(state, details, tabs[(tab + tabs.length - 1) % tabs.length]);
      case RIGHT, "\t" -> opened(state, details, tabs[(tab + 1) % tabs.length]);
      case ENTER ->
          call(details).map(of -> state.asking(new ExplorerState.Explain(of))).orElse(state);
      case "y" ->
          call(details)
              .map(of -> state.asking(new ExplorerState.Copy(of.place(), of.place())))
              .orElse(state);
      case ESCAPE, BACKSPACE -> state.closed();
      case "?" -> state.with(new Page("Keys", ExplorerHelp.LINES, 0));
      case "q" -> state.asking(new ExplorerState.Quit());
      default -> state;
    };
  }

  private static ExplorerState opened(ExplorerState state, Details details, Tab tab) {
    var next = state.replacing(details.at(tab));
    return tab == Tab.CALLS && details.calls().isEmpty()
        ? next.asking(new ExplorerState.ReadCalls(details.row()))
        : next;
  }

  static Optional<SingleCall> call(Details details) {
    return details
        .calls()
        .filter(_ -> details.tab() == Tab.CALLS)
        .filter(calls -> details.cursor() < calls.size())
        .map(calls -> calls.get(details.cursor()));
  }

  private static ExplorerState inPage(ExplorerState state, Page page, String key) {
    var moved = cursor(key, page.top(), page.lines().size());
    return moved
        .map(line -> state.replacing(page.at(line)))
        .orElseGet(() -> key.equals("q") ? state.asking(new ExplorerState.Quit()) : state.closed());
  }

  private ExplorerState inMenu(ExplorerState state, Menu menu, String key) {
    var moved = cursor(key, menu.cursor(), menu.names().size());
    if (moved.isPresent()) {
      return state.replacing(menu.at(moved.get()));
    }
    return switch (key) {
      case ENTER -> chosen(state.closed(), menu);
      case "q" -> state.asking(new ExplorerState.Quit());
      case "g", "t" -> state.replacing(menu.at((menu.cursor() + 1) % menu.names().size()));
      case ESCAPE, BACKSPACE -> state.closed();
      default -> state;
    };
  }

  private ExplorerState chosen(ExplorerState state, Menu menu) {
    if (menu.topic() == Topic.GROUP) {
      var attribute = Attribute.named(menu.names().get(menu.cursor()));
      return reading(state.grouped(List.of(attribute)));
    }
    var choice = periods().get(menu.cursor());
    var month = Optional.of(choice).filter(of -> !of.name().equals(ALL_DAYS));
    return state.selecting(new CallSelection(state.selection().filter(), month));
  }

  /// Asks for another reading if the keys lack a column.
  private ExplorerState reading(ExplorerState state) {
    var wanted = new TreeSet<>(state.selection().labels());
    state.dimensions().stream()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .forEach(attribute -> wanted.add(attribute.id()));
    return bill.usage().labels().containsAll(wanted)
        ? state
        : state.asking(new ExplorerState.ReadAgain());
  }

  private ExplorerState inPrompt(ExplorerState state, Prompt prompt, String key) {
    var text = prompt.text();
    return switch (key) {
      case ESCAPE -> state.closed();
      case ENTER -> entered(state, prompt);
      case BACKSPACE ->
          state.replacing(
              new Prompt(
                  prompt.topic(),
                  text.isEmpty()
                      ? text
                      : text.substring(0, text.offsetByCodePoints(text.length(), -1))));
      default ->
          key.codePointCount(0, key.length()) == 1 && !Character.isISOControl(key.codePointAt(0))
              ? state.replacing(new Prompt(prompt.topic(), text + key))
              : state;
    };
  }

  private ExplorerState entered(ExplorerState state, Prompt prompt) {
    return switch (prompt.topic()) {
      case FILTER -> filtered(state, prompt.text().strip());
      case CACHE -> cached(state, prompt.text().strip());
      case ROUTING, SCENARIO ->
          prompt.text().isBlank()
              ? state.closed()
              : state
                  .closed()
                  .asking(new ExplorerState.Write(prompt.topic(), prompt.text().strip()));
      case GROUP, PERIOD -> state.closed();
    };
  }

  private ExplorerState filtered(ExplorerState state, String text) {
    var conditions = new ArrayList<Condition>();
    for (var word : text.isEmpty() ? new String[0] : text.split(",")) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        return state.saying("'" + word.strip() + "': expected NAME=VALUE, such as model=opus");
      }
      var name = word.substring(0, equals).strip();
      conditions.add(Condition.of(name, word.substring(equals + 1).strip()));
    }
    var selection = new CallSelection(conditions, state.selection().month());
    return reading(state.closed().selecting(selection));
  }

  private ExplorerState cached(ExplorerState state, String text) {
    if (!text.matches("\\d{1,9}\\s+(0?\\.\\d{1,6}|0|1|1\\.0)")) {
      return state.saying("Expected tokens and a share from 0 to 1, such as 3000 0.9");
    }
    var words = text.split("\\s+");
    var cache = new PlannedMove.AssumedCache(Long.parseLong(words[0]), new BigDecimal(words[1]));
    var where = rows(state).get(state.cursor()).where().orElseThrow();
    var move = state.plan().of(where).cached(Optional.of(cache));
    return state.closed().planning(state.plan().with(move));
  }

  /// The number of a line after a key that moves the cursor; empty for other keys.
  private static Optional<Integer> cursor(String key, int now, int lines) {
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

  /// Whether something lies over the table.
  static boolean isCovered(ExplorerState state) {
    return state.top().filter(layer -> !(layer instanceof Prompt)).isPresent();
  }

  /// The layer on top that is a prompt.
  static Optional<Prompt> prompt(ExplorerState state) {
    Optional<Layer> top = state.top();
    return top.filter(Prompt.class::isInstance).map(Prompt.class::cast);
  }
}
