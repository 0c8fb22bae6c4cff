package routercost.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import routercost.price.Money;
import routercost.report.layout.Chart;
import routercost.report.layout.Chart.Figure;
import routercost.report.layout.Rounding;
import routercost.usage.SafeText;

/// A chart as shapes on a grid of points. Each shape that stands for a figure carries its exact
/// amount.
///
/// @param height in points; every drawing is [#WIDTH] wide
public record Drawing(Chart chart, int height, List<Shape> shapes) {
  public static final int WIDTH = 440;
  private static final int BAR = 18;
  private static final int ROW = 28;
  private static final int NAMES = 130;
  private static final int AMOUNTS = 74;
  private static final int LONGEST = 20;

  /// Something that is drawn.
  public sealed interface Shape {}

  /// A bar of one figure, or a band if it has a path.
  ///
  /// @param path of a band; empty for a bar
  public record Mark(int x, int y, int width, int height, String style, Figure figure, String path)
      implements Shape {
    /// `2026-10-21: $12.34`.
    public String title() {
      return SafeText.cut(figure.name(), LONGEST * 4) + ": " + Rounding.dollars(figure.amount());
    }

    public String name() {
      return SafeText.cut(figure.name(), LONGEST * 4);
    }
  }

  /// Words.
  ///
  /// @param anchor `start`, `middle` or `end`
  public record Words(int x, int y, String anchor, String style, String text) implements Shape {}

  /// A line of the grid.
  public record Rule(int x1, int y1, int x2, int y2) implements Shape {}

  public Drawing {
    shapes = List.copyOf(shapes);
  }

  public static Drawing of(Chart chart) {
    return switch (chart) {
      case Chart.Columns columns -> columns(columns);
      case Chart.Waterfall waterfall -> waterfall(waterfall);
      case Chart.Pairs pairs -> pairs(pairs);
      case Chart.Flow flow -> flow(flow);
    };
  }

  /// The length of `part` where `whole` is `length` long; something that is not zero is seen.
  private static int scaled(BigDecimal part, BigDecimal whole, int length) {
    if (whole.signum() == 0) {
      return 0;
    }
    int points =
        part.multiply(BigDecimal.valueOf(length))
            .divide(whole, 0, RoundingMode.HALF_UP)
            .intValueExact();
    return points == 0 && part.signum() != 0 ? 1 : points;
  }

