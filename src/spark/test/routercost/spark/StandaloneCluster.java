package routercost.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/// A standalone Spark cluster on the loopback interface: a master and some workers, each a process
/// of one core.
final class StandaloneCluster implements AutoCloseable {
  private static final int SOME = 3;

  private final int port;
  private final List<Process> workers = new ArrayList<>();
  private final List<Process> all = new ArrayList<>();

  private StandaloneCluster(int port) {
    this.port = port;
  }

  static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var home = home(folder.resolve("spark-home"));
    var cluster = new StandaloneCluster(port);
    cluster.run(
        home, "master.Master", "--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0");
    cluster.awaitMaster();
    for (int i = 0; i < workers; i++) {
      cluster.workers.add(
          cluster.run(
              home,
              "worker.Worker",
              cluster.url(),
              "--host",
              "127.0.0.1",
              "--cores",
              "1",
              "--memory",
              "700m",
              "--webui-port",
              "0",
              "--work-dir",
              home + "/work" + i));
    }
    return cluster;
  }

  /// What this process runs that is not in jars, for the executors on this machine.
  static String classFolders() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /// A folder with the jars of this process, from which workers start executors.
  private static Path home(Path home) throws IOException {
    var jars = Files.createDirectories(home.resolve("jars"));
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      var path = Path.of(entry).toAbsolutePath();
      if (entry.endsWith(".jar") && !Files.exists(jars.resolve(path.getFileName()))) {
        Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
      }
    }
    return home;
  }

  private Process run(Path home, String program, String... arguments) throws IOException {
    var words =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    words.addAll(
        List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().split(" ", -1)));
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add("org.apache.spark.deploy." + program);
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    var log = home.resolve(program + all.size() + ".log").toFile();
    var process = builder.redirectOutput(log).start();
    all.add(process);
    return process;
  }

  private void awaitMaster() throws IOException, InterruptedException {
    for (int tries = 0; tries < 600; tries++) {
      try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (connection.isConnected()) {
          return;
        }
      } catch (IOException _) {
        Thread.sleep(100);
      }
    }
    throw new IOException("no master");
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  /// Kills a worker and its executor once some tasks are done and others are not.
  ///
  /// @return open until they are told to end
  CountDownLatch killOneWhenBusy(SparkSession spark) {
    var ended = new AtomicInteger();
    var killed = new CountDownLatch(1);
    var worker = workers.getFirst();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onTaskEnd(SparkListenerTaskEnd task) {
                if (ended.incrementAndGet() == SOME) {
                  worker.descendants().forEach(ProcessHandle::destroyForcibly);
                  worker.destroyForcibly();
                  killed.countDown();
                }
              }
            });
    return killed;
  }

  long alive() {
    return workers.stream().filter(Process::isAlive).count();
  }

  @Override
  public void close() {
    for (var process : all.reversed()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
