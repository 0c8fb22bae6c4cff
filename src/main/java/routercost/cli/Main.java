package routercost.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// The program.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var terminals = System.getProperty("router-cost.terminals", "");
    var environment =
        new Environment(
            System.in,
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            System.getenv(),
            terminals.contains("1"),
            terminals.contains("2"),
            Optional.ofNullable(Integer.getInteger("router-cost.columns")),
            Instant.now());
    System.exit(run(args, environment));
  }

  /// Runs one command and returns its exit code.
  public static int run(String[] args, Environment environment) {
    int exit = RouterCost.commandLine(environment).execute(args);
    environment.out().flush();
    environment.err().flush();
    return exit;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
