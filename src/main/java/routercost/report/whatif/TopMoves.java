package routercost.report.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.ScreenEnd;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.Assumption;
import routercost.whatif.Comparison;
import routercost.whatif.routing.Tier;

/// Which moves to look at first: those that an audit suggests, then newer models of a tier. Where a
/// matrix is about other models, they are for each row the smallest step that saves anything and
/// takes no task below its rule or where its pipeline puts it.
record TopMoves(WhatIf whatIf, ScenarioMatrix table) {
  private static final int SHOWN = 5;
  private static final List<Attribute> BY_TASK = List.of(Attribute.Known.TASK);

  /// One of them.
  ///
  /// @param dimensions that tell its calls from others
  private record Move(List<Attribute> dimensions, AuditGroup group, String target, Money saved) {}

  /// The option for the move that saves most; empty if there is none.
  Optional<String> first() {
    return moves().stream().findFirst().map(move -> options(List.of(move)));
  }

  private List<Move> moves() {
    var smallest = table.rows().stream().flatMap(row -> smallest(row).stream());
    return whatIf
        .suggested()
        .map(of -> Stream.concat(top(suggested(of)), top(smallest.filter(this::isNewer))))
        .orElseGet(() -> top(smallest))
        .toList();
  }

  private static Stream<Move> top(Stream<Move> moves) {
    return moves.sorted(Comparator.comparing(Move::saved).reversed()).limit(SHOWN);
  }

  /// Whether a task that is not to be moved would only get a newer model of its tier.
  private boolean isNewer(Move move) {
    var advice = whatIf.plan().advice().get(move.group().key().getFirst());
    return move.dimensions().equals(BY_TASK)
        && (advice == null || !advice.moves())
        && ScenarioMatrix.runsOn(move.group(), move.target());
  }

  List<Block> blocks() {
    var moves = moves();
    if (moves.isEmpty()) {
      return List.of();
    }
    var items = new ArrayList<>(moves.stream().map(this::item).toList());
    items.add(new Block.Items.Item("", "Try: " + options(moves)));
    return List.of(new Block.Heading("Biggest candidates"), new Block.Items(items));
  }

  private Stream<Move> suggested(Comparison comparison) {
    var advice = whatIf.plan().advice();
    return AuditGroup.of(comparison, BY_TASK).stream()
        .filter(group -> group.isMoved())
        .filter(group -> group.saved().filter(saved -> !saved.isZero()).isPresent())
        .flatMap(
            group ->
                Stream.ofNullable(advice.get(group.key().getFirst()))
                    .map(
                        advised ->
                            new Move(
                                BY_TASK, group, advised.to(), group.saved().orElse(Money.ZERO))));
  }

  /// The most expensive alternative that is cheaper than now.
  private Optional<Move> smallest(ScenarioMatrix.Row row) {
    return IntStream.range(0, row.cells().size())
        .filter(i -> row.cells().get(i).cost().isPresent() && !row.cells().get(i).current())
        .mapToObj(i -> move(row, i))
        .filter(move -> move.saved().compareTo(Money.ZERO) > 0)
        .filter(this::isAllowed)
        .min(Comparator.comparing(Move::saved));
  }

  private Move move(ScenarioMatrix.Row row, int alternative) {
    var outlook = row.cells().get(alternative);
    return new Move(
        whatIf.view().dimensions(),
        outlook.group(),
        whatIf.alternatives().get(alternative).scenario().name(),
        row.now().before().minus(outlook.cost().orElse(Money.ZERO)));
  }

  private boolean isAllowed(Move move) {
    var target = Tier.named(move.target());
    return target.isEmpty()
        || move.group().lines().lines().stream()
            .map(line -> line.original().key().task())
            .distinct()
            .flatMap(task -> lowest(task).stream())
            .noneMatch(lowest -> lowest.isAbove(target.get()));
  }

  /// The tier below which the rules or the pipeline do not see a task: where it moves, or runs now.
  private Optional<Tier> lowest(String task) {
    return Optional.ofNullable(whatIf.plan().advice().get(task))
        .flatMap(advice -> Tier.named(advice.moves() ? advice.to() : advice.from()));
  }

  private Block.Items.Item item(Move move) {
    int decimals = Rounding.decimals(whatIf.asIs().costBefore());
    return new Block.Items.Item(
        Rounding.dollars(move.saved(), decimals),
        "%s to %s%s.%s".formatted(move.group().name(), move.target(), pays(move), checks(move)));
  }

  private static String pays(Move move) {
    return BreakEvenSection.of(move.group())
        .flatMap(section -> section.breakEven().escalation())
        .map(
            share ->
                ": pays off if under %s of calls are redone%s"
                    .formatted(Phrases.percent(share), origin(move)))
        .orElse("");
  }

  private static String origin(Move move) {
    var models = move.group().modelsBefore();
    return models.size() == 1 ? " on " + Phrases.shortModel(models.getFirst()) : "";
  }

  private String checks(Move move) {
    var checks = new TreeSet<String>();
    var prefixes = whatIf.asIs().prefixes();
    var keys =
        move.group().lines().lines().stream()
            .map(line -> line.original().key())
            .collect(Collectors.toSet());
    if (prefixes.known() && prefixes.includeAny(keys)) {
      checks.add("its calls share sessions with others, so that moved alone it saves less");
    }
    move.group().lines().lines().stream()
        .flatMap(line -> line.assumptions().stream())
        .flatMap(TopMoves::check)
        .forEach(checks::add);
    return checks.isEmpty() ? "" : " Check: " + String.join("; ", checks) + ".";
  }

  private static Stream<String> check(Assumption assumption) {
    return assumption instanceof Assumption.CacheTooShort(String model, long minimum, long _)
        ? Stream.of(
            "%s caches nothing under %s tokens"
                .formatted(Phrases.shortModel(model), Thousands.grouped(minimum)))
        : assumption instanceof Assumption.Retires(String model, var day)
            ? Stream.of("%s retires on %s".formatted(Phrases.shortModel(model), day))
            : Stream.of();
  }

  private static String options(List<Move> moves) {
    return moves.stream()
        .map(move -> "--move " + where(move) + "=" + move.target())
        .collect(Collectors.joining(" "));
  }

  private static String where(Move move) {
    var dimensions = move.dimensions();
    if (dimensions.equals(BY_TASK)) {
      return ScreenEnd.quoted(move.group().name());
    }
    return IntStream.range(0, dimensions.size())
        .mapToObj(i -> dimensions.get(i).id() + "=" + move.group().key().get(i))
        .collect(Collectors.joining(","));
  }
}
