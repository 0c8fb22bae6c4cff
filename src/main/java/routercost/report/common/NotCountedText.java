package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.NotCounted;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The ledger of what is not counted, in one line, in detail, and for machines.
public record NotCountedText(NotCounted ledger) {
  private static final int SHOWN = 5;

  /// `not counted: 5 rejected rows ($0.12 at most), 1 file (cost unknown); not certain: 2 calls of
  /// an unknown service tier ($0.02 less to $0.04 more)`; empty if all is counted and certain.
  public String line() {
    return Stream.of(phrases("not counted: ", false), phrases("not certain: ", true))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private String phrases(String start, boolean doubts) {
    var phrases =
        ledger.entries().stream()
            .filter(entry -> entry.kind().isDoubt() == doubts)
            .map(NotCountedText::phrase)
            .collect(Collectors.joining(", "));
    return phrases.isEmpty() ? "" : start + phrases;
  }

  private static String phrase(NotCounted.Entry entry) {
    var amount =
        entry.kind().isDoubt()
            ? range(entry)
            : entry.isMissing()
                ? entry
                    .most()
                    .map(most -> Rounding.dollars(most) + " at most")
                    .orElse("cost unknown")
                : entry.most().map(Rounding::dollars).orElse("");
    return things(entry) + (amount.isEmpty() ? "" : " (" + amount + ")");
  }

  private static String range(NotCounted.Entry entry) {
    var less = Rounding.dollars(Money.ZERO.minus(entry.least())) + " less";
    var more = entry.most().map(most -> Rounding.dollars(most) + " more");
    boolean isLower = !entry.least().isZero();
    if (more.isEmpty()) {
      return "cost unknown";
    }
    if (entry.most().orElseThrow().isZero()) {
      return isLower ? less + " at most" : "no other price";
    }
    return isLower ? less + " to " + more.get() : more.get() + " at most";
  }

  private static String things(NotCounted.Entry entry) {
    var rows = BigDecimal.valueOf(entry.rows());
    return switch (entry.kind()) {
      case FILE -> Phrases.counted(entry.files(), "file") + " that may hold calls";
      case CUT -> "the rest of " + Phrases.counted(entry.files(), "file") + " cut off";
      case TRAILING -> "bytes after the end of " + Phrases.counted(entry.files(), "packed file");
      case REJECTED -> Phrases.counted(rows, "rejected row");
      case NO_USAGE -> calls(rows) + " without usage";
      case NO_TIME -> calls(rows) + " without a time";
      case NO_INPUT -> calls(rows) + " without a count of input";
      case NO_OUTPUT -> calls(rows) + " without a count of output";
      case UNKNOWN_TIER -> calls(rows) + " of an unknown service tier";
      case UNKNOWN_PLACE -> calls(rows) + " in a place without a known price";
      case UNKNOWN_DAY -> calls(rows) + " without a readable time";
      case EITHER_DAY -> calls(rows) + " on either of two days";
      case UNKNOWN_COUNT -> calls(rows) + " with an unreadable count";
      case CACHE_LIFETIME -> calls(rows) + " of tasks that write caches of an unknown lifetime";
      case OUTPUT_LOWER_BOUND -> calls(rows) + " whose output was counted at its beginning";
      case DUPLICATE -> Phrases.counted(rows, "duplicate row");
    };
  }

  /// The number of some calls; sums of several may not count them.
  private static String calls(BigDecimal calls) {
    return calls.signum() == 0 ? "usage" : Phrases.calls(calls);
  }

  /// The files that things were left out of, with the reasons.
  public List<String> details() {
    return ledger.entries().stream().flatMap(NotCountedText::details).toList();
  }

  /// Those of rows say which, as `duplicate row: calls.csv: 1 of 434 rows`.
  private static Stream<String> details(NotCounted.Entry entry) {
    var rows = entry.kind().isOfFiles() ? "" : things(entry).replaceFirst("^[\\d,]+ ", "") + ": ";
    return entry.details().stream().map(detail -> rows + detail);
  }

  /// The first details, and how many more there are.
  public List<String> firstDetails() {
    var all = ledger.missing().stream().flatMap(entry -> entry.details().stream()).toList();
    var first = new ArrayList<>(all.subList(0, Math.min(SHOWN, all.size())));
    if (all.size() > SHOWN) {
      first.add("and %d more; -v lists all".formatted(all.size() - SHOWN));
    }
    return first;
  }

  public Json json() {
    return Json.items(ledger.entries().stream().map(NotCountedText::json));
  }

  /// A detail without the folder of an absolute path, which differs from machine to machine.
  private static String named(String detail) {
    int end = detail.indexOf(": ");
    return end < 0
        ? detail
        : RunMetadata.fileName(detail.substring(0, end)) + detail.substring(end);
  }

  private static Json json(NotCounted.Entry entry) {
    var high = entry.most();
    return Json.object()
        .and("kind", entry.kind().id())
        .and("files", entry.files())
        .and("rows", entry.rows())
        .and("low", entry.isMissing() ? entry.least() : high.orElse(Money.ZERO))
        .and("high", high.<Json>map(most -> new Json.Text(most.toString())).orElse(Json.NULL))
        .and("details", Json.texts(entry.details().stream().map(NotCountedText::named).toList()));
  }
}
