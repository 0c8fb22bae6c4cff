package routercost.cli;

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
import routercost.price.variance.Method;
import routercost.price.variance.Split;
import routercost.read.Interpretation;
import routercost.read.LogFormat;
import routercost.read.Period;
import routercost.report.Audit;
import routercost.report.Compared;
import routercost.report.Format;
import routercost.report.Gateway;
import routercost.whatif.Effect;
import routercost.whatif.Rule;

/// How the words of a command line become values, with messages that say what is expected.
final class Converters {
  private Converters() {}

  /// Teaches them to `line` and all its subcommands.
  static void register(CommandLine line) {
    line.registerConverter(Format.class, Choice.of(Format.class))
        .registerConverter(Output.Extra.class, Output.Extra::parse)
        .registerConverter(LogFormat.class, Choice.of(LogFormat.class))
        .registerConverter(Audit.Sort.class, Choice.of(Audit.Sort.class))
        .registerConverter(Compared.Sort.class, Choice.of(Compared.Sort.class))
        .registerConverter(Method.class, Choice.of(Method.class))
        .registerConverter(Split.Joint.class, Choice.of(Split.Joint.class))
        .registerConverter(Split.NewLines.class, Choice.of(Split.NewLines.class))
        .registerConverter(Split.Volume.class, Choice.of(Split.Volume.class))
        .registerConverter(
            Period.class,
            parsed(Converters::period, "2026-09, 2026-09-14 or 2026-09-01..2026-09-15"))
        .registerConverter(Gateway.class, Choice.of(Gateway.class))
        .registerConverter(Output.When.class, Choice.of(Output.When.class))
        .registerConverter(Reading.Switch.class, Choice.of(Reading.Switch.class))
        .registerConverter(
            Interpretation.CacheTokens.class, Choice.of(Interpretation.CacheTokens.class))
        .registerConverter(Rule.Move.class, new Moves.Converter())
        .registerConverter(Condition.class, Converters::condition)
        .registerConverter(Effect.class, Choice.of(Effect.class))
        .registerConverter(Dollars.class, parsed(Dollars::parsed, "US dollars such as 50 or 0.05"))
        .registerConverter(Ratio.class, parsed(Ratio::parsed, "a ratio such as 0.8"))
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
