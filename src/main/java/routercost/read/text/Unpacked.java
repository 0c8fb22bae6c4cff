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
import org.jspecify.annotations.Nullable;
import routercost.audit.NotCounted;
import routercost.read.tables.TableText;

/// Compressed bytes unpacked. Their first bytes decide the format, never a name.
public final class Unpacked extends FilterInputStream {
  private static final int GZIP = 0x8B1F;
  private static final int ZSTD = 0xFD2FB528;

  /// The bytes of the checksum and length after a member of gzip.
  private static final int TRAILER = 8;

  private boolean begun;
  private @Nullable Flaw flaw;

  private Unpacked(InputStream unpacking) {
    super(unpacking);
  }

  /// A reason why an input may hold more than can be read.
  ///
  /// @param empty whether what was left out cannot hold calls
  public record Flaw(NotCounted.Kind kind, String sentence, boolean empty) {
    /// The end of an input that was cut off.
    public static Flaw cut(String what) {
      return new Flaw(NotCounted.Kind.CUT, what, false);
    }
  }

  /// The flaw that `bytes` were found to have once they ended.
  public static Optional<Flaw> flaw(InputStream bytes) {
    return bytes instanceof Unpacked unpacked
        ? Optional.ofNullable(unpacked.flaw)
        : Optional.empty();
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
        return new Unpacked(new Gzip(probed));
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
      int count = in.read(target, offset, length);
      begun |= count > 0;
      if (count < 0 && in instanceof Gzip gzip && flaw == null) {
        flaw = gzip.trailing();
      }
      return count;
    } catch (EOFException | ZipException | ZstdIOException broken) {
      var damaged = new Damaged(broken);
      if (!begun || !damaged.isCut()) {
        throw damaged;
      }
      flaw = Flaw.cut("the compressed data ends early");
      return -1;
    }
  }

  /// All members of a gzip file. What follows the last of them is passed over, but not in silence.
  private static final class Gzip extends GZIPInputStream {
    private final Probed packed;
    private long filled;

    Gzip(Probed packed) throws IOException {
      super(packed, 1 << 16);
      this.packed = packed;
    }

    @Override
    protected void fill() throws IOException {
      super.fill();
      filled = packed.served;
    }

    /// The bytes after the last member; null if there are none.
    @Nullable Flaw trailing() throws IOException {
      long end = filled - inf.getRemaining() + TRAILER;
      boolean zeros = packed.isZeroFrom(end);
      long more = packed.served - end;
      return more <= 0
          ? null
          : new Flaw(
              NotCounted.Kind.TRAILING,
              more == 1
                  ? "1 byte after the end of the compressed data was not read"
                  : more + " bytes after the end of the compressed data were not read",
              zeros);
    }
  }

  /// Says honestly whether more bytes follow: `GZIPInputStream` asks before it looks for another
  /// member.
  private static final class Probed extends BufferedInputStream {
    private long served;
    private long afterValue;

    Probed(InputStream bytes) {
      super(bytes, 1 << 16);
    }

    @Override
    public synchronized int read() throws IOException {
      int value = super.read();
      if (value >= 0) {
        note(new byte[] {(byte) value}, 0, 1);
      }
      return value;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      note(target, offset, count);
      return count;
    }

    /// Remembers where the last byte lies that is not zero.
    private void note(byte[] bytes, int from, int count) {
      for (int i = count - 1; i >= 0; i--) {
        if (bytes[from + i] != 0) {
          afterValue = served + i + 1;
          break;
        }
      }
      served += Math.max(0, count);
    }

    /// Reads all that is left, and says whether all bytes from a place on are zero.
    synchronized boolean isZeroFrom(long place) throws IOException {
      var rest = new byte[1 << 13];
      while (read(rest, 0, rest.length) >= 0) {
        // noted
      }
      return afterValue <= place;
    }

    int magic() throws IOException {
      mark(4);
      byte[] head = readNBytes(4);
      reset();
      served = 0;
      afterValue = 0;
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
      boolean more = super.read() >= 0;
      reset();
      return more ? 1 : 0;
    }
  }
}
