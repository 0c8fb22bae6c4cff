package routercost.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.report.layout.Report;
import routercost.usage.SafeText;

/// Writes the records of a report, one a line.
public final class RecordsRenderer {
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private RecordsRenderer() {}

  /// CSV (RFC 4180, line feeds). A text that a spreadsheet would run as a formula gets an
  /// apostrophe in front; numbers of our own stay numbers.
  public static String csv(Report report) {
    var text = new StringBuilder();
    var records = report.records();
    try (var printer = new CSVPrinter(text, CSV)) {
      printer.printRecord(records.names());
      for (var row : records.rows()) {
        printer.printRecord(row.stream().map(SafeText::cell).toList());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /// Fields separated by tabs, exact: for `cut`, `awk` and `sort`.
  public static String plain(Report report) {
    var records = report.records();
    return Stream.concat(Stream.of(records.names()), records.rows().stream())
        .map(row -> row.stream().map(SafeText::of).collect(Collectors.joining("\t", "", "\n")))
        .collect(Collectors.joining());
  }
}
