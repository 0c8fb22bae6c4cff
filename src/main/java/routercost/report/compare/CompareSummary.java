package routercost.report.compare;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.RunMetadata;
import routercost.report.common.ScreenEnd;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The sentences of a comparison: how far the bill moved, what it was, and what the split rests on.
///
/// @param decimals of all amounts
record CompareSummary(ComparedBills compared, int decimals) {
  /// The first line.
  String title() {
    var base = compared.base().head().inputNames();
    var after = compared.after().head().inputNames();
    return (base.equals(after) ? base : base + " to " + after) + "  USD";
  }

  /// How far the bill moved, and the driver that moved it most.
  String summary() {
    var variance = compared.variance();
    var base = variance.base().cost();
    var after = variance.head().cost();
    var change = variance.change();
    if (variance.lines().isEmpty()) {
      return compared.isUnpriced() ? "Nothing here has a price." : "No calls to compare.";
    }
    if (compared.isUnpriced()) {
      return "The bill was %s and is %s: the change is unknown."
          .formatted(cost(compared.base(), base), cost(compared.after(), after));
    }
    if (change.isZero()) {
      return "The bill is the same: " + dollars(after) + "." + largest();
    }
    var size = new Money(change.usd().abs());
    return "The bill %s by %s%s, from %s to %s.%s%s"
        .formatted(
            change.usd().signum() > 0 ? "rose" : "fell",
            dollars(size),
            base.isZero() ? "" : " (" + Phrases.percent(size, base) + ")",
            dollars(base),
            dollars(after),
            largest(),
            againstNothing());
  }

  private String againstNothing() {
    boolean isBaseEmpty = isEmpty(compared.base());
    boolean isHeadEmpty = isEmpty(compared.after());
    return isBaseEmpty == isHeadEmpty
        ? ""
        : " The %s has no calls, so this compares with nothing."
            .formatted(isBaseEmpty ? "base" : "head");
  }

  private static boolean isEmpty(ComparedBills.Side side) {
    return side.ledger().charges().isEmpty() && side.ledger().isComplete();
  }

