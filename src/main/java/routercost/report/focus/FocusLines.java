package routercost.report.focus;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.usage.SafeText;

/// The lines of a FOCUS file (RFC 4180, carriage return and line feed). Rows of one price follow
/// each other and differ in a few cells only; the others are made once for all of them.
final class FocusLines {
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator("\r\n").get();

  /// The columns in which rows of one price differ.
  private static final Set<String> VARYING =
      Set.of(
          "BilledCost",
          "ConsumedQuantity",
          "ContractedCost",
          "EffectiveCost",
          "ListCost",
          "PricingQuantity",
          "SubAccountId",
          "Tags");

  private final SequencedMap<String, Function<FocusRow, String>> cells;
  private final List<Map.Entry<String, Function<FocusRow, String>>> varying;

  /// @param cells of a row by the names of their columns, in the order of the file
  FocusLines(SequencedMap<String, Function<FocusRow, String>> cells) {
    this.cells = cells;
    this.varying =
        cells.entrySet().stream().filter(cell -> VARYING.contains(cell.getKey())).toList();
  }

  /// Writes the line of names.
  void writeNames(Appendable text) throws IOException {
    new CSVPrinter(text, CSV).printRecord(cells.keySet());
  }

  /// Writes the rows of a price, by their tags.
  void write(Appendable text, FocusPrice price, SortedMap<FocusTags, BigDecimal> consumed)
      throws IOException {
    var line = new StringBuilder();
    var parts = new ArrayList<String>();
    for (var of : consumed.entrySet()) {
      var row = new FocusRow(price, of.getKey(), of.getValue());
      if (parts.isEmpty()) {
        parts.addAll(parts(row));
      }
      line.setLength(0);
      int part = 0;
      for (var column : varying) {
        line.append(parts.get(part++));
        CSV.print(SafeText.cell(column.getValue().apply(row)), line, isFirst(column.getKey()));
      }
      text.append(line.append(parts.getLast()));
    }
  }

  /// What stands before, between and after the cells in which rows of one price differ.
  private List<String> parts(FocusRow row) throws IOException {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (var column : cells.entrySet()) {
      if (VARYING.contains(column.getKey())) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        CSV.print(SafeText.cell(column.getValue().apply(row)), part, isFirst(column.getKey()));
      }
    }
    parts.add(part.append(CSV.getRecordSeparator()).toString());
    return parts;
  }

  private boolean isFirst(String column) {
    return column.equals(cells.firstEntry().getKey());
  }

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
}
