package routercost.cli.options;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.UnitEconomics;
import routercost.usage.UsageKey;

/// The options of unit economics and of the work that moves take.
public final class UnitOptions {
  private static final BigDecimal USUAL = BigDecimal.valueOf(50);

  @Option(
      names = "--per",
      paramLabel = "COLUMN",
      description = "Show calls and cost for each distinct value, such as --per session or user.")
  Optional<String> per = Optional.empty();

  @Option(
      names = "--effort",
      paramLabel = "HOURS",
      description = "Show how soon this much work on the moves is paid back.")
  Optional<Converters.Hours> effort = Optional.empty();

  @Option(
      names = "--hourly",
      paramLabel = "USD",
      description = "The cost of an hour of work; 50 by default.")
  Optional<Money> hourly = Optional.empty();

  /// USD for an hour of work.
  private BigDecimal usdPerHour() {
    return hourly.map(Money::usd).orElse(USUAL);
  }

  /// Refuses an hourly cost of no work.
  public void requireEffort() {
    if (hourly.isPresent() && effort.isEmpty()) {
      throw new ConfigurationProblem("--hourly requires --effort HOURS");
    }
  }

  /// The column of the log that `--per` asks for, which reading has to keep.
  public Set<String> labels() {
    return attribute()
        .filter(attribute -> attribute instanceof Attribute.Label)
        .map(Attribute::id)
        .map(Set::of)
        .orElse(Set.of());
  }

  /// Refuses a column that none of these calls has.
  public void requireLabels(Stream<UsageKey> calls, Stream<LogTally> inputs) {
    GroupByOption.requireLabels("--per: ", labels(), calls, inputs);
  }

  public boolean isByTime() {
    return attribute().filter(Attribute::isTime).isPresent();
  }

  private Optional<Attribute> attribute() {
    return per.map(name -> Attribute.named(name.toLowerCase(Locale.ROOT)));
  }

  public UnitEconomics economics() {
    return new UnitEconomics(attribute(), effort.map(Converters.Hours::value), usdPerHour());
  }
}
