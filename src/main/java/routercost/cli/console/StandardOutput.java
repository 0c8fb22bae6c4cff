package routercost.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Standard output, which remembers why it could not be written: a print stream only knows that.
public final class StandardOutput extends PrintStream {
  private final Target target;

  private StandardOutput(Target target) {
    super(target, false, StandardCharsets.UTF_8);
    this.target = target;
  }

  public static StandardOutput of(OutputStream out) {
    return new StandardOutput(new Target(out));
  }

  /// The reason why it could not be written; empty if it could, or if its reader has gone away.
  public Optional<String> failure() {
    flush();
    return target.failure.filter(reason -> !reason.contains("Broken pipe"));
  }

  private static final class Target extends OutputStream {
    private final OutputStream out;
    private Optional<String> failure = Optional.empty();

    Target(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException failed) {
        failure = failure.or(() -> Optional.of(String.valueOf(failed.getMessage())));
        throw failed;
      }
    }
  }
}
