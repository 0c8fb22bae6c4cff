package routercost.report.gate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Check;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;

/// What a gate found: the budgets of one file, judged by one bill.
///
/// @param head what was read, with which prices
/// @param file the budgets file, as given
/// @param checks in the order of the file
/// @param bill that was judged
/// @param base the bill before a change, if there is one
/// @param failures why the run fails whatever its budgets say, as sentences
/// @param rejected the models in use that graded answers reject, which fail nothing
/// @param commentId tells apart several comments on one pull request
public record GateResult(
    RunMetadata head,
    String file,
    List<Check> checks,
    Bill bill,
    Optional<Bill> base,
    String commentId,
    List<String> failures,
    List<Block.Items.Item> rejected) {
  /// The result of a run that fails for no other reason than its budgets.
  public GateResult(
      RunMetadata head,
      String file,
      List<Check> checks,
      Bill bill,
      Optional<Bill> base,
      String commentId) {
    this(head, file, checks, bill, base, commentId, List.of(), List.of());
  }

  public GateResult {
    checks = List.copyOf(checks);
    failures = List.copyOf(failures);
    rejected = List.copyOf(rejected);
  }

  /// This result of a run that also fails for other reasons, and of models that answers reject.
  public GateResult with(List<String> otherFailures, List<Block.Items.Item> rejectedModels) {
    return new GateResult(head, file, checks, bill, base, commentId, otherFailures, rejectedModels);
  }

  /// The models that graded answers reject, as sentences: `$0.04: draft_reply: 20 calls ran on …`.
  List<String> rejections() {
    return rejected.stream().map(item -> item.lead() + ": " + item.text()).toList();
  }

  /// The checks that ended so, in the order of the file.
  List<Check> of(Check.Status status) {
    return checks.stream().filter(check -> check.status() == status).toList();
  }

  /// The worst first: what could not be judged, what failed, what warns.
  List<Check> worstFirst() {
    return Stream.of(
            Check.Status.ERROR,
            Check.Status.FAIL,
            Check.Status.WARN,
            Check.Status.OK,
            Check.Status.OFF)
        .flatMap(status -> of(status).stream())
        .toList();
  }

  /// The checks that somebody should look at, the worst first.
  List<Check> problems() {
    return worstFirst().stream().filter(check -> new CheckText(check).needsAttention()).toList();
  }

  /// Whether any budget was measured before the change too.
  boolean isCompared() {
    return checks.stream().anyMatch(check -> check.base().isPresent());
  }

  /// Whether something is over or could not be judged, and is meant to fail.
  public boolean isBlocking() {
    return !failures.isEmpty() || checks.stream().anyMatch(Check::isBlocking);
  }

  /// `1 not judged, 2 failed, 1 warning, 3 passed`.
  public String counts() {
    int warnings = of(Check.Status.WARN).size();
    return Stream.of(
            count(Check.Status.ERROR, " not judged"),
            count(Check.Status.FAIL, " failed"),
            count(Check.Status.WARN, warnings == 1 ? " warning" : " warnings"),
            count(Check.Status.OK, " passed"),
            count(Check.Status.OFF, " off"))
        .filter(count -> !count.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String count(Check.Status status, String noun) {
    int count = of(status).size();
    return count == 0 ? "" : count + noun;
  }

  /// The budgets file as tools on the same repository name it.
  String path() {
    return file.startsWith("./") ? file.substring(2) : file;
  }
}
