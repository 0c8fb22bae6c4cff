package routercost.report.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.Thousands;
import routercost.whatif.pipeline.Estimate;
import routercost.whatif.pipeline.LoopCosts;
import routercost.whatif.pipeline.LoopCosts.Kind;
import routercost.whatif.pipeline.LoopCosts.Move;
import routercost.whatif.pipeline.LoopCosts.TurnCost;

/// The turns of the agents of a pipeline, and other ways to keep their history.
record LoopSection(List<LoopCosts> loops) {
  private static final int ROWS = 6;

  /// Some turns one after another.
  private record Row(List<TurnCost> before, List<TurnCost> after, Money total, int decimals) {
    private String turns() {
      long first = before.getFirst().turn();
      long last = before.getLast().turn();
      return first == last ? String.valueOf(first) : first + "-" + last;
    }

    private Money sum(List<TurnCost> turns, Function<TurnCost, Money> part) {
      return Money.sum(turns.stream().map(part).toList());
    }

    private Cell amount(List<TurnCost> turns) {
      return new Cell.Amount(sum(turns, TurnCost::cost), decimals);
    }
  }

  private static final List<Field<Row>> FIELDS =
      List.of(
          Field.text("turns", Row::turns).left("Turns", 0),
          Field.<Row>count("prompt", row -> row.before().getLast().prompt()).right("Prompt", 1),
          Field.shown(TableColumn.right("Before", 0), row -> row.amount(row.before())),
          Field.shown(
              TableColumn.right("%", 0),
              row ->
                  new Cell.Percent(
                      Rounding.percent(
                          row.sum(row.before(), TurnCost::cost).usd(), row.total().usd()))),
          Field.shown(
              TableColumn.right("Sent again", 0),
              row -> new Cell.Amount(row.sum(row.before(), TurnCost::resent), row.decimals())),
          Field.shown(TableColumn.right("After", 0), row -> row.amount(row.after())));

  static LoopSection of(Estimate estimate) {
    return new LoopSection(LoopCosts.of(estimate));
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    for (var loop : loops) {
      if (loop.total(true).isZero()) {
        continue;
      }
      blocks.add(new Block.Heading("Turns of " + loop.step()));
      blocks.add(Field.table(FIELDS, rows(loop), List.of()));
      blocks.add(Block.list(sentences(loop)));
    }
    return blocks;
  }

  /// Turns in at most six groups.
  private static List<Row> rows(LoopCosts loop) {
    int turns = loop.before().size();
    int size = Math.ceilDiv(turns, ROWS);
    int decimals = Rounding.decimals(loop.total(true));
    var rows = new ArrayList<Row>();
    for (int from = 0; from < turns; from += size) {
      int until = Math.min(turns, from + size);
      rows.add(
          new Row(
              loop.before().subList(from, until),
              loop.after().subList(from, until),
              loop.total(true),
              decimals));
    }
    return rows;
  }

  private static List<String> sentences(LoopCosts loop) {
    var sentences = new ArrayList<String>();
    var before = share(loop, true);
    var after = share(loop, false);
    sentences.add(
        "Tokens that are sent again are %s of the cost%s."
            .formatted(
                before,
                before.equals(after) || after.isEmpty() ? "" : " before, " + after + " after"));
    loop.moves().forEach(move -> sentences.add(sentence(move)));
    return sentences;
  }

  /// The share of tokens that are sent again; empty if nothing is paid.
  private static String share(LoopCosts loop, boolean before) {
    var total = loop.total(before);
    return total.isZero() ? "" : Phrases.percent(loop.resent(before), total);
  }

  private static String sentence(Move move) {
    var what =
        switch (move.kind()) {
          case Kind.Compact(var at, var to) ->
              "Compacting at %s tokens to %s".formatted(tokens(at), tokens(to));
          case Kind.Fresh(long turn, String model, var brief) ->
              "Turns from %s on with %s, a fresh context and a brief of %s tokens,"
                  .formatted(Thousands.grouped(turn), model, tokens(brief));
        };
    boolean more = move.saved().usd().signum() < 0;
    return "%s %s %s %s (%s)."
        .formatted(
            what,
            move.kind() instanceof Kind.Fresh ? "cost" : "costs",
            Rounding.dollars(new Money(move.saved().usd().abs())),
            more ? "more" : "less",
            Phrases.percent(new Money(move.saved().usd().abs()), move.cost().plus(move.saved())));
  }

  private static String tokens(BigDecimal number) {
    return Thousands.grouped(Rounding.plain(number));
  }

  Json json() {
    return Json.items(loops.stream().map(LoopSection::json));
  }

  private static Json json(LoopCosts loop) {
    return Json.object()
        .and("step", loop.step())
        .and("before", side(loop, true))
        .and("after", side(loop, false))
        .and("moves", Json.items(loop.moves().stream().map(LoopSection::json)));
  }

  private static Json side(LoopCosts loop, boolean before) {
    return Json.object()
        .and("cost", loop.total(before))
        .and("resent", loop.resent(before))
        .and(
            "turns",
            Json.items(
                (before ? loop.before() : loop.after())
                    .stream()
                        .map(
                            turn ->
                                Json.object()
                                    .and("turn", turn.turn())
                                    .and("prompt", EstimateJson.decimal(turn.prompt()))
                                    .and("cost", turn.cost())
                                    .and("resent", turn.resent()))));
  }

  private static Json json(Move move) {
    var json = Json.object();
    switch (move.kind()) {
      case Kind.Compact(var at, var to) ->
          json.and("kind", "compact")
              .and("at", EstimateJson.decimal(at))
              .and("to", EstimateJson.decimal(to));
      case Kind.Fresh(long turn, String model, var brief) ->
          json.and("kind", "fresh_context")
              .and("turn", turn)
              .and("model", model)
              .and("brief", EstimateJson.decimal(brief));
    }
    return json.and("cost", move.cost()).and("saved", move.saved());
  }
}
