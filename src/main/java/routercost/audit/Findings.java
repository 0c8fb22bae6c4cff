package routercost.audit;

import static routercost.audit.Finding.Severity.INFO;
import static routercost.audit.Finding.Severity.WARNING;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Ledger;
import routercost.price.Model;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.RateCard;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.ParallelStreams;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.Thousands;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// The search of a ledger for things that should not have happened.
///
/// @param book the prices of the ledger
/// @param today the day from which retirements are judged
public record Findings(PriceBook book, LocalDate today) {
  private static final int SOON_DAYS = 90;

  /// All findings about `ledger`, the largest amount first.
  ///
  /// @param duplicates calls that were ignored because they are in the input twice
  public List<Finding> of(Ledger ledger, UsageCube duplicates) {
    var groups = Group.of(ledger);
    var tiers =
        groups.stream()
            .collect(
                Collectors.groupingBy(
                    Group::task, Collectors.mapping(Findings::tier, Collectors.toSet())));
    return Stream.concat(
            Stream.concat(duplicateCalls(duplicates).stream(), RepeatedCalls.of(ledger)),
            Stream.concat(
                LongAnswers.of(groups),
                ParallelStreams.of(groups, ledger.charges().size())
                    .flatMap(
                        group ->
                            ofGroup(group, tiers.getOrDefault(group.task(), Set.of()).size() == 1))
                    .toList()
                    .stream()))
        .sorted(Finding.BY_AMOUNT)
        .toList();
  }

  /// @param alone whether all calls of the task are on models of one tier
  private Stream<Finding> ofGroup(Group group, boolean alone) {
    return Stream.of(
            failedCalls(group),
            unreadCache(group),
            longPrompts(group),
            fastMode(group),
            superseded(group, alone),
            retiring(group, alone))
        .flatMap(Optional::stream);
  }

