package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import routercost.price.Charge;
import routercost.price.Money;
import routercost.price.Resolution;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Thousands;
import routercost.whatif.Assumption;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;

/// What the figures of a comparison take for granted, in as few sentences as say all of it.
public final class Assumptions {
  static final int SHOWN = 6;

  private final SortedMap<String, SortedSet<String>> tiers = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> factors = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, Long>> shorts = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> longs = new TreeMap<>();
  private final PriceConfidence confidence = new PriceConfidence();
  private final SortedMap<String, BigDecimal> freeWrites = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> unscored = new TreeMap<>();
  private final SortedMap<String, Cut> cuts = new TreeMap<>();
  private BigDecimal parted = BigDecimal.ZERO;
  private Money doubted = Money.ZERO;
  private final MeasuredAnswers answers = new MeasuredAnswers();
  private final TreeSet<String> held = new TreeSet<>();
  private final TreeSet<String> others = new TreeSet<>();

  /// Answers that a limit cuts.
  private static final class Cut {
    private BigDecimal cut = BigDecimal.ZERO;
    private BigDecimal calls = BigDecimal.ZERO;
    private boolean known = true;

    void add(BigDecimal more, BigDecimal of, boolean oneByOne) {
      cut = cut.add(more);
      calls = calls.add(of);
      known &= oneByOne;
    }

    String text() {
      return ", which cuts %s of them%s"
          .formatted(
              Phrases.percent(cut, calls), known ? "" : ", if each is as long as their average");
    }
  }

  private Assumptions() {}

  /// The sentences, without full stops.
  public static List<String> of(Comparison comparison) {
    return of(List.of(comparison));
  }

  /// The sentences about several scenarios of one bill, without full stops.
  public static List<String> of(List<Comparison> scenarios) {
    var assumptions = new Assumptions();
    scenarios.stream().limit(1).forEach(bill -> bill.lines().forEach(assumptions::addBefore));
    scenarios.forEach(scenario -> scenario.lines().forEach(assumptions::addAfter));
    return assumptions.sentences();
  }

  private void addBefore(Repriced line) {
    line.before().charges().forEach(this::addCharge);
    line.before().charges().forEach(confidence::add);
  }

  private void addAfter(Repriced line) {
    var task = Phrases.orNone(line.original().key().task());
    line.assumptions().forEach(assumption -> add(assumption, task));
    if (!line.after().equals(line.before())) {
      line.after().charges().forEach(this::addMoved);
    }
  }

  /// Those that most reports have stand before the switch, which Java links anew at every start.
  private void add(Assumption assumption, String task) {
    if (assumption instanceof Assumption.TokenizerScaled(String from, String to, var factor)) {
      collect(factors, factor.toPlainString(), from + " to " + to);
    } else if (assumption instanceof Assumption.BandRecounted(String model)) {
      others.add("the price band is that of the average prompt, in tokens of " + model);
    } else if (assumption instanceof Assumption.ServedStandard(String model, var service)) {
      others.add(
          "%s is priced as standard on %s, which has no price for it"
              .formatted(service == ServiceTier.FAST ? "fast mode" : service.id(), model));
    } else if (assumption
        instanceof Assumption.CacheTooShort(String model, long minimum, long prefix)) {
      shorts
          .computeIfAbsent(
              model + " caches no prefix under " + Thousands.grouped(minimum) + " tokens",
              _ -> new TreeMap<>())
          .merge(task, prefix, Math::max);
    } else if (assumption instanceof Assumption.Retires(String model, var day)) {
      others.add("%s can be called until it retires on %s".formatted(model, day));
    } else {
      addRare(assumption, task);
    }
  }

