package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.BilledSection;
import routercost.report.common.CostByDay;
import routercost.report.common.ReportHeader;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RoundedRows;
import routercost.report.layout.Rounding;

/// Lays an audit out: where the money goes and what a move would save, biggest driver first.
///
/// @param groups in the order in which they are shown
public record AuditReport(Audit audit, List<AuditGroup> groups) implements Report {
  /// The report on `audit`.
  public static Report of(Audit audit) {
    return new AuditReport(audit, sorted(audit));
  }

  @Override
  public Records records() {
    var rows = shown().stream().map(group -> AuditFields.Row.of(group, 0)).toList();
    return audit.head().dated(Field.records(fields().list(), rows));
  }

  @Override
  public Json json() {
    return new AuditJson(audit, shown(), whole(), fields().list()).json();
  }

  private static List<AuditGroup> sorted(Audit audit) {
    var shown = audit.moved() ? audit.comparison() : audit.tierLower();
    var dimensions = audit.view().dimensions();
    var sort = audit.view().sort();
    return AuditGroup.of(shown, dimensions).stream()
        .map(group -> new Placed(weight(group, sort), group.name(), group))
        .sorted()
        .map(Placed::group)
        .toList();
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
    return Report.value(isUnknown ? Optional.empty() : whole().cost());
  }

  @Override
  public List<Block> blocks() {
    var notes = new AuditSummary(audit);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(ReportHeader.title(audit.head(), audit.comparison())));
    var billed = new BilledSection(audit.billed(), audit.view().dimensions());
    if (groups.isEmpty()) {
      blocks.add(new Block.Paragraph("No calls to price." + billed.headline()));
    } else {
      var elsewhere = new ArrayList<Block>();
      elsewhere.add(new Block.Paragraph(notes.summary(groups, whole())));
      elsewhere.addAll(RoundedRows.of(table(fields().list())));
      blocks.addAll(
          Block.onScreenOr(
              List.of(
                  () -> notes.headline(whole()),
                  () -> CostByDay.of(audit.comparison().before()),
                  () -> table(fields().onScreen())),
              elsewhere));
    }
    blocks.addAll(billed.blocks());
    blocks.addAll(notes.below());
    return blocks;
  }

  private Block.Table table(List<Field<AuditFields.Row>> fields) {
    var whole = whole();
    int decimals = Rounding.decimals(whole.before(), groups.stream().map(AuditGroup::before));
    var rows = new ArrayList<AuditFields.Row>();
    shown().forEach(group -> rows.add(AuditFields.Row.of(group, decimals)));
    int top = rows.size();
    if (top < groups.size()) {
      rows.add(rest(groups.size() - top + " more", top, decimals));
    }
    return Field.table(
        fields,
        rows,
        List.of(AuditFields.Row.total(whole)),
        from -> rest(Block.Table.more(groups.size() - from), from, decimals));
  }

  private AuditFields.Row rest(String name, int from, int decimals) {
    var rest = AuditGroup.together(List.of(name), groups.subList(from, groups.size()));
    return AuditFields.Row.of(rest, decimals);
  }

  private AuditFields fields() {
    var largest = Money.ZERO;
    for (var group : groups) {
      largest = group.before().compareTo(largest) > 0 ? group.before() : largest;
    }
    return new AuditFields(audit, whole().before(), largest);
  }

  /// All groups as one.
  private AuditGroup whole() {
    return AuditGroup.together(List.of(), groups);
  }

  private List<AuditGroup> shown() {
    return groups.subList(0, Math.min(groups.size(), audit.view().top().orElse(groups.size())));
  }
}
