package routercost.read.cube;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import routercost.read.tally.CubeHeader.CubeSource;
import routercost.read.tally.SavedCube;
import routercost.read.text.DecodingReader;
import routercost.read.text.DistinctSources;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.text.Unpacked;
import routercost.read.text.WholeFile;

/// The door to saved cubes, where they are not read as logs are.
public final class Cubes {
  private static final int BUFFER = 1 << 16;

  /// What is said of a cube whose logs are all in others.
  public static final String REPEATED = " is of logs that are in another cube, and is counted once";

  private Cubes() {}

  /// The cubes that `paths` name, added.
  ///
  /// @param warnings receives sentences on cubes that are named twice
  /// @throws InputProblem if one is missing, unreadable or no cube
  /// @throws ConfigurationProblem if they do not count days or bands alike
  public static SavedCube read(List<String> paths, InputStream stdin, Consumer<String> warnings) {
    var distinct =
        DistinctSources.of(new Sources(stdin, Cubes::picked, Set.of(), Cubes::refuse).named(paths));
    distinct.repeated().forEach(warnings);
    var cubes = new LinkedHashMap<String, SavedCube>();
    distinct
        .sources()
        .forEach(
            source ->
                cubes.put(
                    source.name(), CubeReader.read(source, true, CubeFolding.RowKeys.AS_READ)));
    boolean unnamed = cubes.values().stream().anyMatch(cube -> cube.head().sources().isEmpty());
    if (unnamed) {
      distinct
          .equal()
          .forEach(sentence -> warnings.accept(sentence + ", so calls may count twice"));
    }
    return SavedCube.sum(distinct(cubes, warnings));
  }

  /// The cubes without those whose logs are all in another one. The largest come first, as each may
  /// be the sum of others.
  private static List<SavedCube> distinct(Map<String, SavedCube> cubes, Consumer<String> warnings) {
    var known = new CubeSource.Known();
    var distinct = new ArrayList<SavedCube>();
    cubes.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, SavedCube> cube) -> cube.getValue().head().sources().size())
                .reversed())
        .forEach(
            cube -> {
              if (known.add(cube.getKey(), cube.getValue().head().sources())) {
                distinct.add(cube.getValue());
              } else {
                warnings.accept(cube.getKey() + REPEATED);
              }
            });
    return distinct;
  }

  private static void refuse(Sources.Unread unread) {
    throw new InputProblem(unread.name() + ": " + unread.reason());
  }

  private static Sources.Picked picked(List<Source> files) {
    var leftOut = new LinkedHashMap<String, String>();
    files.stream()
        .filter(file -> !isCube(file))
        .forEach(file -> leftOut.put(file.name(), "no saved cube"));
    return new Sources.Picked(
        files.stream().filter(file -> !leftOut.containsKey(file.name())).toList(), leftOut);
  }

  private static boolean isCube(Source source) {
    try (DecodingReader text = DecodingReader.of(source.name(), Unpacked.of(source))) {
      return CubeReader.isCompact(source)
          || (CubeHeaderReader.mayBegin(text.firstVisible())
              && CubeHeaderReader.isCube(new Lines(text)));
    } catch (IOException | InputProblem _) {
      return false;
    }
  }

  /// Writes a cube to a file: in its compact form if it is named `.cube`, packed if the name ends
  /// in
  /// `.gz` or `.zst`.
  ///
  /// @throws InputProblem if it cannot be written
  public static void write(SavedCube cube, String path) {
    try (var file = WholeFile.begin(path)) {
      var out = packed(file.out(), path);
      if (isCompact(path)) {
        CompactWriter.write(cube, out);
      } else {
        writeText(cube, out);
      }
      out.close();
      file.commit();
    } catch (IOException unwritable) {
      throw WholeFile.problem(path, unwritable);
    }
  }

  /// Writes a cube as text, and leaves `out` open.
  public static void write(SavedCube cube, OutputStream out) {
    try {
      writeText(cube, out);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static void writeText(SavedCube cube, OutputStream out) throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    CubeWriter.write(cube, writer);
    writer.flush();
  }

  private static boolean isCompact(String name) {
    return Stream.of(".cube", ".cube.gz", ".cube.zst").anyMatch(name::endsWith);
  }

  private static OutputStream packed(OutputStream out, String name) throws IOException {
    if (name.endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    return name.endsWith(".zst") ? new ZstdOutputStream(out) : out;
  }
}
