package routercost.read.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;
import routercost.usage.SafeText;

/// A file that is written whole or not at all: next to its place first, then renamed. What stood
/// there stays until [#commit], and for good if that is never called. A pipe or a device is written
/// directly.
public final class WholeFile implements Closeable {
  private static final String ENDING = "the run was interrupted";

  private final String name;
  private final Path place;
  private final Optional<Path> draft;
  private final OutputStream out;
  private final Thread removal = new Thread(this::end);
  private boolean ending;

  private WholeFile(String name, Path place, Optional<Path> draft) throws IOException {
    this.name = name;
    this.place = place;
    this.draft = draft;
    this.out = draft.isPresent() ? create(draft.get()) : Files.newOutputStream(place);
  }

  /// Creates the draft after its removal is arranged: a signal ends the run without closing files,
  /// and may arrive at any moment, also between the two.
  private synchronized OutputStream create(Path file) throws IOException {
    try {
      Runtime.getRuntime().addShutdownHook(removal);
    } catch (IllegalStateException late) {
      throw new IOException(ENDING, late);
    }
    if (ending) {
      throw new IOException(ENDING);
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }

  private synchronized void end() {
    ending = true;
    remove();
  }

  /// Begins a file.
  ///
  /// @throws InputProblem if it cannot be written
  public static WholeFile begin(String name) {
    Path path = TextFiles.path(name);
    try {
      if (isDevice(path) || TextFiles.isPipe(path)) {
        return new WholeFile(name, path, Optional.empty());
      }
      Path place = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      if (Files.exists(place) && !Files.isWritable(place)) {
        throw new AccessDeniedException(name);
      }
      if (Files.isDirectory(place)) {
        throw new InputProblem(name + ": cannot be written: this is a folder");
      }
      return new WholeFile(name, place, Optional.of(draft(place)));
    } catch (IOException unwritable) {
      throw problem(name, unwritable);
    }
  }

  /// Writes all bytes of a file.
  ///
  /// @throws InputProblem if it cannot be written
  public static void write(String name, byte[] bytes) {
    try (var file = begin(name)) {
      file.out().write(bytes);
      file.commit();
    } catch (IOException unwritable) {
      throw problem(name, unwritable);
    }
  }

  private static boolean isDevice(Path path) {
    String absolute = path.toAbsolutePath().toString();
    return absolute.startsWith("/dev/") || absolute.startsWith("/proc/");
  }

  private static Path draft(Path place) {
    long process = ProcessHandle.current().pid();
    return place.resolveSibling("." + place.getFileName() + "." + process + ".tmp");
  }

  /// The failure to write `name`, with its reason.
  public static InputProblem problem(String name, IOException failed) {
    String reason =
        switch (failed) {
          case NoSuchFileException _ -> "no such folder";
          case AccessDeniedException _ -> "permission denied";
          case FileSystemException system when system.getReason() != null ->
              String.valueOf(system.getReason());
          default -> String.valueOf(failed.getMessage());
        };
    return new InputProblem(name + ": cannot be written: " + SafeText.cut(reason), failed);
  }

  public OutputStream out() {
    return out;
  }

  /// Puts the file in its place.
  ///
  /// @throws InputProblem if it cannot be written
  public void commit() {
    try {
      out.close();
      if (draft.isPresent()) {
        sync(draft.get());
        replace(draft.get());
      }
    } catch (IOException unwritable) {
      throw problem(name, unwritable);
    }
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void replace(Path file) throws IOException {
    var old = Files.getFileAttributeView(place, PosixFileAttributeView.class);
    if (old != null && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(file, old.readAttributes().permissions());
    }
    try {
      Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Removes what was written unless it is in its place.
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException _) {
      // reported by [#commit], or given up
    }
    remove();
    if (draft.isPresent()) {
      try {
        Runtime.getRuntime().removeShutdownHook(removal);
      } catch (IllegalStateException _) {
        // the run is ending, and the hook runs
      }
    }
  }

  private void remove() {
    if (draft.isPresent()) {
      try {
        Files.deleteIfExists(draft.get());
      } catch (IOException _) {
        // left behind, beside the file that is whole
      }
    }
  }
}
