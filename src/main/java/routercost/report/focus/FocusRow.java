package routercost.report.focus;

import java.math.BigDecimal;

/// A row of a FOCUS file: a price on one day, and one set of tags. Costs are products of what is
/// here, exactly.
///
/// @param consumed the quantity: tokens, searches, or what the meter counts
/// @param quantity the same in priced units
record FocusRow(FocusPrice price, FocusTags tags, BigDecimal consumed, BigDecimal quantity) {
  FocusRow(FocusPrice price, FocusTags tags, BigDecimal consumed) {
    this(price, tags, consumed, consumed.divide(price.unit()));
  }

  BigDecimal listCost() {
    return price.list().multiply(quantity);
  }

  BigDecimal contractedCost() {
    return price.contracted().multiply(quantity);
  }
}
