package routercost.read.tables;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file of tables: a database, a workbook, a columnar file.
public interface TableFile extends Closeable {
  /// The lines of a table: JSON objects, or CSV.
  interface Lines extends Closeable {
    /// The next line without its end; empty at the end.
    Optional<String> next() throws IOException;
  }

  /// The names of the tables that have rows, in the order of the file.
  List<String> tables() throws IOException;

  /// The rows of a table.
  Lines lines(String table) throws IOException;

  /// Opens a file by its first four bytes; empty if it is of no kind that is known.
  ///
  /// @param magic these bytes, the first one lowest
  static Optional<TableFile> open(int magic, Path file) throws IOException {
    return switch (magic) {
      case TableText.SQLITE -> Optional.of(new SqliteFile(file));
      case TableText.PARQUET -> Optional.of(new ParquetFile(file));
      case TableText.ZIP -> WorkbookFile.open(file).map(TableFile.class::cast);
      default -> Optional.empty();
    };
  }
}
