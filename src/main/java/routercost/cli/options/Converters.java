package routercost.cli.options;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import routercost.price.Condition;
import routercost.price.Money;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.read.config.prices.feeds.PriceFeed;
import routercost.read.exports.LogFormat;
import routercost.read.schema.ReadOptions;
import routercost.report.Format;
import routercost.report.layout.RowOrder;
import routercost.report.routing.Gateway;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Rule;

/// Converters of the words on a command line, with messages that name what is expected.
public final class Converters {
  private Converters() {}

  /// A number over 0 and below 100.
  public record Ratio(BigDecimal value) {}

  /// A number of hours over 0.
  public record Hours(BigDecimal value) {}

  /// Registers the converters with `line` and all its subcommands.
  public static void register(CommandLine line) {
    line.registerConverter(Format.class, Converters::format)
        .registerConverter(OutputOptions.Extra.class, OutputOptions.Extra::parse)
        .registerConverter(LogFormat.class, choice(LogFormat.class))
        .registerConverter(RowOrder.class, RowOrder::of)
        .registerConverter(Method.class, choice(Method.class))
        .registerConverter(Split.Joint.class, choice(Split.Joint.class))
        .registerConverter(Split.NewLines.class, choice(Split.NewLines.class))
        .registerConverter(Split.Volume.class, choice(Split.Volume.class))
        .registerConverter(Gateway.class, choice(Gateway.class))
        .registerConverter(PriceFeed.class, choice(PriceFeed.class))
        .registerConverter(OutputOptions.When.class, choice(OutputOptions.When.class))
        .registerConverter(LogOptions.DayOrder.class, choice(LogOptions.DayOrder.class))
        .registerConverter(LogOptions.Switch.class, choice(LogOptions.Switch.class))
        .registerConverter(FocusOptions.Billed.class, choice(FocusOptions.Billed.class))
        .registerConverter(ReadOptions.CacheTokens.class, choice(ReadOptions.CacheTokens.class))
        .registerConverter(Rule.Move.class, new MoveOptions.Converter())
        .registerConverter(Condition.class, Converters::condition)
        .registerConverter(Effect.class, choice(Effect.class))
        .registerConverter(
            Money.class, parsed(Converters::dollars, "US dollars such as 50 or 0.05"))
        .registerConverter(Ratio.class, parsed(Converters::ratio, "a ratio such as 0.8"))
        .registerConverter(Hours.class, parsed(Converters::hours, "a number of hours such as 12"))
        .registerConverter(LocalDate.class, parsed(LocalDate::parse, "a date such as 2026-10-07"))
        .registerConverter(YearMonth.class, parsed(YearMonth::parse, "a month such as 2026-10"))
        .registerConverter(ZoneId.class, parsed(Converters::zone, "a zone such as Europe/Berlin"))
        .registerConverter(Integer.class, parsed(Integer::valueOf, "a whole number"))
        .registerConverter(BigDecimal.class, parsed(Converters::percent, "a number from 0 to 100"));
  }

  private static Condition condition(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new TypeConversionException(
          "'" + text + "'; expected NAME=VALUE or NAME!=VALUE, such as model=opus");
    }
    return Condition.of(text.substring(0, equals).strip(), text.substring(equals + 1));
  }

  private static Money dollars(String text) {
    return new Money(
        positive(text.startsWith("$") ? text.substring(1) : text, "\\d{1,12}(\\.\\d{1,9})?"));
  }

  private static Ratio ratio(String text) {
    return new Ratio(positive(text, "\\d{1,2}(\\.\\d{1,9})?"));
  }

  private static Hours hours(String text) {
    return new Hours(positive(text, "\\d{1,6}(\\.\\d{1,4})?"));
  }

  private static BigDecimal positive(String text, String pattern) {
    if (!text.matches(pattern) || new BigDecimal(text).signum() == 0) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(text);
  }

  private static ZoneId zone(String name) {
    return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
  }

  private static BigDecimal percent(String text) {
    if (!text.matches("\\d{1,3}(\\.\\d{1,9})?") || new BigDecimal(text).intValue() > 100) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(text);
  }

  private static <T> ITypeConverter<T> parsed(Function<String, T> parse, String expected) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (DateTimeException | NumberFormatException _) {
        throw new TypeConversionException("'" + text + "'; expected " + expected);
      }
    };
  }

  /// A choice between the constants of an enum, typed in lower case with hyphens. The constants are
  /// looked up when there is a word to convert: Java takes half a millisecond for each enum.
  static <E extends Enum<E>> ITypeConverter<E> choice(Class<E> type) {
    return text -> chosen(type, text);
  }

  static <E extends Enum<E>> E chosen(Class<E> type, String text) {
    var constants = List.of(type.getEnumConstants());
    return constants.stream()
        .filter(constant -> id(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s'; expected %s"
                        .formatted(
                            text,
                            constants.stream()
                                .map(Converters::id)
                                .collect(Collectors.joining(", ")))));
  }

  /// A format by its name, or by another name that it has.
  static Format format(String text) {
    return knownFormat(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s'; expected %s; with --budgets also %s%s"
                        .formatted(text, formats(false), formats(true), nearest(text))));
  }

  /// What can be done in place of a format that there is not: `; spreadsheets open csv`.
  static String nearest(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "xlsx", "xls", "ods", "excel" -> "; a workbook is written with -o FILE.xlsx";
      case "parquet", "sqlite" -> "; use csv, which spreadsheets and databases read: -o FILE.csv";
      case "htm", "pdf", "docx", "doc" -> "; use html, which browsers print: -o FILE.html";
      case "yaml", "yml", "xml", "ndjson", "jsonl", "toml" -> "; use json: -o FILE.json";
      case "text", "txt", "console" -> "; table is for people, plain for scripts";
      case "prometheus" -> "; use openmetrics";
      default -> "";
    };
  }

  private static String formats(boolean ofBudgets) {
    return Stream.of(Format.values())
        .filter(format -> format.isOfBudgets() == ofBudgets)
        .map(Format::id)
        .collect(Collectors.joining(", "));
  }

  static Optional<Format> knownFormat(String text) {
    var name = text.toLowerCase(Locale.ROOT);
    var id = name.equals("tsv") ? "plain" : name.equals("md") ? "markdown" : name;
    return List.of(Format.values()).stream().filter(format -> format.id().equals(id)).findFirst();
  }

  private static String id(Enum<?> constant) {
    return constant instanceof PriceFeed feed
        ? feed.id() // models.dev has a dot
        : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