  private String cost(ComparedBills.Side side, Money cost) {
    return side.isUnpriced() ? "unpriced" : dollars(cost);
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals);
  }

  private String largest() {
    Comparator<Map.Entry<Driver, Money>> bySize =
        Comparator.comparing(effect -> effect.getValue().usd().abs());
    return compared.variance().drivers().entrySet().stream()
        .filter(effect -> !effect.getValue().isZero())
        .max(bySize)
        .map(
            effect ->
                " The largest driver is %s (%s)."
                    .formatted(
                        DriverText.name(effect.getKey(), compared.view().grouping())
                            .toLowerCase(Locale.ROOT),
                        new Cell.Change(effect.getValue(), decimals).text()))
        .orElse("");
  }

  /// The two bills.
  Block sides() {
    return new Block.Items(
        List.of(
            side("Base", compared.base(), compared.variance().base()),
            side("Head", compared.after(), compared.variance().head())));
  }

  private static Block.Items.Item side(String lead, ComparedBills.Side side, Variance.Total total) {
    var facts =
        Stream.of(
                Stream.of(side.head().inputNames()),
                side.head().days(),
                Stream.of(Phrases.calls(total.calls())),
                perCall(total))
            .flatMap(parts -> parts)
            .collect(Collectors.joining(", "));
    return new Block.Items.Item(lead, facts);
  }

  private static Stream<String> perCall(Variance.Total total) {
    return total.calls().signum() == 0
        ? Stream.empty()
        : Stream.of(Rounding.dollars(Rounding.perCall(total.cost(), total.calls())) + " per call");
  }

  /// The sections below the tables.
  List<Block> below() {
    return Stream.of(
            Block.details(Block.section("Unpriced", gaps())),
            Block.details(Block.section("Notes", sentences())),
            new ScreenEnd(compared.head()).blocks(this::gaps))
        .flatMap(List::stream)
        .toList();
  }

  private List<String> gaps() {
    return Stream.concat(gaps("base", compared.base()), gaps("head", compared.after())).toList();
  }

  private static Stream<String> gaps(String name, ComparedBills.Side side) {
    return UnpricedUsage.sentences(side.ledger()).stream()
        .map(sentence -> "In the " + name + ": " + sentence + ".");
  }

  private List<String> sentences() {
    var sentences = new ArrayList<String>();
    sentences.add(method());
    sentences.addAll(conventions());
    newModels().ifPresent(sentences::add);
    lengths().ifPresent(sentences::add);
    if (tokenizersDiffer()) {
      sentences.add(
          "The models use different tokenizers. Where calls moved between them, the change in token counts of the same text is part of routing.");
    }
    discounts().ifPresent(sentences::add);
    compared.assumptions().forEach(text -> sentences.add("Assumed: " + text + "."));
    sentences.add("Prices: " + compared.head().prices().inWords() + ".");
    return sentences;
  }

  private Optional<String> discounts() {
    var before = compared.base().list();
    var after = compared.after().list();
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    boolean isList =
        before.get().compareTo(compared.variance().base().cost()) == 0
            && after.get().compareTo(compared.variance().head().cost()) == 0;
    return isList
        ? Optional.empty()
        : Optional.of(
            "All amounts are after discounts. At list price the bill was %s and is %s."
                .formatted(dollars(before.get()), dollars(after.get())));
  }

  private String method() {
    return switch (compared.variance().split().method()) {
      case STEPS ->
          "Drivers are applied in this order, each on top of those above it; another order would split joint effects differently (--method shapley averages all orders).";
      case SHAPLEY -> "Each effect is the average over all orders of the five drivers (Shapley).";
      case PVM -> volume();
    };
  }

  private String volume() {
    return switch (compared.variance().split().volume()) {
      case TOKENS ->
          "Price, volume and mix count tokens of every kind alike; --method steps shows routing separately.";
      case CALLS ->
          "Volume counts calls. Mix combines %s mix, routing and tokens per call; --method steps shows them separately."
              .formatted(compared.view().grouping().heading().toLowerCase(Locale.ROOT));
    };
  }

  private List<String> conventions() {
    var split = compared.variance().split();
    var sentences = new ArrayList<String>();
    if (split.joint() == Split.Joint.SEPARATE) {
      sentences.add(
          "Price is the extra cost of the tokens of the base at the prices of the head; joint is the change in price times the change in quantity.");
    }
    if (split.newLines() == Split.NewLines.BUCKET) {
      sentences.add(
          "New and discontinued are tokens of a model and kind that only one side used; moves to or from them do not count as mix.");
    }
    return sentences;
  }

  private Optional<String> newModels() {
    var models = compared.variance().newModels();
    return models.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "New in the head and without a price at the time of the base, so without a price effect: %s."
                .formatted(
                    models.stream().map(Phrases::shortModel).collect(Collectors.joining(", "))));
  }

  /// Nothing is scaled to a common length; whoever reads has to know.
  private Optional<String> lengths() {
    var base = days(compared.base().head());
    var after = days(compared.after().head());
    return base == 0 || after == 0 || base == after
        ? Optional.empty()
        : Optional.of(
            "The base covers %s and the head %s; amounts are not scaled."
                .formatted(Phrases.counted(base, "day"), Phrases.counted(after, "day")));
  }

  private static long days(RunMetadata head) {
    return head.from()
        .flatMap(first -> head.to().map(last -> ChronoUnit.DAYS.between(first, last) + 1))
        .orElse(0L);
  }

  private boolean tokenizersDiffer() {
    boolean routed = !compared.variance().effect(Driver.ROUTING).isZero();
    return routed
        && compared.variance().split().method() != Method.PVM
        && Stream.of(compared.base(), compared.after())
                .flatMap(side -> side.ledger().charges().stream())
                .map(Charge::card)
                .map(card -> card.priced().tokenizer())
                .filter(family -> !family.isEmpty())
                .distinct()
                .count()
            > 1;
  }
}
