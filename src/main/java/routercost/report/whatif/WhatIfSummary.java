package routercost.report.whatif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.report.common.Assumptions;
import routercost.report.common.AuditGroup;
import routercost.report.common.Coverage;
import routercost.report.common.FindingSection;
import routercost.report.common.ReportHeader;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.whatif.Alternative;
import routercost.whatif.Effects.Effect;

/// The sentences of a what-if: what comes out, why it is not what tokens times price would say, and
/// what the figures rest on.
record WhatIfSummary(WhatIf whatIf) {
  private static final int SHOWN = 6;

  /// What the scenario saves, beside the naive figure.
  String summary(ScenarioTable table) {
    if (whatIf.asIs().costBefore().isZero()) {
      return nothing();
    }
    var bill = billIs(whatIf.asIs().costBefore());
    if (!table.anyMoved()) {
      return bill + " Nothing moves.";
    }
    var economics = whatIf.view().units().of(table.alternative().adjusted(), whatIf.head());
    var units =
        economics.sentences().stream()
            .map(sentence -> " " + sentence)
            .collect(Collectors.joining());
    return table
        .alternative()
        .saved()
        .map(saved -> bill + saving(table, saved) + units)
        .orElse(bill + " No saving can be stated: something would have no price.");
  }

  private String nothing() {
    return new AuditGroup(List.of(), whatIf.asIs()).isPriced()
        ? "Nothing here has a cost."
        : "Nothing here has a price.";
  }

  /// An amount beside the bill, with the decimals of the bill.
  private String dollars(Money money) {
    return Rounding.dollars(money, Rounding.decimals(whatIf.asIs().costBefore()));
  }

  private String saving(ScenarioTable table, Money saved) {
    var what = table.alternative().scenario().name();
    var text =
        saved.usd().signum() < 0
            ? " " + Phrases.capital(outcome(table.alternative(), saved)) + "."
            : " %s would save %s%s (%s)."
                .formatted(
                    Phrases.capital(what),
                    dollars(saved),
                    table.halfWidth().map(width -> " +/- " + dollars(width)).orElse(""),
                    percent(saved));
    return text
        + table
            .alternative()
            .savedNaively()
            .filter(naive -> !dollars(naive).equals(dollars(saved)))
            .map(
                naive ->
                    " Tokens times price alone would give %s (%s)."
                        .formatted(dollars(naive), percent(naive)))
            .orElse("");
  }

  private String percent(Money part) {
    return Phrases.percent(part, whatIf.asIs().costBefore());
  }

  private String billIs(Money bill) {
    return new Coverage(whatIf.asIs().before(), whatIf.head().notCounted()).billIs(bill) + ".";
  }

  /// What could be saved at most.
  String summary(ScenarioMatrix table) {
    if (table.total().isZero()) {
      return nothing();
    }
    var bill = billIs(table.total());
    if (!whatIf.matrix()) {
      return bill + scenarios();
    }
    return table.saved().isZero()
        ? bill + nothingSaved(table)
        : bill
            + new WhatIfHeadline(whatIf).suggested().map(text -> " " + text + ".").orElse("")
            + " Lower bound, whatever the quality: every task on its cheapest model costs %s (-%s)."
                .formatted(dollars(table.total().minus(table.saved())), percent(table.saved()));
  }

  /// What each of several scenarios saves, the best first.
  private String scenarios() {
    return whatIf.alternatives().stream()
        .filter(alternative -> alternative.saved().isPresent())
        .sorted(Comparator.comparing((Alternative a) -> a.saved().orElseThrow()).reversed())
        .map(alternative -> outcome(alternative, alternative.saved().orElseThrow()))
        .collect(Collectors.joining(", ", " ", "."));
  }

  private String outcome(Alternative alternative, Money saved) {
    var name = alternative.scenario().name();
    return switch (saved.usd().signum()) {
      case 0 -> name + " would change nothing";
      case 1 -> "%s would save %s (%s)".formatted(name, dollars(saved), percent(saved));
      default -> {
        var more = Money.ZERO.minus(saved);
        yield "%s would cost %s more (%s)".formatted(name, dollars(more), percent(more));
      }
    };
  }

  private String nothingSaved(ScenarioMatrix table) {
    var alone = table.total(0).filter(_ -> whatIf.alternatives().size() == 1);
    return alone.isEmpty() || alone.get().equals(table.total())
        ? " Every task runs on the cheapest of these models already."
        : " All on %s would cost %s, %s more (%s)."
            .formatted(
                whatIf.alternatives().getFirst().scenario().name(),
                dollars(alone.get()),
                dollars(alone.get().minus(table.total())),
                percent(alone.get().minus(table.total())));
  }

