package routercost.read.text;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files in a folder and in the folders in it, but for folders that a link leads to.
///
/// Hidden ones are left out unless they are asked for, or are where agents keep their sessions.
///
/// @param unread what is in it and cannot be read, with the reason
record FolderFiles(Path top, List<Path> files, SortedMap<Path, Unread> unread) {
  /// A reason not to read something.
  enum Unread {
    DENIED("this folder cannot be read: permission denied"),
    LINKED("a link to a folder, which is not followed; pass the folder"),
    BROKEN("a link that leads nowhere"),
    NO_FILE("neither a file nor a folder; pass it by name to read it");

    final String sentence;

    Unread(String sentence) {
      this.sentence = sentence;
    }

    boolean isFolder() {
      return this == DENIED || this == LINKED;
    }
  }

  /// The files in the order of their names.
  ///
  /// @param hidden whether hidden ones are asked for
  static FolderFiles of(Path folder, boolean hidden) {
    var found = new FolderFiles(folder, new ArrayList<>(), new TreeMap<>());
    try {
      if (Files.isDirectory(folder)) {
        found.add(folder, hidden);
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      throw new InputProblem(folder + ": this folder cannot be read", unreadable);
    }
    Collections.sort(found.files);
    return found;
  }

  /// Not by `Files.walk`: trees of transcripts have thousands of files, and it looks at each twice.
  private void add(Path folder, boolean hidden) throws IOException {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      for (Path path : inside) {
        if (!hidden && isHidden(path)) {
          addSessions(folder, path);
          continue;
        }
        var attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
          addInner(path, hidden);
        } else if (attributes.isRegularFile()
            || (attributes.isSymbolicLink() && Files.isRegularFile(path))) {
          files.add(path);
        } else {
          addUnread(path, attributes.isSymbolicLink());
        }
      }
    }
  }

  private void addUnread(Path path, boolean link) throws IOException {
    if (!Files.exists(path)) {
      unread.put(path, Unread.BROKEN);
    } else if (!Files.isDirectory(path)) {
      unread.put(path, Unread.NO_FILE);
    } else if (link && !path.toRealPath().startsWith(top.toRealPath())) {
      unread.put(path, Unread.LINKED);
    }
  }

  private void addInner(Path folder, boolean hidden) throws IOException {
    try {
      add(folder, hidden);
    } catch (AccessDeniedException _) {
      unread.put(folder, Unread.DENIED);
    }
  }

  private void addSessions(Path home, Path hidden) throws IOException {
    String name = hidden.getFileName() + "/";
    for (String sessions : AgentPlaces.inHome()) {
      if (sessions.startsWith(name)) {
        for (Path found : AgentPlaces.matches(home.resolve(sessions))) {
          if (Files.isDirectory(found)) {
            addInner(found, false);
          } else {
            files.add(found);
          }
        }
      }
    }
  }

  /// By its name. To ask the system, Java would take the path apart.
  private static boolean isHidden(Path path) {
    String name = path.toString();
    return name.charAt(name.lastIndexOf(File.separatorChar) + 1) == '.';
  }
}
