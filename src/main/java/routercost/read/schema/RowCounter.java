package routercost.read.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.NotCounted;
import routercost.read.exports.LogFormat;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;

/// Counts what becomes of the records of one input while it is read.
public final class RowCounter {
  private static final int SHOWN_REJECTS = 5;

  /// Why rows with tokens are left out.
  private static final List<String> SELECTED =
      List.of(
          ParsedRow.Skipped.OUTSIDE_PERIOD.reason(),
          ParsedRow.Skipped.FILTERED_OUT.reason(),
          ParsedRow.Skipped.NO_DATE.reason(),
          ParsedRow.Skipped.NO_TOKENS.reason());

  private final Source source;
  private final LogFormat format;
  private long rows;
  private long used;
  private long duplicates;
  private long rejected;
  private long foreign;
  private long tokens;
  private long stated;
  private Optional<Reject> lastReject = Optional.empty();

  /// A record that broke off, as long as nothing follows it.
  private Optional<Reject> brokenOff = Optional.empty();
  private final SortedMap<String, Long> skipped = new TreeMap<>();
  private final List<Reject> firstRejects = new ArrayList<>();
  private final OddCells odd = new OddCells();
  private final Map<ParsedRow.Assumption, Long> assumed = new EnumMap<>(ParsedRow.Assumption.class);
  private final SortedMap<NotCounted.Kind, Long> doubtful = new TreeMap<>();

  public RowCounter(Source source, LogFormat format) {
    this.source = source;
    this.format = format;
  }

  public void used(ParsedRow row) {
    rows++;
    used++;
    addTokens(row.quantities().tokens());
    row.assumed().forEach(assumption -> assumed.merge(assumption, 1L, Long::sum));
    row.odd().forEach(cell -> odd.add(cell, 1));
    row.doubt().ifPresent(doubt -> doubtful(doubt.kind(), 1));
  }

  /// Adds records that count and whose price is not certain.
  public void doubtful(NotCounted.Kind kind, long records) {
    if (records != 0) {
      doubtful.merge(kind, records, Long::sum);
    }
  }

  /// Adds what a worker has counted.
  public void add(long moreUsed, long moreDuplicates, long moreForeign) {
    rows += moreUsed + moreDuplicates;
    used += moreUsed;
    duplicates += moreDuplicates;
    foreign += moreForeign;
  }

  /// How many records there were so far.
  public long rows() {
    return rows;
  }

  /// Whether any record was rejected so far.
  public boolean hasRejects() {
    return rejected > 0;
  }

  /// Adds the tokens of records that are used.
  public void addTokens(long more) {
    tokens = tokens + more < 0 ? Long.MAX_VALUE : tokens + more;
  }

  /// Adds records that were left out for a reason.
  public void skipped(String reason, long records) {
    if (records != 0) {
      rows += records;
      skipped.merge(reason, records, Long::sum);
    }
  }

  /// Adds records about which something was assumed.
  public void assumed(ParsedRow.Assumption assumption, long records) {
    assumed.merge(assumption, records, Long::sum);
  }

  /// The cells that were not understood.
  public OddCells odd() {
    return odd;
  }

  /// How many bytes were not UTF-8.
  public long foreign() {
    return foreign;
  }

  public void setForeign(long bytes) {
    foreign = bytes;
  }

  public void duplicate() {
    rows++;
    duplicates++;
  }

  public void skipped(ParsedRow.Skipped row) {
    rows++;
    skipped.merge(row.reason(), 1L, Long::sum);
  }

  /// Adds records that could not be read when they were saved.
  public void rejected(long records) {
    rows += records;
    rejected += records;
  }

  public void rejected(Reject reject) {
    rows++;
    rejected++;
    lastReject = Optional.of(reject);
    if (firstRejects.size() < SHOWN_REJECTS) {
      firstRejects.add(reject);
    }
  }

  /// Says whether the record that was rejected last is the beginning of one.
  public void breaksOff(boolean begins) {
    brokenOff = lastReject.filter(_ -> begins);
  }

  /// Says that the input has something at a line, so what broke off above it is not its end.
  public void goesOn(long line) {
    brokenOff = brokenOff.filter(reject -> reject.origin().line() >= line);
  }

  /// Where an input breaks off of which something was used, and that is a part of it that was cut
  /// off and no record.
  public Optional<Unpacked.Flaw> cutEnd() {
    Optional<Reject> end = brokenOff.filter(_ -> used > 0);
    end.ifPresent(
        reject -> {
          rows--;
          rejected--;
          firstRejects.remove(reject);
        });
    brokenOff = Optional.empty();
    return end.map(
        reject -> Unpacked.Flaw.cut("it breaks off within line " + reject.origin().line()));
  }

  /// Takes how many tokens a row of totals states.
  public void stated(long most) {
    stated = Math.max(stated, most);
  }

  /// The rows that are missing: a row of totals states more tokens than all others, none of which
  /// was left out.
  public Optional<Unpacked.Flaw> missing() {
    boolean isAll = rejected + duplicates == 0 && Collections.disjoint(skipped.keySet(), SELECTED);
    return isAll && stated > tokens
        ? Optional.of(
            Unpacked.Flaw.cut(
                "its row of totals states %,d tokens, %,d more than its other rows"
                    .formatted(stated, stated - tokens)))
        : Optional.empty();
  }

  /// Tokens of the totals that records state which none of their counts accounts for.
  public long unaccounted() {
    return assumed(ParsedRow.Assumption.UNACCOUNTED);
  }

  /// Calls that share an id with another call but differ from it.
  public long sharedIds() {
    return assumed(ParsedRow.Assumption.SHARED_ID);
  }

  /// How many used records an assumption was made for.
  long assumed(ParsedRow.Assumption assumption) {
    return assumed.getOrDefault(assumption, 0L);
  }

  /// The counts of an input without doubts.
  public RowCounts closed(List<String> mapping, List<String> assumptions) {
    return closed(mapping, assumptions, List.of());
  }

  public RowCounts closed(List<String> mapping, List<String> assumptions, List<String> doubts) {
    return new RowCounts(
        source.name(),
        format.id(),
        rows,
        used,
        duplicates,
        skipped,
        rejected,
        doubtful,
        rejected > 0 ? tokens : 0,
        firstRejects,
        mapping,
        assumptions,
        doubts);
  }
}
