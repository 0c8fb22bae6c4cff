package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.BilledSection;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.RoundedRows;

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
    return new AuditRecords(audit, groups).records();
  }

  @Override
  public Json json() {
    return new AuditJson(audit, groups).json();
  }

  private static List<AuditGroup> sorted(Audit audit) {
    var shown = audit.moved() ? audit.comparison() : audit.tierLower();
    var dimensions = audit.view().dimensions();
    boolean byTime =
        audit.view().sort() == Audit.Sort.COST
            && !dimensions.isEmpty()
            && dimensions.getFirst().isTime();
    var sort = byTime ? Audit.Sort.NAME : audit.view().sort();
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
      case CALLS -> group.allCalls();
      case TOKENS -> group.usage().tokens();
      case NAME -> BigDecimal.ZERO;
    };
  }

  @Override
  public List<Block> blocks() {
    var notes = new AuditSummary(audit);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(notes.title()));
    var billed = new BilledSection(audit.billed(), audit.view().dimensions());
    if (groups.isEmpty()) {
      blocks.add(new Block.Paragraph("No calls to price." + billed.headline()));
    } else {
      var table = AuditTable.of(audit, groups);
      blocks.add(new Block.Paragraph(notes.summary(groups, table)));
      blocks.addAll(RoundedRows.of(audit.moved() ? table.beforeAndAfter() : table.bill()));
    }
    blocks.addAll(billed.blocks());
    blocks.addAll(notes.below());
    return blocks;
  }

  /// What all groups cost, exactly.
  static Money cost(List<AuditGroup> groups) {
    return Money.sum(groups.stream().map(AuditGroup::before).toList());
  }
}
