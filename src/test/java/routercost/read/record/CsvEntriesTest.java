package routercost.read.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.text.Lines;

/// Differential: what commons-csv writes is what we read.
class CsvEntriesTest {
  private static final List<String> PIECES =
      List.of("a", "\"", "\"\"", ",", ";", "\t", "\n", " ", "é", "1.5", "'", "\\", "x\ny");

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t'})
  void whatAnotherWriterWritesIsWhatIsRead(char delimiter) throws IOException {
    var random = new Random(delimiter);
    for (int i = 0; i < 300; i++) {
      List<List<String>> records = Stream.generate(() -> record(random)).limit(5).toList();

      assertThat(read(written(records, delimiter))).isEqualTo(records);
    }
  }

  @Test
  void aQuoteAfterABlankAfterAQuoteIsNoDoubledQuote() throws IOException {
    assertThat(read("h1,h2\n\"a\" \"b\",c\n\"d\" ,e\n")).isEqualTo(List.of(List.of("d", "e")));
  }

  private static List<String> record(Random random) {
    return Stream.concat(Stream.of("start"), Stream.generate(() -> cell(random)).limit(3)).toList();
  }

  private static String cell(Random random) {
    var cell = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      cell.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return cell.toString();
  }

  private static String written(List<List<String>> records, char delimiter) throws IOException {
    var text = new StringBuilder();
    var format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setQuoteMode(QuoteMode.MINIMAL).get();
    try (var printer = new CSVPrinter(text, format)) {
      printer.printRecord(Arrays.asList("h1", "h2", "h3", "h4"));
      printer.printRecords(records);
    }
    return text.toString();
  }

  private static List<List<String>> read(String text) throws IOException {
    CsvEntries entries = CsvEntries.open(new Lines(new StringReader(text)));
    var records = new ArrayList<List<String>>();
    for (Optional<LogRecord> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
      if (entry.get() instanceof Row row) {
        records.add(row.cells());
      }
    }
    return records;
  }
}
