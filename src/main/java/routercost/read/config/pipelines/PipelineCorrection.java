package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.TextFiles;
import routercost.usage.Meter;
import routercost.whatif.pipeline.Calibration;

/// A writer of pipelines with the calls, tokens and caches of a log. Everything else stays as it
/// was, except for comments and layout.
public final class PipelineCorrection {
  private static final int CALL_DIGITS = 4;
  private static final int RATE_DIGITS = 4;
  private static final List<String> SIDES = List.of("before", "after");

  /// Keys that measured calls and tokens already include.
  private static final Set<String> CONTAINED = Set.of("optional", "probability", "images");

  private PipelineCorrection() {}

  /// The pipeline at `path` with the measured rates. Calls of one run are rounded to four decimals,
  /// tokens to whole ones.
  public static String of(String path, Calibration calibration) {
    var lines = new TreeMap<String, Calibration.Line>();
    calibration.lines().forEach(line -> lines.put(line.step(), line));
    var root =
        YamlFile.parse(path, TextFiles.bytes(path, 64, "expected a pipeline in YAML"))
            .asFields("the pipeline");
    var text = new StringBuilder();
    root.byName()
        .forEach(
            (key, field) -> {
              if (key.equals("steps") || key.equals("claims")) {
                text.append(key).append(":\n");
                field
                    .value()
                    .items()
                    .map(item -> "  - " + flow(corrected(item, lines)) + "\n")
                    .forEach(text::append);
              } else {
                text.append(key).append(": ").append(flow(field.value())).append('\n');
              }
            });
    return text.toString();
  }

  private static YamlNode corrected(YamlNode item, Map<String, Calibration.Line> lines) {
    if (!(item instanceof YamlNode.Fields fields)) {
      return item;
    }
    return Optional.ofNullable(lines.get(fields.text("id")))
        .<YamlNode>map(line -> measured(fields, line.logged()))
        .orElse(item);
  }

  private static YamlNode measured(YamlNode.Fields fields, Calibration.Rates logged) {
    var step =
        fields
            .without(CONTAINED)
            .with("calls", number(logged.calls(), CALL_DIGITS))
            .with("input", number(logged.input(), 0))
            .with("output", number(logged.output(), 0));
    for (var side : logged.cache().isPresent() ? SIDES : List.<String>of()) {
      var route = step.find(side);
      if (route.isPresent()) {
        step = step.with(side, cached(route.get(), logged.cache().get()));
      }
    }
    return step;
  }

  /// A route with the measured cache in place of its own.
  private static YamlNode cached(YamlNode route, Calibration.Cache measured) {
    var cache =
        YamlNode.Fields.empty("")
            .with("prefix", number(measured.prefix(), 0))
            .with("ttl", text(measured.lifetime() == Meter.CACHE_WRITE_1H ? "1h" : "5m"))
            .with("hit_rate", number(measured.hitRate(), RATE_DIGITS));
    var keys =
        route instanceof YamlNode.Fields fields
            ? fields
            : YamlNode.Fields.empty("").with("to", route);
    return keys.with("cache", cache);
  }

  private static YamlNode text(String value) {
    return new YamlNode.Scalar("", value);
  }

  private static YamlNode number(BigDecimal exact, int digits) {
    var rounded = exact.setScale(digits, RoundingMode.HALF_UP);
    return text(rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
  }

  /// `node` on one line.
  private static String flow(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(_, String value) -> scalar(value);
      case YamlNode.Items(_, var nodes) ->
          "["
              + nodes.stream().map(PipelineCorrection::flow).collect(Collectors.joining(", "))
              + "]";
      case YamlNode.Fields(_, var byName) ->
          "{"
              + byName.entrySet().stream()
                  .map(entry -> scalar(entry.getKey()) + ": " + flow(entry.getValue().value()))
                  .collect(Collectors.joining(", "))
              + "}";
    };
  }

  /// Quoted unless it is plainly a word or a number.
  static String scalar(String value) {
    if (value.matches("[A-Za-z0-9_][A-Za-z0-9_./-]*")) {
      return value;
    }
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char part = value.charAt(i);
      if (part == '"' || part == '\\') {
        quoted.append('\\').append(part);
      } else if (Character.isISOControl(part) || (part >= '\u2028' && part <= '\u202e')) {
        quoted.append("\\u%04x".formatted((int) part));
      } else {
        quoted.append(part);
      }
    }
    return quoted.append('"').toString();
  }
}
