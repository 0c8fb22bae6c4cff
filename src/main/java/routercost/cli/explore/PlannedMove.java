package routercost.cli.explore;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.report.layout.Rounding;
import routercost.report.layout.YamlText;
import routercost.usage.Meter;
import routercost.whatif.CallFilter;
import routercost.whatif.Route;
import routercost.whatif.Rule;
import routercost.whatif.WithPromptCache;

/// The move of the calls of one row.
///
/// @param target a tier or model; empty if calls stay on theirs
/// @param percent of the calls, over 0 and up to 100
/// @param batch whether they go through the batch service
/// @param cache the prompt cache that is assumed for them
public record PlannedMove(
    CallFilter where,
    Optional<String> target,
    int percent,
    boolean batch,
    Optional<AssumedCache> cache) {
  static final int ALL = 100;
  private static final String OF_A_VALUE = "[^=,*]+";

  /// The first tokens of each prompt, and the share of calls that find them in the cache.
  public record AssumedCache(long prefix, BigDecimal hitRate) {}

  /// Calls that stay as they are.
  static PlannedMove none(CallFilter where) {
    return new PlannedMove(where, Optional.empty(), ALL, false, Optional.empty());
  }

  PlannedMove to(Optional<String> other) {
    return new PlannedMove(where, other, ALL, batch, cache);
  }

  PlannedMove sharing(int other) {
    return new PlannedMove(where, target, other, batch, cache);
  }

  PlannedMove batched(boolean other) {
    return new PlannedMove(where, target, percent, other, cache);
  }

  PlannedMove cached(Optional<AssumedCache> other) {
    return new PlannedMove(where, target, percent, batch, other);
  }

  boolean changesNothing() {
    return target.isEmpty() && !batch && cache.isEmpty();
  }

  /// The rule that `what-if` makes of it.
  Rule.Move rule() {
    Route route = target.<Route>map(Route.To::new).orElseGet(Route.Stay::new);
    if (cache.isPresent()) {
      var assumed = cache.get();
      route =
          new WithPromptCache(
              route,
              BigDecimal.valueOf(assumed.prefix()),
              Meter.CACHE_WRITE_5M,
              assumed.hitRate(),
              false);
    }
    route = batch ? new Route.Batched(route) : route;
    return new Rule.Move(where, Rule.Move.share(route, share()));
  }

  private BigDecimal share() {
    return BigDecimal.valueOf(percent).movePointLeft(2);
  }

  /// The value of `--move` for it; empty if only a scenario file can say it.
  Optional<String> option() {
    boolean isPlain =
        target.isPresent()
            && !batch
            && cache.isEmpty()
            && where.conditions().stream().allMatch(of -> value(of).matches(OF_A_VALUE));
    var share = percent == ALL ? "" : ":" + Rounding.exact(share());
    return target
        .filter(_ -> isPlain)
        .map(to -> task().orElseGet(() -> conditions("=", ",")) + "=" + to + share);
  }

  /// The task, if it alone chooses the calls.
  Optional<String> task() {
    return Optional.of(where.conditions().getFirst())
        .filter(_ -> where.conditions().size() == 1)
        .filter(only -> only.attribute() == Attribute.Known.TASK)
        .map(PlannedMove::value);
  }

  private String conditions(String equals, String between) {
    return where.conditions().stream()
        .map(
            of ->
                name(of.attribute())
                    + equals
                    + (between.equals(",") ? value(of) : YamlText.quoted(value(of))))
        .collect(Collectors.joining(between));
  }

  /// The name of a column that is not taken for a known attribute.
  private static String name(Attribute attribute) {
    boolean isTaken = !Attribute.named(attribute.id()).equals(attribute);
    return (isTaken ? Attribute.COLUMN : "") + attribute.id();
  }

  private static String value(Condition condition) {
    return condition.values().first();
  }

  /// An item of the list `moves` of a scenario file.
  String yaml() {
    var fields = new StringBuilder("  - where: {");
    fields.append(conditions(": ", ", ")).append("}\n");
    target.ifPresent(to -> fields.append("    to: ").append(YamlText.value(to)).append('\n'));
    if (percent < ALL) {
      fields.append("    share: ").append(Rounding.exact(share())).append('\n');
    }
    if (batch) {
      fields.append("    batch: true\n");
    }
    cache.ifPresent(
        assumed ->
            fields.append(
                "    cache: {prefix: %d, hit_rate: %s}\n"
                    .formatted(assumed.prefix(), Rounding.exact(assumed.hitRate()))));
    return fields.toString();
  }
}
