package routercost.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.LogReader;
import routercost.read.ReadRequest;
import routercost.read.cube.Cubes;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.SavedCube;
import routercost.read.value.Period;

/// The job gives the cube of `cube build`, in one process and on a cluster that loses a machine.
class CubeJobTest {
  private static final String HEADER =
      "timestamp,task,model,input_tokens,output_tokens,request_id,status,team\n";
  private static final int SHARDS = 40;

  @TempDir private Path folder;

  private final List<String> rows = new ArrayList<>();

  private void writeLogs(int size) throws IOException {
    var random = new Random(20261130);
    for (int i = 0; i < size; i++) {
      rows.add(
          "2026-10-%02dT10:00:00Z,t%d,claude-opus-5-5,%s,%d,req_%016x,%s,%s\n"
              .formatted(
                  1 + random.nextInt(20),
                  random.nextInt(5),
                  random.nextInt(50) == 0 ? "many" : "" + random.nextInt(150_000),
                  random.nextInt(900),
                  i,
                  random.nextInt(9) == 0 ? "error" : "ok",
                  random.nextBoolean() ? "core" : ""));
    }
    var shards = Files.createDirectory(folder.resolve("shards"));
    for (int shard = 0; shard < SHARDS; shard++) {
      int number = shard;
      var lines =
          Stream.iterate(0, i -> i < size, i -> i + 1)
              .filter(i -> i % SHARDS == number)
              .map(rows::get)
              .collect(Collectors.joining());
      Files.writeString(shards.resolve("log-" + shard + ".csv"), HEADER + lines);
    }
    Files.writeString(folder.resolve("log.csv"), HEADER + String.join("", rows));
  }

  private SavedCube built(Path log) {
    var filter =
        new RecordFilter(
            Filter.none(), Set.of("team"), Period.ALWAYS, ZoneOffset.UTC, RecordFilter.NO_DAY);
    var request = ReadRequest.of(List.of(log.toString()), InputStream.nullInputStream(), filter);
    return LogReader.of(request).readToSave().cube();
  }

  /// The text of a cube without what names its logs.
  private static String text(SavedCube cube) {
    var out = new ByteArrayOutputStream();
    Cubes.write(cube, out);
    return out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.matches("# (source|logs|note|warning).*"))
        .collect(Collectors.joining("\n"));
  }

  private static SparkSession session(String master) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "500m")
        .config("spark.executor.extraClassPath", StandaloneCluster.classFolders())
        .config("spark.task.maxFailures", "8")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "4")
        .getOrCreate();
  }

  private CubeJob.Arguments arguments(String... words) {
    var all = new ArrayList<>(List.of("cube", "build", "-o", folder + "/cube.csv"));
    all.addAll(List.of("--labels", "team"));
    all.addAll(List.of(words));
    return CubeJob.Arguments.of(all.toArray(String[]::new));
  }

  @Test
  void shardsGiveTheCubeOfTheWholeLog() throws IOException {
    writeLogs(4_000);
    try (var spark = session("local[2]")) {
      var cube = CubeJob.run(spark, arguments(folder + "/shards"));
      assertThat(text(cube)).isEqualTo(text(built(folder.resolve("log.csv"))));
      assertThat(cube.head().sources()).hasSize(SHARDS);
    }
  }

  @Test
  void copiesInOtherPartitionsAreFoundById() throws IOException {
    writeLogs(2_000);
    rows.addAll(rows.subList(0, 300));
    Files.writeString(folder.resolve("log.csv"), HEADER + String.join("", rows));
    try (var spark = session("local[2]")) {
      var cube =
          CubeJob.run(
              spark,
              arguments(
                  folder + "/log.csv",
                  "--format",
                  "csv",
                  "--id",
                  "request_id",
                  "--partitions",
                  "5"));
      assertThat(text(cube)).isEqualTo(text(built(folder.resolve("log.csv"))));
      assertThat(cube.head().records().duplicates()).isPositive();
    }
  }

  @Test
  void aWorkerThatDiesInTheMiddleChangesNothing() throws Exception {
    writeLogs(20_000);
    try (var cluster = StandaloneCluster.start(folder, 3);
        var spark = session(cluster.url())) {
      var killed = cluster.killOneWhenBusy(spark);
      var cube = CubeJob.run(spark, arguments(folder + "/shards", "--partitions", "" + SHARDS));
      assertThat(killed.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(cluster.alive()).isEqualTo(2);
      assertThat(text(cube)).isEqualTo(text(built(folder.resolve("log.csv"))));
    }
  }
}
