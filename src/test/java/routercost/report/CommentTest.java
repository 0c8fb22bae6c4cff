package routercost.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.audit.Bills;
import routercost.audit.budget.Bill;
import routercost.audit.budget.Bill.BillLine;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Metric;
import routercost.report.gate.CollapsibleTable;
import routercost.report.gate.GateResult;
import routercost.report.gate.GithubRenderer;
import routercost.report.layout.Terminal;

/// A comment on a pull request says what changed before anything else, and fits.
class CommentTest {
  private static final Bill AFTER =
      Bills.of(
          Bills.line("2026-10-05", "plan", "sonnet", "67.8375", 2_250),
          Bills.line("2026-10-06", "classify", "haiku", "32.40", 36_000),
          Bills.line("2026-10-06", "summarize", "sonnet", "153.90", 9_000));

  private static GateResult gate(Bill bill, Optional<Bill> base, Budget... budgets) {
    return Gates.of(bill, base, List.of(budgets));
  }

  private static String comment(GateResult gate) {
    return Format.COMMENT.renderer(Terminal.PLAIN).render(Gates.report(gate));
  }

  private static String aboveTheFold(GateResult gate) {
    var comment = comment(gate);
    return comment.substring(0, comment.indexOf("<details>"));
  }

  private static Budget total(String limit) {
    return Gates.named("total", 4, Bills.Draft.of(Metric.COST, limit), "Ask @finops.");
  }

  @Test
  void theVerdictAndTheChangedTasksComeFirst() {
    assertThat(aboveTheFold(gate(AFTER, Optional.of(Gates.BILL), total("300"))))
        .isEqualTo(
            """
            <!-- router-cost id=default -->
            #### LLM cost: $331.76 → $254.14 (-$77.63, -23.4%)

            **✅ The budget passes** (1 fixed by this change)

            | Task | Calls | Before | After | Change | Per call | Model |
            | :--- | ---: | ---: | ---: | ---: | ---: | :--- |
            | plan | 2,250 | $113.06 | $67.84 | -$45.23 | $0.05025 → $0.03015 | m-opus → m-sonnet |
            | classify | 36,000 | $64.80 | $32.40 | -$32.40 | $0.0018 → $0.0009 | m-opus +1 → m-haiku |
            | **Total** | 47,250 | $331.76 | $254.14 | -$77.63 | $0.007021 → $0.005379 | |

            1 task unchanged.

            """);
  }

  @Test
  void detailsAreFoldedAway() {
    assertThat(comment(gate(AFTER, Optional.of(Gates.BILL), total("300"))))
        .contains("<summary>Budgets: 1 passed</summary>")
        .contains("| total | $331.76 | $254.14 | $300.00 | ✅ fixed by this change |")
        .contains("<summary>Tasks: 3</summary>", "<summary>Models: 3</summary>")
        .contains("| m-opus | 0 | $158.06 | – | -$158.06 | $0.01405 → – |")
        .endsWith("This comment is updated on every push.</sub>\n");
  }

  @Test
  void whatFailsIsSaidAtOnce() {
    assertThat(aboveTheFold(gate(Gates.BILL, Optional.empty(), total("300"))).lines())
        .containsExactly(
            "<!-- router-cost id=default -->",
            "#### LLM cost: $331.76",
            "",
            "**❌ 1 budget: 1 failed**",
            "",
            "- ❌ **total**: cost is $331.76, $31.76 (10.6%) over the limit of $300.00. Top: summarize"
                + " $153.90, plan $113.06, classify $64.80. Ask @\u200bfinops.",
            "");
  }

  @Test
  void withoutAChangeThereIsNoTable() {
    assertThat(aboveTheFold(gate(AFTER, Optional.of(AFTER), total("300"))))
        .contains("#### LLM cost: $254.14 → $254.14 ($0.00, 0.0%)")
        .contains("No task changes its cost.")
        .doesNotContain("| Task |");
  }

  @Test
  void callsWithoutAPriceAreNotZero() {
    var bill = Bills.of(Bills.unpriced("2026-10-05", "plan", 3));
    assertThat(comment(gate(bill, Optional.empty(), total("300"))))
        .contains("| plan | 3 | unpriced | – | nova |")
        .contains("❌ **total**: not judged");
  }

  @Test
  void noChangeIsStatedOverWhatHasLostItsPrice() {
    var before = Bills.of(Bills.line("2026-10-05", "plan", "opus", "8", 4));
    var after =
        Bills.of(
            Bills.line("2026-10-05", "plan", "opus", "6", 3),
            Bills.unpriced("2026-10-05", "plan", 1));
    assertThat(aboveTheFold(gate(after, Optional.of(before), total("300"))))
        .contains(
            "#### LLM cost: $8.00 → ≥ $6.00\n\n1 call has no price and is not included in any amount.\n")
        .contains("| plan | 4 | $8.00 | ≥ $6.00 | unknown | $2 |")
        .contains("| **Total** | 4 | $8.00 | ≥ $6.00 | unknown | $2 | |");
    var same = Bills.of(Bills.unpriced("2026-10-05", "plan", 1));
    assertThat(aboveTheFold(gate(same, Optional.of(same), total("300"))))
        .contains("LLM cost: unpriced → unpriced");
  }

  @Test
  void namesCannotBecomeMarkup() {
    var bill = Bills.of(Bills.line("2026-10-05", "<img src=x>|*b*\n#", "opus", "5", 1));
    assertThat(comment(gate(bill, Optional.empty(), total("300"))))
        .contains("| \\<img src=x\\>\\|\\*b\\*?\\# | 1 |");
  }

  private static Bill large(int tasks) {
    var lines = new ArrayList<BillLine>();
    for (int i = 0; i < tasks; i++) {
      lines.add(Bills.line("2026-10-05", "task-" + "x".repeat(50) + i, "opus", "5", 1));
    }
    return new Bill(lines, Bills.VOCABULARY, Optional.empty());
  }

  @Test
  void aLargeCommentIsCutInItsDetailsAndStaysWhole() {
    var comment = comment(gate(large(2_000), Optional.of(large(1_000)), total("300")));
    assertThat(comment.length()).isBetween(50_000, 60_000);
    assertThat(comment).contains("more (cut to size)").endsWith("</sub>\n");
    assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
    assertThat(comment).contains("980 more tasks below.");
  }

  @Test
  void aFoldWithoutRoomIsLeftOut() {
    var fold = new CollapsibleTable("s", "| h |\n", List.of("| a |\n", "| b |\n"));
    assertThat(fold.within(96)).isEmpty();
    assertThat(fold.within(103)).contains("| a |", "| b |").doesNotContain("more");
    assertThat(fold.within(102))
        .contains("| a |", "and 1 more (cut to size)")
        .doesNotContain("| b |");
  }

  @Test
  void aSummaryHasNoHiddenLineAndMoreRoom() {
    var summarised = gate(large(3_000), Optional.empty(), total("300"));
    assertThat(GithubRenderer.summary(summarised))
        .startsWith("#### LLM cost")
        .hasSizeGreaterThan(100_000)
        .doesNotContain("written anew");
  }

  @Test
  void severalCommentsCanBeToldApart() {
    var gate = gate(AFTER, Optional.empty(), total("300"));
    var other =
        new GateResult(gate.head(), gate.file(), gate.checks(), gate.bill(), gate.base(), "evals");
    assertThat(comment(other)).startsWith("<!-- router-cost id=evals -->\n");
  }
}
