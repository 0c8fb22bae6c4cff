package routercost.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.audit.Finding;
import routercost.price.Money;

/// Findings as lines for a person: what is the same for many calls of a task becomes one line.
record FindingLines(Money amount, String text) {
  /// The lines of `findings`, dearest first. Machines get every finding by itself.
  static List<FindingLines> of(List<Finding> findings) {
    var lines = new ArrayList<FindingLines>();
    var mismatches = new LinkedHashMap<String, List<Finding>>();
    for (var finding : findings) {
      if (finding.rule() == Finding.Rule.COST_MISMATCH) {
        mismatches.computeIfAbsent(finding.task(), _ -> new ArrayList<>()).add(finding);
      } else {
        lines.add(line(finding));
      }
    }
    mismatches.values().forEach(some -> lines.add(mismatch(some)));
    return lines.stream().sorted((one, other) -> other.amount().compareTo(one.amount())).toList();
  }

  private static FindingLines line(Finding finding) {
    return new FindingLines(
        finding.amount(),
        task(finding) + Words.calls(finding.calls()) + " " + finding.message() + ".");
  }

  private static String task(Finding finding) {
    return finding.task().isEmpty() ? "" : finding.task() + ": ";
  }

  private static FindingLines mismatch(List<Finding> same) {
    var first = same.getFirst();
    var amount = Money.sum(same.stream().map(Finding::amount).toList());
    if (same.size() == 1) {
      return new FindingLines(amount, task(first) + first.message() + ".");
    }
    return new FindingLines(
        amount,
        "%s%s another cost than their tokens give; the widest: %s."
            .formatted(task(first), Words.doing(same.size(), "record", "state"), first.message()));
  }
}
