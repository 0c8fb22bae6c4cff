package routercost.read;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import routercost.read.exports.Dialect;

/// One pass over records of one input, which reads each of them carefully.
final class CarefulPass {
  private final Source source;
  private final LogFormat format;
  private final Schema schema;
  private final boolean dedupe;
  private final CallReading calls;
  private final Account account;
  private final Gathering gathering;
  private final Consumer<Reject> rejected;
  private final int file;
  private @Nullable BigDecimal again;

  /// @param dedupe whether calls of one id are one
  CarefulPass(
      Source source,
      LogFormat format,
      Schema schema,
      boolean dedupe,
      CallReading calls,
      Account account,
      Gathering gathering,
      Consumer<Reject> rejected) {
    this.source = source;
    this.format = format;
    this.schema = schema;
    this.dedupe = dedupe;
    this.calls = calls;
    this.account = account;
    this.gathering = gathering;
    this.rejected = rejected;
    this.file = gathering.messages().file();
  }

  /// The number of the input among those with responses.
  int file() {
    return file;
  }

  void takeAll(List<Entry> entries) {
    entries.forEach(this::take);
  }

  /// Takes what lines of an export hold.
  ///
  /// @param line the number of the first
  void takeAll(String text, long line, Dialect dialect) {
    var notes = new TreeSet<String>();
    takeAll(ExportEntries.ofText(text, line, dialect, notes));
    notes.forEach(note -> gathering.warn(source.name(), note));
  }

  void take(Entry entry) {
    if (entry instanceof Row row) {
      take(row, schema.columns(row.names()));
    } else if (entry instanceof Broken(long line, String reason)) {
      reject(line, reason, Collections.emptySortedMap());
    } else if (entry instanceof Left(_, String reason, Optional<Row> call)) {
      account.skipped(reason, 1);
      call.ifPresent(this::leave);
    }
  }

  /// Adds up what was left out, as far as it can be read.
  private void leave(Row row) {
    try {
      if (calls.read(row, schema.columns(row.names())) instanceof Outcome.Usable usable) {
        gathering.skipped(usable);
      }
    } catch (Unreadable _) {
      // it is in the account, and there is nothing to add up
    }
  }

  private void take(Row row, Columns columns) {
    try {
      var outcome = calls.read(row, columns);
      if (outcome instanceof Outcome.Usable usable) {
        take(row, columns, usable);
      } else if (outcome instanceof Outcome.Skipped skipped) {
        account.skipped(skipped);
      }
    } catch (Unreadable unreadable) {
      reject(row.line(), unreadable.reason(), columns.fields(row));
    }
  }

  private void take(Row row, Columns columns, Outcome.Usable usable) {
    String id = dedupe ? columns.text(row, Column.REQUEST_ID) : "";
    if (format == LogFormat.COST_REPORT) {
      bill(id, row, usable);
      return;
    }
    var origin = new Origin(source.name(), row.line());
    boolean held = format == LogFormat.CLAUDE_CODE && !id.isEmpty();
    boolean isNew = held ? isNewLine(id, row, usable) : gathering.isNew(id, usable);
    if (!isNew) {
      account.duplicate();
    } else if (held) {
      account.used(usable);
      gathering.tell(origin, usable);
    } else {
      account.used(usable);
      gathering.use(origin, usable);
    }
    if (!isNew && !held) {
      gathering.duplicate(usable);
    }
  }

  /// What was billed is no call: it is in no total, and stands beside it.
  private void bill(String id, Row row, Outcome.Usable usable) {
    if (gathering.isNew(id, usable)) {
      account.skipped(Outcome.Skipped.BILLED);
      gathering.bill(cell(row, "report"), usable);
    } else {
      account.duplicate();
      again = billedAgain().add(usable.loggedUsd().orElse(BigDecimal.ZERO));
    }
  }

  /// What was billed in rows that were read before, in US dollars. Not a zero from the start: the
  /// first use of a decimal waits for powers of five (`cli.Main`).
  BigDecimal billedAgain() {
    return again == null ? BigDecimal.ZERO : again;
  }

  private boolean isNewLine(String id, Row row, Outcome.Usable usable) {
    int part = number(row, "part");
    if (part > 0) {
      return gathering.messages().addPart(part, usable.key(), usable.quantities().counts());
    }
    var line = gathering.line(id, cell(row, "attempt_id"), usable);
    line.aside = cell(row, "sidechain").equals("true");
    line.ended = !cell(row, "response_ended").isEmpty();
    line.length = number(row, "response_length");
    line.iterations = number(row, "parts");
    line.file = file;
    return gathering.messages().add(line);
  }

  private static int number(Row row, String name) {
    String text = cell(row, name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static String cell(Row row, String name) {
    int place = row.names().indexOf(name);
    return place < 0 ? "" : row.cells().get(place);
  }

  private void reject(long line, String reason, SortedMap<String, String> fields) {
    reject(new Reject(new Origin(source.name(), line), reason, fields));
  }

  /// Counts a record that could not be read, and tells of it.
  void reject(Reject reject) {
    account.rejected(reject);
    rejected.accept(reject);
  }
}
