package routercost.report.forecast;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.days.Forecast;
import routercost.price.Money;
import routercost.report.common.ScreenEnd;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Bar;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// The report on the month to come: its expected cost, how sure that is, and which days were off.
public record ForecastReport(ForecastResult outlook) implements Report {
  @Override
  public Records records() {
    return outlook.head().dated(Field.records(ForecastFields.MONTH, List.of(outlook)));
  }

  @Override
  public Json json() {
    return outlook
        .head()
        .json(false, outlook.coverage(), outlook.coverage().isComplete(), outlook.assumptions())
        .and(Field.json(ForecastFields.MONTH, outlook));
  }

  /// What the month is expected to cost, or has cost; empty if that cannot be known.
  @Override
  public Optional<String> value() {
    return outlook.isUnpriced()
        ? Report.value(Optional.empty())
        : outlook.expected().map(expected -> ForecastFields.digits(expected.total()));
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var title =
        Stream.of(Stream.of(outlook.head().inputNames()), outlook.head().days(), Stream.of("USD"));
    blocks.add(new Block.Title(title.flatMap(parts -> parts).collect(Collectors.joining("  "))));
    blocks.add(new Block.Paragraph(summary(), Role.HEADLINE));
    if (outlook.forecast() instanceof Forecast.Expected expected
        && !(expected.start().isOver() && outlook.budget().isEmpty())) {
      blocks.add(new Block.OnScreen(() -> bars(expected)));
    }
    if (!outlook.days().isEmpty()) {
      blocks.add(new Block.Heading("Anomalous days"));
      blocks.add(Field.table(ForecastFields.ODD_DAY, outlook.days(), List.of()));
    }
    var unpriced =
        UnpricedUsage.sentences(outlook.ledger()).stream().map(text -> text + ".").toList();
    blocks.addAll(Block.details(Block.section("Unpriced", unpriced)));
    blocks.addAll(Block.details(Block.section("Notes", notes())));
    blocks.addAll(new ScreenEnd(outlook.head()).blocks(() -> unpriced));
    return blocks;
  }

  private String summary() {
    var start = outlook.start();
    var soFar =
        "So far %s in %s; %s left."
            .formatted(
                outlook.isUnpriced() ? "unpriced" : dollars(start.soFar()),
                Phrases.counted(start.seen(), "whole day"),
                start.left() == 1 ? "1 is" : start.left() + " are");
    return switch (outlook.forecast()) {
      case Forecast.TooFewDays _ ->
          "No forecast for %s: %s known, and %d are needed to see a weekly pattern. %s"
              .formatted(
                  start.month(),
                  start.learned() == 1 ? "1 whole day is" : start.learned() + " whole days are",
                  Forecast.FEWEST_DAYS,
                  soFar);
      case Forecast.Expected expected -> expected(expected, soFar);
    };
  }

  private String expected(Forecast.Expected expected, String soFar) {
    var start = expected.start();
    if (start.isOver()) {
      return "%s is complete and cost %s.%s%s"
          .formatted(start.month(), dollars(start.soFar()), lastCalls(start), overspent(start));
    }
    var interval = expected.interval(ForecastResult.LEVEL);
    return "%s is expected to cost %s, with 90%% probability between %s and %s. %s%s"
        .formatted(
            start.month(),
            dollars(expected.total()),
            dollars(interval.low()),
            dollars(interval.high()),
            soFar,
            budget(expected));
  }

  /// The last day of a log that ends before its month does.
  private String lastCalls(Forecast.Start start) {
    return outlook.ledger().charges().stream()
        .map(charge -> charge.slice().key().day())
        .filter(day -> YearMonth.from(day).equals(start.month()))
        .max(LocalDate::compareTo)
        .filter(last -> last.isBefore(start.month().atEndOfMonth()))
        .map(last -> " Its last calls are on " + last + ".")
        .orElse("");
  }