  private Optional<Finding> duplicateCalls(UsageCube duplicates) {
    return duplicates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Finding.Rule.DUPLICATE_CALLS,
                INFO,
                "",
                "appeared in the input twice, by request id; duplicates are counted once",
                duplicates.total().of(Meter.CALLS),
                Ledger.of(duplicates, book::quote).total()));
  }

  private static Optional<Finding> failedCalls(Group group) {
    var failed = group.where(charge -> charge.slice().key().status() == Status.FAILED);
    return over(failed, failed.total())
        .map(
            amount ->
                failed.finding(
                    Finding.Rule.FAILED_CALLS,
                    WARNING,
                    "failed on " + group.model() + " but used tokens",
                    amount));
  }

  private static Optional<Finding> unreadCache(Group group) {
    if (group.used(Meter.CACHE_READ).signum() != 0) {
      return Optional.empty();
    }
    return over(group, group.sum(Findings::writePremium))
        .map(
            amount ->
                group.finding(
                    Finding.Rule.UNREAD_CACHE,
                    WARNING,
                    "wrote a cache on " + group.model() + " that no call of the task read",
                    amount));
  }

  /// The cost of cache writes above that of plain input.
  private static Money writePremium(Charge charge) {
    var input = Optional.ofNullable(charge.card().rates().get(Meter.INPUT));
    return Money.sum(
        charge.components().stream()
            .filter(Findings::isWrite)
            .flatMap(write -> input.map(rate -> premium(write, rate, charge.card())).stream())
            .toList());
  }

  private static boolean isWrite(Component component) {
    var meter = component.meter();
    return meter.isPrompt() && meter != Meter.INPUT && meter != Meter.CACHE_READ;
  }

  private static Money premium(Component write, Rate input, RateCard card) {
    var asInput = input.cost(write.quantity()).times(Factor.product(card.factors()));
    return write.amount().minus(asInput);
  }

  private Optional<Finding> longPrompts(Group group) {
    var over = group.where(charge -> charge.card().over() > 0);
    return over(over, over.sum(charge -> saving(charge, key -> key.withBand(Band.BASE))))
        .map(
            amount ->
                over.finding(
                    Finding.Rule.LONG_PROMPT,
                    INFO,
                    String.format(
                        Locale.ROOT,
                        "had prompts over the %s tokens where %s gets more expensive",
                        Thousands.grouped(over.charges().getFirst().card().over()),
                        group.model()),
                    amount));
  }

  private Optional<Finding> fastMode(Group group) {
    var fast = group.where(charge -> served(charge).service() == ServiceTier.FAST);
    return over(fast, fast.sum(charge -> saving(charge, _ -> standard(charge))))
        .map(
            amount ->
                fast.finding(
                    Finding.Rule.FAST_MODE, INFO, "ran in fast mode on " + group.model(), amount));
  }

  /// The key of these calls at standard speed, whether the log or the model's name says fast.
  private UsageKey standard(Charge charge) {
    return served(charge).withModel(charge.card().priced().id()).withService(ServiceTier.STANDARD);
  }

  private UsageKey served(Charge charge) {
    return book.served(charge.slice().key());
  }

  /// The cost of `charge` above that of its usage under another key; zero if that has no price.
  private Money saving(Charge charge, UnaryOperator<UsageKey> otherKey) {
    var slice = charge.slice();
    return saving(charge, new Slice(otherKey.apply(slice.key()), slice.usage()));
  }

  private Money saving(Charge charge, Slice instead) {
    var other = Ledger.of(List.of(instead), book::quote);
    return other.isComplete() ? charge.total().minus(other.total()) : Money.ZERO;
  }

  private Optional<Finding> superseded(Group group, boolean alone) {
    var tier = tier(group);
    if (tier.isEmpty()) {
      return Optional.empty();
    }
    var newest =
        new Scenario("newest of the tier", List.of(Rule.Move.ofTask(group.task(), tier)))
            .forCallsLike(group.charges().stream().map(Charge::slice));
    return over(
            group, group.sum(charge -> runsOn(tier, charge) ? Money.ZERO : savedBy(newest, charge)))
        .map(
            amount ->
                group.finding(
                    Finding.Rule.SUPERSEDED_MODEL,
                    INFO,
                    "ran on %s; %s would cost less for the same text"
                        .formatted(group.model(), newestOf(tier, group)),
                    amount))
        .map(finding -> finding.mendedBy(moveWithinTier(group, alone)));
  }

  /// Whether calls ran on the model that `tier` named on their day.
  private boolean runsOn(String tier, Charge charge) {
    return book.resolve(tier, charge.slice().key().day())
        .filter(model -> model.id().equals(charge.card().priced().id()))
        .isPresent();
  }

  private Money savedBy(Scenario scenario, Charge charge) {
    var slices = scenario.apply(charge.slice(), book).slices();
    return slices.equals(List.of(charge.slice())) ? Money.ZERO : saving(charge, slices.getFirst());
  }

  private String newestOf(String tier, Group group) {
    var lastDay =
        group.charges().stream()
            .map(charge -> charge.slice().key().day())
            .max(LocalDate::compareTo);
    return lastDay.flatMap(day -> book.catalog().tiers().model(tier, day)).orElse(tier);
  }

  private Optional<Finding> retiring(Group group, boolean alone) {
    return Optional.ofNullable(book.catalog().models().get(group.model()))
        .filter(model -> model.lifecycle().isRetired(today.plusDays(SOON_DAYS)))
        .flatMap(model -> retiring(group, model, alone));
  }

  private Optional<Finding> retiring(Group group, Model model, boolean alone) {
    return model
        .lifecycle()
        .retirement(today)
        .map(
            words ->
                group
                    .finding(
                        Finding.Rule.RETIRING_MODEL,
                        WARNING,
                        "ran on %s, which %s".formatted(group.model(), words),
                        group.total())
                    .with(new Successors(book, today).of(group, model))
                    .mendedBy(moveWithinTier(group, alone)));
  }

  private static String tier(Group group) {
    return group.charges().getFirst().card().priced().tier();
  }

  /// The move of calls to the current model of their tier; empty if their model has no tier.
  private static Optional<String> moveWithinTier(Group group, boolean alone) {
    if (tier(group).isEmpty()) {
      return Optional.empty();
    }
    var task = group.task();
    var where =
        alone && !task.isEmpty()
            ? task
            : (task.isEmpty() ? "" : "task=" + task + ",") + "model=" + group.model();
    return Optional.of(where + "=" + tier(group));
  }

  /// `amount` if it is above zero and there are calls.
  private static Optional<Money> over(Group group, Money amount) {
    boolean any =
        !group.charges().isEmpty() && group.used(Meter.CALLS).compareTo(BigDecimal.ZERO) > 0;
    return any && amount.compareTo(Money.ZERO) > 0 ? Optional.of(amount) : Optional.empty();
  }
}
