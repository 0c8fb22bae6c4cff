package routercost.audit;

import static routercost.audit.Finding.Severity.INFO;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.ArrivalStats.Gaps;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.RateCard.Rate;
import routercost.usage.Meter;
import routercost.usage.UsageCube;

/// What caching and batching could still save, in dollars, as far as a log shows it.
///
/// @param book the prices of the ledger
/// @param traffic when its calls came
public record Headroom(PriceBook book, ArrivalStats traffic) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /// How far the share of hits may be from the one that the gaps give.
  private static final BigDecimal CLOSE = new BigDecimal("0.15");

  /// All that is found, dearest first.
  public List<Finding> of(Ledger ledger) {
    var unread =
        new Findings(book, java.time.LocalDate.MIN)
            .of(ledger, UsageCube.EMPTY).stream()
                .filter(finding -> finding.rule() == Finding.Rule.UNREAD_CACHE);
    return Stream.of(
            unread, Group.of(ledger).flatMap(this::ofGroup), new Bursts(book).of(traffic.byHour()))
        .flatMap(findings -> findings)
        .sorted(Finding.BY_AMOUNT)
        .toList();
  }

  private Stream<Finding> ofGroup(Group group) {
    return traffic.times(new ArrivalStats.Lane(group.task(), group.model())).stream()
        .flatMap(times -> Stream.of(lifetime(group, times), candidate(group, times)))
        .flatMap(Optional::stream);
  }

  /// Rates of the last price that calls of a group had, per token and after factors.
  private record Rates(Rate input, Rate write5m, Rate write1h, Rate read) {
    static Optional<Rates> of(Group group) {
      var card = group.charges().getLast().card();
      var factor =
          card.factors().stream()
              .map(some -> some.value())
              .reduce(BigDecimal.ONE, BigDecimal::multiply);
      return rate(group, Meter.INPUT, factor)
          .flatMap(
              input ->
                  rate(group, Meter.CACHE_WRITE_5M, factor)
                      .flatMap(
                          write5m ->
                              rate(group, Meter.CACHE_WRITE_1H, factor)
                                  .flatMap(
                                      write1h ->
                                          rate(group, Meter.CACHE_READ, factor)
                                              .map(
                                                  read ->
                                                      new Rates(input, write5m, write1h, read)))));
    }

    private static Optional<Rate> rate(Group group, Meter meter, BigDecimal factor) {
      return Optional.ofNullable(group.charges().getLast().card().rates().get(meter))
          .map(rate -> new Rate(rate.usd().multiply(factor), rate.per()));
    }
  }

  /// A cache with the other lifetime would cost less, by the gaps between calls.
  private static Optional<Finding> lifetime(Group group, ArrivalStats.Times times) {
    var cached = group.sum(Headroom::cachedCost);
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

  /// Whether most of what is written lives for an hour.
  private static boolean isLong(Group group) {
    var short5m = group.used(Meter.CACHE_WRITE_5M).add(group.used(Meter.CACHE_WRITE_UNKNOWN));
    return group.used(Meter.CACHE_WRITE_1H).compareTo(short5m) > 0;
  }

  /// Whether the gaps give about the share of reads that the log has. If not, other calls keep the
  /// same prefix warm, or one task has several, and the gaps say nothing.
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

  private static Money cachedCost(Charge charge) {
    return Money.sum(
        charge.components().stream()
            .filter(part -> part.meter().isPrompt() && part.meter() != Meter.INPUT)
            .map(part -> part.amount())
            .toList());
  }

  /// Calls without a cache that come often enough for one to pay, if their prompts begin alike.
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

  /// Prompts that are too short for any cache, on average.
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
                group.sum(Headroom::inputCost)))
        : Optional.empty();
  }

  private static Money inputCost(Charge charge) {
    return Money.sum(
        charge.components().stream()
            .filter(part -> part.meter() == Meter.INPUT)
            .map(part -> part.amount())
            .toList());
  }
}
