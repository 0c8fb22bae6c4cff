package routercost.report.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.report.layout.Phrases;

/// Findings as lines for a person: what is the same for many calls of a task becomes one line.
public record FindingSection(Money amount, String text) {
  /// The lines of `findings`, dearest first. Machines get every finding by itself.
  public static List<FindingSection> of(List<Finding> findings) {
    var lines = new ArrayList<FindingSection>();
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

  private static FindingSection line(Finding finding) {
    return new FindingSection(
        finding.amount(),
        task(finding) + Phrases.calls(finding.calls()) + " " + finding.message() + ".");
  }

  private static String task(Finding finding) {
    return finding.task().isEmpty() ? "" : finding.task() + ": ";
  }

  private static FindingSection mismatch(List<Finding> same) {
    var first = same.getFirst();
    var amount = Money.sum(same.stream().map(Finding::amount).toList());
    if (same.size() == 1) {
      return new FindingSection(amount, task(first) + first.message() + ".");
    }
    return new FindingSection(
        amount,
        "%s%s another cost than their tokens give; the widest: %s."
            .formatted(
                task(first), Phrases.doing(same.size(), "record", "state"), first.message()));
  }
}
