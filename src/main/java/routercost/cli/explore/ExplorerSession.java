package routercost.cli.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import routercost.cli.explore.ExplorerState.Details;
import routercost.cli.explore.ExplorerState.Page;
import routercost.cli.explore.ExplorerState.Prompt;
import routercost.cli.explore.ExplorerState.Topic;
import routercost.cli.explore.UsageLoader.ExploredUsage;
import routercost.cli.run.BudgetGate;
import routercost.cli.run.LogRun;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.text.TextFiles;
import routercost.report.Format;
import routercost.report.explain.ExplainReport;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.Terminal;
import routercost.usage.UsageKey;
import routercost.whatif.evidence.GradedEvidence.Judge;

/// A view of logs while it is used: what was read, the state, and what keys ask of files.
public final class ExplorerSession {
  private final UsageLoader loader;
  private final Judge judge;
  private final PlanCommand command;
  private final Optional<BudgetGate> gate;
  private final List<String> written = new ArrayList<>();
  private ExploredUsage usage;
  private ExplorerState state;
  private ExplorerState last;
  private BillView view;
  private boolean isReadAgain;

  private ExplorerSession(
      UsageLoader loader,
      Judge judge,
      PlanCommand command,
      Optional<BudgetGate> gate,
      ExploredUsage usage,
      List<Attribute> dimensions) {
    this.loader = loader;
    this.judge = judge;
    this.command = command;
    this.gate = gate;
    this.usage = usage;
    this.state = ExplorerState.first(dimensions);
    this.last = state;
    this.view = new BillView(usage, state.selection(), state.dimensions(), judge, gate);
  }

  /// A session that begins with a reading.
  ///
  /// @param quiet reads again while the screen is open
  public static ExplorerSession of(
      UsageLoader loader,
      UsageLoader quiet,
      Judge judge,
      PlanCommand command,
      Optional<BudgetGate> gate) {
    var usage = loader.load(Set.of());
    return new ExplorerSession(quiet, judge, command, gate, usage, loader.groupBy().attributes());
  }

  public ExplorerState state() {
    return state;
  }

  /// What the state is about.
  public BillView view() {
    if (!view.selection().equals(state.selection())
        || !view.dimensions().equals(state.dimensions())
        || isReadAgain) {
      isReadAgain = false;
      view = new BillView(usage, state.selection(), state.dimensions(), judge, gate);
      state = ExplorerKeys.within(state, view.pricer().rows().size());
    }
    return view;
  }

  /// Goes on by one key, and returns what is left to do for the terminal: to end or to copy.
  public Optional<ExplorerState.Request> press(String key) {
    last = state;
    state = new ExplorerKeys(view()).pressed(state, key);
    if (!last.sort().equals(state.sort())) {
      view.sortAgain();
    }
    var request = state.request();
    state = state.done();
    return request.flatMap(this::met);
  }

  private Optional<ExplorerState.Request> met(ExplorerState.Request request) {
    try {
      switch (request) {
        case ExplorerState.Quit _, ExplorerState.Copy _ -> {
          return Optional.of(request);
        }
        case ExplorerState.AskName(var topic, var usual) ->
            state = state.with(new Prompt(topic, TextFiles.freeName(usual)));
        case ExplorerState.Write(var topic, var path) -> write(topic, path);
        case ExplorerState.ReadCalls(var row) -> readCalls(row);
        case ExplorerState.Explain(var call) -> state = state.with(arithmetic(call));
        case ExplorerState.ReadAgain _ -> readAgain();
      }
    } catch (ConfigurationProblem | InputProblem refused) {
      state = last.closed().saying(String.valueOf(refused.getMessage()));
    }
    return Optional.empty();
  }

  private void write(Topic topic, String path) {
    var text =
        topic == Topic.ROUTING ? new PlanRouting(view(), state.plan()).yaml() : state.plan().yaml();
    TextFiles.writeNew(path, text);
    var moves = state.plan().moves();
    long kept =
        topic == Topic.ROUTING ? moves.stream().filter(PlanRouting::isSaid).count() : moves.size();
    var said =
        "wrote %s (%s%s)"
            .formatted(
                path,
                Phrases.counted(kept, "move"),
                kept == moves.size() ? "" : " of " + moves.size());
    written.add(Phrases.capital(said) + ".");
    state = state.saying(Phrases.capital(said));
  }

