package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.TextFiles;
import routercost.usage.Meter;
import routercost.whatif.pipeline.Calibration;

/// Writes a pipeline anew with the calls, tokens and caches that a log has. Everything else stays
/// as it was, but for comments and the way it was laid out.
public final class PipelineCorrection {
  private static final int CALL_DIGITS = 4;
  private static final int RATE_DIGITS = 4;
  private static final List<String> SIDES = List.of("before", "after");

  /// What measured calls and tokens have in them already.
  private static final List<String> CONTAINED = List.of("optional", "probability", "images");

  private PipelineCorrection() {}

  /// The pipeline at `path` with what `calibration` measured. Calls of one run are rounded to four
  /// decimals, tokens to whole ones.
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
    var changed = new LinkedHashMap<>(fields.byName());
    CONTAINED.forEach(changed::remove);
    put(changed, "calls", logged.calls().setScale(CALL_DIGITS, RoundingMode.HALF_UP));
    put(changed, "input", logged.input().setScale(0, RoundingMode.HALF_UP));
    put(changed, "output", logged.output().setScale(0, RoundingMode.HALF_UP));
    logged.cache().ifPresent(cache -> SIDES.forEach(side -> cached(changed, side, cache)));
    return new YamlNode.Fields(fields.place(), changed);
  }

  /// The route of one side with the measured cache in place of any that it had.
  private static void cached(
      Map<String, YamlNode.Fields.Field> step, String side, Calibration.Cache measured) {
    var route = step.get(side);
    if (route == null) {
      return;
    }
    var keys = new LinkedHashMap<String, YamlNode.Fields.Field>();
    switch (route.value()) {
      case YamlNode.Fields fields -> keys.putAll(fields.byName());
      default -> keys.put("to", route);
    }
    var cache = new LinkedHashMap<String, YamlNode.Fields.Field>();
    put(cache, "prefix", measured.prefix().setScale(0, RoundingMode.HALF_UP));
    cache.put("ttl", text(measured.lifetime() == Meter.CACHE_WRITE_1H ? "1h" : "5m"));
    put(cache, "hit_rate", measured.hitRate().setScale(RATE_DIGITS, RoundingMode.HALF_UP));
    keys.put("cache", new YamlNode.Fields.Field("", new YamlNode.Fields("", cache)));
    step.put(side, new YamlNode.Fields.Field("", new YamlNode.Fields("", keys)));
  }

  private static YamlNode.Fields.Field text(String value) {
    return new YamlNode.Fields.Field("", new YamlNode.Scalar("", value));
  }

  private static void put(
      Map<String, YamlNode.Fields.Field> fields, String key, BigDecimal number) {
    var plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    fields.put(key, text(plain));
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
  private static String scalar(String value) {
    return value.matches("[A-Za-z0-9_][A-Za-z0-9_./-]*")
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
