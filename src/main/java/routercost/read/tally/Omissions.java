package routercost.read.tally;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.NotCounted.Kind;
import routercost.read.schema.OutsideDays;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Reject;
import routercost.read.schema.RowCounts;
import routercost.read.text.Unpacked;
import routercost.usage.Meter;
import routercost.usage.Tally;
import routercost.usage.UsageCube;

/// Collects what is left out while logs are read and may hold calls.
public final class Omissions {
  private final LeftOutTally calls = new LeftOutTally();
  private final SortedMap<String, Long> unasked = new TreeMap<>();
  private final SortedMap<String, Long> rejectedTokens = new TreeMap<>();
  private final List<LeftOut.PartOfFile> files = new ArrayList<>();
  private final List<String> equalInputs = new ArrayList<>();
  private final OutsideDays outside = new OutsideDays();
  private final UndatedCalls undated = new UndatedCalls();

  Omissions() {}

  /// Adds a call that is left out although it may have cost something.
  ///
  /// @param open whether its counts do not bound what it can cost
  void add(Kind kind, boolean open, ParsedRow row) {
    BigDecimal usd = row.loggedUsd().orElse(BigDecimal.ZERO);
    calls.add(kind, open, row.key(), row.quantities().counts(), usd, 1);
  }

  /// Adds a call that counts and whose price is not certain, whatever it logs.
  void add(ParsedRow.Doubt doubt, ParsedRow row) {
    calls.add(doubt.kind(), doubt.open(), row.key(), row.quantities().counts(), BigDecimal.ZERO, 1);
  }

  /// Adds the calls that a worker left out.
  public void add(LeftOutTally more) {
    calls.addAll(more);
    undated.addAll(more);
  }

  /// The calls of inputs without any time.
  public UndatedCalls undated() {
    return undated;
  }

  /// The counts of all inputs, with calls in doubt that may be of any day.
  public List<RowCounts> dated(List<RowCounts> inputs) {
    return undated.into(calls, inputs);
  }

  /// Adds a rejected row, as far as it can be read.
  public void reject(Reject reject, RecordFilter filter) {
    var call = new RejectedCall(reject.fields());
    String file = reject.origin().file();
    if (call.isFilteredOut(filter)) {
      unasked.merge(file, 1L, Long::sum);
      return;
    }
    rejectedTokens.merge(file, call.tokens(), Omissions::sum);
    var key = call.key(filter);
    var counts = call.counts().filter(_ -> !key.model().isEmpty());
    if (counts.isPresent()) {
      calls.add(Kind.REJECTED, false, key, counts.get(), BigDecimal.ZERO, 1);
    } else {
      call.loggedUsd().ifPresent(usd -> calls.add(Kind.REJECTED, false, key, oneCall(), usd, 1));
    }
  }

  private static long[] oneCall() {
    var counts = new long[Meter.values().length];
    counts[Tally.slot(Meter.CALLS)] = 1;
    return counts;
  }

  private static long sum(long first, long second) {
    long sum = first + second;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /// Adds what the logs of a saved cube left out that has no key.
  ///
  /// @param asked the numbers of records behind what is asked for of it
  public void add(String file, CubeHeader head, CubeHeader.Counts asked) {
    files.addAll(head.files());
    equalInputs.addAll(head.equal());
    unasked.merge(file, asked.unasked(), Long::sum);
  }

  LeftOutTally calls() {
    return calls;
  }

  /// Adds a file that may be a log and cannot be used as one.
  public void addFile(String sentence) {
    files.add(new LeftOut.PartOfFile(Kind.FILE, sentence, false));
  }

  /// Adds a file that may hold more than could be read.
  public void addFlaw(String file, Unpacked.Flaw flaw) {
    files.add(new LeftOut.PartOfFile(flaw.kind(), file + ": " + flaw.sentence(), flaw.empty()));
  }

  /// Adds a sentence on two inputs of equal content.
  public void addEqual(String sentence) {
    equalInputs.add(sentence);
  }

  /// Adds the days of calls outside of the period.
  public void add(OutsideDays days) {
    outside.addAll(days);
  }

  LeftOut leftOut() {
    var readable = calls.bounded();
    var records = calls.records();
    if (!undated.ofCubes().isEmpty()) {
      readable.merge(Kind.UNKNOWN_DAY, undated.ofCubes(), UsageCube::plus);
      records.merge(Kind.UNKNOWN_DAY, undated.recordsOfCubes(), Long::sum);
    }
    return new LeftOut(
        readable,
        calls.open(),
        records,
        unasked,
        rejectedTokens,
        files,
        outside.range(),
        equalInputs);
  }
}
