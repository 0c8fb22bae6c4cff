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
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;
import routercost.whatif.Assumption;
import routercost.whatif.routing.Tier;

/// Which moves to look at first: for each row the smallest step that saves anything and takes no
/// task below its rule or where its pipeline puts it, and of these the ones that save most.
record TopMoves(WhatIf whatIf, ScenarioMatrix table) {
  private static final int SHOWN = 4;

  /// One of them.
  private record Move(ScenarioMatrix.Row row, int alternative, ScenarioMatrix.Outlook outlook) {
    Money saved() {
      return row.now().before().minus(outlook.cost().orElse(Money.ZERO));
    }
  }

  List<Block> blocks() {
    var moves =
        table.rows().stream()
            .flatMap(row -> smallest(row).stream())
            .sorted(Comparator.comparing(Move::saved).reversed())
            .limit(SHOWN)
            .toList();
    if (moves.isEmpty()) {
      return List.of();
    }
    var items = new ArrayList<>(moves.stream().map(this::item).toList());
    items.add(new Block.Items.Item("", "Look closer with: " + options(moves)));
    return List.of(new Block.Heading("Look at these first"), new Block.Items(items));
  }

  /// The dearest alternative that is cheaper than now.
  private Optional<Move> smallest(ScenarioMatrix.Row row) {
    return IntStream.range(0, row.cells().size())
        .mapToObj(i -> new Move(row, i, row.cells().get(i)))
        .filter(move -> move.outlook().cost().isPresent() && !move.outlook().current())
        .filter(move -> move.saved().compareTo(Money.ZERO) > 0)
        .filter(this::isAllowed)
        .min(Comparator.comparing(Move::saved));
  }

  private boolean isAllowed(Move move) {
    var target = Tier.named(target(move));
    return target.isEmpty()
        || move.row().now().lines().lines().stream()
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

  private String target(Move move) {
    return whatIf.alternatives().get(move.alternative()).scenario().name();
  }

  private Block.Items.Item item(Move move) {
    var now = move.row().now();
    int decimals = Rounding.decimals(whatIf.asIs().costBefore());
    return new Block.Items.Item(
        Rounding.dollars(move.saved(), decimals),
        "%s to %s%s.%s".formatted(now.name(), target(move), pays(move), checks(move)));
  }

  private static String pays(Move move) {
    return BreakEvenSection.of(move.outlook().group())
        .flatMap(section -> section.breakEven().escalation())
        .map(
            share ->
                ": pays while under %s of the calls must be done again on %s"
                    .formatted(Phrases.percent(share), origin(move)))
        .orElse("");
  }

  private static String origin(Move move) {
    var models = move.row().now().modelsBefore();
    return models.size() == 1 ? Phrases.shortModel(models.getFirst()) : "their model";
  }

  private String checks(Move move) {
    var checks = new TreeSet<String>();
    var prefixes = whatIf.asIs().prefixes();
    var keys =
        move.row().now().lines().lines().stream()
            .map(line -> line.original().key())
            .collect(Collectors.toSet());
    if (prefixes.known() && prefixes.includeAny(keys)) {
      checks.add("its calls share sessions with others, so that moved alone it saves less");
    }
    move.outlook().group().lines().lines().stream()
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

  private String options(List<Move> moves) {
    boolean byTask = whatIf.view().dimensions().equals(List.of(Attribute.Known.TASK));
    return moves.stream()
        .map(
            move ->
                "--move " + (byTask ? move.row().now().name() : where(move)) + "=" + target(move))
        .collect(Collectors.joining(" "));
  }

  private String where(Move move) {
    var dimensions = whatIf.view().dimensions();
    return IntStream.range(0, dimensions.size())
        .mapToObj(i -> dimensions.get(i).id() + "=" + move.row().now().key().get(i))
        .collect(Collectors.joining(","));
  }
}
