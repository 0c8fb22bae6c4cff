package routercost.report.reconcile;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.audit.reconcile.ReconciledLine;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.price.Money;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.usage.Meter;
import routercost.usage.SafeText;

/// The columns of a reconciliation.
final class ReconcileFields {
  /// The columns of a line: theirs is ours, the causes and the residual.
  static final List<Field<ReconciledLine>> LINE = lines();

  private ReconcileFields() {}

  private static List<Field<ReconciledLine>> lines() {
    var fields =
        new ArrayList<Field<ReconciledLine>>(
            List.of(
                Field.text("bill", ReconciledLine::bill),
                Field.<ReconciledLine>text("from", line -> line.from().toString())
                    .left("Day", 0, line -> new Cell.Text(days(line))),
                Field.text("to", line -> line.to().toString()),
                Field.<ReconciledLine>text("model", ReconciledLine::model)
                    .left("Model", 0, line -> text(shortName(line.model()))),
                Field.<ReconciledLine>optional("meter", line -> line.meter().map(Meter::id))
                    .left("Meter", 0, line -> new Cell.Text(meter(line))),
                Field.<ReconciledLine>text("workspace", ReconciledLine::workspace)
                    .left("Workspace", 2, line -> text(line.workspace())),
                Field.<ReconciledLine>text("key", ReconciledLine::key)
                    .left("Key", 3, line -> text(line.key())),
                Field.<ReconciledLine>money("theirs", line -> Optional.of(line.theirs()))
                    .right("Billed", 0, line -> new Cell.Amount(line.theirs(), 2)),
                Field.<ReconciledLine>money("ours", line -> Optional.of(line.ours()))
                    .right("Logged", 0, line -> new Cell.Amount(line.ours(), 2)),
                Field.<ReconciledLine>money("difference", line -> Optional.of(line.difference()))
                    .right("Differs", 0, line -> new Cell.Change(line.difference(), 4))));
    Stream.of(BillCause.values())
        .map(cause -> Field.<ReconciledLine>money(cause.id(), line -> Optional.of(line.of(cause))))
        .forEach(fields::add);
    fields.add(Field.money("residual", line -> Optional.of(line.residual())));
    fields.add(
        Field.<ReconciledLine>record("because", ReconcileFields::because)
            .left("Because of", 1, line -> new Cell.Text(because(line))));
    return List.copyOf(fields);
  }

  private static Cell text(String text) {
    return text.isEmpty() ? Cell.NOTHING : new Cell.Text(SafeText.cut(text, 40));
  }

  /// A model without what all models of its vendor have in their names.
  static String shortName(String model) {
    return model.replaceFirst("^claude-", "").replaceFirst("-\\d{8}$", "");
  }

  static String days(ReconciledLine line) {
    return line.from().equals(line.to())
        ? line.from().toString()
        : isMonth(line) ? YearMonth.from(line.from()).toString() : line.from() + " to " + line.to();
  }

  private static boolean isMonth(ReconciledLine line) {
    var month = YearMonth.from(line.from());
    return line.from().getDayOfMonth() == 1 && line.to().equals(month.atEndOfMonth());
  }

  static String meter(ReconciledLine line) {
    return line.meter().map(meter -> words(meter.id()).replace(" unknown", "")).orElse("");
  }

  static String words(String id) {
    return id.replace('_', ' ');
  }

  /// The causes of a line, the largest first.
  static String because(ReconciledLine line) {
    var parts = new ArrayList<String>();
    line.causes().entrySet().stream()
        .sorted(
            (one, other) -> {
              int order = size(other.getValue()).compareTo(size(one.getValue()));
              return order == 0 ? one.getKey().id().compareTo(other.getKey().id()) : order;
            })
        .map(cause -> words(cause.getKey().id()))
        .forEach(parts::add);
    if (!line.residual().isZero()) {
      parts.add("unexplained");
    }
    return String.join(", ", parts);
  }

  static Money size(Money amount) {
    return new Money(amount.usd().abs());
  }

  static String name(BillCause cause) {
    return Phrases.capital(words(cause.id()));
  }

  static Json json(ReconciledLine line) {
    return Field.json(LINE, line);
  }
}
