package routercost.read.schema;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.record.Row;

/// Whether the input count of a log includes cached tokens, and how that is known (formats.md
/// section 0).
public record CacheCounting(boolean inclusive, String because) {
  /// The rule when nothing speaks against it.
  static final CacheCounting EXCLUSIVE = new CacheCounting(false, "by the names of the columns");

  /// What an export counts is known.
  public static final CacheCounting BY_FORMAT = new CacheCounting(false, "by the format");

  boolean isByFormat() {
    return because.equals(BY_FORMAT.because);
  }

  /// Decides: what the person says, else what the sums prove, else what the names say.
  static CacheCounting of(
      Sample sample, Schema schema, LogConventions conventions, ReadOptions.CacheTokens asked) {
    return switch (asked) {
      case INCLUSIVE -> new CacheCounting(true, "as asked");
      case EXCLUSIVE -> new CacheCounting(false, "as asked");
      case AUTO -> proven(sample, schema, conventions);
    };
  }

  private enum Proof {
    TOTAL_WITHIN,
    TOTAL_BESIDE,
    MORE_CACHED
  }

  private static CacheCounting proven(Sample sample, Schema schema, LogConventions conventions) {
    Set<Proof> proofs = EnumSet.noneOf(Proof.class);
    for (List<Row> rows : sample.byShape()) {
      Columns columns = schema.columns(rows.getFirst().names());
      if (columns.has(Column.INPUT_TOKENS) && columns.hasAny(Column.CACHE)) {
        var values = new CellValues(columns, conventions);
        for (Row row : rows) {
          prove(values, row, proofs);
        }
      }
    }
    boolean within = proofs.contains(Proof.TOTAL_WITHIN);
    if (within != proofs.contains(Proof.TOTAL_BESIDE)) {
      return new CacheCounting(within, "settled by the total");
    }
    if (proofs.contains(Proof.MORE_CACHED)) {
      return new CacheCounting(false, "more is cached than input");
    }
    return named(schema.columns(sample.names()));
  }

  private static void prove(CellValues values, Row row, Set<Proof> proofs) {
    BigDecimal input = values.number(row, Column.INPUT_TOKENS);
    BigDecimal cached = cached(values, row);
    BigDecimal total = values.number(row, Column.TOTAL_TOKENS);
    if (cached.signum() > 0 && total.signum() > 0) {
      BigDecimal sum = input.add(values.number(row, Column.OUTPUT_TOKENS));
      if (total.compareTo(sum) == 0) {
        proofs.add(Proof.TOTAL_WITHIN);
      } else if (total.compareTo(sum.add(cached)) == 0) {
        proofs.add(Proof.TOTAL_BESIDE);
      }
    }
    if (cached.compareTo(input) > 0) {
      proofs.add(Proof.MORE_CACHED);
    }
  }

  private static BigDecimal cached(CellValues values, Row row) {
    BigDecimal split =
        values
            .number(row, Column.CACHE_WRITE_5M_TOKENS)
            .add(values.number(row, Column.CACHE_WRITE_1H_TOKENS));
    return values
        .number(row, Column.CACHE_READ_TOKENS)
        .add(split.max(values.number(row, Column.CACHE_WRITE_TOKENS)));
  }

  private static CacheCounting named(Columns columns) {
    if (notes(columns, Column.INPUT_TOKENS).contains(Synonym.Note.EXCLUDES_CACHE)) {
      return EXCLUSIVE;
    }
    boolean includes =
        notes(columns, Column.INPUT_TOKENS).contains(Synonym.Note.INCLUDES_CACHE)
            || notes(columns, Column.CACHE_READ_TOKENS).contains(Synonym.Note.INCLUDES_CACHE);
    return includes ? new CacheCounting(true, EXCLUSIVE.because()) : EXCLUSIVE;
  }

  private static Set<Synonym.Note> notes(Columns columns, Column column) {
    return columns.at(column).map(Columns.Found::notes).orElse(Set.of());
  }
}