  private void addRare(Assumption assumption, String task) {
    switch (assumption) {
      case Assumption.TokenizerScaled _,
          Assumption.BandRecounted _,
          Assumption.ServedStandard _,
          Assumption.CacheTooShort _,
          Assumption.Retires _ ->
          throw new IllegalArgumentException(assumption + " is not rare");
      case Assumption.BandKept(String model) ->
          others.add("calls keep the price band of their logged prompt on %s".formatted(model));
      case Assumption.TokensHeld(String from, String to) -> held.add(from + " to " + to);
      case Assumption.CachesCooled(var hits, var fewer) ->
          others.add(
              "calls shared by two models find fewer prefixes cached: %s instead of %s of the tokens"
                  .formatted(percent(fewer), percent(hits)));
      case Assumption.PrefixesParted(long tokens) ->
          parted = parted.add(BigDecimal.valueOf(tokens));
      case Assumption.SessionsUnknown(var more) -> doubted = doubted.plus(more);
      case Assumption.TooLong(String model, long limit, boolean answer) ->
          collect(
              longs,
              answer
                  ? "answers are longer than the %s tokens that %s writes"
                      .formatted(Thousands.grouped(limit), model)
                  : "calls are longer than the %s tokens of %s"
                      .formatted(Thousands.grouped(limit), model),
              task);
      case Assumption.LongerThanWindow(String model, long window, long turn) ->
          others.add(
              "prompts are priced although they exceed the %s tokens of %s from turn %s on"
                  .formatted(Thousands.grouped(window), model, Thousands.grouped(turn)));
      case Assumption.InputScaled(String model, var ratio) ->
          others.add(
              "prompts of %s have %s tokens for each one logged"
                  .formatted(model, ratio.toPlainString()));
      case Assumption.OutputScaled(String model, var ratio) ->
          others.add(
              "%s writes %s tokens for each one logged".formatted(model, ratio.toPlainString()));
      case Assumption.OutputMeasured(String to, var ratio) -> answers.add(task, to, ratio);
      case Assumption.AnswersCut(long limit, var cut, var calls, boolean known) ->
          cuts.computeIfAbsent(
                  "the answers of %s end at %s tokens".formatted(task, Thousands.grouped(limit)),
                  _ -> new Cut())
              .add(cut, calls, known);
      case Assumption.NoScore(String column) ->
          collect(
              unscored,
              "calls without a score in '%s' follow the shares of the bands".formatted(column),
              task);
      case Assumption.ThinksAsMuch(String model) ->
          others.add("%s thinks as much as the model before".formatted(model));
      case Assumption.DoesNotThink(String model) ->
          others.add("%s does not think, where the model before did".formatted(model));
      case Assumption.ServedAnywhere(String model, String place) ->
          others.add("the multiplier %s is left out on %s, which has none".formatted(place, model));
      case Assumption.NotBatched(String model, String service) ->
          others.add(
              service.equals("standard")
                  ? "%s has no batch price: its calls are not batched".formatted(model)
                  : "calls served %s on %s are not batched".formatted(service, model));
      case Assumption.NotCached(String model, long minimum) ->
          others.add(
              "nothing is cached on %s: the prefix is under its minimum of %s tokens"
                  .formatted(model, Thousands.grouped(minimum)));
      case Assumption.PrefixPadded(String model, long minimum) ->
          others.add(
              "the prefix is padded to the minimum of %s tokens that %s caches"
                  .formatted(Thousands.grouped(minimum), model));
    }
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  private static void collect(SortedMap<String, SortedSet<String>> map, String key, String value) {
    map.computeIfAbsent(key, _ -> new TreeSet<>()).add(value);
  }

  private void addCharge(Charge charge) {
    addTier(charge);
    if (charge.card().unplaced()) {
      others.add(
          "%s has no %s price: the calls there are priced at the global price"
              .formatted(charge.card().priced().id(), charge.slice().key().place().id()));
    }
    var usage = charge.slice().usage();
    var free =
        charge.card().atInput().isEmpty() ? BigDecimal.ZERO : charge.card().freeWrites(usage);
    if (free.signum() != 0) {
      freeWrites.merge(charge.card().priced().id(), free, BigDecimal::add);
    } else if (usage.of(Meter.CACHE_WRITE_UNKNOWN).signum() != 0) {
      others.add("cache writes of unknown lifetime are priced at the 5-minute rate");
    }
  }

  private void addMoved(Charge charge) {
    addTier(charge);
    var valid = charge.card().valid();
    if (valid.startsAfter(charge.slice().key().day())) {
      others.add(
          "%s has no price before %s; that first price is used for earlier days"
              .formatted(
                  charge.card().priced().id(), valid.from().map(Object::toString).orElse("")));
    }
  }

  private void addTier(Charge charge) {
    var priced = charge.card().priced();
    if (priced.how() == Resolution.How.TIER) {
      collect(tiers, priced.logged(), priced.id());
    }
  }

  private List<String> sentences() {
    var all = new ArrayList<String>();
    sentence(
            "each tier is its current model on the day of a call: ",
            joined(tiers, (tier, models) -> tier + " is " + String.join(", then ", models)))
        .forEach(all::add);
    sentence(
            "token counts are converted to the other tokenizer: ",
            joined(
                factors,
                (factor, models) -> "times " + factor + " from " + String.join(", ", models)))
        .forEach(all::add);
    sentence("token counts stay as logged, as no factor between the tokenizers is known: ", held)
        .forEach(all::add);
    shorts.forEach(
        (what, tasks) ->
            all.add(
                what
                    + ", so cached tokens are priced as plain input there: "
                    + Phrases.few(
                        joined(
                            tasks,
                            (task, prefix) -> task + " (" + Thousands.grouped(prefix) + " a call)"),
                        SHOWN)));
    freeWrites.forEach(
        (model, tokens) ->
            all.add(
                "%s has no fee for cache writes: %s at the input rate"
                    .formatted(model, Phrases.counted(tokens, "token"))));
    if (parted.signum() > 0) {
      all.add(
          "where a session is split, each model writes its own copy of the shared prefix: %s are no"
                  .formatted(Phrases.counted(parted, "token"))
              + " longer read from the cache");
    }
    if (!doubted.isZero()) {
      all.add(
          "calls of different tasks share no cached prefix: the log names no sessions, and if they"
              + " do, %s less is saved".formatted(Rounding.dollars(doubted)));
    }
    unscored.forEach((what, tasks) -> all.add(what + ": " + Phrases.few(tasks, SHOWN)));
    cuts.forEach((what, cut) -> all.add(what + cut.text()));
    longs.forEach((what, tasks) -> all.add(what + " and stay: " + Phrases.few(tasks, SHOWN)));
    others.addAll(answers.sentences());
    all.addAll(others);
    all.addAll(confidence.sentences());
    return all;
  }

  private static <T> List<String> joined(
      SortedMap<String, T> map, BiFunction<String, T, String> words) {
    var all = new ArrayList<String>();
    map.forEach((name, value) -> all.add(words.apply(name, value)));
    return all;
  }

  private static List<String> sentence(String start, Collection<String> parts) {
    return parts.isEmpty() ? List.of() : List.of(start + String.join("; ", parts));
  }
}
