package routercost.read.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// One table of a file as text, made while it is read.
public final class TableText extends InputStream {
  static final int SQLITE = 0x694C5153;
  static final int PARQUET = 0x31524150;
  static final int ZIP = 0x04034B50;

  /// The file has several tables, of which none was chosen.
  public static final class Undecided extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> tables;

    Undecided(List<String> tables) {
      super("it has the tables " + String.join(", ", tables));
      this.tables = List.copyOf(tables);
    }

    public List<String> tables() {
      return tables;
    }
  }

  /// The file is damaged, or has no such table.
  public static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private final TableFile file;
  private final TableFile.Lines lines;
  private byte[] line = {};
  private int next;

  private TableText(TableFile file, TableFile.Lines lines) {
    this.file = file;
    this.lines = lines;
  }

  /// Whether bytes that begin so may be a file of tables.
  public static boolean isMagic(int magic) {
    return magic == SQLITE || magic == PARQUET || magic == ZIP;
  }

  /// The text of a table; empty if the file is none of tables.
  ///
  /// @param table empty for the only one
  public static Optional<InputStream> of(int magic, Path path, Optional<String> table)
      throws IOException {
    Optional<TableFile> opened = sound(() -> TableFile.open(magic, path));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    TableFile file = opened.get();
    try {
      var tables = sound(file::tables);
      String chosen = table.orElseGet(() -> tables.size() == 1 ? tables.getFirst() : "");
      if (table.isEmpty() && tables.size() != 1) {
        throw new Undecided(tables);
      }
      if (!tables.contains(chosen)) {
        throw new Unreadable(
            "it has no table '%s' with rows; expected one of: %s"
                .formatted(chosen, String.join(", ", tables)));
      }
      return Optional.of(new TableText(file, sound(() -> file.lines(chosen))));
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
  }

  /// The text of a table in bytes that are no file by themselves. None of them is closed.
  public static Optional<InputStream> ofCopy(int magic, InputStream bytes, Optional<String> table)
      throws IOException {
    Path copy = Files.createTempFile("router-cost", "");
    copy.toFile().deleteOnExit();
    Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
    return of(magic, copy, table);
  }

  private interface Action<T> {
    T run() throws IOException;
  }

  /// Libraries meet damage with exceptions of any kind.
  private static <T> T sound(Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (Undecided | Unreadable | FileSystemException failed) {
      throw failed;
    } catch (IOException | RuntimeException damage) {
      String fault = String.valueOf(damage.getMessage()).replaceFirst("^\\[[^\\]]*] ", "");
      throw new Unreadable("its data are damaged: " + fault);
    }
  }

  private boolean isAtEnd() throws IOException {
    if (next == line.length) {
      Optional<String> text = sound(lines::next);
      line = text.map(row -> (row + "\n").getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
      next = 0;
    }
    return line.length == 0;
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : line[next++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = 0;
    while (read < length && !isAtEnd()) {
      int part = Math.min(length - read, line.length - next);
      System.arraycopy(line, next, target, offset + read, part);
      next += part;
      read += part;
    }
    return read == 0 && length > 0 ? -1 : read;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    file.close();
  }
}
