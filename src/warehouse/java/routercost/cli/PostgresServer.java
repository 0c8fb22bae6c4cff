package routercost.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL server of a test: in a folder of its own, on the loopback interface, under a user
/// without rights.
final class PostgresServer implements AutoCloseable {
  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// Starts a server with the newest PostgreSQL of the machine.
  static PostgresServer start(Path folder) throws IOException, InterruptedException {
    Path programs;
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      programs = versions.max(Path::compareTo).orElseThrow().resolve("bin");
    }
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var data = Files.createTempDirectory(Path.of("/tmp"), "router-cost-postgres");
    var server = new PostgresServer(programs, data, port);
    if (isRoot()) {
      run(List.of("chown", "postgres", data.toString()));
    }
    server.run(
        "initdb", "-D", data.toString(), "-A", "trust", "-U", "test", "-E", "UTF8", "--locale=C");
    server.run(
        "pg_ctl",
        "-D",
        data.toString(),
        "-l",
        data + "/log",
        "-w",
        "-o",
        "-p " + port + " -h 127.0.0.1 -k " + data + " -F",
        "start");
    return server;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=test";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("pg_ctl", "-D", folder.toString(), "-m", "immediate", "stop");
    run(List.of("rm", "-r", folder.toString()));
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    run(words);
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", words));
    }
  }
}
