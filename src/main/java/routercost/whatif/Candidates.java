package routercost.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence.Verdicts;
import routercost.whatif.routing.Tier;

/// The limits within which the best routing chooses, and the options that they leave each task.
///
/// The risk of an option is the number of calls that go to a lower tier, once for each tier that
/// they go down. Where answers were graded it is the number of those calls that may fail: the
/// highest rate that the answers do not rule out (economics §2f). A rejected move is no option.
///
/// @param floors the lowest tier by task; `*` is for all others
/// @param shown the highest failure rate, 0 to 1, that graded answers may leave open for a task
///     that goes down, by task; `*` is for all others
/// @param graded verdicts of graded answers; none without evidence
public record Candidates(
    Map<String, String> floors, Map<String, BigDecimal> shown, Verdicts graded) {
  /// The target of a task that is left as it is.
  public static final String AS_IS = "as is";

  private static final int BOUND_DIGITS = 10;

  public Candidates {
    floors = Map.copyOf(floors);
    shown = Map.copyOf(shown);
  }

  /// The options of every task of `asIs`: as it is, and on each target to which all its calls can
  /// move and where they have a price. A task without a price as it is has no options.
  ///
  /// @param alternatives all calls on one target each, named after it
  public SortedMap<String, List<Frontier.Option>> options(
      Comparison asIs, List<Alternative> alternatives) {
    var options = new TreeMap<String, List<Frontier.Option>>();
    asIs.byTask()
        .forEach((task, lines) -> asIs(task, lines).ifPresent(way -> add(options, task, way)));
    for (var alternative : alternatives) {
      var target = alternative.scenario().name();
      alternative
          .adjusted()
          .byTask()
          .forEach(
              (task, lines) ->
                  option(task, target, lines).ifPresent(way -> add(options, task, way)));
    }
    return options;
  }

  private static void add(
      Map<String, List<Frontier.Option>> options, String task, Frontier.Option option) {
    options.computeIfAbsent(task, _ -> new ArrayList<>()).add(option);
  }

  private Optional<Frontier.Option> asIs(String task, Comparison comparison) {
    boolean allowed =
        priced(comparison).allMatch(line -> isAllowed(task, rank(line, Repriced::before)));
    return allowed && isCharged(comparison)
        ? Optional.of(new Frontier.Option(AS_IS, comparison.costBefore(), BigDecimal.ZERO))
        : Optional.empty();
  }

  private Optional<Frontier.Option> option(String task, String target, Comparison comparison) {
    boolean allowed =
        priced(comparison)
            .allMatch(line -> fits(line) && isAllowed(task, rank(line, Repriced::after)));
    return allowed && isShown(task, target, comparison.lines()) && isCharged(comparison)
        ? comparison
            .costAfter()
            .map(cost -> new Frontier.Option(target, cost, risk(task, target, comparison.lines())))
        : Optional.empty();
  }

  private static Stream<Repriced> priced(Comparison comparison) {
    return comparison.lines().stream().filter(line -> line.before().isComplete());
  }

  private static boolean isCharged(Comparison comparison) {
    return comparison.lines().stream().anyMatch(line -> !line.before().charges().isEmpty());
  }

  private static boolean fits(Repriced line) {
    return line.assumptions().stream()
        .noneMatch(assumption -> assumption instanceof Assumption.TooLong);
  }

  private boolean isAllowed(String task, Optional<Integer> rank) {
    var floor = of(task, floors).flatMap(Tier::named).map(Tier::rank);
    return floor.isEmpty() || rank.filter(tier -> tier >= floor.get()).isPresent();
  }

  private static <T> Optional<T> of(String task, Map<String, T> values) {
    return Optional.ofNullable(values.get(task)).or(() -> Optional.ofNullable(values.get("*")));
  }

  /// Whether evidence allows the move: it does not reject it, and if a rate is required, shows the
  /// failures to be below that rate.
  private boolean isShown(String task, String target, List<Repriced> lines) {
    var verdict = graded.of(task, target);
    if (verdict.filter(known -> known.state() == EvidenceVerdict.State.REJECTED).isPresent()) {
      return false;
    }
    var required = of(task, shown);
    return required.isEmpty()
        || lines.stream().noneMatch(line -> down(line) > 0)
        || verdict.filter(known -> isWithin(known, required.get())).isPresent();
  }

  private static boolean isWithin(EvidenceVerdict verdict, BigDecimal rate) {
    return BigDecimal.valueOf(verdict.bound()).compareTo(rate) <= 0;
  }

  private BigDecimal risk(String task, String target, List<Repriced> lines) {
    var verdict = graded.of(task, target).filter(known -> known.samples() > 0);
    return lines.stream().map(line -> risk(line, verdict)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal risk(Repriced line, Optional<EvidenceVerdict> verdict) {
    var each =
        verdict
            .map(
                known ->
                    BigDecimal.valueOf(Math.max(0, known.bound()))
                        .setScale(BOUND_DIGITS, RoundingMode.UP))
            .map(rate -> down(line) > 0 ? rate : BigDecimal.ZERO)
            .orElseGet(() -> BigDecimal.valueOf(down(line)));
    return line.original().usage().of(Meter.CALLS).multiply(each);
  }

  /// The number of tiers that calls go down; a change to or from a model without a tier counts as
  /// one.
  private static int down(Repriced line) {
    if (line.before().equals(line.after()) || !line.before().isComplete()) {
      return 0;
    }
    var from = rank(line, Repriced::before);
    var to = rank(line, Repriced::after);
    return from.isPresent() && to.isPresent() ? Math.max(0, from.get() - to.get()) : 1;
  }

  private static Optional<Integer> rank(Repriced line, Function<Repriced, Ledger> side) {
    return side.apply(line).charges().stream()
        .map(charge -> charge.card().priced())
        .map(Resolution::tier)
        .flatMap(tier -> Tier.named(tier).stream())
        .map(Tier::rank)
        .min(Integer::compare);
  }
}
