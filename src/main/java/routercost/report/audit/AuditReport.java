package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.audit.CacheSavings;
import routercost.audit.Finding;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.BilledSection;
import routercost.report.common.CostByDay;
import routercost.report.common.ReportHeader;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;

/// Lays an audit out: where the money goes and what a move would save, biggest driver first.
///
/// @param groups in the order in which they are shown
/// @param whole all groups as one
/// @param isBrief whether budgets follow, which leave less room on a screen
public record AuditReport(Audit audit, List<AuditGroup> groups, AuditGroup whole, boolean isBrief)
    implements Report {
  private static final List<Attribute> BY_CALL = List.of(Attribute.Label.CALL);

  /// The report on `audit`.
  public static Report of(Audit audit, boolean isBrief) {
    var groups = sorted(audit, audit.view().dimensions());
    return new AuditReport(audit, groups, AuditGroup.together(List.of(), groups), isBrief);
  }

  @Override
  public Records records() {
    var rows = shown().stream().map(group -> AuditFields.Row.of(group, 0)).toList();
    return audit.head().dated(Field.records(fields().list(), rows));
  }

  @Override
  public Json json() {
    return new AuditJson(audit, shown(), whole, fields().list()).json();
  }

  private static List<AuditGroup> sorted(Audit audit, List<Attribute> dimensions) {
    var shown = audit.moved() ? audit.comparison() : audit.tierLower();
    var sort = audit.view().sort();
    var groups =
        AuditGroup.of(shown, dimensions, audit.view().verbose()).stream()
            .map(group -> new Placed(placed(group, sort, dimensions), group.name(), group))
            .sorted()
            .map(Placed::group)
            .toList();
    return audit.view().turned() ? groups.reversed() : groups;
  }

  /// A group by what it is sorted by, which is summed once: the heaviest first, then by name.
  private record Placed(BigDecimal weight, String name, AuditGroup group)
      implements Comparable<Placed> {
    @Override
    public int compareTo(Placed other) {
      int order = other.weight.compareTo(weight);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  /// The calls that are not shown one by one come last.
  private static BigDecimal placed(AuditGroup group, Audit.Sort sort, List<Attribute> dimensions) {
    boolean isRest = dimensions.equals(BY_CALL) && group.key().getFirst().isEmpty();
    return isRest ? BigDecimal.ONE.negate() : weight(group, sort);
  }

  private static BigDecimal weight(AuditGroup group, Audit.Sort sort) {
    return switch (sort) {
      case COST -> group.before().usd();
      case SAVED -> group.saved().orElse(Money.ZERO).usd();
      case CALLS -> group.calls();
      case TOKENS -> group.usage().tokens();
      case NAME -> BigDecimal.ZERO;
    };
  }

  @Override
  public Optional<String> value() {
    boolean isUnknown = groups.isEmpty() && !audit.head().notCounted().missing().isEmpty();
    return Report.value(isUnknown ? Optional.empty() : whole.cost());
  }

  @Override
  public List<Block> blocks() {
    var answer = new AuditHeadline(audit);
    var notes = new AuditSummary(audit);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(ReportHeader.title(audit.head(), audit.comparison())));
    var billed = new BilledSection(audit.billed(), audit.view().dimensions());
    if (groups.isEmpty()) {
      blocks.add(new Block.Paragraph(audit.head().noCalls() + billed.headline(), Role.HEADLINE));
    } else {
      var elsewhere = new ArrayList<Block>();
      elsewhere.add(new Block.Paragraph(answer.summary(groups, whole)));
      elsewhere.addAll(RoundedRows.of(table(fields().list())));
      blocks.addAll(
          Block.onScreenOr(
              List.of(
                  () -> answer.headline(whole),
                  () -> CostByDay.of(audit.comparison().before()),
                  () -> table(fields().onScreen())),
              elsewhere));
      blocks.addAll(audit.plan().reviews(whole.saved()));
      var caching = new CachingText(audit).sentence().map(Block.Paragraph::new).stream().toList();
      blocks.addAll(isBrief ? Block.details(List.copyOf(caching)) : caching);
      blocks.addAll(PlanSummary.belowOnScreen(audit.plan()));
    }
    blocks.addAll(billed.blocks());
    blocks.addAll(notes.below());
    return blocks;
  }

  private Block.Table table(List<Field<AuditFields.Row>> fields) {
    var total = AuditFields.Row.total(whole);
    if (AuditPivot.fits(audit, groups)) {
      var rows = sorted(audit, audit.view().dimensions().subList(0, 1));
      return AuditPivot.of(audit)
          .table(new AuditReport(audit, rows, whole, isBrief).rows(), total)
          .latest(isLatest());
    }
    return isLatest()
        ? Field.table(fields, rows(), List.of(total), this::earlier, true)
        : Field.table(fields, rows(), List.of(total), from -> rest(from, " (-v)"), false);
  }

  /// Whether rows are in the order of time and all of them are asked for.
  private boolean isLatest() {
    var view = audit.view();
    return !view.dimensions().isEmpty()
        && view.dimensions().getFirst().isTime()
        && view.sort() == Audit.Sort.NAME
        && !view.turned()
        && view.top().isEmpty();
  }

  private AuditFields.Row earlier(int number) {
    var hidden = groups.subList(0, number);
    var name = Block.Table.earlier(number);
    return AuditFields.Row.rest(AuditGroup.together(List.of(name), hidden), decimals());
  }

  private List<AuditFields.Row> rows() {
    int decimals = decimals();
    var rows = new ArrayList<AuditFields.Row>();
    shown().forEach(group -> rows.add(AuditFields.Row.of(group, decimals)));
    int top = rows.size();
    if (top < groups.size()) {
      rows.add(rest(top, ""));
    }
    return rows;
  }

  private AuditFields.Row rest(int from, String hint) {
    var hidden = groups.subList(from, groups.size());
    var number =
        audit.view().dimensions().equals(BY_CALL)
            ? Thousands.grouped(
                hidden.stream().map(AuditGroup::calls).reduce(BigDecimal.ZERO, BigDecimal::add))
            : Integer.toString(hidden.size());
    var name = number + " more" + hint;
    return AuditFields.Row.rest(AuditGroup.together(List.of(name), hidden), decimals());
  }

  private int decimals() {
    return Rounding.decimals(whole.before(), groups.stream().map(AuditGroup::before));
  }

  private AuditFields fields() {
    var largest = Money.ZERO;
    for (var group : groups) {
      largest = group.before().compareTo(largest) > 0 ? group.before() : largest;
    }
    return new AuditFields(audit, whole.before(), largest);
  }

  private List<AuditGroup> shown() {
    return groups.subList(0, Math.min(groups.size(), audit.view().top().orElse(groups.size())));
  }

  /// What caching changed of the bill of an audit.
  record CachingText(Audit audit) {
    /// What caching saved, in one sentence; nothing where nothing was cached.
    Optional<String> sentence() {
      var bill = audit.bill();
      return CacheSavings.of(bill)
          .map(
              cache -> {
                var cost = audit.comparison().costBefore();
                var saved = cache.saved();
                boolean isLoss = saved.usd().signum() < 0;
                var amount = dollars(new Money(saved.usd().abs()), cost);
                return "Caching %s %s (hit rate %s)%s."
                    .formatted(
                        isLoss ? "cost" : "saved",
                        amount + (isLoss ? " more than it saved" : ""),
                        Phrases.percent(cache.readTokens(), cache.promptTokens()),
                        unreadWrites().usd().signum() > 0
                            ? "; unread writes cost " + dollars(unreadWrites(), cost)
                            : "");
              });
    }

    /// What cache writes of tasks that never read them cost; more may be unread, which sums do not
    /// show.
    Money unreadWrites() {
      return Money.sum(
          audit.findings().stream()
              .filter(finding -> finding.rule() == Finding.Rule.UNREAD_CACHE)
              .map(Finding::amount)
              .toList());
    }

    private static String dollars(Money amount, Money cost) {
      return Rounding.dollars(amount, Math.max(Rounding.decimals(cost), Rounding.decimals(amount)));
    }
  }
}
