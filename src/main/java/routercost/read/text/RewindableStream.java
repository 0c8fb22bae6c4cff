package routercost.read.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/// Standard input or a pipe, which can be opened again while only its beginning was looked at: what
/// was read is kept until it is opened for the last time. Closing it leaves it open: it is not
/// ours.
final class RewindableStream implements Source.Bytes {
  private final Source.Bytes once;
  private @Nullable InputStream stdin;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean keeps = true;

  /// @param once what can be opened only once
  RewindableStream(Source.Bytes once) {
    this.once = once;
  }

  @Override
  public InputStream open() throws IOException {
    InputStream opened = stdin;
    if (opened == null) {
      opened = once.open();
      stdin = opened;
      return new Looking(opened);
    }
    var beginning = new ByteArrayInputStream(kept.toByteArray());
    return new SequenceInputStream(beginning, new Looking(opened));
  }

  @Override
  public InputStream openLast() throws IOException {
    InputStream all = open();
    forget();
    return all;
  }

  @Override
  public void forget() {
    keeps = false;
    kept.reset();
  }

  private final class Looking extends InputStream {
    private final InputStream opened;

    Looking(InputStream opened) {
      this.opened = opened;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = opened.read(target, offset, length);
      if (keeps && read > 0) {
        kept.write(target, offset, read);
      }
      return read;
    }
  }
}