  private static BigDecimal largest(List<Figure> figures) {
    return figures.stream()
        .map(figure -> figure.amount().usd().abs())
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static String cut(String name) {
    return SafeText.cut(name, LONGEST);
  }

  private static Drawing columns(Chart.Columns chart) {
    int top = 24;
    int tall = 120;
    int left = 52;
    var shapes = new ArrayList<Shape>();
    var figures = chart.figures();
    var most = largest(figures);
    shapes.add(new Rule(left, top, WIDTH, top));
    shapes.add(new Rule(left, top + tall, WIDTH, top + tall));
    shapes.add(new Words(left - 6, top + 5, "end", "dim", Rounding.dollars(new Money(most))));
    shapes.add(new Words(left - 6, top + tall + 4, "end", "dim", "$0"));
    int room = WIDTH - left;
    int count = Math.max(1, figures.size());
    int every = Math.max(1, (count + 5) / 6);
    for (int i = 0; i < figures.size(); i++) {
      var figure = figures.get(i);
      int from = left + i * room / count;
      int to = left + (i + 1) * room / count;
      int high = scaled(figure.amount().usd().max(BigDecimal.ZERO), most, tall);
      int gap = to - from > 4 ? 1 : 0;
      shapes.add(
          new Mark(
              from + gap,
              top + tall - high,
              Math.max(1, to - from - 2 * gap),
              high,
              "bar",
              figure,
              ""));
      if (i % every == 0 && figures.size() - i >= every / 2) {
        shapes.add(
            new Words(
                from, top + tall + 20, "start", "dim", figure.name().replaceFirst("^\\d{4}-", "")));
      }
    }
    return new Drawing(chart, top + tall + 30, shapes);
  }

  /// A row for each total and change, as a screen of a telephone is narrow.
  private static Drawing waterfall(Chart.Waterfall chart) {
    var level = chart.first().amount().usd();
    var lowest = BigDecimal.ZERO;
    var highest = level.max(chart.last().amount().usd());
    for (var change : chart.changes()) {
      level = level.add(change.amount().usd());
      lowest = lowest.min(level);
      highest = highest.max(level);
    }
    var shapes = new ArrayList<Shape>();
    var span = highest.subtract(lowest);
    int room = WIDTH - NAMES - AMOUNTS;
    var rows = chart.figures();
    level = BigDecimal.ZERO;
    for (int i = 0; i < rows.size(); i++) {
      var figure = rows.get(i);
      boolean isTotal = i == 0 || i == rows.size() - 1;
      var from = isTotal ? BigDecimal.ZERO : level;
      var to = isTotal ? figure.amount().usd() : level.add(figure.amount().usd());
      level = to;
      int x = NAMES + scaled(from.min(to).subtract(lowest), span, room);
      int width = scaled(to.subtract(from).abs(), span, room);
      int y = 8 + i * ROW;
      var style = isTotal ? "total" : figure.amount().usd().signum() > 0 ? "rise" : "fall";
      shapes.add(new Words(NAMES - 8, y + 14, "end", "", cut(figure.name())));
      shapes.add(new Mark(x, y, width, BAR, style, figure, ""));
      var amount = Rounding.dollars(figure.amount(), 2);
      boolean isRise = !isTotal && figure.amount().usd().signum() > 0;
      shapes.add(new Words(WIDTH, y + 14, "end", "", (isRise ? "+" : "") + amount));
    }
    return new Drawing(chart, rows.size() * ROW + 8, shapes);
  }

  private static Drawing pairs(Chart.Pairs chart) {
    var shapes = new ArrayList<Shape>();
    var most = largest(chart.figures());
    int room = WIDTH - NAMES - AMOUNTS;
    int y = 8;
    var figures = chart.figures().iterator();
    for (var pair : chart.pairs()) {
      shapes.add(new Words(NAMES - 8, y + 17, "end", "", cut(pair.name())));
      int first = scaled(pair.before().usd(), most, room);
      int second = scaled(pair.after().usd(), most, room);
      shapes.add(new Mark(NAMES, y, first, 12, pair.isOver() ? "over" : "bar", figures.next(), ""));
      shapes.add(new Mark(NAMES, y + 15, second, 9, "other", figures.next(), ""));
      shapes.add(
          new Words(
              NAMES + first + 6, y + 10, "start", "small", Rounding.dollars(pair.before(), 2)));
      shapes.add(
          new Words(
              NAMES + second + 6, y + 23, "start", "small dim", Rounding.dollars(pair.after(), 2)));
      y += ROW + 6;
    }
    return new Drawing(chart, y + 2, shapes);
  }

  private static Drawing flow(Chart.Flow chart) {
    int left = 110;
    int right = WIDTH - 110;
    int tall = 170;
    int gap = 14;
    var from = new LinkedHashMap<String, Money>();
    var to = new LinkedHashMap<String, Money>();
    for (var link : chart.links()) {
      from.merge(link.from(), link.amount(), Money::plus);
      to.merge(link.to(), link.amount(), Money::plus);
    }
    var whole = Money.sum(from.values()).usd();
    var shapes = new ArrayList<Shape>();
    var leftTops = tops(from, whole, tall, gap);
    var rightTops = tops(to, whole, tall, gap);
    ends(shapes, from, leftTops, whole, tall, left - 10, "end");
    ends(shapes, to, rightTops, whole, tall, right, "start");
    for (var link : chart.links()) {
      int high = scaled(link.amount().usd(), whole, tall);
      int a = leftTops.merge(link.from(), high, Integer::sum) - high;
      int b = rightTops.merge(link.to(), high, Integer::sum) - high;
      var style = link.from().equals(link.to()) ? "stay" : "move";
      shapes.add(
          new Mark(
              left,
              a,
              right - left,
              high,
              style,
              new Figure(link.name(), link.amount()),
              band(left, right, a, b, high)));
    }
    int rows = Math.max(from.size(), to.size());
    return new Drawing(chart, tall + gap * rows + 30, shapes);
  }

  private static SequencedMap<String, Integer> tops(
      Map<String, Money> sums, BigDecimal whole, int tall, int gap) {
    var tops = new LinkedHashMap<String, Integer>();
    int y = 10;
    for (var sum : sums.entrySet()) {
      tops.put(sum.getKey(), y);
      y += Math.max(scaled(sum.getValue().usd(), whole, tall), 14) + gap;
    }
    return tops;
  }

  private static void ends(
      List<Shape> shapes,
      Map<String, Money> sums,
      Map<String, Integer> tops,
      BigDecimal whole,
      int tall,
      int x,
      String anchor) {
    sums.forEach(
        (name, sum) -> {
          int y = tops.getOrDefault(name, 0);
          int high = scaled(sum.usd(), whole, tall);
          shapes.add(new Rule(x + 5, y, x + 5, y + high));
          int words = anchor.equals("end") ? x - 4 : x + 14;
          shapes.add(
              new Words(words, y + 12, anchor, "", cut(name) + " " + Rounding.dollars(sum, 2)));
        });
  }

  private static String band(int left, int right, int a, int b, int high) {
    int middle = (left + right) / 2;
    return "M%d %dC%d %d %d %d %d %dL%d %dC%d %d %d %d %d %dZ"
        .formatted(
            left, a, middle, a, middle, b, right, b, right, b + high, middle, b + high, middle,
            a + high, left, a + high);
  }
}
