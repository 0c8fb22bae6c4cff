package routercost.report;

import java.math.BigDecimal;

/// One value of a table, typed by what it means; a renderer decides how it looks.
public sealed interface Cell {
  /// Words.
  record Text(String text) implements Cell {}

  /// A whole or exact number of things.
  record Count(BigDecimal number) implements Cell {}

  /// US dollars, already rounded, so that columns add up as shown.
  record Amount(BigDecimal usd) implements Cell {}

  /// US dollars per call, already rounded.
  record PerCall(BigDecimal usd) implements Cell {}

  /// A share, already rounded, in percent.
  record Percent(BigDecimal percent) implements Cell {}

  /// Nothing to show here.
  record Nothing() implements Cell {}

  Cell NOTHING = new Nothing();
}