  /// Why the saving is not the naive one; nothing if it is.
  List<Block> effects() {
    var items = new ArrayList<Block.Items.Item>();
    for (var effect : Effect.values()) {
      var made = whatIf.effects().get(effect);
      if (made != null) {
        items.add(new Block.Items.Item(signed(made), sentence(effect)));
      }
    }
    rest()
        .ifPresent(
            made ->
                items.add(
                    new Block.Items.Item(
                        signed(made),
                        "prompts or answers are of another length, or something is switched off")));
    return Block.section("Why the saving is not tokens times price", new Block.Items(items));
  }

  /// What no effect accounts for.
  private Optional<Money> rest() {
    var first = whatIf.alternatives().getFirst();
    var known = Money.sum(whatIf.effects().values());
    return first
        .saved()
        .flatMap(saved -> first.savedNaively().map(naive -> saved.minus(naive).minus(known)))
        .filter(rest -> !rest.isZero());
  }

  private static String signed(Money made) {
    return new Cell.Change(made, Rounding.decimals(made)).text();
  }

  private String padded(Money saved) {
    return ". With prefixes padded to the minimum (--pad-prefixes) the saving would be %s (%s)"
        .formatted(Rounding.dollars(saved), percent(saved));
  }

  private String sentence(Effect effect) {
    return switch (effect) {
      case TOKENIZER -> "the target counts the same text in other tokens (--without tokenizer)";
      case CACHE_MINIMUM ->
          "cached tokens become plain input: the target caches no prefix that short (--without"
              + " cache-minimum)"
              + whatIf.padded().map(this::padded).orElse("");
      case COLD_CACHES ->
          "two models share the calls, and each finds fewer prefixes cached (--without"
              + " cold-caches)";
      case SHARED_PREFIXES ->
          "a session is split, and each model writes its own copy of the shared prefix (--without"
              + " shared-prefixes)";
      case BANDS -> "prompts are in another price band on the target (--without bands)";
      case CONTEXT_WINDOW ->
          "calls that are too long for the target stay (--without context-window)";
      case AVAILABILITY -> "the target is not served as the calls were (--without availability)";
      case THINKING -> "the target thinks as much (--without thinking)";
      case ANSWER_LENGTHS ->
          "answers are as long as the target's own to the same task (--without answer-lengths)";
      case RETIREMENT -> "the target retires";
    };
  }

  /// What could be saved without another model.
  List<Block> headroom() {
    return Block.section("Headroom", new Block.Items(FindingSection.items(whatIf.headroom())));
  }

  /// Everything below the tables.
  List<Block> below() {
    var blocks = new ArrayList<>(Block.details(Block.section("Unpriced", gaps())));
    blocks.addAll(Block.details(Block.section("Notes", figuresRestOn())));
    return blocks;
  }

  /// What has no price, as it is or in one of the alternatives.
  List<String> gaps() {
    var after =
        whatIf.matrix()
            ? Stream.<String>of()
            : whatIf.alternatives().stream()
                .map(Alternative::adjusted)
                .flatMap(comparison -> UnpricedUsage.sentences(comparison).stream());
    return Stream.concat(UnpricedUsage.sentences(whatIf.asIs()).stream(), after)
        .distinct()
        .map(text -> text + ".")
        .toList();
  }

  private List<String> figuresRestOn() {
    var sentences = new ArrayList<String>();
    sentences.add("Quality is not in these figures: test a task on the target before you move it.");
    if (!whatIf.matrix() && !whatIf.alternatives().isEmpty()) {
      sentences.add(certainty());
    }
    var assumed = assumptions();
    int shown =
        whatIf.view().verbose() || !whatIf.matrix()
            ? assumed.size()
            : Math.min(SHOWN, assumed.size());
    assumed.subList(0, shown).forEach(text -> sentences.add("Assumed: " + text + "."));
    if (shown < assumed.size()) {
      sentences.add(Phrases.counted(assumed.size() - shown, "more assumption") + "; -v lists all.");
    }
    sentences.addAll(ReportHeader.rows(whatIf.head()));
    sentences.add("Prices: " + whatIf.head().prices().inWords() + ".");
    return sentences;
  }

  private String certainty() {
    return whatIf.alternatives().stream().anyMatch(each -> whatIf.halfWidth(each).isPresent())
        ? "'+/-' is how far the saving of as many other calls like these would be off, in 9 of 10"
            + " cases."
        : "There are no error bars: rows stand for several calls, or the calls are too few.";
  }

  /// Everything that was assumed, in reading and in pricing.
  List<String> assumptions() {
    var scenarios = whatIf.alternatives().stream().map(Alternative::adjusted).toList();
    return Stream.concat(whatIf.readingAssumptions().stream(), Assumptions.of(scenarios).stream())
        .distinct()
        .toList();
  }

  /// The names of what is switched off.
  List<String> without() {
    var off = new TreeSet<String>();
    for (var alternative : whatIf.alternatives()) {
      for (var effect : Effect.values()) {
        if (!alternative.scenario().effects().active().contains(effect)) {
          off.add(effect.id());
        }
      }
    }
    return List.copyOf(off);
  }
}
