package routercost.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.Finding;
import routercost.price.Money;

/// The sentences of an audit: what it is about, what stands out, and what the figures rest on.
record AuditNotes(Audit audit) {
  private static final int FINDINGS_SHOWN = 8;

  /// The first line.
  String title() {
    var total = audit.comparison();
    var group = new AuditGroup(List.of(), total);
    var failed = group.failedCalls();
    var calls =
        Words.calls(group.allCalls())
            + (failed.signum() == 0 ? "" : " (" + CellText.of(new Cell.Count(failed)) + " failed)");
    return Stream.of(
            Stream.of(audit.head().inputNames()),
            audit.head().days(),
            Stream.of(calls, "USD, prices " + audit.head().bookId()))
        .flatMap(parts -> parts)
        .collect(Collectors.joining("  "));
  }

  /// Where the money goes, in a sentence.
  String summary(List<AuditGroup> groups) {
    var cost = AuditReport.cost(groups);
    if (cost.isZero()) {
      return "Nothing here has a cost.";
    }
    var largest =
        groups.stream().max(java.util.Comparator.comparing(AuditGroup::before)).orElseThrow();
    var share = new Cell.Percent(Rounding.percent(largest.before().usd(), cost.usd()));
    var where =
        groups.size() == 1
            ? ""
            : " The largest part is %s with %s.".formatted(largest.name(), CellText.of(share));
    return "The bill is " + dollars(cost) + "." + where + saving(groups, cost);
  }

  private String saving(List<AuditGroup> groups, Money cost) {
    var whole = audit.moved() ? audit.comparison() : audit.tierLower();
    var saved = whole.saved();
    if (saved.isEmpty() || saved.get().isZero()) {
      return "";
    }
    var share = new Cell.Percent(Rounding.percent(saved.get().usd(), cost.usd()));
    int decimals = Rounding.decimals(cost);
    var shown =
        groups.stream()
            .map(
                group ->
                    Rounding.amount(group.before(), decimals)
                        .subtract(Rounding.amount(group.after().orElse(Money.ZERO), decimals)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return audit.moved()
        ? " The moves save %s (%s).".formatted(Rounding.dollars(shown), CellText.of(share))
        : " One tier lower throughout would change it by %s (%s)."
            .formatted(
                Rounding.dollars(shown.negate()),
                CellText.of(new Cell.Percent(share.percent().negate())));
  }

  private static String dollars(Money money) {
    return Rounding.dollars(Rounding.amount(money, Rounding.decimals(money)));
  }

  /// Everything that stands below the table.
  List<Block> below() {
    var blocks = new ArrayList<Block>();
    blocks.addAll(unpriced());
    blocks.addAll(findings());
    blocks.addAll(figuresRestOn());
    blocks.addAll(mapping());
    return blocks;
  }

  private List<Block> unpriced() {
    var sentences = Gaps.sentences(audit.comparison());
    if (sentences.isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Unpriced"));
    sentences.forEach(text -> blocks.add(new Block.Paragraph(text + ".")));
    return blocks;
  }

  private List<Block> findings() {
    if (audit.findings().isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Findings"));
    audit.findings().stream()
        .limit(FINDINGS_SHOWN)
        .map(AuditNotes::sentence)
        .forEach(text -> blocks.add(new Block.Paragraph(text)));
    int more = audit.findings().size() - FINDINGS_SHOWN;
    if (more > 0) {
      blocks.add(new Block.Paragraph("and " + more + " more; --format json lists all."));
    }
    return blocks;
  }

  private static String sentence(Finding finding) {
    var task = finding.task().isEmpty() ? "" : finding.task() + ": ";
    var calls =
        finding.rule() == Finding.Rule.COST_MISMATCH && !finding.task().isEmpty()
            ? ""
            : Words.calls(finding.calls()) + " ";
    return "%s  %s%s%s.".formatted(dollars(finding.amount()), task, calls, finding.message());
  }

  private List<Block> figuresRestOn() {
    var sentences = new ArrayList<String>();
    if (audit.moved()) {
      sentences.add(
          "Saved is Before less After as shown. Quality is not modelled: measure before you move.");
    } else if (audit.tierLower().lines().stream()
        .anyMatch(line -> !line.before().equals(line.after()))) {
      sentences.add(
          "'1 tier lower' is arithmetic, not advice: the same calls on the next lower tier's model of "
              + "their day (opus to sonnet, sonnet to haiku). Try one with --move TASK=TIER.");
    }
    assumptions().forEach(text -> sentences.add("Assumed: " + text + "."));
    logged(sentences);
    rows(sentences);
    if (sentences.isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    blocks.add(new Block.Heading("Notes"));
    sentences.forEach(text -> blocks.add(new Block.Paragraph(text)));
    return blocks;
  }

  /// Everything that was assumed, in reading and in pricing.
  List<String> assumptions() {
    var comparison = audit.moved() ? audit.comparison() : audit.tierLower();
    return Stream.concat(
            audit.readingAssumptions().stream(), Words.assumptions(comparison).stream())
        .distinct()
        .toList();
  }

  private void logged(List<String> sentences) {
    var logged = audit.logged();
    if (logged.records() > 0) {
      sentences.add(
          "%s state a cost: %s in all; their tokens cost %s."
              .formatted(
                  Words.counted(logged.records(), "record"),
                  dollars(logged.stated()),
                  dollars(logged.computed())));
    }
    logged
        .elsewhere()
        .forEach(
            (currency, amount) ->
                sentences.add(
                    "The log states %s %s; other currencies are not compared."
                        .formatted(Rounding.exact(amount), currency)));
  }

  private void rows(List<String> sentences) {
    for (var input : audit.head().inputs()) {
      long skipped = input.skippedRows();
      if (input.duplicates() + skipped + input.rejected() > 0) {
        var reasons =
            input.skipped().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        sentences.add(
            "%s: %s = %d used + %d duplicates + %d skipped%s + %d rejected."
                .formatted(
                    input.path(),
                    Words.counted(input.rows(), "row"),
                    input.used(),
                    input.duplicates(),
                    skipped,
                    reasons.isEmpty() ? "" : " (" + reasons + ")",
                    input.rejected()));
      }
    }
  }

  private List<Block> mapping() {
    if (!audit.view().verbose()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>();
    for (var input : audit.head().inputs()) {
      blocks.add(new Block.Heading("Columns of " + input.path() + " (" + input.format() + ")"));
      input.mapping().forEach(line -> blocks.add(new Block.Paragraph(line)));
    }
    return blocks;
  }
}