  private void readCalls(ExplorerRow row) {
    var calls =
        new SingleCall.MostExpensive(key -> isIn(key, row), usage.prices().quotes(usage.book()));
    if (loader.calls(usage, calls)) {
      state
          .top()
          .filter(Details.class::isInstance)
          .map(Details.class::cast)
          .ifPresent(details -> state = state.replacing(details.with(calls.calls())));
    }
  }

  private boolean isIn(UsageKey key, ExplorerRow row) {
    return state.selection().accepts(key, usage.book()) && view().isIn(key, row);
  }

  private Page arithmetic(SingleCall call) {
    var report = ExplainReport.of(usage.head(), call.place(), call.ledger(), call.logged());
    var text = Format.TABLE.renderer(Terminal.PLAIN).render(report);
    return new Page(call.place(), text.lines().toList(), 0);
  }

  private void readAgain() {
    var labels = new TreeSet<>(usage.labels());
    labels.addAll(state.selection().labels());
    state.dimensions().stream()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .forEach(attribute -> labels.add(attribute.id()));
    usage = loader.load(labels);
    isReadAgain = true;
    view();
  }

  /// Reads what has grown. The cursor stays on its row, wherever that is now.
  public void refresh() {
    var said = state.message();
    var here = keys().stream().skip(state.cursor()).findFirst();
    last = state;
    readAgain();
    int now = here.map(keys()::indexOf).orElse(-1);
    state = (now < 0 ? state : state.at(now)).saying(said);
  }

  /// The keys of the rows, in their order.
  private List<List<String>> keys() {
    return new ExplorerKeys(view()).rows(state).stream().map(row -> row.group().key()).toList();
  }

  /// Does one thing that the next keys may need, while none is pressed: prices some calls under a
  /// move, or judges budgets.
  ///
  /// @return whether there was something to do
  public boolean prepare() {
    var bill = view();
    if (bill.isBehind(state.plan())) {
      bill.judge(state.plan());
      return true;
    }
    return bill.prepare(new ExplorerKeys(bill).rows(state), state.cursor(), state.plan());
  }

  /// A text for the clipboard.
  public String copied(ExplorerState.Copy copy) {
    state =
        state.saying(
            "Copied " + copy.what() + ", if the terminal allows it; leaving prints the command");
    return copy.text().isEmpty() ? command() : copy.text();
  }

  /// Reports what is wrong with the rows that were read, and what has no price.
  public void review(LogRun run) {
    usage.tally().ifPresent(tally -> run.review(tally, usage.head().notCounted()));
    run.review(view().pricer().asIs());
  }

  /// What a shell takes to print the same figures.
  public String command() {
    return command.text(state, inUse());
  }

  /// The plan without moves of calls that are not looked at, which a command would refuse.
  private ExplorerPlan inUse() {
    var keys =
        usage.cube().cells().keySet().stream()
            .filter(key -> state.selection().accepts(key, usage.book()))
            .toList();
    return state
        .plan()
        .where(move -> keys.stream().anyMatch(key -> move.where().accepts(key, usage.book())));
  }

  /// The bill now and under the plan.
  public PlanPricer.Priced total() {
    return view().pricer().price(state.plan());
  }

  /// What is printed in the end: the plan, and how to get its figures again.
  public String farewell() {
    var priced = total();
    var text = new StringBuilder();
    if (!state.plan().isEmpty()) {
      text.append(plan(priced)).append('\n');
    }
    text.append("The same figures again:\n");
    command().lines().forEach(line -> text.append("  ").append(line).append('\n'));
    written.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private String plan(PlanPricer.Priced priced) {
    int decimals = Rounding.decimals(priced.before());
    var before = Rounding.dollars(priced.before(), decimals);
    if (priced.after().isEmpty()) {
      return "Plan: %s -> unknown, as some calls have no price there.".formatted(before);
    }
    var saved = priced.saved().orElse(Money.ZERO);
    var size = new Money(saved.usd().abs());
    var share = priced.before().isZero() ? "" : " (" + Phrases.percent(size, priced.before()) + ")";
    var proof = TaskTable.proof(view(), priced);
    return "Plan: %s -> %s, %s %s%s%s."
        .formatted(
            before,
            Rounding.dollars(priced.after().get(), decimals),
            saved.usd().signum() < 0 ? "costs more by" : "saves",
            Rounding.dollars(size, decimals),
            share,
            proof.isEmpty() ? "" : ": " + proof);
  }
}
