package routercost.read.tally;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.read.schema.Reject;
import routercost.read.text.InputProblem;
import routercost.read.text.WholeFile;
import routercost.usage.SafeText;

/// A CSV file of rejected records: place, reason, and the columns with a meaning, under their
/// canonical names, so that the records can be repaired and read again.
public final class RejectFile implements Consumer<Reject>, AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "timestamp",
          "task",
          "model",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "cache_write_5m_tokens",
          "cache_write_1h_tokens",
          "service_tier",
          "status",
          "request_id",
          "cost_usd");

  private final String path;
  private final WholeFile file;
  private final CSVPrinter printer;

  /// Creates the file.
  ///
  /// @throws InputProblem if the file cannot be written
  public RejectFile(String path) {
    this.path = path;
    this.file = WholeFile.begin(path);
    try {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
      this.printer =
          new CSVPrinter(writer, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get());
      var head = new ArrayList<>(List.of("file", "line", "reason"));
      head.addAll(COLUMNS);
      printer.printRecord(head);
    } catch (IOException unwritable) {
      throw WholeFile.problem(path, unwritable);
    }
  }

  @Override
  public void accept(Reject reject) {
    var row = new ArrayList<String>();
    row.add(reject.origin().file());
    row.add(Long.toString(reject.origin().line()));
    row.add(reject.reason());
    COLUMNS.forEach(
        column -> row.add(SafeText.withoutKeys(reject.fields().getOrDefault(column, ""))));
    try {
      printer.printRecord(row.stream().map(SafeText::cell).toList());
    } catch (IOException unwritable) {
      throw WholeFile.problem(path, unwritable);
    }
  }

  /// Puts the file in its place, when all records were read.
  public void commit() {
    try {
      printer.flush();
    } catch (IOException unwritable) {
      throw WholeFile.problem(path, unwritable);
    }
    file.commit();
  }

  @Override
  public void close() {
    file.close();
  }
}
