package routercost.read.tables;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A Parquet file, which is one table.
final class ParquetFile implements TableFile {
  private static final String ROWS = "rows";

  /// Held, as loggers are forgotten: the library tells which processor it found.
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private final ParquetFileReader reader;

  ParquetFile(Path file) throws IOException {
    reader = ParquetFileReader.open(InputFile.of(file));
  }

  @Override
  public List<String> tables() {
    return List.of(ROWS);
  }

  @Override
  public Lines lines(String table) {
    return new Rows(reader.rowReader());
  }

  private record Rows(RowReader rows) implements Lines {
    @Override
    public Optional<String> next() throws IOException {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      rows.next();
      var row = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < rows.getFieldCount(); i++) {
        row.put(rows.getFieldName(i), rows.isNull(i) ? null : plain(rows.getValue(i)));
      }
      return Optional.of(JsonLine.of(row));
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case PqStruct struct -> {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < struct.getFieldCount(); i++) {
          String name = struct.getFieldName(i);
          fields.put(name, struct.isNull(name) ? null : plain(struct.getValue(name)));
        }
        yield fields;
      }
      case PqMap map -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (var entry : map.getEntries()) {
          Object inner = entry.isValueNull() ? null : plain(entry.getValue());
          fields.put(String.valueOf(entry.getKey()), inner);
        }
        yield fields;
      }
      case PqList list -> list.values().stream().map(ParquetFile::plain).toList();
      case null, default -> value;
    };
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
