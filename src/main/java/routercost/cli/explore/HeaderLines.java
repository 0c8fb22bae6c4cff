package routercost.cli.explore;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routercost.audit.budget.Check;
import routercost.price.Condition;
import routercost.price.Money;
import routercost.report.common.CostByDay;
import routercost.report.common.RunMetadata;
import routercost.report.gate.CheckText;
import routercost.report.layout.Bar;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TextWidth;

/// The lines above the table: what is looked at, the bill now and under the plan, and budgets.
record HeaderLines(ExplorerScreen screen, BillView bill, PlanPricer.Priced priced) {
  private String dot() {
    return screen.unicode() ? " · " : ", ";
  }

  StyledLine title(ExplorerState state) {
    var calls = Phrases.calls(bill.calls().stripTrailingZeros());
    var days =
        state.selection().month().map(of -> of.name()).orElseGet(() -> days(bill.usage().head()));
    var filter = state.selection().filter().stream().map(Condition::toString).toList();
    var right = Stream.of(days, calls, "USD").filter(text -> !text.isEmpty()).toList();
    var input =
        StyledLine.of(" ")
            .and(bill.usage().head().inputNames(), Role.HEADLINE)
            .and(filter.isEmpty() ? "" : "   / " + String.join(", ", filter), Role.WARNING);
    var named = StyledLine.of(" router-cost explore  ", Role.DIM).and(input);
    var less = right.subList(Math.max(0, right.size() - 2), right.size());
    return Stream.of(named, input)
        .flatMap(
            line ->
                Stream.of(right, less)
                    .map(of -> line.atRight(String.join(dot(), of), screen.width() - 1, Role.PLAIN))
                    .filter(whole -> !whole.equals(line)))
        .findFirst()
        .orElse(input);
  }

  /// `1 Oct to 31 Oct 2026`.
  private static String days(RunMetadata head) {
    var last = head.to().map(to -> Phrases.day(to, true)).orElse("");
    return head.from()
        .filter(from -> !head.to().equals(head.from()))
        .map(from -> Phrases.day(from, false) + " to " + last)
        .orElse(last);
  }

  /// The bill now and under the plan; its days while there is no plan.
  List<StyledLine> bars() {
    int decimals = Rounding.decimals(priced.before());
    var now = Rounding.dollars(priced.before(), decimals);
    var plan = priced.after().map(of -> Rounding.dollars(of, decimals)).orElse("unknown");
    int amount = Math.max(now.length(), plan.length());
    if (priced.plan().isEmpty()) {
      return List.of(
          StyledLine.of(" Now  " + ExplorerScreen.padded(now, amount) + " ", Role.HEADLINE)
              .and(days()),
          StyledLine.of(" Plan " + ExplorerScreen.padded(plan, amount) + " ", Role.HEADLINE)
              .and("no moves yet: h s o move a row, a takes all suggestions", Role.DIM));
    }
    var saved = priced.saved();
    var scale = priced.after().orElse(Money.ZERO).usd().max(priced.before().usd());
    var says = saved.map(of -> saves(of)).orElse("some calls have no price there");
    int room = Math.clamp(screen.width() - 9L - amount - TextWidth.of(says) - 2, 4, 80);
    return List.of(
        StyledLine.of(" Now  " + ExplorerScreen.padded(now, amount) + " ", Role.HEADLINE)
            .and(bar(priced.before().usd(), scale, room), Role.DIM),
        StyledLine.of(" Plan " + ExplorerScreen.padded(plan, amount) + " ", Role.HEADLINE)
            .and(bar(priced.after().orElse(Money.ZERO).usd(), scale, room), Role.SAVING)
            .atRight(
                says,
                screen.width() - 1,
                saved.filter(of -> of.usd().signum() < 0).isPresent()
                    ? Role.WARNING
                    : Role.SAVING));
  }

  private String saves(Money saved) {
    var size = new Money(saved.usd().abs());
    var share = priced.before().isZero() ? "" : " (" + Phrases.percent(size, priced.before()) + ")";
    return "%s %s%s, %s"
        .formatted(
            saved.usd().signum() < 0 ? "costs more:" : "saves",
            Rounding.dollars(size, Rounding.decimals(priced.before())),
            share,
            Phrases.counted(priced.plan().moves().size(), "move"));
  }

  private String bar(BigDecimal length, BigDecimal scale, int room) {
    int full =
        scale.signum() == 0
            ? 0
            : length
                .multiply(BigDecimal.valueOf(room))
                .divide(scale, 0, RoundingMode.HALF_UP)
                .intValue();
    return (screen.unicode() ? "━" : "=").repeat(Math.max(Math.max(0, length.signum()), full));
  }

  private String days() {
    var costs = bill.costs();
    if (costs.size() < 3 || !screen.unicode()) {
      return "";
    }
    var peak = costs.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    return Bar.sparkline(CostByDay.folded(List.copyOf(costs.values())))
        + "  peak "
        + Rounding.dollars(peak.getValue(), Rounding.decimals(Money.sum(costs.values())))
        + " on "
        + Phrases.day(peak.getKey(), false);
  }

  /// A budget and how much of it the plan uses.
  ///
  /// @param behind whether it is that of an earlier plan
  StyledLine budget(Check check, boolean behind) {
    int room = Math.clamp(screen.width() / 4L, 8, 40);
    var role = behind ? Role.DIM : new CheckText(check).role();
    var used = PlanBudgets.used(check).orElse(BigDecimal.ZERO).min(BigDecimal.ONE);
    return StyledLine.of(
            " "
                + ExplorerScreen.padded(check.budget().id(), Math.min(24, screen.width() / 4))
                + " ")
        .and(ExplorerScreen.padded(bar(used, BigDecimal.ONE, room), room), role)
        .and("  " + PlanBudgets.text(check) + (behind ? " before the last move" : ""), role);
  }
}
