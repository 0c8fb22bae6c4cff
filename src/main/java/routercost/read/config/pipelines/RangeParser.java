package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.Parameter;
import routercost.whatif.pipeline.Parameter.RangePoint;
import routercost.whatif.pipeline.RangeValued;

/// A reader of numbers that may be ranges: `0.1`, `[0.1, 0.3]`, or with a shape `{low: 0.1, high:
/// 0.3, mode: 0.2}`. It collects the parameters of a step.
final class RangeParser {
  private static final BigDecimal LESS = new BigDecimal("0.8");
  private static final BigDecimal MORE = new BigDecimal("1.2");

  private static final String DIGITS = "(\\d{1,20}(?:\\.\\d{0,20})?)";
  private static final Pattern FRACTION = Pattern.compile(DIGITS + "(?: ?%| ?/ ?" + DIGITS + ")?");

  /// Decimals of a fraction that has no end.
  private static final int FRACTIONS = 40;

  /// Between which ends a number may lie.
  enum Limit {
    /// 0 or more.
    AMOUNT("a number, 0 or more"),
    /// 0 to 1.
    SHARE("a share from 0 to 1");

    private final String words;

    Limit(String words) {
      this.words = words;
    }

    private boolean allows(BigDecimal number) {
      return this == AMOUNT || number.compareTo(BigDecimal.ONE) <= 0;
    }
  }

  private final String owner;
  private final Optional<String> group;
  private final boolean rangesAllowed;
  private final List<Parameter> parameters;

  private RangeParser(
      String owner, Optional<String> group, boolean rangesAllowed, List<Parameter> parameters) {
    this.owner = owner;
    this.group = group;
    this.rangesAllowed = rangesAllowed;
    this.parameters = parameters;
  }

  /// A reader of the numbers of a step.
  ///
  /// @param step in whose name parameters are kept
  /// @param group of steps whose ranges move together, and may be paired upside down
  static RangeParser ofStep(String step, Optional<String> group) {
    return new RangeParser(step, group, true, new ArrayList<>());
  }

  /// A reader that refuses ranges.
  static RangeParser exact() {
    return new RangeParser("", Optional.empty(), false, new ArrayList<>());
  }

  /// An exact share from 0 to 1.
  static BigDecimal exactShare(YamlNode node, String name) {
    return exact().number(node, name, Limit.SHARE).at(RangePoint.LOW);
  }

  /// Whether it reads no step of a pipeline, but a change of a log.
  boolean isExact() {
    return owner.isEmpty();
  }

  /// A reader of a part of the step.
  RangeParser within(String part) {
    return new RangeParser(owner + "." + part, group, rangesAllowed, parameters);
  }

  /// The ranges and assumptions that were read, in their order.
  List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /// A number that is a fact of the pipeline.
  RangeValued<BigDecimal> number(YamlNode node, String name, Limit limit) {
    return read(node, name, name, limit, false);
  }

  /// A number that is taken for granted: a rate, a ratio. Its weight can be asked for.
  RangeValued<BigDecimal> assumed(YamlNode node, String name, Limit limit) {
    return read(node, name, name, limit, true);
  }

  /// A thing that may or may not happen: 0 or 1.
  RangeValued<BigDecimal> either(String name) {
    return kept(name, name, BigDecimal.ZERO, BigDecimal.ONE, Optional.empty(), Optional.empty());
  }

  /// One of two numbers that belong together, such as a cost before and after.
  RangeValued<BigDecimal> paired(YamlNode node, String name, String pair) {
    return read(node, name, pair, Limit.AMOUNT, false);
  }

  private RangeValued<BigDecimal> read(
      YamlNode node, String name, String link, Limit limit, boolean assumed) {
    return switch (node) {
      case YamlNode.Scalar scalar -> exact(limited(scalar, name, limit), name, limit, assumed);
      case YamlNode.Items(String _, var ends) when ends.size() == 2 ->
          range(
              node,
              name,
              link,
              limited(ends.getFirst(), name, limit),
              limited(ends.getLast(), name, limit),
              Optional.empty());
      case YamlNode.Items(_, var ends) ->
          throw node.unexpected(name, "a list of " + ends.size(), "one number or [low, high]");
      case YamlNode.Fields fields -> shaped(fields.as(Shaped.class, name), name, link, limit);
    };
  }

  private static BigDecimal limited(YamlNode node, String name, Limit limit) {
    return value(node.asText(name))
        .filter(limit::allows)
        .orElseThrow(() -> node.refusal(name, limit.words));
  }

