package routercost.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import routercost.price.Money;

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
    var order = order(audit.view().sort()).thenComparing(AuditGroup::name);
    boolean byTime =
        audit.view().sort() == Audit.Sort.COST
            && !dimensions.isEmpty()
            && dimensions.getFirst().isTime();
    return AuditGroup.of(shown, dimensions).stream()
        .sorted(byTime ? Comparator.comparing(AuditGroup::name) : order)
        .toList();
  }

  private static Comparator<AuditGroup> order(Audit.Sort sort) {
    return switch (sort) {
      case COST -> Comparator.comparing(AuditGroup::before, Comparator.reverseOrder());
      case SAVED ->
          Comparator.comparing(
              group -> group.saved().orElse(Money.ZERO), Comparator.reverseOrder());
      case CALLS -> Comparator.comparing(AuditGroup::allCalls, Comparator.reverseOrder());
      case TOKENS ->
          Comparator.comparing(group -> group.usage().tokens(), Comparator.reverseOrder());
      case NAME -> Comparator.comparing(AuditGroup::name);
    };
  }

  @Override
  public List<Block> blocks() {
    var notes = new AuditNotes(audit);
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Title(notes.title()));
    if (groups.isEmpty()) {
      blocks.add(new Block.Paragraph("No calls to price."));
    } else {
      var table = AuditTable.of(audit, groups);
      blocks.add(new Block.Paragraph(notes.summary(table)));
      blocks.add(audit.moved() ? table.beforeAndAfter() : table.bill());
    }
    blocks.addAll(notes.below());
    return blocks;
  }

  /// What all groups cost, exactly.
  static Money cost(List<AuditGroup> groups) {
    return Money.sum(groups.stream().map(AuditGroup::before).toList());
  }
}
