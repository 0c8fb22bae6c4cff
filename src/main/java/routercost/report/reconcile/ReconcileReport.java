package routercost.report.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.audit.reconcile.ReconciledLine;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.audit.reconcile.Reconciliation;
import routercost.price.Money;
import routercost.report.common.Coverage;
import routercost.report.common.ScreenEnd;
import routercost.report.common.UnpricedUsage;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Records;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;
import routercost.usage.SafeText;

/// The report on bills next to logs: whether they agree, then the way from our total to theirs,
/// then the lines that differ most.
public record ReconcileReport(ReconcileResult result) implements Report {
  private static final int SHOWN = 10;

  /// A tenth of the larger side is no detail.
  private static final BigDecimal ONE_SIDED = BigDecimal.TEN;

  private Reconciliation reconciliation() {
    return result.reconciliation();
  }

  @Override
  public Records records() {
    return result.head().dated(Field.records(ReconcileFields.LINE, reconciliation().lines()));
  }

  /// What no cause explains.
  @Override
  public Optional<String> value() {
    return Report.value(Optional.of(reconciliation().unexplained()));
  }

  @Override
  public Json json() {
    var coverage = new Coverage(result.ledger());
    var causes = Json.object();
    for (var cause : BillCause.values()) {
      causes.and(cause.id(), reconciliation().of(cause));
    }
    return result
        .head()
        .json(false, coverage, coverage.isComplete(), result.notes())
        .and("bills", Json.texts(result.bills()))
        .and("within_tolerance", new Json.Flag(result.isWithin()))
        .and("tolerance", result.allowed())
        .and("theirs", reconciliation().theirs())
        .and("ours", reconciliation().ours())
        .and("difference", reconciliation().difference())
        .and("causes", causes)
        .and("residual", reconciliation().residual())
        .and("unexplained", reconciliation().unexplained())
        .and("outside", reconciliation().outside())
        .and("uncovered", reconciliation().uncovered())
        .and(
            "terms",
            Json.items(
                result.added().stream()
                    .map(
                        line -> Json.object().and("name", line.name()).and("cost", line.amount()))))
        .and("lines", Json.items(reconciliation().lines().stream().map(ReconcileFields::json)));
  }

