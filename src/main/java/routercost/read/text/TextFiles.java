package routercost.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import routercost.usage.SafeText;

/// The small files that people write or that we wrote: routing, prices, budgets, pipelines, saved
/// reports. Logs, which may be large, are opened by [Sources].
public final class TextFiles {
  private static final int MEGABYTE = 1_000_000;

  private TextFiles() {}

  /// What a symbolic link leads to; empty if it is none or cannot be read.
  public static Optional<String> target(String link) {
    try {
      return Optional.of(Files.readSymbolicLink(path(link)).toString());
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /// The path of a file or folder.
  ///
  /// @throws InputProblem if no file can have this name here: Java encodes names as the locale
  ///     says, so a locale without UTF-8 has ASCII names only
  public static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException impossible) {
      throw new InputProblem(
          SafeText.cut(name, name.length())
              + (name.indexOf('\0') < 0
                  ? ": the locale cannot represent this file name; set LC_ALL=C.UTF-8"
                  : ": a file name cannot contain the character NUL"),
          impossible);
    }
  }

  /// Whether something is neither a file nor a folder, so that it can be read or written only once.
  static boolean isPipe(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /// All bytes of the file `name`.
  ///
  /// @param megabytes the largest size of such a file
  /// @param expected the file that is expected, for messages: "expected a pipeline in YAML"
  /// @throws InputProblem if it is missing or cannot be read
  /// @throws ConfigurationProblem if it is too large to be what is expected
  public static byte[] bytes(String name, int megabytes, String expected) {
    if (name.isEmpty()) {
      throw new InputProblem("the name of a file is empty; " + expected);
    }
    return bytes(path(name), megabytes, expected);
  }

  /// All bytes of `file`.
  public static byte[] bytes(Path file, int megabytes, String expected) {
    try (var stream = Files.newInputStream(file)) {
      return bytes(stream, file.toString(), megabytes, expected);
    } catch (NoSuchFileException _) {
      throw new InputProblem(
          file + ": no such file" + NearNames.hint(file.toString()) + "; " + expected);
    } catch (AccessDeniedException denied) {
      throw new InputProblem(file + ": cannot be read: permission denied; " + expected, denied);
    } catch (IOException unreadable) {
      String why = Files.isDirectory(file) ? ": this is a folder; " : ": cannot be read; ";
      throw new InputProblem(file + why + expected, unreadable);
    }
  }

  /// All bytes of `stream`.
  ///
  /// @param name for messages
  public static byte[] bytes(InputStream stream, String name, int megabytes, String expected)
      throws IOException {
    int largest = megabytes * MEGABYTE;
    var bytes = stream.readNBytes(largest + 1);
    if (bytes.length > largest) {
      throw new ConfigurationProblem(
          "%s:1:1: larger than %d MB; %s".formatted(name, megabytes, expected));
    }
    return bytes;
  }

  /// Whether there is a file of this name.
  public static boolean exists(String name) {
    return Files.exists(path(name));
  }

  /// Writes `text` as UTF-8, in place of what was there, whole or not at all.
  ///
  /// @throws InputProblem if the file cannot be written
  public static void write(String name, String text) {
    WholeFile.write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes `text` as UTF-8 unless there is a file already, and its folder where it is missing.
  ///
  /// @return whether it was written
  /// @throws InputProblem if the file cannot be written
  public static boolean create(String name, String text) {
    var file = path(name);
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (IOException unwritable) {
      throw WholeFile.problem(name, unwritable);
    }
  }

  /// Writes `text` as UTF-8 to a file that must not be there yet.
  ///
  /// @throws InputProblem if it exists or cannot be written
  public static void writeNew(String name, String text) {
    if (isTaken(name)) {
      throw new InputProblem(name + " exists and is left as it is; type another name");
    }
    write(name, text);
  }

  /// The name, with a number if there is such a file: `routing-2.yaml`.
  public static String freeName(String name) {
    int dot = name.lastIndexOf('.');
    var free = name;
    for (int i = 2; isTaken(free); i++) {
      free = name.substring(0, dot) + "-" + i + name.substring(dot);
    }
    return free;
  }

  private static boolean isTaken(String name) {
    return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  /// Writes `text` as UTF-8 after what is there.
  ///
  /// @throws InputProblem if the file cannot be written
  public static void append(String name, String text) {
    try {
      Files.writeString(
          path(name),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw WholeFile.problem(name, unwritable);
    }
  }
}