  /// What is spent, what is expected, within which bounds, and what the budget is.
  private Block bars(Forecast.Expected expected) {
    var start = expected.start();
    var interval = expected.interval(ForecastResult.LEVEL);
    var soFar = start.soFar().usd();
    var scale =
        BigDecimal.valueOf(interval.high()).max(outlook.budget().map(Money::usd).orElse(soFar));
    var bars = new ArrayList<Block.Bars.Line>();
    bars.add(line(start.isOver() ? "Spent" : "So far", soFar, scale, Role.PLAIN));
    if (!start.isOver()) {
      bars.add(line("Expected", BigDecimal.valueOf(expected.total()), scale, Role.HEADLINE));
      bars.add(
          new Block.Bars.Line(
              "90% range",
              dollars(interval.low()),
              new Bar(
                  BigDecimal.valueOf(interval.low()),
                  BigDecimal.valueOf(interval.high()),
                  scale,
                  ""),
              "to " + dollars(interval.high()),
              Role.DIM));
    }
    outlook
        .budget()
        .ifPresent(
            budget -> {
              boolean isOver = start.soFar().compareTo(budget) > 0;
              boolean isDoubtful = expected.total() > budget.usd().doubleValue();
              var role = isOver ? Role.BREACH : isDoubtful ? Role.WARNING : Role.OK;
              bars.add(line("Budget", budget.usd(), scale, role));
            });
    return new Block.Bars(bars);
  }

  private static Block.Bars.Line line(String name, BigDecimal cost, BigDecimal scale, Role role) {
    return new Block.Bars.Line(name, dollars(new Money(cost)), Bar.of(cost, scale, ""), "", role);
  }

  private String overspent(Forecast.Start start) {
    return outlook
        .budget()
        .map(budget -> start.soFar().compareTo(budget) > 0 ? "over" : "within")
        .map(word -> " That is " + word + " the budget of " + budget() + ".")
        .orElse("");
  }

  private String budget() {
    return outlook.budget().map(ForecastReport::dollars).orElse("");
  }

  private String budget(Forecast.Expected expected) {
    return outlook
        .budget()
        .map(
            budget ->
                " The probability of exceeding the budget of %s is %s."
                    .formatted(dollars(budget), probability(expected.probabilityOver(budget))))
        .orElse("");
  }

  private static String dollars(Money money) {
    return Rounding.dollars(money, 2);
  }

  private static String dollars(double usd) {
    return dollars(new Money(BigDecimal.valueOf(usd)));
  }

  private static String percent(double share) {
    return Phrases.percent(BigDecimal.valueOf(share));
  }

  /// A probability that is nearly certain never reads as certain.
  private static String probability(double probability) {
    if (probability > 0.999 && probability < 1) {
      return "over 99.9%";
    }
    return probability < 0.001 && probability > 0 ? "under 0.1%" : percent(probability);
  }

  private List<String> notes() {
    var notes = new ArrayList<String>();
    runRate(notes);
    if (outlook.forecast() instanceof Forecast.Expected expected) {
      expected.backtest().map(ForecastReport::backtest).ifPresent(notes::add);
      notes.add(
          "Each day to come is expected to cost the average of its weekday over the last %s; growth and holidays are not modeled."
              .formatted(Phrases.counted(expected.start().learned(), "whole day")));
    }
    notes.add(
        "A day without calls counts as $0; %s is not complete and is not included."
            .formatted(outlook.today()));
    var start = outlook.start();
    if (!start.isOver() && start.seen() > 0 && start.next().isBefore(outlook.today())) {
      notes.add(
          "The log ends before %s; the days from then on are forecast, even those that are over."
              .formatted(start.next()));
    }
    outlook.assumptions().forEach(text -> notes.add("Assumed: " + text + "."));
    notes.add("Prices: " + outlook.head().prices().inWords() + ".");
    return notes;
  }

  /// The run rate never appears without its bias, because people take it for a forecast.
  private void runRate(List<String> notes) {
    var start = outlook.start();
    if (start.isOver()) {
      return;
    }
    start
        .runRate()
        .ifPresent(
            rate ->
                notes.add(
                    "At the average of its days so far, the month would cost %s. %s"
                        .formatted(dollars(rate), bias())));
  }

  private String bias() {
    var start =
        switch (outlook.forecast()) {
          case Forecast.Expected _ ->
              "The weekdays so far differ from those of the whole month, which makes this ";
          case Forecast.TooFewDays _ -> "If a weekend day costs a quarter of a weekday, this is ";
        };
    return outlook.bias().map(bias -> start + off(bias)).orElse("");
  }

  private static String off(double bias) {
    return "%s too %s.".formatted(percent(Math.abs(bias)), bias > 0 ? "high" : "low");
  }

  private static String backtest(Forecast.Backtest backtest) {
    return "Forecasts made on %s were off by %s on average over the next seven days; the average of the days before was off by %s."
        .formatted(
            Phrases.counted(backtest.origins(), "earlier day"),
            percent(backtest.error()),
            percent(backtest.runRateError()));
  }
}
