package routercost.audit;

import static routercost.audit.Finding.Severity.INFO;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routercost.audit.ArrivalStats.Gaps;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.RateCard.Factor;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.UsageCube;

/// The savings that caching and batching could still bring, in dollars, as far as a log shows them.
///
/// @param book the prices of the ledger
/// @param traffic the times of its calls
public record Headroom(PriceBook book, ArrivalStats traffic) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /// The largest difference between the share of hits and the share that the gaps predict.
  private static final BigDecimal CLOSE = new BigDecimal("0.15");

  /// All findings, the largest amount first.
  public List<Finding> of(Ledger ledger) {
    var unread =
        new Findings(book, LocalDate.MIN)
            .of(ledger, UsageCube.EMPTY).stream()
                .filter(finding -> finding.rule() == Finding.Rule.UNREAD_CACHE);
    return Stream.of(
            unread,
            Group.of(ledger).stream().flatMap(this::ofGroup),
            new Bursts(book).of(traffic.byHour()))
        .flatMap(findings -> findings)
        .sorted(Finding.BY_AMOUNT)
        .toList();
  }

  private Stream<Finding> ofGroup(Group group) {
    return traffic.times(new ArrivalStats.Lane(group.task(), group.model())).stream()
        .flatMap(times -> Stream.of(lifetime(group, times), candidate(group, times)))
        .flatMap(Optional::stream);
  }

  /// The rates of the last price that calls of a group had, after factors.
  private record Rates(Rate input, Rate write5m, Rate write1h, Rate read) {
    static Optional<Rates> of(Group group) {
      var card = group.charges().getLast().card();
      var input = card.rates().get(Meter.INPUT);
      var write5m = card.rates().get(Meter.CACHE_WRITE_5M);
      var write1h = card.rates().get(Meter.CACHE_WRITE_1H);
      var read = card.rates().get(Meter.CACHE_READ);
      if (input == null || write5m == null || write1h == null || read == null) {
        return Optional.empty();
      }
      var factor = Factor.product(card.factors());
      return Optional.of(
          new Rates(
              input.times(factor),
              write5m.times(factor),
              write1h.times(factor),
              read.times(factor)));
    }
  }

  /// The finding that a cache with the other lifetime would cost less, by the gaps between calls.
  private static Optional<Finding> lifetime(Group group, ArrivalStats.Times times) {
    var cached =
        group.sum(charge -> cost(charge, meter -> meter.isPrompt() && meter != Meter.INPUT));
    if (cached.isZero() || group.used(Meter.CACHE_READ).signum() == 0) {
      return Optional.empty();
    }
    var gaps = times.cachedGaps();
    var prefix = cachedTokens(group).divide(BigDecimal.valueOf(gaps.calls()), 6, RoundingMode.DOWN);
    return Rates.of(group)
        .flatMap(
            rates -> {
              var short5m = gaps.costFor5m(prefix, rates.write5m(), rates.read());
              var long1h = gaps.costFor1h(prefix, rates.write1h(), rates.read());
              boolean isLong = isLong(group);
              var saved = isLong ? long1h.minus(short5m) : short5m.minus(long1h);
              return saved.compareTo(Money.ZERO) > 0 && explains(gaps, group, isLong)
                  ? Optional.of(lifetime(group, gaps, isLong, saved))
                  : Optional.empty();
            });
  }

  /// Whether most cached tokens live for an hour.
  private static boolean isLong(Group group) {
    var short5m = group.used(Meter.CACHE_WRITE_5M).add(group.used(Meter.CACHE_WRITE_UNKNOWN));
    return group.used(Meter.CACHE_WRITE_1H).compareTo(short5m) > 0;
  }

  /// Whether the gaps predict about the share of reads in the log. If not, other calls keep the
  /// prefix warm, or the task has several prefixes, and the gaps prove nothing.
  private static boolean explains(Gaps gaps, Group group, boolean isLong) {
    long hits = gaps.within5m() + (isLong ? gaps.within1h() : 0);
    var expected = BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(gaps.calls()), DIGITS);
    var logged = group.used(Meter.CACHE_READ).divide(cachedTokens(group), DIGITS);
    return expected.subtract(logged).abs().compareTo(CLOSE) <= 0;
  }

  private static Finding lifetime(Group group, Gaps gaps, boolean isLong, Money saved) {
    return group.finding(
        Finding.Rule.CACHE_LIFETIME,
        INFO,
        String.format(
            Locale.ROOT,
            "cached on %s for %s; after the call before, %,d came within five minutes, %,d within an"
                + " hour, %,d later, for which a cache of %s costs less",
            group.model(),
            isLong ? "an hour" : "five minutes",
            gaps.within5m(),
            gaps.within1h(),
            gaps.longer(),
            isLong ? "five minutes" : "an hour"),
        saved);
  }

  private static BigDecimal cachedTokens(Group group) {
    return group
        .used(Meter.CACHE_READ)
        .add(group.used(Meter.CACHE_WRITE_5M))
        .add(group.used(Meter.CACHE_WRITE_1H))
        .add(group.used(Meter.CACHE_WRITE_UNKNOWN));
  }

  private static Money cost(Charge charge, Predicate<Meter> which) {
    return Money.sum(
        charge.components().stream()
            .filter(part -> which.test(part.meter()))
            .map(Component::amount)
            .toList());
  }

  /// The finding that calls without a cache come often enough for one to pay, if their prompts
  /// begin alike.
  private Optional<Finding> candidate(Group group, ArrivalStats.Times times) {
    var prefix = times.shortestPrompt();
    long minimum =
        Optional.ofNullable(book.catalog().models().get(group.model()))
            .map(model -> model.limits().cache())
            .orElse(0L);
    var gaps = times.gaps();
    if (cachedTokens(group).signum() != 0 || minimum == 0 || gaps.calls() < 2) {
      return Optional.empty();
    }
    if (prefix.compareTo(BigDecimal.valueOf(minimum)) < 0) {
      return shortPrompts(group, minimum);
    }
    return Rates.of(group)
        .map(rates -> gaps.costUncached(prefix, rates.input()).minus(cheaper(gaps, prefix, rates)))
        .filter(saved -> saved.compareTo(Money.ZERO) > 0)
        .map(
            saved ->
                group.finding(
                    Finding.Rule.CACHE_CANDIDATE,
                    INFO,
                    String.format(
                        Locale.ROOT,
                        "on %s cached nothing; if all begin with the same %,d tokens, the shortest"
                            + " prompt, a cache saves this much at most",
                        group.model(),
                        prefix.longValue()),
                    saved));
  }

  private static Money cheaper(Gaps gaps, BigDecimal prefix, Rates rates) {
    var short5m = gaps.costFor5m(prefix, rates.write5m(), rates.read());
    var long1h = gaps.costFor1h(prefix, rates.write1h(), rates.read());
    return short5m.compareTo(long1h) < 0 ? short5m : long1h;
  }

  /// The finding that prompts are on average too short for any cache.
  private static Optional<Finding> shortPrompts(Group group, long minimum) {
    var calls = group.used(Meter.CALLS);
    var prompts = group.used(Meter.INPUT);
    return prompts.compareTo(calls.multiply(BigDecimal.valueOf(minimum))) < 0
        ? Optional.of(
            group.finding(
                Finding.Rule.SHORT_PROMPT,
                INFO,
                String.format(
                    Locale.ROOT,
                    "on %s could not cache: that takes %,d tokens, and a prompt has %,d on average",
                    group.model(),
                    minimum,
                    prompts.divide(calls, 0, RoundingMode.HALF_UP).longValue()),
                group.sum(charge -> cost(charge, meter -> meter == Meter.INPUT))))
        : Optional.empty();
  }
}
