package routercost.read.bills;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.audit.reconcile.BillLine;
import routercost.audit.reconcile.BillLine.Item;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.audit.reconcile.Terms;
import routercost.price.Money;
import routercost.read.bills.BillFields.Part;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.RowRejectedException;
import routercost.usage.Meter;
import routercost.usage.SafeText;

/// The parser of one record of a bill into its lines: one with an amount, or one for each count of
/// a usage report.
final class BillLineParser {
  private static final Set<String> NO_WORKSPACE = Set.of("null", "Default", "default", "n/a");

  private final BillWords words;
  private final Terms terms;
  private final BillConventions conventions;
  private final DateParser dates;
  private final Map<String, BigDecimal> left = new LinkedHashMap<>();
  private final Set<String> converted = new TreeSet<>();
  private final Set<String> ambiguous = new TreeSet<>();

  BillLineParser(BillWords words, Terms terms, BillConventions conventions) {
    this.words = words;
    this.terms = terms;
    this.conventions = conventions;
    dates = conventions.dates();
  }

  /// What was left out or converted, as sentences.
  List<String> notes() {
    var local =
        Stream.of("days begin at midnight of " + conventions.zone() + ", as with --timezone")
            .filter(_ -> !conventions.zone().equals(ZoneOffset.UTC));
    return Stream.concat(
            left.entrySet().stream()
                .map(
                    entry ->
                        "%s ($%s) are not compared"
                            .formatted(entry.getKey(), entry.getValue().toPlainString())),
            Stream.of(converted.stream(), ambiguous.stream().limit(1), local)
                .flatMap(notes -> notes))
        .toList();
  }

  /// @throws InputProblem if the record has an amount that cannot be read, or no date
  Stream<BillLine> lines(String place, BillFields fields) {
    var amount = fields.amount(conventions.billedIsZero());
    var counts = fields.counts();
    if (amount.isEmpty() && counts.isEmpty()) {
      return Stream.empty(); // an empty bucket
    }
    var from = fields.text(Part.FROM);
    if (from.isEmpty()) {
      throw new InputProblem(place + ": no date; expected a column such as date or period");
    }
    var days = days(place, from, fields.text(Part.TO));
    if (amount.isEmpty()) {
      return counts.entrySet().stream()
          .flatMap(count -> usage(place, fields, days, count.getKey(), count.getValue()).stream());
    }
    return line(place, fields, days, amount.get()).stream();
  }

  private record Days(LocalDate from, LocalDate to) {}

  private Days days(String place, String from, String to) {
    try {
      var first = dates.day(from);
      if (first.isAmbiguous()) {
        ambiguous.add(
            "of dates such as " + SafeText.cut(from, 20) + " the month is taken to be first");
      }
      var next = first.month() ? first.day().plusMonths(1) : first.day().plusDays(1);
      if (to.isEmpty()) {
        return new Days(first.day(), next);
      }
      var last = dates.day(to).day();
      return new Days(first.day(), last.isAfter(next) ? last : next);
    } catch (RowRejectedException unreadable) {
      throw new InputProblem(
          "%s: '%s' is not a date; expected one such as 2026-10-31"
              .formatted(place, SafeText.cut(from, 40)));
    }
  }

  private Optional<BillLine> usage(
      String place, BillFields fields, Days days, String name, String text) {
    var count = number(place, new BillFields.Amount(name, text, 0));
    var meter =
        switch (name) {
          case "uncachedinputtokens" -> Meter.INPUT;
          case "outputtokens" -> Meter.OUTPUT;
          case "cachereadinputtokens" -> Meter.CACHE_READ;
          case "cachecreationephemeral5minputtokens" -> Meter.CACHE_WRITE_5M;
          case "cachecreationephemeral1hinputtokens" -> Meter.CACHE_WRITE_1H;
          default -> Meter.WEB_SEARCH;
        };
    var item = item(fields, days, Optional.of(meter));
    return count.signum() == 0
        ? Optional.empty()
        : Optional.of(
            new BillLine(
                days.from(),
                days.to(),
                Kind.USAGE,
                item,
                Optional.of(count),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ONE));
  }