  @Override
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    var title =
        Stream.of(
            Stream.of(result.head().inputNames() + " against " + bills()),
            result.head().days(),
            Stream.of("USD"));
    blocks.add(new Block.Title(title.flatMap(parts -> parts).collect(Collectors.joining("  "))));
    blocks.add(new Block.Paragraph(verdict(), Role.HEADLINE));
    blocks.add(way());
    var unpriced =
        UnpricedUsage.sentences(result.ledger()).stream().map(text -> text + ".").toList();
    blocks.addAll(Block.section("Unpriced", unpriced));
    var differing = differing();
    if (!differing.isEmpty()) {
      int most = result.top().orElse(SHOWN);
      var shown = differing.stream().limit(most).toList();
      blocks.add(
          new Block.OffScreen(
              new Block.Heading(
                  differing.size() > most
                      ? "Lines that differ (%d of %d)".formatted(shown.size(), differing.size())
                      : "Lines that differ")));
      blocks.add(new Block.OffScreen(Field.table(fields(differing), shown, List.of())));
    }
    blocks.addAll(Block.details(Block.section("Notes", notes())));
    blocks.addAll(new ScreenEnd(result.head()).blocks(() -> unpriced));
    return blocks;
  }

  /// Without columns that say nothing.
  private static List<Field<ReconciledLine>> fields(List<ReconciledLine> lines) {
    boolean workspaces = lines.stream().anyMatch(line -> !line.workspace().isEmpty());
    boolean keys = lines.stream().anyMatch(line -> !line.key().isEmpty());
    return ReconcileFields.LINE.stream()
        .map(field -> field.heading().equals("Workspace") ? field.shownIf(workspaces) : field)
        .map(field -> field.heading().equals("Key") ? field.shownIf(keys) : field)
        .toList();
  }

  private String bills() {
    var first = SafeText.of(fileName(result.bills().getFirst()));
    int others = result.bills().size() - 1;
    return others == 0 ? first : first + " and " + others + " more";
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Whether the bill can be trusted, in one sentence.
  private String verdict() {
    var theirs = dollars(reconciliation().theirs());
    var ours = dollars(reconciliation().ours());
    var unexplained = reconciliation().unexplained();
    if (!result.isWithin()) {
      return "No: %s of the bill of %s has no explanation, and at most %s is tolerated. The logs come to %s."
          .formatted(dollars(unexplained), theirs, dollars(result.allowed()), ours);
    }
    if (reconciliation().lines().stream().allMatch(line -> line.difference().isZero())) {
      return "Yes: the bill and the logs agree on %s, line by line.".formatted(theirs);
    }
    if (isOneSided()) {
      return "In part: %s of the bill of %s is in no log, and %s of the %s of the logs is on no bill. The rest is explained."
          .formatted(
              dollars(of(BillCause.NOT_LOGGED)), theirs, dollars(of(BillCause.NOT_BILLED)), ours);
    }
    var difference = reconciliation().difference();
    if (difference.isZero()) {
      return "Yes: the bill and the logs come to %s; where lines differ, the reason is known."
          .formatted(theirs);
    }
    return "Yes: %s of the difference is explained. The bill of %s is %s %s than the %s of the logs."
        .formatted(
            unexplained.isZero() ? "all" : "all but " + dollars(unexplained),
            theirs,
            dollars(ReconcileFields.size(difference)),
            difference.usd().signum() < 0 ? "less" : "more",
            ours);
  }

  /// Whether so much is on one side alone that the bill was hardly compared with the logs.
  private boolean isOneSided() {
    var alone = of(BillCause.NOT_LOGGED).plus(of(BillCause.NOT_BILLED));
    var most =
        ReconcileFields.size(reconciliation().theirs())
            .usd()
            .max(ReconcileFields.size(reconciliation().ours()).usd());
    return alone.usd().multiply(ONE_SIDED).compareTo(most) > 0;
  }

  private Money of(BillCause cause) {
    return ReconcileFields.size(reconciliation().of(cause));
  }

  private static String dollars(Money money) {
    return Rounding.dollars(money);
  }

  /// The way from what the logs come to, cause by cause, to what was billed.
  private Block way() {
    var rows = new ArrayList<List<Cell>>();
    rows.add(row("Logged", reconciliation().ours(), ""));
    for (var cause : BillCause.values()) {
      var lines =
          reconciliation().lines().stream().filter(line -> !line.of(cause).isZero()).toList();
      if (!lines.isEmpty()) {
        rows.add(
            change(ReconcileFields.name(cause), reconciliation().of(cause), largest(lines, cause)));
      }
    }
    rows.add(change("Unexplained", reconciliation().residual(), unexplained()));
    return new Block.Table(
        List.of(TableColumn.left("", 0), TableColumn.right("USD", 0), TableColumn.left("Where", 1)),
        rows,
        List.of(row("Billed", reconciliation().theirs(), "")));
  }

  private static List<Cell> row(String name, Money amount, String where) {
    return List.of(new Cell.Text(name), new Cell.Amount(amount, 4), new Cell.Text(where));
  }

  private static List<Cell> change(String name, Money amount, String where) {
    return List.of(new Cell.Text(name), new Cell.Change(amount, 4), new Cell.Text(where));
  }

  private static String largest(List<ReconciledLine> lines, BillCause cause) {
    var largest =
        lines.stream()
            .max(Comparator.comparing(line -> ReconcileFields.size(line.of(cause))))
            .orElseThrow();
    return where(largest) + (lines.size() == 1 ? "" : " and " + (lines.size() - 1) + " more");
  }

  private String unexplained() {
    var lines =
        reconciliation().lines().stream().filter(line -> !line.residual().isZero()).toList();
    return lines.stream()
        .max(Comparator.comparing(line -> ReconcileFields.size(line.residual())))
        .map(
            line -> where(line) + (lines.size() == 1 ? "" : " and " + (lines.size() - 1) + " more"))
        .orElse("");
  }

  private static String where(ReconciledLine line) {
    return Stream.of(
            ReconcileFields.days(line), SafeText.cut(line.model(), 40), ReconcileFields.meter(line))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// The lines of which the sides differ, the largest difference first.
  private List<ReconciledLine> differing() {
    return reconciliation().lines().stream()
        .filter(line -> !line.causes().isEmpty() || !line.residual().isZero())
        .sorted(
            Comparator.comparing((ReconciledLine line) -> ReconcileFields.size(line.difference()))
                .reversed())
        .toList();
  }

  private List<String> notes() {
    var notes = new ArrayList<>(result.notes());
    if (!reconciliation().outside().isZero()) {
      notes.add(
          "Calls of %s are before or after the days of the bills, and are not compared."
              .formatted(dollars(reconciliation().outside())));
    }
    if (!reconciliation().uncovered().isZero()) {
      notes.add(
          "Calls of %s are of providers that none of the bills is of, and are not compared."
              .formatted(dollars(reconciliation().uncovered())));
    }
    if (reconciliation().isImplied()) {
      notes.add(
          "The bill states no quantities: where both sides have usage and differ, 'not logged' and"
              + " 'not billed' may be another price. A usage report as one more BILL tells them"
              + " apart.");
    }
    for (var line : result.added()) {
      notes.add(
          "By the terms, %s adds %s to our side."
              .formatted(SafeText.cut(line.name(), 60), dollars(line.amount())));
    }
    if (reconciliation().unpriced() > 0) {
      notes.add(
          "%s of calls %s no price; what the bill has for them is unexplained."
              .formatted(
                  Phrases.counted(reconciliation().unpriced(), "group"),
                  reconciliation().unpriced() == 1 ? "has" : "have"));
    }
    return notes;
  }
}
