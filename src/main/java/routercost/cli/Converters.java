package routercost.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import routercost.read.Interpretation;
import routercost.read.LogFormat;
import routercost.report.Audit;
import routercost.report.Format;
import routercost.whatif.Effect;
import routercost.whatif.Rule;

/// How the words of a command line become values, with messages that say what is expected.
final class Converters {
  private Converters() {}

  /// Teaches them to `line` and all its subcommands.
  static void register(CommandLine line) {
    line.registerConverter(Format.class, Choice.of(Format.class))
        .registerConverter(LogFormat.class, Choice.of(LogFormat.class))
        .registerConverter(Audit.Sort.class, Choice.of(Audit.Sort.class))
        .registerConverter(Output.When.class, Choice.of(Output.When.class))
        .registerConverter(Reading.Switch.class, Choice.of(Reading.Switch.class))
        .registerConverter(
            Interpretation.CacheTokens.class, Choice.of(Interpretation.CacheTokens.class))
        .registerConverter(Rule.Move.class, new Moves.Converter())
        .registerConverter(Effect.class, Choice.of(Effect.class))
        .registerConverter(Dollars.class, parsed(Dollars::parsed, "US dollars such as 50 or 0.05"))
        .registerConverter(Ratio.class, parsed(Ratio::parsed, "a ratio such as 0.8"))
        .registerConverter(LocalDate.class, parsed(LocalDate::parse, "a date such as 2026-10-07"))
        .registerConverter(YearMonth.class, parsed(YearMonth::parse, "a month such as 2026-10"))
        .registerConverter(ZoneId.class, parsed(Converters::zone, "a zone such as Europe/Berlin"))
        .registerConverter(Integer.class, parsed(Integer::valueOf, "a whole number"))
        .registerConverter(BigDecimal.class, parsed(Converters::percent, "a number from 0 to 100"));
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
