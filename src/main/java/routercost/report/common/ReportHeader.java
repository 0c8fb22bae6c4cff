package routercost.report.common;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.whatif.Comparison;

/// What reports on logs say at their beginning and their end, whatever they are about.
public final class ReportHeader {
  private ReportHeader() {}

  /// The first line: what was read, which days, how many calls.
  public static String title(RunMetadata head, Comparison comparison) {
    var group = new AuditGroup(List.of(), comparison);
    var failed = group.failedCalls();
    boolean isUncounted = group.calls().signum() == 0 && !group.before().isZero();
    var calls =
        (isUncounted ? "calls unknown" : Phrases.calls(group.calls()))
            + (failed.signum() == 0 ? "" : " (" + new Cell.Count(failed).text() + " failed)");
    return Stream.of(Stream.of(head.inputNames()), head.titleDays(), Stream.of(calls, "USD"))
        .flatMap(parts -> parts)
        .collect(Collectors.joining("  "));
  }

  /// What became of the rows of each input of which not all are used.
  public static List<String> rows(RunMetadata head) {
    var sentences = new ArrayList<String>();
    for (var input : head.inputs()) {
      long skipped = input.skippedRows();
      if (input.duplicates() + skipped + input.rejected() > 0) {
        sentences.add(
            "%s: %s = %d used + %d duplicate + %d skipped%s + %d rejected."
                .formatted(
                    input.path(),
                    Phrases.counted(input.rows(), "row"),
                    input.used(),
                    input.duplicates(),
                    skipped,
                    InputSummary.reasons(input.skipped()),
                    input.rejected()));
      }
    }
    return sentences;
  }
}