  private Optional<BillLine> line(
      String place, BillFields fields, Days days, BillFields.Amount written) {
    if (written.text().toLowerCase(Locale.ROOT).matches("included|free|no charge")) {
      return Optional.empty();
    }
    var number = number(place, written);
    var currency =
        Optional.of(fields.text(Part.CURRENCY).toUpperCase(Locale.ROOT))
            .filter(code -> !code.isEmpty())
            .or(() -> conventions.number(written).flatMap(AmountParser::currency))
            .or(() -> BillFields.currency(written))
            .orElse("USD");
    var item = item(fields, days, words.meter(fields.texts(Part.METER)));
    var kind = kind(fields, item, days);
    if (isCloud(fields) && item.model().isEmpty() && fields.isOtherService()) {
      left.merge("lines of other services", number, BigDecimal::add);
      return Optional.empty();
    }
    var list = fields.list().map(of -> dollars(place, number(place, of), currency));
    int decimals = Math.max(number.stripTrailingZeros().scale(), smallest(currency));
    var unit = dollars(place, BigDecimal.ONE.movePointLeft(decimals), currency).usd();
    return Optional.of(
        new BillLine(
            days.from(),
            days.to(),
            kind,
            item,
            kind == Kind.USAGE ? quantity(place, fields, item) : Optional.empty(),
            Optional.of(dollars(place, number, currency)),
            list,
            unit));
  }

  /// The decimals of the smallest unit of a currency: the yen has none.
  private static int smallest(String currency) {
    try {
      return Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException _) {
      return 2; // a code that is none
    }
  }

  /// The kind of a charge. Tables without a column for it have it where usage has its model.
  private Kind kind(BillFields fields, Item item, Days days) {
    var kind = words.kind(fields.texts(Part.KIND));
    boolean isUsage =
        kind != Kind.USAGE
            || item.meter().isPresent()
            || words.known(item.model(), days.from()).isPresent();
    return isUsage ? kind : words.kind(Stream.of(item.model()));
  }

  private static boolean isCloud(BillFields fields) {
    return Stream.of("billedcost", "lineitemusagetype", "metercategory", "metername")
        .anyMatch(name -> fields.fields().has(name));
  }

  private Money dollars(String place, BigDecimal amount, String currency) {
    if (!currency.equals("USD") && terms.rates().containsKey(currency)) {
      converted.add(
          "1 %s is %s USD by %s"
              .formatted(
                  currency,
                  terms.rates().getOrDefault(currency, BigDecimal.ONE).toPlainString(),
                  terms.source().isEmpty() ? "the terms" : terms.source()));
    }
    return terms
        .dollars(amount, currency)
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "%s: the amount is in %s, and no rate of it is pinned; pass one with --terms"
                        .formatted(place, SafeText.cut(currency, 10))));
  }

  private Item item(BillFields fields, Days days, Optional<Meter> meter) {
    var named = fields.text(Part.MODEL);
    var model =
        named.isEmpty()
            ? Stream.concat(fields.texts(Part.METER), fields.texts(Part.PRODUCT))
                .flatMap(text -> Stream.of(text, text.replaceFirst(", [^,]*$| \\(.*\\)$", "")))
                .flatMap(text -> words.known(text, days.from()).stream())
                .findFirst()
                .orElse("")
            : words.model(named, days.from());
    var served = fields.texts(Part.SERVICE).toList();
    boolean isBatch = fields.texts(Part.METER).anyMatch(text -> text.matches("(?i).*batch.*"));
    return new Item(
        model,
        meter,
        isBatch ? words.service(List.of("batch")) : words.service(served),
        BillWords.place(fields.text(Part.PLACE)),
        label(fields.text(Part.WORKSPACE)),
        label(fields.text(Part.KEY)),
        SafeText.cut(fields.text(Part.PURPOSE), 60));
  }

  private static String label(String text) {
    return NO_WORKSPACE.contains(text) ? "" : text;
  }

  private Optional<BigDecimal> quantity(String place, BillFields fields, Item item) {
    var written = fields.first(Part.QUANTITY.names());
    var unit =
        fields.text(Part.UNIT).isEmpty() && item.meter().isPresent()
            ? Optional.of(BigDecimal.ONE)
            : BillWords.unit(fields.text(Part.UNIT), fields.texts(Part.PURPOSE));
    return written.isEmpty() || item.meter().isEmpty()
        ? Optional.empty()
        : unit.map(of -> number(place, written.get()).multiply(of));
  }

  private BigDecimal number(String place, BillFields.Amount written) {
    return conventions
        .number(written)
        .orElseThrow(
            () ->
                new InputProblem(
                    "%s: %s is '%s'; expected a number such as 12.50"
                        .formatted(place, written.name(), SafeText.cut(written.text(), 40))))
        .number()
        .movePointLeft(written.shift());
  }
}
