package routercost.report.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// Findings as lines for a person: what is the same for many calls of a task becomes one line.
///
/// @param mend the option that mends it; empty if none does
public record FindingSection(Money amount, String text, String mend) {
  /// The task before the calls of a line, which what mends it names too.
  private static final String TASK = "^.*?: (?=[\\d,]+ calls? |usage )";

  private FindingSection(Money amount, String text) {
    this(amount, text, "");
  }

  /// The fields of a finding; a method, as people who read a screen need none of them.
  private static List<Field<Finding>> fields() {
    return List.of(
        Field.text("rule", finding -> finding.rule().id()),
        Field.text("severity", finding -> finding.severity().id()),
        Field.text("task", Finding::task),
        Field.text("message", Finding::message),
        Field.count("calls", Finding::calls),
        Field.money("amount", finding -> Optional.of(finding.amount())));
  }

  /// The lines of `findings`, the most expensive first. Machines get every finding by itself.
  private static List<FindingSection> of(List<Finding> findings) {
    var lines = new ArrayList<FindingSection>();
    var mismatches = new LinkedHashMap<String, List<Finding>>();
    for (var finding : findings) {
      if (finding.rule() == Finding.Rule.COST_MISMATCH) {
        mismatches.computeIfAbsent(finding.task(), _ -> new ArrayList<>()).add(finding);
      } else {
        lines.add(line(finding));
      }
    }
    mismatches.values().forEach(same -> lines.add(mismatch(same)));
    return lines.stream().sorted((a, b) -> b.amount().compareTo(a.amount())).toList();
  }

  /// The lines as items under a heading.
  public static List<Block.Items.Item> items(List<Finding> findings) {
    return of(findings).stream()
        .map(
            line ->
                new Block.Items.Item(
                    Rounding.dollars(line.amount()),
                    line.mend().isEmpty()
                        ? line.text()
                        : "%s Price it with %s.".formatted(line.text(), line.mend())))
        .toList();
  }

  /// The lines on a screen: what mends it first, and short names of models.
  public static Block.Items onScreen(List<Finding> findings, int decimals) {
    var items = new ArrayList<Block.Items.Item>();
    for (var line : of(findings)) {
      items.add(
          new Block.Items.Item(
              Rounding.dollars(line.amount(), decimals),
              shortened(
                  line.mend().isEmpty()
                      ? line.text()
                      : line.mend() + ": " + line.text().replaceFirst(TASK, "")),
              Role.SAVING));
    }
    return new Block.Items(items);
  }

  private static String shortened(String text) {
    var words = new ArrayList<String>();
    for (var word :
        text.replace(" ran on ", " on ")
            .replace(" would cost less for the same text", " is cheaper")
            .split(" ", -1)) {
      boolean ends = word.endsWith(",") || word.endsWith(".") || word.endsWith(";");
      int length = word.length() - (ends ? 1 : 0);
      int name = word.startsWith("/") ? word.lastIndexOf('/') + 1 : 0;
      words.add(Phrases.shortModel(word.substring(name, length)) + word.substring(length));
    }
    return String.join(" ", words);
  }

  /// The sentences on models that graded answers reject, with what the next tier up costs more.
  public static List<Block.Items.Item> rejected(List<Finding> findings) {
    return items(
        findings.stream()
            .filter(finding -> finding.rule() == Finding.Rule.REJECTED_MODEL)
            .toList());
  }

  private static FindingSection line(Finding finding) {
    return new FindingSection(
        finding.amount(),
        task(finding)
            + (finding.calls().signum() == 0 ? "usage" : Phrases.calls(finding.calls()))
            + " "
            + finding.message()
            + successors(finding)
            + "."
            + finding.evidence().map(verdict -> " " + VerdictText.of(verdict)).orElse(""),
        finding.move().map(move -> "--move " + ScreenEnd.quoted(move)).orElse(""));
  }

  /// `; the same calls cost $0.05 on gpt-6-luna or $0.45 on gpt-5.4-mini`.
  private static String successors(Finding finding) {
    return finding.successors().isEmpty()
        ? ""
        : finding.successors().stream()
            .map(other -> Rounding.dollars(other.cost()) + " on " + other.model())
            .collect(Collectors.joining(" or ", "; the same calls cost ", ""));
  }

  private static String task(Finding finding) {
    return finding.task().isEmpty() ? "" : finding.task() + ": ";
  }

  private static FindingSection mismatch(List<Finding> same) {
    var first = same.getFirst();
    var amount = Money.sum(same.stream().map(Finding::amount).toList());
    if (same.size() == 1) {
      var number = isOfFurtherCalls(first) ? new Cell.Count(first.calls()).text() + " " : "";
      return new FindingSection(amount, task(first) + number + first.message() + ".");
    }
    return new FindingSection(
        amount,
        "%s%s do not match their tokens; the largest difference: %s."
            .formatted(task(first), Phrases.counted(same.size(), "logged cost"), first.message()));
  }

  /// Whether a finding is the sum of those that are not listed one by one.
  private static boolean isOfFurtherCalls(Finding mismatch) {
    return mismatch.message().startsWith("further") && mismatch.calls().signum() > 0;
  }

  /// Every finding by itself, as records.
  public static Records records(List<Finding> findings) {
    return Field.records(fields(), findings);
  }

  /// A finding by itself.
  public static Json json(Finding finding) {
    var json = Field.json(fields(), finding);
    finding.move().ifPresent(move -> json.and("move", move));
    finding.evidence().ifPresent(verdict -> json.and("evidence", VerdictText.json(verdict)));
    return finding.successors().isEmpty()
        ? json
        : json.and(
            "successors",
            Json.items(
                finding.successors().stream()
                    .map(
                        other ->
                            Json.object().and("model", other.model()).and("cost", other.cost()))));
  }
}
