package routercost.cli.explore;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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

/// What keys do in what lies over the table.
///
/// @param table the keys of the table
record LayerKeys(ExplorerKeys table) {
  /// The state after a key in the topmost layer.
  ExplorerState pressed(ExplorerState state, Layer layer, String key) {
    return switch (layer) {
      case Details details -> inDetails(state, details, key);
      case Page page -> inPage(state, page, key);
      case Menu menu -> inMenu(state, menu, key);
      case Prompt prompt -> inPrompt(state, prompt, key);
    };
  }

  private BillView bill() {
    return table.bill();
  }

  private ExplorerState inDetails(ExplorerState state, Details details, String key) {
    int lines = DetailRow.of(details, bill()).size();
    var moved = ExplorerKeys.cursor(key, details.cursor(), lines);
    if (moved.isPresent()) {
      return state.replacing(details.at(moved.get()));
    }
    var tabs = Tab.values();
    int tab = Arrays.asList(tabs).indexOf(details.tab());
    return switch (key) {
      case "1", "2", "3", "4" -> opened(state, details, tabs[key.charAt(0) - '1']);
      case ExplorerKeys.LEFT -> opened(state, details, tabs[(tab + tabs.length - 1) % tabs.length]);
      case ExplorerKeys.RIGHT, "\t" -> opened(state, details, tabs[(tab + 1) % tabs.length]);
      case ExplorerKeys.ENTER ->
          call(details).map(of -> state.asking(new ExplorerState.Explain(of))).orElse(state);
      case "y" ->
          call(details)
              .map(of -> state.asking(new ExplorerState.Copy(of.place(), of.place())))
              .orElse(state);
      case ExplorerKeys.ESCAPE, ExplorerKeys.BACKSPACE -> state.closed();
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
    var moved = ExplorerKeys.cursor(key, page.top(), page.lines().size());
    return moved
        .map(line -> state.replacing(page.at(line)))
        .orElseGet(() -> key.equals("q") ? state.asking(new ExplorerState.Quit()) : state.closed());
  }

  private ExplorerState inMenu(ExplorerState state, Menu menu, String key) {
    var moved = ExplorerKeys.cursor(key, menu.cursor(), menu.names().size());
    if (moved.isPresent()) {
      return state.replacing(menu.at(moved.get()));
    }
    return switch (key) {
      case ExplorerKeys.ENTER -> chosen(state.closed(), menu);
      case "q" -> state.asking(new ExplorerState.Quit());
      case "g", "t" -> state.replacing(menu.at((menu.cursor() + 1) % menu.names().size()));
      case ExplorerKeys.ESCAPE, ExplorerKeys.BACKSPACE -> state.closed();
      default -> state;
    };
  }

  private ExplorerState chosen(ExplorerState state, Menu menu) {
    if (menu.topic() == Topic.GROUP) {
      var attribute = Attribute.named(menu.names().get(menu.cursor()));
      return reading(state.grouped(List.of(attribute)));
    }
    var choice = PeriodChoice.of(bill().usage().cube()).get(menu.cursor());
    var month = Optional.of(choice).filter(of -> of.days().isBounded());
    return state.selecting(new CallSelection(state.selection().filter(), month));
  }

  /// Asks for another reading if the keys lack a column.
  private ExplorerState reading(ExplorerState state) {
    var wanted = new TreeSet<>(state.selection().labels());
    state.dimensions().stream()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .forEach(attribute -> wanted.add(attribute.id()));
    return bill().usage().labels().containsAll(wanted)
        ? state
        : state.asking(new ExplorerState.ReadAgain());
  }

  private ExplorerState inPrompt(ExplorerState state, Prompt prompt, String key) {
    var text = prompt.text();
    return switch (key) {
      case ExplorerKeys.ESCAPE -> state.closed();
      case ExplorerKeys.ENTER -> entered(state, prompt);
      case ExplorerKeys.BACKSPACE ->
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
    var words = text.split("\\s+", 2);
    var cache = new PlannedMove.AssumedCache(Long.parseLong(words[0]), new BigDecimal(words[1]));
    var where = table.rows(state).get(state.cursor()).where().orElseThrow();
    var move = state.plan().of(where).cached(Optional.of(cache));
    return state.closed().planning(state.plan().with(move));
  }

  /// The keys in words.
  static final class ExplorerHelp {
    /// A line for each key.
    static final List<String> LINES =
        """
        Up Down j k      the row; also PageUp PageDown Home End
        h s o f m        to haiku, sonnet, opus, fable or mythos; again: back
        < >              a smaller or larger share of its calls (10% a step)
        b                its calls through the batch service; again: not
        c                assume a prompt cache for its calls; again: not
        u r R            undo, redo, take all moves back
        a                all moves that the rules suggest

        Enter            the calls of the row: days, models, tokens, single calls
        g                group by another attribute or column
        /                filter: model=opus, task!=plan, team=web*; empty: all
        t                another period
        S                sort by cost, saving, calls or name
        !                what is not counted

        w                write the moves as a routing file
        e                write the moves as a scenario file
        y                copy the command that prints the same figures
        Esc              close what is open
        q                leave; the command is printed

        In the table: H S O is where calls run now, S< where the plan moves them,
        o where they were. 10? marks a row with calls that have no price.
        Evidence: what graded answers (--evidence) say of the move.\
        """
            .lines()
            .toList();

    private ExplorerHelp() {}
  }
}
