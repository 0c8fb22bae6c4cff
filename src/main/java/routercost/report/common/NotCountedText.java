package routercost.report.common;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import routercost.audit.NotCounted;
import routercost.price.Money;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// The ledger of what is not counted, in one line, in detail, and for machines.
public record NotCountedText(NotCounted ledger) {
  private static final int SHOWN = 5;

  /// `not counted: 5 rejected rows ($0.12 at most), 1 file (cost unknown)`; empty if all is
  /// counted.
  public String line() {
    return ledger.entries().isEmpty()
        ? ""
        : ledger.entries().stream()
            .map(NotCountedText::phrase)
            .collect(Collectors.joining(", ", "not counted: ", ""));
  }

  private static String phrase(NotCounted.Entry entry) {
    var amount =
        entry.isMissing()
            ? entry.most().map(most -> Rounding.dollars(most) + " at most").orElse("cost unknown")
            : entry.most().map(Rounding::dollars).orElse("");
    return things(entry) + (amount.isEmpty() ? "" : " (" + amount + ")");
  }

  private static String things(NotCounted.Entry entry) {
    var rows = BigDecimal.valueOf(entry.rows());
    return switch (entry.kind()) {
      case FILE -> Phrases.counted(entry.files(), "file") + " that may hold calls";
      case REJECTED -> Phrases.counted(rows, "rejected row");
      case NO_USAGE -> Phrases.calls(rows) + " without usage";
      case NO_TIME -> Phrases.calls(rows) + " without a time";
      case NO_INPUT -> Phrases.calls(rows) + " without a count of input";
      case DUPLICATE -> Phrases.counted(rows, "duplicate row");
    };
  }

  /// The files that things were left out of, with the reasons.
  public List<String> details() {
    return ledger.entries().stream().flatMap(entry -> entry.details().stream()).toList();
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
        .and("low", entry.isMissing() ? Money.ZERO : high.orElse(Money.ZERO))
        .and("high", high.<Json>map(most -> new Json.Text(most.toString())).orElse(Json.NULL))
        .and("details", Json.texts(entry.details().stream().map(NotCountedText::named).toList()));
  }
}
