package routercost.whatif;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import routercost.price.Ledger;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.GradedEvidence.Graded;

/// What each task could run on: the ways between which the best routing chooses.
///
/// The risk of a way is the number of calls that go to a lower tier, once for each tier that they
/// go down. Where answers were graded it is the number of those calls that may fail: the highest
/// rate that the answers do not rule out, as a bound of quality keeps out what is not shown
/// (economics §2f). What was rejected is no way at all.
///
/// @param floors the lowest tier that a task may run on, by task; `*` is for all others
/// @param shown the highest failure rate, 0 to 1, that graded answers may leave open for a task
///     that goes down, by task; `*` is for all others
/// @param graded what answers show; nothing if no evidence was given
public record Candidates(Map<String, String> floors, Map<String, BigDecimal> shown, Graded graded) {
  /// What a task costs as it is.
  public static final String AS_IS = "as is";

  private static final int BOUND_DIGITS = 10;

  private static final Map<String, Integer> RANKS =
      Map.of("haiku", 1, "sonnet", 2, "opus", 3, "fable", 4, "mythos", 4);

  public Candidates {
    floors = Map.copyOf(floors);
    shown = Map.copyOf(shown);
  }

  /// The tiers from low to high that floors are given in.
  public static List<String> tiers() {
    return List.of("haiku", "sonnet", "opus", "fable", "mythos");
  }

  /// The options of every task of `asIs`: as it is, and on each of the targets where all its calls
  /// can move there and have a price. A task that has no price as it is has no options.
  ///
  /// @param alternatives everything on one target each, under its name
  public SortedMap<String, List<Frontier.Option>> options(
      Comparison asIs, List<Alternative> alternatives) {
    var options = new TreeMap<String, List<Frontier.Option>>();
    byTask(asIs)
        .forEach((task, lines) -> asIs(task, lines).ifPresent(some -> add(options, task, some)));
    for (var alternative : alternatives) {
      byTask(alternative.adjusted())
          .forEach(
              (task, lines) ->
                  option(task, alternative.scenario().name(), lines)
                      .ifPresent(some -> add(options, task, some)));
    }
    return options;
  }

  private static void add(
      Map<String, List<Frontier.Option>> options, String task, Frontier.Option option) {
    options.computeIfAbsent(task, _ -> new ArrayList<>()).add(option);
  }

  private static Map<String, List<Repriced>> byTask(Comparison comparison) {
    var byTask = new LinkedHashMap<String, List<Repriced>>();
    comparison
        .lines()
        .forEach(
            line ->
                byTask
                    .computeIfAbsent(line.original().key().task(), _ -> new ArrayList<>())
                    .add(line));
    return byTask;
  }

  private Optional<Frontier.Option> asIs(String task, List<Repriced> lines) {
    boolean priced = lines.stream().anyMatch(line -> !line.before().charges().isEmpty());
    boolean allowed =
        lines.stream()
            .filter(line -> line.before().isComplete())
            .allMatch(line -> isAllowed(task, rank(line, Repriced::before)));
    return priced && allowed
        ? Optional.of(
            new Frontier.Option(AS_IS, new Comparison(lines).costBefore(), BigDecimal.ZERO))
        : Optional.empty();
  }

  private Optional<Frontier.Option> option(String task, String target, List<Repriced> lines) {
    boolean allowed =
        lines.stream()
            .filter(line -> line.before().isComplete())
            .allMatch(line -> fits(line) && isAllowed(task, rank(line, Repriced::after)));
    allowed &= isShown(task, target, lines);
    boolean priced = lines.stream().anyMatch(line -> !line.before().charges().isEmpty());
    return allowed && priced
        ? new Comparison(lines)
            .costAfter()
            .map(cost -> new Frontier.Option(target, cost, risk(task, target, lines)))
        : Optional.empty();
  }

  private static boolean fits(Repriced line) {
    return line.assumptions().stream().noneMatch(some -> some instanceof Assumption.TooLong);
  }

  private boolean isAllowed(String task, Optional<Integer> rank) {
    var floor = Optional.ofNullable(floors.getOrDefault(task, floors.get("*")));
    return floor
        .map(RANKS::get)
        .map(lowest -> rank.filter(some -> some >= lowest).isPresent())
        .orElse(true);
  }

  /// Whether evidence lets a task go there: it is not rejected, and if a rate was asked for, shown
  /// to be below it.
  private boolean isShown(String task, String target, List<Repriced> lines) {
    var verdict = graded.of(task, target);
    if (verdict.filter(some -> some.state() == EvidenceVerdict.State.REJECTED).isPresent()) {
      return false;
    }
    var asked = Optional.ofNullable(shown.getOrDefault(task, shown.get("*")));
    boolean falls = lines.stream().anyMatch(line -> down(line) > 0);
    return asked.isEmpty() || !falls || verdict.filter(some -> isBelow(some, asked)).isPresent();
  }

  private static boolean isBelow(EvidenceVerdict verdict, Optional<BigDecimal> asked) {
    return asked
        .filter(rate -> BigDecimal.valueOf(verdict.bound()).compareTo(rate) <= 0)
        .isPresent();
  }

  private BigDecimal risk(String task, String target, List<Repriced> lines) {
    var verdict = graded.of(task, target).filter(some -> some.samples() > 0);
    return lines.stream().map(line -> risk(line, verdict)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal risk(Repriced line, Optional<EvidenceVerdict> verdict) {
    var each =
        verdict
            .map(
                some ->
                    BigDecimal.valueOf(Math.max(0, some.bound()))
                        .setScale(BOUND_DIGITS, RoundingMode.UP))
            .map(rate -> down(line) > 0 ? rate : BigDecimal.ZERO)
            .orElseGet(() -> BigDecimal.valueOf(down(line)));
    return line.original().usage().of(Meter.CALLS).multiply(each);
  }

  /// How many tiers calls go down; a change to or from a model without a tier counts as one.
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
        .flatMap(tier -> Optional.ofNullable(RANKS.get(tier)).stream())
        .min(Integer::compare);
  }
}
