package routercost.report.month;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import routercost.audit.ClosedPeriod;
import routercost.audit.ClosedPeriod.Restatement;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.common.AuditGroup;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TableColumn;

/// A closed period next to what the same logs give now.
///
/// @param file that closed it
public record Restatements(String file, ClosedPeriod closed, ClosedPeriod now) {
  /// The totals of a period to be kept.
  ///
  /// @param attributes that they are kept by
  /// @param inputs the SHA-256 of each input by name
  public static ClosedPeriod close(
      MonthEnd month, List<Attribute> attributes, SortedMap<String, String> inputs) {
    var totals = new LinkedHashMap<List<String>, Money>();
    for (var group : AuditGroup.of(month.planned(), attributes, true)) {
      totals.put(group.key(), group.before());
    }
    return new ClosedPeriod(
        month.period().from(),
        month.period().to(),
        month.head().timezone(),
        month.head().version(),
        month.head().prices().id(),
        month.head().prices().sha256(),
        inputs,
        attributes.stream().map(Attribute::id).toList(),
        totals);
  }

  /// A closed period as a file to be kept.
  public static Json json(ClosedPeriod closed) {
    return Json.object()
        .and("schema_version", RunMetadata.SCHEMA_VERSION)
        .and("command", "report --close")
        .and("tool", Json.object().and("name", "router-cost").and("version", closed.version()))
        .and(
            "period",
            Json.object()
                .and("from", closed.from().toString())
                .and("to", closed.to().toString())
                .and("timezone", closed.timezone()))
        .and("prices", Json.object().and("id", closed.book()).and("sha256", closed.bookSha256()))
        .and("currency", "USD")
        .and("total", closed.total())
        .and(
            "input_files",
            Json.items(
                closed.inputs().entrySet().stream()
                    .map(
                        input ->
                            Json.object()
                                .and("path", input.getKey())
                                .and("sha256", input.getValue()))))
        .and("group_by", Json.texts(closed.groupedBy()))
        .and(
            "groups",
            Json.items(
                closed.totals().entrySet().stream()
                    .map(
                        group ->
                            Json.object()
                                .and("key", Json.texts(group.getKey()))
                                .and("cost", group.getValue()))));
  }

  private List<Restatement> changed() {
    return closed.restatements(now);
  }

  /// Whether a total is not what it was.
  public boolean isChanged() {
    return !changed().isEmpty();
  }

  /// `closed at $192.90; the logs now give $193.40 (+$0.50)`.
  public String sentence() {
    int decimals = Rounding.decimals(closed.total());
    var difference = now.total().minus(closed.total());
    return isChanged()
        ? "closed at %s; now it is %s (%s), and %s changed"
            .formatted(
                Rounding.dollars(closed.total(), decimals),
                Rounding.dollars(now.total(), decimals),
                new Cell.Change(difference, decimals).text(),
                Phrases.counted(changed().size(), "total"))
        : "closed at %s; nothing has changed".formatted(Rounding.dollars(closed.total(), decimals));
  }

  List<Block> blocks(int decimals) {
    var blocks = new ArrayList<Block>();
    blocks.add(
        new Block.Paragraph(
            RunMetadata.fileName(file) + ": " + sentence() + ".",
            isChanged() ? Role.BREACH : Role.OK));
    if (isChanged()) {
      blocks.add(Field.table(fields(decimals), changed(), List.of(total())));
    }
    if (!causes().isEmpty()) {
      blocks.add(Block.list(causes()));
    }
    return blocks;
  }

  private Restatement total() {
    return new Restatement(List.of("Total"), closed.total(), now.total());
  }

  private List<Field<Restatement>> fields(int decimals) {
    return List.of(
        Field.shown(
            TableColumn.left(Phrases.capital(String.join(" / ", closed.groupedBy())), 0),
            row -> new Cell.Text(Phrases.group(row.group()))),
        Field.shown(TableColumn.right("Closed", 0), row -> new Cell.Amount(row.closed(), decimals)),
        Field.shown(TableColumn.right("Now", 0), row -> new Cell.Amount(row.now(), decimals)),
        Field.shown(
            TableColumn.right("Difference", 0),
            row -> new Cell.Change(row.difference(), decimals)));
  }

  /// What else differs from then, as sentences.
  private List<String> causes() {
    var causes = new ArrayList<String>();
    var missing = closed.missingAttributes(now);
    if (!missing.isEmpty()) {
      causes.add(
          "No call has a %s now; pass the --owners that it was closed with."
              .formatted(String.join(" or ", missing).replace('_', ' ')));
    }
    var inputs = closed.changedInputs(now);
    if (!inputs.isEmpty()) {
      causes.add(
          "%s since then: %s."
              .formatted(
                  inputs.size() == 1 ? "An input changed" : inputs.size() + " inputs changed",
                  Phrases.few(inputs, 5)));
    }
    if (closed.hasOtherBook(now)) {
      causes.add("It was closed with other prices: " + closed.book() + ".");
    }
    if (!closed.version().equals(now.version())) {
      causes.add("It was closed with version " + closed.version() + " of router-cost.");
    }
    return causes;
  }

  Json json() {
    return Json.object()
        .and("file", RunMetadata.fileName(file))
        .and("closed", closed.total())
        .and("now", now.total())
        .and("difference", now.total().minus(closed.total()))
        .and("group_by", Json.texts(closed.groupedBy()))
        .and(
            "changed",
            Json.items(
                changed().stream()
                    .map(
                        row ->
                            Json.object()
                                .and("key", Json.texts(row.group()))
                                .and("closed", row.closed())
                                .and("now", row.now())
                                .and("difference", row.difference()))))
        .and("changed_inputs", Json.texts(closed.changedInputs(now)))
        .and("same_prices", !closed.hasOtherBook(now));
  }
}
