package routercost.read.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import routercost.audit.NotCounted;

/// The characters of an input. UTF-8, or UTF-16 if the first bytes say so; a byte that is not UTF-8
/// is read as windows-1252 and counted, so that no byte can end the run.
public final class DecodingReader extends Reader {
  private static final int HEAD = 1 << 16;
  private final InputStream raw;
  private final InputStream bytes;
  private final CharsetDecoder decoder;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 15).limit(0);
  private final CharBuffer out = CharBuffer.allocate(1 << 15).limit(0);
  private boolean ended;
  private long foreign;
  private long lines;
  private Optional<Unpacked.Flaw> cut = Optional.empty();

  private DecodingReader(InputStream raw, InputStream bytes, Charset charset) {
    this.raw = raw;
    this.bytes = bytes;
    this.decoder = charset.newDecoder();
  }

  /// Decides the character set from the first bytes.
  ///
  /// @throws InputProblem if these bytes are no text
  public static DecodingReader of(String name, InputStream raw) throws IOException {
    var bytes = new BufferedInputStream(raw, HEAD);
    bytes.mark(HEAD);
    byte[] head = bytes.readNBytes(HEAD);
    bytes.reset();
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
      bytes.skipNBytes(3);
    } else if (startsWith(head, 0xFF, 0xFE)) {
      bytes.skipNBytes(2);
      return new DecodingReader(raw, bytes, StandardCharsets.UTF_16LE);
    } else if (startsWith(head, 0xFE, 0xFF)) {
      bytes.skipNBytes(2);
      return new DecodingReader(raw, bytes, StandardCharsets.UTF_16BE);
    } else if (hasZeros(head, 1)) {
      return new DecodingReader(raw, bytes, StandardCharsets.UTF_16LE);
    } else if (hasZeros(head, 0)) {
      return new DecodingReader(raw, bytes, StandardCharsets.UTF_16BE);
    }
    refuseBinary(name, head);
    return new DecodingReader(raw, bytes, StandardCharsets.UTF_8);
  }

  public boolean isUtf8() {
    return decoder.charset().equals(StandardCharsets.UTF_8);
  }

  /// Where the text begins after a byte order mark; −1 if these bytes do not tell.
  public static int afterMark(byte[] bytes, int from, int to, boolean last) {
    if (to - from < 3) {
      return last ? from : -1;
    }
    boolean marked =
        bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return marked ? from + 3 : from;
  }

  /// The characters of some bytes, read as those of an input are.
  public static String decoded(byte[] bytes, int from, int to) {
    if (isUtf8(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    var characters = new StringBuilder(to - from);
    foreign(bytes, from, to, characters);
    return characters.toString();
  }

  /// How many of some bytes are not UTF-8.
  public static long foreign(byte[] bytes, int from, int to) {
    return isUtf8(bytes, from, to) ? 0 : foreign(bytes, from, to, new StringBuilder());
  }

  private static long foreign(byte[] bytes, int from, int to, StringBuilder characters) {
    var part = new ByteArrayInputStream(bytes, from, to - from);
    var text = new DecodingReader(part, part, StandardCharsets.UTF_8);
    var some = new char[1 << 10];
    try {
      for (int read = text.read(some); read >= 0; read = text.read(some)) {
        characters.append(some, 0, read);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.foreign();
  }

  /// Whether some bytes are UTF-8 (RFC 3629) to the last.
  public static boolean isUtf8(byte[] bytes, int from, int to) {
    int at = SwarBytes.passUtf8(bytes, from, to);
    while (at < to) {
      if (bytes[at] >= 0) {
        at += at + Long.BYTES <= to ? SwarBytes.ascii(SwarBytes.at(bytes, at)) : 1;
        continue;
      }
      int length = sequence(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /// The length of the UTF-8 sequence at `at`; 0 if there is none.
  private static int sequence(byte[] bytes, int at, int to) {
    int lead = bytes[at] & 0xFF;
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || at + length > to || !isFollowing(bytes[at + 1])) {
      return 0;
    }
    if (length == 2) {
      return 2;
    }
    int second = bytes[at + 1] & 0xFF;
    boolean allowed =
        switch (lead) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    boolean whole = isFollowing(bytes[at + 2]) && (length == 3 || isFollowing(bytes[at + 3]));
    return allowed && whole ? length : 0;
  }

  private static boolean isFollowing(byte octet) {
    return octet < (byte) 0xC0;
  }

  /// How many bytes were not UTF-8 so far.
  public long foreign() {
    return foreign;
  }

  /// Notes that the text ends within something.
  public void endEarly(String what) {
    cut = Optional.of(Unpacked.Flaw.cut(what));
  }

  /// What is wrong with the end of the text, known once it was reached.
  public Optional<Unpacked.Flaw> flaw() {
    return Unpacked.flaw(raw).or(() -> cut);
  }

  /// Whether the last line is only the beginning of one.
  boolean isCut() {
    return flaw().filter(flaw -> flaw.kind() == NotCounted.Kind.CUT).isPresent();
  }

  /// How many lines have ended so far.
  public long lines() {
    return lines;
  }

  /// The first character that is not blank, without passing it; -1 if there is none nearby.
  public int firstVisible() throws IOException {
    while (filled()) {
      for (int i = out.position(); i < out.limit(); i++) {
        if (!Character.isWhitespace(out.get(i))) {
          return out.get(i);
        }
      }
      if (ended || out.limit() == out.capacity()) {
        return -1;
      }
      decodeMore();
    }
    return -1;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (!filled()) {
      return -1;
    }
    int taken = Math.min(length, out.remaining());
    out.get(target, offset, taken);
    return taken;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private boolean filled() throws IOException {
    while (!out.hasRemaining()) {
      if (ended && !in.hasRemaining()) {
        return false;
      }
      out.clear().limit(0);
      decodeMore();
    }
    return true;
  }

  /// Appends decoded characters behind the limit of `out`.
  private void decodeMore() throws IOException {
    refill();
    int start = out.position();
    int before = out.limit();
    out.limit(out.capacity()).position(before);
    CoderResult result = decoder.decode(in, out, ended);
    while (result.isError() && out.hasRemaining()) {
      substitute();
      result = decoder.decode(in, out, ended);
    }
    countLines(before, out.position());
    out.limit(out.position()).position(start);
  }

  private void refill() throws IOException {
    in.compact();
    int count = bytes.read(in.array(), in.position(), in.remaining());
    ended = count < 0;
    in.position(in.position() + Math.max(0, count)).flip();
  }

  private void substitute() {
    byte alien = in.get();
    foreign++;
    boolean utf8 = decoder.charset().equals(StandardCharsets.UTF_8);
    out.put(utf8 ? Western.CHARSET.decode(ByteBuffer.wrap(new byte[] {alien})).get() : '\uFFFD');
  }

  /// Loaded when the first byte is alien, as hardly any log has one.
  private static final class Western {
    static final Charset CHARSET = Charset.forName("windows-1252");
  }

  private void countLines(int from, int to) {
    char[] characters = out.array();
    for (int i = from; i < to; i++) {
      if (characters[i] == '\n') {
        lines++;
      }
    }
  }

  private static boolean startsWith(byte[] head, int... marks) {
    for (int i = 0; i < marks.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != marks[i]) {
        return false;
      }
    }
    return true;
  }

  /// Whether every other byte at the start is zero, and only these: UTF-16 without a mark.
  private static boolean hasZeros(byte[] head, int parity) {
    int looked = Math.min(head.length, 32) & ~1;
    for (int i = 0; i < looked; i++) {
      if ((head[i] == 0) != (i % 2 == parity)) {
        return false;
      }
    }
    return looked >= 4;
  }

  private static void refuse(String name, byte[] head, String mark, String found) {
    byte[] first = mark.getBytes(StandardCharsets.ISO_8859_1);
    if (Arrays.equals(first, Arrays.copyOf(head, first.length))) {
      throw new InputProblem(name + ": this is " + found);
    }
  }

  private static void refuseBinary(String name, byte[] head) {
    refuse(name, head, "PAR1", "Parquet within a packed file; unpack it");
    refuse(name, head, "SQLite format 3", "a SQLite database within a packed file; unpack it");
    refuse(name, head, "PK\u0003\u0004", "a zip archive; unpack it");
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        throw new InputProblem(
            ("%s: not a call log: binary data (byte 0x00 at offset %d);"
                    + " expected CSV, TSV or JSON lines")
                .formatted(name, i));
      }
    }
  }
}
