package routercost.report.forecast;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.days.Forecast;
import routercost.price.Money;
import routercost.report.common.Coverage;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;

/// The report on the month to come: its expected cost, how sure that is, and which days were off.
public record ForecastReport(ForecastResult outlook) implements Report {
  @Override
  public Records records() {
    return Field.records(ForecastFields.MONTH, List.of(outlook));
  }

  @Override
  public Json json() {
    return outlook
        .head()
        .json(false)
        .and("complete", outlook.coverage().isComplete())
        .and("coverage", outlook.coverage().json())
        .and("assumptions", Json.texts(outlook.assumptions()))
        .and("warnings", Json.items(outlook.coverage().warnings()))
        .and(Field.json(ForecastFields.MONTH, outlook));
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var title =
        Stream.of(Stream.of(outlook.head().inputNames()), outlook.head().days(), Stream.of("USD"));
    blocks.add(new Block.Title(title.flatMap(parts -> parts).collect(Collectors.joining("  "))));
    blocks.add(new Block.Paragraph(summary()));
    if (!outlook.days().isEmpty()) {
      blocks.add(new Block.Heading("Days off their pattern"));
      blocks.add(Field.table(ForecastFields.ODD_DAY, outlook.days(), List.of()));
    }
    blocks.addAll(
        Block.section(
            "Unpriced",
            outlook.coverage().gaps().stream().map(gap -> Coverage.sentence(gap) + ".").toList()));
    blocks.addAll(Block.section("Notes", notes()));
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
          "No forecast of %s: %s known, and it takes %d to tell the week from noise. %s"
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
      return "%s is over and came to %s.%s"
          .formatted(start.month(), dollars(start.soFar()), overspent(start));
    }
    var interval = expected.interval(ForecastResult.LEVEL);
    return "%s will come to %s, with 90%% probability between %s and %s. %s%s"
        .formatted(
            start.month(),
            dollars(expected.total()),
            dollars(interval.low()),
            dollars(interval.high()),
            soFar,
            budget(expected));
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
                " It costs more than the budget of %s with a probability of %s."
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
          "Days to come cost what days of their weekday cost on average, from the last %s; it knows"
                  .formatted(Phrases.counted(expected.start().learned(), "whole day"))
              + " of no growth and no holidays.");
    }
    notes.add(
        "A day without calls costs nothing; %s is not over and does not count."
            .formatted(outlook.today()));
    var start = outlook.start();
    if (!start.isOver() && start.seen() > 0 && start.next().isBefore(outlook.today())) {
      notes.add(
          "The log ends before %s; the days from there on are forecast, though some are over."
              .formatted(start.next()));
    }
    outlook.assumptions().forEach(text -> notes.add("Assumed: " + text + "."));
    notes.add("Prices: " + outlook.head().pricesInWords() + ".");
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
                    "At the mean of its days so far the month would be %s. %s"
                        .formatted(dollars(rate), bias())));
  }

  private String bias() {
    var start =
        switch (outlook.forecast()) {
          case Forecast.Expected _ -> "Their weekdays are not those of the month, which makes it ";
          case Forecast.TooFewDays _ ->
              "If a day of the weekend costs a quarter of another, it is ";
        };
    return outlook.bias().map(bias -> start + off(bias)).orElse("");
  }

  private static String off(double bias) {
    return "%s too %s.".formatted(percent(Math.abs(bias)), bias > 0 ? "high" : "low");
  }

  private static String backtest(Forecast.Backtest backtest) {
    return "Forecasts from %s were off by %s on average over the seven days that followed; the mean of the days before, by %s."
        .formatted(
            Phrases.counted(backtest.origins(), "earlier day"),
            percent(backtest.error()),
            percent(backtest.runRateError()));
  }
}
