package routercost.report.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import routercost.audit.Finding;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.Assumptions;
import routercost.report.common.AuditGroup;
import routercost.report.common.FindingSection;
import routercost.report.common.InputSummary;
import routercost.report.common.QualitySection;
import routercost.report.common.ScreenEnd;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.usage.Thousands;

/// The part of an audit below its table: what is remarkable, and what the figures rest on.
record AuditSummary(Audit audit) {
  private static final int FINDINGS_SHOWN = 10;

  /// A place that is longer makes a command of more than a line.
  private static final int LONG = 50;

  /// Everything below the table.
  List<Block> below() {
    var blocks = new ArrayList<Block>();
    blocks.addAll(Block.details(Block.section("Unpriced", unpriced())));
    var plan = PlanSummary.of(audit);
    blocks.addAll(Block.details(Block.section(plan.heading(), new Block.Items(plan.moves()))));
    blocks.addAll(findingBlocks());
    blocks.addAll(
        Block.details(Block.section("Data quality", new Block.Items(quality(audit).items()))));
    blocks.addAll(Block.details(Block.section("Notes", figuresRestOn())));
    blocks.addAll(mapping());
    blocks.addAll(
        new ScreenEnd(audit.head())
            .before(() -> UnpricedUsage.sentences(audit.comparison()), this::next));
    return blocks;
  }

  /// What to type next: the arithmetic of the most expensive call, where rows are calls, else the
  /// move that saves most, looked at closely.
  private String next() {
    if (isByCall()) {
      return AuditGroup.of(audit.comparison(), audit.view().dimensions()).stream()
          .filter(call -> !call.key().getFirst().isEmpty())
          .max(Comparator.comparing(AuditGroup::before))
          .map(call -> ScreenEnd.quoted(call.key().getFirst()))
          .map(place -> "explain " + (place.length() > LONG ? "FILE:LINE" : place))
          .orElse("");
    }
    var next = audit.comparison().lines().isEmpty() ? "" : "what-if " + ScreenEnd.LOG;
    var most = Money.ZERO;
    for (var group : AuditGroup.of(audit.comparison(), List.of(Attribute.Known.TASK))) {
      var moves = audit.plan().of(group);
      var saved = group.saved().orElse(Money.ZERO);
      if (!moves.isEmpty() && saved.compareTo(most) > 0) {
        most = saved;
        var task = ScreenEnd.quoted(group.key().getFirst());
        next = "what-if %s --move %s=%s".formatted(ScreenEnd.LOG, task, moves.getFirst().to());
      }
    }
    return next;
  }

  private boolean isByCall() {
    return audit.view().dimensions().equals(List.of(Attribute.Label.CALL));
  }

  private List<String> unpriced() {
    var sentences = UnpricedUsage.sentences(audit.comparison()).stream().map(text -> text + ".");
    var remedy =
        Stream.of(
            "A price file adds what is missing: --prices FILE, with 'models', or 'aliases' for"
                + " another name of a known model.",
            "Some calls name no model: if all of them used one, pass --map model==NAME.");
    boolean named =
        audit.bill().uncharged().stream()
            .noneMatch(line -> line.slice().key().model().startsWith("("));
    return audit.bill().isComplete()
        ? sentences.toList()
        : Stream.concat(sentences, remedy.limit(named ? 1 : 2)).toList();
  }

  private List<Block> findingBlocks() {
    var findings =
        audit.findings().stream()
            .filter(finding -> finding.rule() != Finding.Rule.DUPLICATE_CALLS)
            .toList();
    if (findings.isEmpty()) {
      return List.of();
    }
    int decimals = Rounding.decimals(audit.comparison().costBefore());
    return Block.onScreenOr(
        isByCall() // a screen has room for ten calls without them
            ? List.of()
            : List.of(
                () -> new Block.Heading("Also worth fixing"),
                () -> FindingSection.onScreen(findings, decimals)),
        Block.section(
            "Findings",
            new Block.Items(Block.top(FindingSection.items(findings), FINDINGS_SHOWN))));
  }

  private List<String> figuresRestOn() {
    var sentences = new ArrayList<String>();
    sentences.addAll(PlanSummary.notes(audit.plan()));
    if (!audit.moved() && new AuditGroup(List.of(), audit.tierLower()).isMoved()) {
      sentences.add(
          "'1 tier lower' is the change if the same calls ran one tier lower (opus on sonnet,"
              + " sonnet on haiku): arithmetic, not advice. Price a plan with --move TASK=TIER.");
    }
    assumptions().forEach(text -> sentences.add("Assumed: " + text + "."));
    logged(sentences);
    sentences.add("Prices: " + audit.head().prices().inWords() + ".");
    return sentences;
  }

  /// Everything that was assumed, in reading and in pricing.
  List<String> assumptions() {
    var comparison = audit.moved() ? audit.comparison() : audit.tierLower();
    return Stream.concat(audit.readingAssumptions().stream(), Assumptions.of(comparison).stream())
        .distinct()
        .toList();
  }

  private void logged(List<String> sentences) {
    var logged = audit.logged();
    if (logged.records() > 0) {
      sentences.add(
          "%s a cost (%s); priced by tokens it is %s."
              .formatted(
                  Phrases.doing(logged.records(), "record", "log"),
                  Rounding.dollars(logged.stated()),
                  Rounding.dollars(logged.computed())));
    }
    logged
        .elsewhere()
        .forEach(
            (currency, amount) ->
                sentences.add(
                    "The log states %s %s; other currencies are not compared."
                        .formatted(Rounding.exact(amount), currency)));
  }

  /// What became of the rows, and the money beside the bill.
  static QualitySection quality(Audit audit) {
    return new QualitySection(
        audit.head().inputs(),
        audit.head().notCounted(),
        audit.comparison().costBefore(),
        audit.quality(),
        audit.warnings());
  }

  /// What became of the rows of one input.
  private static String rows(InputSummary input) {
    return "%s = %s used + %s duplicate + %s skipped + %s rejected"
        .formatted(
            Phrases.counted(input.rows(), "row"),
            Thousands.grouped(input.used()),
            Thousands.grouped(input.duplicates()),
            Thousands.grouped(input.skippedRows()),
            Thousands.grouped(input.rejected()));
  }

  private List<Block> mapping() {
    if (!audit.view().verbose()) {
      return List.of();
    }
    var alike = new LinkedHashMap<List<String>, List<InputSummary>>();
    for (var input : audit.head().inputs()) {
      var read = new ArrayList<>(input.mapping());
      read.add(input.format());
      alike.computeIfAbsent(read, _ -> new ArrayList<>()).add(input);
    }
    var blocks = new ArrayList<Block>();
    alike.values().forEach(inputs -> addMapping(inputs, blocks));
    return blocks;
  }

  /// How inputs were read that were all read alike, and what became of the rows of each.
  private static void addMapping(List<InputSummary> inputs, List<Block> blocks) {
    var first = inputs.getFirst();
    boolean one = inputs.size() == 1;
    var of = one ? first.path() : Phrases.counted(inputs.size(), "input");
    blocks.add(new Block.Heading("Columns of " + of + " (" + first.format() + ")"));
    if (one) {
      blocks.add(new Block.Paragraph(rows(first)));
    }
    first.mapping().forEach(line -> blocks.add(new Block.Paragraph(line)));
    if (!one) {
      inputs.forEach(input -> blocks.add(new Block.Paragraph(input.path() + ": " + rows(input))));
    }
  }
}
