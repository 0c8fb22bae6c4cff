package routercost.cli.options;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import routercost.price.Condition;
import routercost.price.variance.Split;
import routercost.price.variance.Split.Method;
import routercost.read.exports.LogFormat;
import routercost.read.schema.ReadOptions;
import routercost.read.value.Period;
import routercost.report.Format;
import routercost.report.audit.Audit;
import routercost.report.compare.ComparedBills;
import routercost.report.routing.Gateway;
import routercost.whatif.Effects.Effect;
import routercost.whatif.Rule;

/// How the words of a command line become values, with messages that say what is expected.
public final class Converters {
  private Converters() {}

  /// Teaches them to `line` and all its subcommands.
  public static void register(CommandLine line) {
    line.registerConverter(Format.class, EnumConverter.of(Format.class))
        .registerConverter(OutputOptions.Extra.class, OutputOptions.Extra::parse)
        .registerConverter(LogFormat.class, EnumConverter.of(LogFormat.class))
        .registerConverter(Audit.Sort.class, EnumConverter.of(Audit.Sort.class))
        .registerConverter(ComparedBills.Sort.class, EnumConverter.of(ComparedBills.Sort.class))
        .registerConverter(Method.class, EnumConverter.of(Method.class))
        .registerConverter(Split.Joint.class, EnumConverter.of(Split.Joint.class))
        .registerConverter(Split.NewLines.class, EnumConverter.of(Split.NewLines.class))
        .registerConverter(Split.Volume.class, EnumConverter.of(Split.Volume.class))
        .registerConverter(
            Period.class,
            parsed(Converters::period, "2026-09, 2026-09-14 or 2026-09-01..2026-09-15"))
        .registerConverter(Gateway.class, EnumConverter.of(Gateway.class))
        .registerConverter(OutputOptions.When.class, EnumConverter.of(OutputOptions.When.class))
        .registerConverter(LogOptions.Switch.class, EnumConverter.of(LogOptions.Switch.class))
        .registerConverter(
            ReadOptions.CacheTokens.class, EnumConverter.of(ReadOptions.CacheTokens.class))
        .registerConverter(Rule.Move.class, new RequestedMoves.Converter())
        .registerConverter(Condition.class, Converters::condition)
        .registerConverter(Effect.class, EnumConverter.of(Effect.class))
        .registerConverter(
            DollarAmount.class, parsed(DollarAmount::parsed, "US dollars such as 50 or 0.05"))
        .registerConverter(
            RatioArgument.class, parsed(RatioArgument::parsed, "a ratio such as 0.8"))
        .registerConverter(LocalDate.class, parsed(LocalDate::parse, "a date such as 2026-10-07"))
        .registerConverter(YearMonth.class, parsed(YearMonth::parse, "a month such as 2026-10"))
        .registerConverter(ZoneId.class, parsed(Converters::zone, "a zone such as Europe/Berlin"))
        .registerConverter(Integer.class, parsed(Integer::valueOf, "a whole number"))
        .registerConverter(BigDecimal.class, parsed(Converters::percent, "a number from 0 to 100"));
  }

  /// A month, a day, or the days from one to another, both included.
  private static Period period(String text) {
    if (text.length() == "2026-09".length()) {
      var month = YearMonth.parse(text);
      return days(month.atDay(1), month.atEndOfMonth());
    }
    int dots = text.indexOf("..");
    return dots < 0
        ? days(LocalDate.parse(text), LocalDate.parse(text))
        : days(LocalDate.parse(text.substring(0, dots)), LocalDate.parse(text.substring(dots + 2)));
  }

  private static Period days(LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw new DateTimeException(last + " is before " + first);
    }
    return new Period(Optional.of(first), Optional.of(last.plusDays(1)));
  }

  private static Condition condition(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new TypeConversionException(
          "'" + text + "'; expected NAME=VALUE or NAME!=VALUE, such as model=opus");
    }
    return Condition.of(text.substring(0, equals).strip(), text.substring(equals + 1));
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
}
