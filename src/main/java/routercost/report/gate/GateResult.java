package routercost.report.gate;

import java.util.List;
import java.util.Optional;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Check;
import routercost.report.common.RunMetadata;

/// What a gate found: the budgets of one file, judged by one bill.
///
/// @param head what was read, with which prices
/// @param file the budgets file, as given
/// @param checks in the order of the file
/// @param bill that was judged
/// @param base the bill before a change, if there is one
/// @param commentId tells apart several comments on one pull request
public record GateResult(
    RunMetadata head,
    String file,
    List<Check> checks,
    Bill bill,
    Optional<Bill> base,
    String commentId) {
  public GateResult {
    checks = List.copyOf(checks);
  }

  /// The checks that ended so, in the order of the file.
  List<Check> of(Check.Status status) {
    return checks.stream().filter(check -> check.status() == status).toList();
  }

  /// The worst first: what could not be judged, what failed, what warns.
  List<Check> worstFirst() {
    return java.util.stream.Stream.of(
            Check.Status.ERROR,
            Check.Status.FAIL,
            Check.Status.WARN,
            Check.Status.OK,
            Check.Status.OFF)
        .flatMap(status -> of(status).stream())
        .toList();
  }

  /// Whether something is over or could not be judged, and is meant to fail.
  public boolean isBlocking() {
    return checks.stream().anyMatch(Check::isBlocking);
  }

  /// `1 not judged, 2 failed, 1 warning, 3 passed`.
  public String counts() {
    var words = new java.util.ArrayList<String>();
    count(words, Check.Status.ERROR, " not judged");
    count(words, Check.Status.FAIL, " failed");
    int warnings = of(Check.Status.WARN).size();
    count(words, Check.Status.WARN, warnings == 1 ? " warning" : " warnings");
    count(words, Check.Status.OK, " passed");
    count(words, Check.Status.OFF, " off");
    return String.join(", ", words);
  }

  private void count(List<String> words, Check.Status status, String noun) {
    int count = of(status).size();
    if (count > 0) {
      words.add(count + noun);
    }
  }

  /// The budgets file as tools on the same repository name it.
  String path() {
    return file.startsWith("./") ? file.substring(2) : file;
  }
}
