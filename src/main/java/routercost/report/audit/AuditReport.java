package routercost.report.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.BilledSection;
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
    blocks.add(new Block.Title(notes.title()));
    var billed = new BilledSection(audit.billed(), audit.view().dimensions());
    if (groups.isEmpty()) {
      blocks.add(new Block.Paragraph("No calls to price." + billed.headline()));
    } else {
      blocks.add(new Block.Paragraph(notes.summary(groups, whole())));
      blocks.addAll(RoundedRows.of(table()));
    }
    blocks.addAll(billed.blocks());
    blocks.addAll(notes.below());
    return blocks;
  }

  private Block.Table table() {
    var whole = whole();
    int decimals = Rounding.decimals(whole.before(), groups.stream().map(AuditGroup::before));
    var rows = new ArrayList<AuditFields.Row>();
    shown().forEach(group -> rows.add(AuditFields.Row.of(group, decimals)));
    int top = rows.size();
    if (top < groups.size()) {
      var name = groups.size() - top + " more";
      var rest = AuditGroup.together(List.of(name), groups.subList(top, groups.size()));
      rows.add(AuditFields.Row.of(rest, decimals));
    }
    return Field.table(fields().list(), rows, List.of(AuditFields.Row.total(whole)));
  }

  private AuditFields fields() {
    return new AuditFields(audit, whole().before());
  }

  /// All groups as one.
  private AuditGroup whole() {
    return AuditGroup.together(List.of(), groups);
  }

  private List<AuditGroup> shown() {
    return groups.subList(0, Math.min(groups.size(), audit.view().top().orElse(groups.size())));
  }
}
