package routercost.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// Adds up a canonical table as one would with commons-csv.
public final class CommonsCsv {
  private static final CSVFormat TABLE =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private CommonsCsv() {}

  public static void main(String[] args) throws IOException {
    var sums = new Sums();
    try (var reader = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8);
        var rows = TABLE.parse(reader)) {
      for (var row : rows) {
        add(row, sums);
      }
    }
    System.out.println(sums.total());
  }

  private static void add(CSVRecord row, Sums sums) {
    long[] tokens = {
      Long.parseLong(row.get("input_tokens")),
      Long.parseLong(row.get("output_tokens")),
      Long.parseLong(row.get("cache_read_tokens")),
      Long.parseLong(row.get("cache_write_5m_tokens")),
      Long.parseLong(row.get("cache_write_1h_tokens"))
    };
    sums.add(
        row.get("timestamp"),
        row.get("task"),
        row.get("model"),
        row.get("service_tier"),
        row.get("status"),
        tokens,
        new BigDecimal(row.get("cost_usd")));
  }
}
