package routercost.report.forecast;

import java.math.BigDecimal;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.days.Forecast;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.price.variance.Variance.Driver;
import routercost.report.common.Coverage;
import routercost.report.common.Grouping;
import routercost.report.compare.DriverText;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;

/// Lays an outlook out: what the month will come to, how sure that is, and which days were off.
public record ForecastReport(ForecastResult outlook) implements Report {
  /// The report on `outlook`.
  public static Report of(ForecastResult outlook) {
    return new ForecastReport(outlook);
  }

  @Override
  public Records records() {
    return new ForecastFigures(outlook).records();
  }

  @Override
  public Json json() {
    return new ForecastFigures(outlook).json();
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
      blocks.add(days());
    }
    var gaps = outlook.coverage().gaps();
    if (!gaps.isEmpty()) {
      blocks.add(new Block.Heading("Unpriced"));
      blocks.add(Block.list(gaps.stream().map(gap -> Coverage.sentence(gap) + ".").toList()));
    }
    blocks.add(new Block.Heading("Notes"));
    blocks.add(Block.list(notes()));
    return blocks;
  }

  private String summary() {
    var start = outlook.forecast().start();
    var soFar =
        "So far %s in %s; %s left."
            .formatted(
                isUnpriced() ? "unpriced" : dollars(start.soFar()),
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

  private boolean isUnpriced() {
    var ledger = outlook.ledger();
    return ledger.charges().isEmpty() && !ledger.isComplete();
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
    return new Cell.Percent(Rounding.percent(BigDecimal.valueOf(share), BigDecimal.ONE)).text();
  }

  /// Nothing that is only nearly certain reads as certain.
  private static String probability(double probability) {
    if (probability > 0.999 && probability < 1) {
      return "over 99.9%";
    }
    return probability < 0.001 && probability > 0 ? "under 0.1%" : percent(probability);
  }

  private Block.Table days() {
    return new Block.Table(
        List.of(
            TableColumn.left("Day", 0),
            TableColumn.right("Cost", 0),
            TableColumn.right("Usual", 2),
            TableColumn.right("Off by", 0),
            TableColumn.left("Why", 0)),
        outlook.days().stream().map(ForecastReport::cells).toList(),
        List.of());
  }

  private static List<Cell> cells(ForecastResult.Odd odd) {
    var day = odd.day();
    var weekday = day.day().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
    return List.of(
        new Cell.Text(weekday + " " + day.day()),
        new Cell.Amount(day.cost(), 2),
        new Cell.Amount(day.usual(), 2),
        new Cell.Change(day.cost().minus(day.usual()), 2),
        new Cell.Text(why(odd)));
  }

  /// The driver with the largest effect, and its cause.
  static String why(ForecastResult.Odd odd) {
    Comparator<Map.Entry<Driver, Money>> bySize =
        Comparator.comparing(effect -> effect.getValue().usd().abs());
    var byTask = new Grouping(List.of(Attribute.Known.TASK));
    return odd.variance().drivers().entrySet().stream()
        .filter(effect -> !effect.getValue().isZero())
        .max(bySize)
        .map(
            effect ->
                DriverText.name(effect.getKey(), byTask).toLowerCase(Locale.ROOT)
                    + " "
                    + new Cell.Change(effect.getValue(), 2).text()
                    + cause(effect.getKey(), odd))
        .orElse("");
  }

  private static String cause(Driver driver, ForecastResult.Odd odd) {
    var cause = DriverText.cause(driver, odd.causes());
    return cause.isEmpty() ? "" : "; " + cause;
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
    var start = outlook.forecast().start();
    if (!start.isOver() && start.seen() > 0 && start.next().isBefore(outlook.today())) {
      notes.add(
          "The log ends before %s; the days from there on are forecast, though some are over."
              .formatted(start.next()));
    }
    outlook.assumptions().forEach(text -> notes.add("Assumed: " + text + "."));
    notes.add("Prices: " + outlook.head().pricesInWords() + ".");
    return notes;
  }

  /// The run rate is never left alone: people take it for a forecast.
  private void runRate(List<String> notes) {
    var start = outlook.forecast().start();
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
    return switch (outlook.forecast()) {
      case Forecast.Expected expected ->
          expected
              .bias()
              .map(bias -> "Their weekdays are not those of the month, which makes it " + off(bias))
              .orElse("");
      case Forecast.TooFewDays few ->
          few.bias()
              .map(bias -> "If a day of the weekend costs a quarter of another, it is " + off(bias))
              .orElse("");
    };
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
