package routercost.spark;

import static org.apache.spark.sql.functions.col;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import routercost.read.LogReader;
import routercost.read.ReadRequest;
import routercost.read.cube.Cubes;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.SavedCube;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;
import scala.Tuple2;

/// A Spark job that makes a saved cube of logs: `cube build`, with the same readers on all machines
/// of a cluster.
///
/// Each partition is read as a log and gives the bytes of its cube; these are added in a tree. A
/// task has no effect but its cube, so a machine that fails changes nothing. Files are read as they
/// are, whatever their format. What Spark reads itself (`--format`, `--table`) reaches the readers
/// as JSON lines, parted by `--id`, so that copies of a call are in one partition and count once.
public final class CubeJob {
  private static final String USAGE =
      "expected: cube build PATH... -o FILE [--format NAME | --table NAME] [--id COLUMN]"
          + " [--labels NAME,NAME] [--timezone ZONE] [--partitions N]";

  private final SparkSession spark;
  private final Arguments arguments;

  private CubeJob(SparkSession spark, Arguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /// What was typed.
  ///
  /// @param format by which Spark reads the paths; files are read as they are without one
  /// @param id the column that names a call
  record Arguments(
      List<String> paths,
      String output,
      Optional<String> format,
      Optional<String> table,
      Optional<String> id,
      Set<String> labels,
      String zone,
      int partitions) {
    static Arguments of(String... words) {
      if (words.length < 2 || !words[0].equals("cube") || !words[1].equals("build")) {
        throw new IllegalArgumentException(USAGE);
      }
      var paths = new ArrayList<String>();
      var labels = new HashSet<String>();
      String output = "";
      String zone = "Z";
      int partitions = 0;
      Optional<String> format = Optional.empty();
      Optional<String> table = Optional.empty();
      Optional<String> id = Optional.empty();
      var rest = List.of(words).listIterator(2);
      while (rest.hasNext()) {
        var word = rest.next();
        if (!word.startsWith("-")) {
          paths.add(word);
          continue;
        }
        if (!rest.hasNext()) {
          throw new IllegalArgumentException(word + " has no value; " + USAGE);
        }
        var value = rest.next();
        switch (word) {
          case "-o", "--output" -> output = value;
          case "--format" -> format = Optional.of(value);
          case "--table" -> table = Optional.of(value);
          case "--id" -> id = Optional.of(value);
          case "--labels" -> labels.addAll(List.of(value.split(",", -1)));
          case "--timezone" -> zone = ZoneId.of(value).getId();
          case "--partitions" -> partitions = Integer.parseInt(value);
          default -> throw new IllegalArgumentException(word + " is not known; " + USAGE);
        }
      }
      if (output.isEmpty() || (paths.isEmpty() == table.isEmpty())) {
        throw new IllegalArgumentException(USAGE);
      }
      return new Arguments(
          List.copyOf(paths), output, format, table, id, Set.copyOf(labels), zone, partitions);
    }
  }

  public static void main(String[] args) throws IOException {
    var arguments = Arguments.of(args);
    try (var spark = SparkSession.builder().appName("router-cost").getOrCreate()) {
      write(run(spark, arguments), arguments.output(), spark);
    }
  }

  /// The cube of what the arguments name.
  static SavedCube run(SparkSession spark, Arguments arguments) throws IOException {
    return new CubeJob(spark, arguments).cube();
  }

  private SavedCube cube() throws IOException {
    var labels = Set.copyOf(arguments.labels());
    var zone = arguments.zone();
    JavaRDD<byte[]> cubes =
        arguments.format().isPresent() || arguments.table().isPresent()
            ? records().mapPartitions(lines -> ofLines(lines, labels, zone))
            : files().map(file -> ofFile(file, labels, zone));
    return cube(cubes.treeReduce(CubeJob::sum));
  }

  private JavaRDD<Tuple2<String, PortableDataStream>> files() {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int partitions = Math.max(arguments.partitions(), context.defaultParallelism());
    var files = context.binaryFiles(String.join(",", arguments.paths()), partitions);
    // Spark puts files of less than 4 MB together; only where they are is moved, not their bytes
    var spread = files.getNumPartitions() < partitions ? files.repartition(partitions) : files;
    return spread.map(file -> new Tuple2<>(file._1(), file._2()));
  }

  private JavaRDD<String> records() {
    Dataset<Row> rows =
        arguments.table().isPresent()
            ? spark.table(arguments.table().get())
            : spark
                .read()
                .format(arguments.format().get())
                .option("header", "true")
                .load(arguments.paths().toArray(String[]::new));
    int partitions =
        arguments.partitions() > 0 ? arguments.partitions() : rows.javaRDD().getNumPartitions();
    var parted =
        arguments.id().isPresent()
            ? rows.repartition(partitions, col(arguments.id().get()))
            : rows.repartition(partitions);
    return parted.toJSON().javaRDD();
  }

  private static Iterator<byte[]> ofLines(Iterator<String> lines, Set<String> labels, String zone)
      throws IOException {
    if (!lines.hasNext()) {
      return List.<byte[]>of().iterator();
    }
    var file = Files.createTempFile("router-cost", ".jsonl");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        while (lines.hasNext()) {
          writer.write(lines.next());
          writer.write('\n');
        }
      }
      return List.of(cubeOf(file, labels, zone)).iterator();
    } finally {
      Files.delete(file);
    }
  }

  /// A file under its own name, as names tell what is packed.
  private static byte[] ofFile(
      Tuple2<String, PortableDataStream> file, Set<String> labels, String zone) throws IOException {
    var folder = Files.createTempDirectory("router-cost");
    var path = folder.resolve(file._1().substring(file._1().lastIndexOf('/') + 1));
    try {
      try (InputStream bytes = file._2().open()) {
        Files.copy(bytes, path);
      }
      return cubeOf(path, labels, zone);
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  private static byte[] cubeOf(Path log, Set<String> labels, String zone) {
    var filter =
        new RecordFilter(
            Filter.none(), labels, Period.ALWAYS, ZoneId.of(zone), RecordFilter.NO_DAY);
    var request =
        ReadRequest.of(List.of(log.toString()), InputStream.nullInputStream(), filter)
            .with(ReadTuning.of(1));
    return bytes(LogReader.of(request).readToSave().cube());
  }

  private static byte[] sum(byte[] one, byte[] other) {
    return bytes(SavedCube.sum(List.of(cube(one), cube(other))));
  }

  private static SavedCube cube(byte[] bytes) {
    return Cubes.read(List.of("-"), new ByteArrayInputStream(bytes), _ -> {});
  }

  private static byte[] bytes(SavedCube cube) {
    var out = new ByteArrayOutputStream();
    Cubes.write(cube, out);
    return out.toByteArray();
  }

  private static void write(SavedCube cube, String path, SparkSession spark) throws IOException {
    var uri = URI.create(path);
    if (uri.getScheme() == null) {
      Cubes.write(cube, path);
      return;
    }
    var place = new org.apache.hadoop.fs.Path(uri);
    var files = FileSystem.get(uri, spark.sparkContext().hadoopConfiguration());
    try (OutputStream out = files.create(place, true)) {
      Cubes.write(cube, out);
    }
  }
}