  /// `0.5`, `50%` or `1/2`; empty for anything else.
  private static Optional<BigDecimal> value(String text) {
    var parts = FRACTION.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var number = new BigDecimal(parts.group(1));
    if (parts.group(2) != null) {
      var whole = new BigDecimal(parts.group(2));
      return whole.signum() == 0 ? Optional.empty() : Optional.of(fraction(number, whole));
    }
    return Optional.of(text.endsWith("%") ? number.movePointLeft(2) : number);
  }

  static BigDecimal fraction(BigDecimal part, BigDecimal whole) {
    return part.divide(whole, FRACTIONS, RoundingMode.HALF_UP);
  }

  /// `product` without what a fraction such as 1/3 lost in rounding.
  static BigDecimal healed(BigDecimal product) {
    return product.scale() < FRACTIONS
        ? product
        : product.setScale(FRACTIONS - 10, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  /// Refuses shares that do not sum to 1, except for what fractions lose in rounding.
  static void requireWhole(YamlNode.Fields shares, String what, BigDecimal sum) {
    if (healed(sum).compareTo(BigDecimal.ONE) != 0) {
      throw new ConfigurationProblem(
          "%s: %s sum to %s; expected 1"
              .formatted(shares.place(), what, healed(sum).toPlainString()));
    }
  }

  private RangeValued<BigDecimal> exact(
      BigDecimal value, String name, Limit limit, boolean assumed) {
    if (!assumed || value.signum() == 0) {
      return RangeValued.known(value);
    }
    var more = value.multiply(MORE);
    var swing =
        new Parameter.Swing(value.multiply(LESS), limit.allows(more) ? more : BigDecimal.ONE);
    return kept(name, name, value, value, Optional.empty(), Optional.of(swing));
  }

  record Shaped(
      YamlNode.Fields self,
      YamlNode low,
      YamlNode high,
      Optional<BigDecimal> mode,
      @Default String shape) {}

  private RangeValued<BigDecimal> shaped(Shaped row, String name, String link, Limit limit) {
    var low = limited(row.low(), name + ".low", limit);
    var high = limited(row.high(), name + ".high", limit);
    return range(row.self(), name, link, low, high, Optional.of(shape(row, name, low, high)));
  }

  private static Parameter.Shape shape(Shaped row, String name, BigDecimal low, BigDecimal high) {
    var expected = row.mode().isPresent() ? "triangular" : "uniform";
    if (!row.shape().isEmpty() && !row.shape().equals(expected)) {
      throw row.self()
          .require("shape")
          .refusal(name + ".shape", "uniform, or triangular with a mode");
    }
    if (row.mode().isEmpty() || low.compareTo(high) == 0) {
      return new Parameter.Shape.Uniform();
    }
    var mode = row.mode().get();
    if (mode.compareTo(low) < 0 || mode.compareTo(high) > 0) {
      throw row.self().require("mode").refusal(name + ".mode", "a number from low to high");
    }
    return new Parameter.Shape.Triangular(
        mode.subtract(low).divide(high.subtract(low), MathContext.DECIMAL64));
  }

  private RangeValued<BigDecimal> range(
      YamlNode node,
      String name,
      String link,
      BigDecimal low,
      BigDecimal high,
      Optional<Parameter.Shape> shape) {
    if (!rangesAllowed) {
      throw node.unexpected(name, "a range", "one number here");
    }
    if (low.compareTo(high) > 0 && group.isEmpty()) {
      throw node.unexpected(
          name,
          "upside down, from " + low.toPlainString() + " to " + high.toPlainString(),
          "[low, high]; only steps of one 'group' may pair their ends otherwise");
    }
    return kept(name, link, low, high, shape, Optional.empty());
  }

  private RangeValued<BigDecimal> kept(
      String name,
      String link,
      BigDecimal low,
      BigDecimal high,
      Optional<Parameter.Shape> shape,
      Optional<Parameter.Swing> swing) {
    var own = distinct(owner + "." + name);
    var parameter =
        new Parameter(
            own,
            group.map(some -> "group " + some).orElse(name.equals(link) ? own : owner + "." + link),
            low,
            high,
            shape,
            swing);
    parameters.add(parameter);
    return RangeValued.of(parameter);
  }

  /// A name that no parameter has yet: two stages may have a rate each.
  private String distinct(String name) {
    var taken = parameters.stream().map(Parameter::name).toList();
    var free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + " " + i;
    }
    return free;
  }
}
