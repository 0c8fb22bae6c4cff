package routercost.report.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.report.layout.Report;
import routercost.usage.SafeText;

/// Writes the records as CSV (RFC 4180, line feeds). A text that a spreadsheet would run as a
/// formula gets an apostrophe in front; numbers of our own stay numbers.
public record CsvRenderer() implements Renderer {
  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  @Override
  public String render(Report report) {
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, CSV)) {
      printer.printRecord(report.records().names());
      for (var row : report.records().rows()) {
        printer.printRecord(row.stream().map(SafeText::cell).toList());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
