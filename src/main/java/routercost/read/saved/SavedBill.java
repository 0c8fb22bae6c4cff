package routercost.read.saved;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Charge.Component;
import routercost.price.DateRange;
import routercost.price.Ledger;
import routercost.price.Ledger.UnpricedSlice;
import routercost.price.Money;
import routercost.price.PriceEntry.Provenance;
import routercost.price.RateCard;
import routercost.price.RateCard.Rate;
import routercost.price.Resolution;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The bill in the JSON that `audit`, `check` or `estimate` wrote in an earlier run, with what was
/// paid then.
///
/// @param command that wrote it
/// @param bookId of the prices that it was made with
/// @param before the bill of calls, or of pipelines as they are
/// @param after of pipelines as they would be; empty for calls
/// @param from its first day, if there are calls
/// @param to its last day
public record SavedBill(
    String command,
    String bookId,
    Ledger before,
    Optional<Ledger> after,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    String timezone) {
  /// What the file says.
  ///
  /// @throws ConfigurationProblem if it has no bill
  /// @throws InputProblem if it cannot be read
  public static SavedBill read(String path) {
    return parse(path, TextFiles.bytes(path, 16, "expected the JSON of audit, check or estimate"));
  }

  static SavedBill parse(String name, byte[] bytes) {
    var root = YamlFile.parseJson(name, bytes).asFields("the report");
    var command = root.text("command");
    var period = root.require("period").asFields("period");
    var day = filled(period, "from");
    var bills = root.find("bills").map(node -> node.asFields("bills"));
    if (bills.isEmpty() && root.find("bill").isEmpty()) {
      throw new ConfigurationProblem(
          "%s: the JSON of '%s' has no bill; expected that of audit, check or estimate, with -f json"
              .formatted(name, SafeText.cut(command)));
    }
    var before = bills.map(some -> some.require("before")).orElseGet(() -> root.require("bill"));
    var to = filled(period, "to");
    var lines = new Lines(to.or(() -> day).orElse(LocalDate.EPOCH));
    return new SavedBill(
        command,
        root.require("prices").asFields("prices").text("id"),
        lines.ledger(before),
        bills.map(some -> lines.ledger(some.require("after"))),
        day,
        to,
        period.text("timezone"));
  }

  private static Optional<LocalDate> filled(YamlNode.Fields period, String name) {
    return period.text(name).isEmpty() ? Optional.empty() : period.date(name);
  }

  /// Reads lines of a bill.
  ///
  /// @param day on which all of it is taken to be
  private record Lines(LocalDate day) {
    Ledger ledger(YamlNode bill) {
      var charges = new ArrayList<Charge>();
      var uncharged = new ArrayList<UnpricedSlice>();
      bill.items()
          .map(line -> line.asFields("a line of the bill"))
          .forEach(
              line -> {
                var slice = new Slice(key(line), usage(line));
                var reason = line.text("unpriced");
                if (reason.isEmpty()) {
                  charges.add(new Charge(slice, card(line), components(line)));
                } else {
                  uncharged.add(new UnpricedSlice(slice, reason));
                }
              });
      return new Ledger(charges, uncharged);
    }

    private UsageKey key(YamlNode.Fields line) {
      return UsageKey.of(day, line.text("task"), line.text("logged"))
          .withService(choice(line, "service", ServiceTier.values(), ServiceTier::id))
          .withPlace(choice(line, "place", Place.values(), Place::id))
          .withBand(band(line));
    }

    private static Band band(YamlNode.Fields line) {
      long over = line.count("band");
      if (over != 0 && !Band.BREAKPOINTS.contains(over)) {
        throw line.require("band").refusal("band", "0 or one of " + Band.BREAKPOINTS);
      }
      return over == 0 ? Band.BASE : new Band(over);
    }

    private static <E> E choice(
        YamlNode.Fields line, String name, E[] values, java.util.function.Function<E, String> id) {
      var text = line.text(name).toLowerCase(Locale.ROOT);
      return Stream.of(values)
          .filter(value -> id.apply(value).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  line.require(name)
                      .refusal(name, String.join(", ", Stream.of(values).map(id).toList())));
    }

    private static Usage usage(YamlNode.Fields line) {
      var usage = new Usage(Map.of(Meter.CALLS, number(line, "calls")));
      for (var part : parts(line)) {
        usage = usage.with(meter(part), number(part, "quantity"));
      }
      return usage;
    }

    private static List<Component> components(YamlNode.Fields line) {
      return parts(line).stream()
          .map(
              part -> {
                var cost = number(part, "cost");
                return new Component(
                    meter(part),
                    number(part, "quantity"),
                    new Rate(cost, 1),
                    List.of(),
                    new Money(cost));
              })
          .toList();
    }

    private static List<YamlNode.Fields> parts(YamlNode.Fields line) {
      return line.require("parts").items().map(part -> part.asFields("a part")).toList();
    }

    private static Meter meter(YamlNode.Fields part) {
      return choice(part, "meter", Meter.values(), Meter::id);
    }

    private static BigDecimal number(YamlNode.Fields fields, String name) {
      var node = fields.require(name);
      var text = node.asText(name);
      if (!text.matches("-?\\d{1,60}(\\.\\d{1,100})?")) {
        throw node.refusal(name, "a decimal number");
      }
      return new BigDecimal(text);
    }

    /// Names the model; what it cost stands in the components.
    private static RateCard card(YamlNode.Fields line) {
      return new RateCard(
          new Resolution(
              line.text("logged"),
              line.text("model"),
              line.text("provider"),
              line.text("tier"),
              line.text("tokenizer"),
              Resolution.How.EXACT),
          Map.of(),
          List.of(),
          List.of(),
          0,
          DateRange.ALWAYS,
          new Provenance("", "", "", "", ""));
    }
  }
}
