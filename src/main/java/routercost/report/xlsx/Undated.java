package routercost.report.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// A workbook without the time at which it was made, which the library always writes.
///
/// The copy goes by the directory of the archive: the sizes that the library writes between the
/// entries are wider than a reader of streams expects.
final class Undated {
  private static final String PROPERTIES = "docProps/core.xml";
  private static final String CREATED = "<dcterms:created.*?</dcterms:created>";

  /// The first day that an archive can say; at its first second an instant in the zone of the
  /// machine would be written as well.
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 12, 0);

  private Undated() {}

  static byte[] copy(byte[] workbook) {
    var out = new ByteArrayOutputStream(workbook.length);
    var channel = new SeekableInMemoryByteChannel(workbook);
    try (var archive = ZipFile.builder().setSeekableByteChannel(channel).get();
        var copy = new ZipOutputStream(out)) {
      for (var entry : Collections.list(archive.getEntriesInPhysicalOrder())) {
        var undated = new ZipEntry(entry.getName());
        undated.setTimeLocal(EARLIEST);
        copy.putNextEntry(undated);
        try (var content = archive.getInputStream(entry)) {
          copy.write(
              entry.getName().equals(PROPERTIES)
                  ? undated(content.readAllBytes())
                  : content.readAllBytes());
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static byte[] undated(byte[] properties) {
    var text = new String(properties, StandardCharsets.UTF_8).replaceFirst(CREATED, "");
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
