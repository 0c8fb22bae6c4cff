package routercost.read.bills;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.audit.reconcile.BillLine.Kind;
import routercost.price.PriceBook;
import routercost.read.exports.Exports;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// What the words on bills mean: models, meters, services, places, units and kinds of charges.
final class BillWords {
  /// The first that is found in a text decides.
  private static final Map<Pattern, Meter> METERS = new LinkedHashMap<>();

  private static final Map<Pattern, Kind> KINDS = new LinkedHashMap<>();

  static {
    meter("(1h|1 ?hour|one hour).*cache|cache.*(1h|1 ?hour|one hour)", Meter.CACHE_WRITE_1H);
    meter("(5m|5 ?min|five min).*cache|cache.*(5m|5 ?min|five min)", Meter.CACHE_WRITE_5M);
    meter("cache.*(write|creation|store)|(write|creation).*cache", Meter.CACHE_WRITE_UNKNOWN);
    meter("uncached|no.?cache", Meter.INPUT);
    meter("cache|\\bcchd?\\b|\\bcd\\b", Meter.CACHE_READ);
    meter("search", Meter.WEB_SEARCH);
    meter("fetch", Meter.WEB_FETCH);
    meter("code.?(execution|interpreter)", Meter.CODE_EXECUTION);
    meter("session", Meter.MANAGED_AGENTS_SESSION);
    meter("out(p|put|pt)?\\b|output|completion", Meter.OUTPUT);
    meter("inp?\\b|input|prompt", Meter.INPUT);
    kind("\\b(sales ?)?tax(es)?\\b|\\bvat\\b|\\bgst\\b", Kind.TAX);
    kind("discount", Kind.DISCOUNT);
    kind("\\brounding", Kind.ROUNDING);
    kind("\\bcredits?\\b|\\brefund|\\bgrant\\b|\\bpromotion", Kind.CREDIT);
    kind("correction|\\blate\\b", Kind.LATE);
  }

  private static final Pattern REGION = Pattern.compile("^[a-z]{2,4}\\d-");
  private static final Pattern METER_WORDS =
      Pattern.compile(
          "\\b(usage|input|inp|inpt|output|outp|outpt|opt|tokens?|cached?|cchd|cd|read|write|creation"
              + "|count|batch|glbl|global|regnl|regional|dzone|dz|data|zone|tokens-batch|no|per"
              + "|1k|1m|5m|1h|minutes?|hours?|5(?=[ -]?min)|premium|request)\\b");
  private static final Pattern SCALE =
      Pattern.compile(
          "(?:per )?([\\d,]*)\\s*(k|m|million|thousand)?\\b.*", Pattern.CASE_INSENSITIVE);

  private static final Pattern UNITS =
      Pattern.compile("\\b(million|thousand)\\b.*\\btokens", Pattern.CASE_INSENSITIVE);

  private final PriceBook book;

  BillWords(PriceBook book) {
    this.book = book;
  }

  private static void meter(String words, Meter meter) {
    METERS.put(Pattern.compile(words), meter);
  }

  private static void kind(String words, Kind kind) {
    KINDS.put(Pattern.compile(words), kind);
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[_./,()-]+", " ").strip();
  }

  /// The meter that the first of some texts with a known word names.
  Optional<Meter> meter(Stream<String> texts) {
    return texts.flatMap(text -> first(METERS, text).stream()).findFirst();
  }

  /// The kind of charge that texts name; usage if none.
  Kind kind(Stream<String> texts) {
    return texts.flatMap(text -> first(KINDS, text).stream()).findFirst().orElse(Kind.USAGE);
  }

  private static <T> Optional<T> first(Map<Pattern, T> words, String text) {
    var plain = plain(text);
    return words.entrySet().stream()
        .filter(word -> word.getKey().matcher(plain).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// The id of the model that a field names; the text itself if the book does not know it.
  String model(String text, LocalDate day) {
    return known(text, day).orElse(text);
  }

  /// The id of a model that is named among other words.
  Optional<String> known(String text, LocalDate day) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    var lower = REGION.matcher(text.toLowerCase(Locale.ROOT)).replaceFirst("");
    var words = METER_WORDS.matcher(lower).replaceAll(" ").replaceAll("[\\s_-]+", " ").strip();
    var name = words.replaceAll("(?<=[a-z]{3})(?=\\d)|(?<=\\d)(?=[a-z]{3})", " ").replace(' ', '-');
    name = name.replaceAll("-{2,}", "-").replaceAll("^-|-$|-+$", "");
    return Stream.of(text, name, Exports.vendorName(name), name.replaceFirst("-\\d{4}$", ""))
        .filter(candidate -> !candidate.isEmpty())
        .flatMap(candidate -> book.resolve(candidate, day).stream())
        .map(found -> found.id())
        .findFirst();
  }

  /// The provider of a model of the book.
  Optional<String> provider(String model, LocalDate day) {
    return book.resolve(model, day).map(found -> found.provider());
  }

  Optional<ServiceTier> service(List<String> texts) {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(ServiceTier.BATCH, ServiceTier.FAST, ServiceTier.PRIORITY, ServiceTier.FLEX)
            .filter(tier -> texts.stream().anyMatch(text -> plain(text).contains(tier.id())))
            .findFirst()
            .orElse(ServiceTier.STANDARD));
  }

  static Optional<Place> place(String text) {
    return switch (plain(text)) {
      case "" -> Optional.empty();
      case "us", "inference geo us" -> Optional.of(Place.INFERENCE_GEO_US);
      case "eu", "inference geo eu" -> Optional.of(Place.INFERENCE_GEO_EU);
      default -> Optional.of(Place.GLOBAL);
    };
  }

  /// How many tokens or calls a unit is. The marketplace of AWS counts `Units`, and says in words
  /// that they are a `Million Input Tokens`.
  static Optional<BigDecimal> unit(String text, Stream<String> purposes) {
    return text.equalsIgnoreCase("units")
        ? purposes
            .map(UNITS::matcher)
            .filter(Matcher::find)
            .findFirst()
            .flatMap(words -> unit(words.group(1)))
        : unit(text);
  }

  /// How many tokens or calls a unit such as `1K tokens` is; empty if it is another thing.
  private static Optional<BigDecimal> unit(String text) {
    var scale = SCALE.matcher(text.strip());
    if (text.isBlank()
        || !scale.matches()
        || text.toLowerCase(Locale.ROOT).matches(".*(hour|gb|month|second).*")) {
      return Optional.empty();
    }
    var count = scale.group(1).replace(",", "");
    var letter = scale.group(2) == null ? "" : scale.group(2).toLowerCase(Locale.ROOT);
    var number = count.isEmpty() ? BigDecimal.ONE : new BigDecimal(count);
    return Optional.of(
        number.multiply(
            BigDecimal.valueOf(letter.startsWith("m") ? 1_000_000 : letter.isEmpty() ? 1 : 1_000)));
  }
}
