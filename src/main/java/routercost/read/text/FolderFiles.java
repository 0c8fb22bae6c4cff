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

/// The files in a folder and in the folders in it, but for those that a link leads to.
///
/// Hidden ones are left out unless they are asked for, or are where agents keep their sessions.
///
/// @param unreadable the folders in it that cannot be read
record FolderFiles(List<Path> files, List<Path> unreadable) {
  /// Where agents keep their sessions in a home: collected homes have many.
  private static final List<String> SESSIONS =
      List.of(
          ".claude/projects",
          ".cline/data/sessions",
          ".codex/archived_sessions",
          ".codex/sessions",
          ".config/claude/projects",
          ".copilot/session-state",
          ".factory/sessions",
          ".gemini/tmp",
          ".kimi/sessions",
          ".local/share/amp/threads",
          ".local/share/goose/sessions",
          ".local/share/opencode/storage/message",
          ".pi/agent/sessions",
          ".qwen/projects");

  /// The files in the order of their names.
  ///
  /// @param hidden whether hidden ones are asked for
  static FolderFiles of(Path folder, boolean hidden) {
    var found = new FolderFiles(new ArrayList<>(), new ArrayList<>());
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
        }
      }
    }
  }

  private void addInner(Path folder, boolean hidden) throws IOException {
    try {
      add(folder, hidden);
    } catch (AccessDeniedException _) {
      unreadable.add(folder);
    }
  }

  private void addSessions(Path home, Path hidden) throws IOException {
    String name = hidden.getFileName() + "/";
    for (String sessions : SESSIONS) {
      Path folder = home.resolve(sessions);
      if (sessions.startsWith(name) && Files.isDirectory(folder)) {
        addInner(folder, false);
      }
    }
  }

  /// By its name. To ask the system, Java would take the path apart.
  private static boolean isHidden(Path path) {
    String name = path.toString();
    return name.charAt(name.lastIndexOf(File.separatorChar) + 1) == '.';
  }
}
