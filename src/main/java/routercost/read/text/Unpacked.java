package routercost.read.text;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import routercost.read.tables.TableText;

/// Compressed bytes unpacked. What they are is told by their first bytes, never by a name.
public final class Unpacked extends FilterInputStream {
  private static final int GZIP = 0x8B1F;
  private static final int ZSTD = 0xFD2FB528;

  private Unpacked(InputStream unpacking) {
    super(unpacking);
  }

  /// The content of a source, unpacked if it is gzip or zstd, and as text if it is a table.
  public static InputStream of(Source source) throws IOException {
    return of(source, source.bytes().open());
  }

  /// The content of a source that is opened for the last time.
  public static InputStream ofLast(Source source) throws IOException {
    return of(source, source.bytes().openLast());
  }

  private static InputStream of(Source source, InputStream bytes) throws IOException {
    var probed = new Probed(bytes);
    int magic = probed.magic();
    try {
      if ((magic & 0xFFFF) == GZIP) {
        return new Unpacked(new GZIPInputStream(probed, 1 << 16));
      }
      if (magic == ZSTD) {
        return new Unpacked(new ZstdInputStream(probed));
      }
    } catch (EOFException | ZipException | ZstdIOException broken) {
      throw new Damaged(broken);
    }
    return TableText.isMagic(magic) ? table(source, probed, magic) : probed;
  }

  /// The text of a table, or the bytes as they are if they hold none.
  private static InputStream table(Source source, InputStream bytes, int magic) throws IOException {
    Optional<Path> file = source.file();
    Optional<InputStream> text =
        file.isPresent()
            ? TableText.of(magic, file.get(), source.table())
            : TableText.ofCopy(magic, bytes, source.table());
    if (text.isEmpty()) {
      return bytes;
    }
    bytes.close();
    return new Unpacked(text.get());
  }

  /// The compressed data end early or are broken.
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean cut;

    Damaged(IOException cause) {
      super(cause);
      this.cut =
          cause instanceof EOFException || String.valueOf(cause.getMessage()).contains("Truncated");
    }

    /// Whether the data end early, as far as one can tell.
    boolean isCut() {
      return cut;
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return in.read(target, offset, length);
    } catch (EOFException | ZipException | ZstdIOException broken) {
      throw new Damaged(broken);
    }
  }

  /// Says honestly whether more bytes follow: `GZIPInputStream` asks before it looks for another
  /// member.
  private static final class Probed extends BufferedInputStream {
    Probed(InputStream bytes) {
      super(bytes, 1 << 16);
    }

    int magic() throws IOException {
      mark(4);
      byte[] head = readNBytes(4);
      reset();
      int magic = 0;
      for (int i = 0; i < head.length; i++) {
        magic |= (head[i] & 0xFF) << (8 * i);
      }
      return magic;
    }

    @Override
    public synchronized int available() throws IOException {
      int known = super.available();
      if (known > 0) {
        return known;
      }
      mark(1);
      boolean more = read() >= 0;
      reset();
      return more ? 1 : 0;
    }
  }
}
