package routercost.read.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import routercost.read.tables.TableText;
import routercost.usage.SafeText;

/// Input or output that failed: not found, unreadable, refused. The message is written to the
/// person who can fix it: place, what is wrong, what is allowed. Ends the command with exit code 4.
public final class InputProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputProblem(String message) {
    super(message);
  }

  public InputProblem(String message, Throwable cause) {
    super(message, cause);
  }

  /// The failure to read `source`, in words for the person who can mend it.
  ///
  /// @param lines how many lines were read before; 0 if unknown
  public static InputProblem of(Source source, IOException failed, long lines) {
    String name = source.name();
    String message =
        switch (failed) {
          case Unpacked.Damaged damaged ->
              "%s: the compressed data %s%s; make or fetch the file again"
                  .formatted(
                      name,
                      damaged.isCut() ? "ends early" : "is damaged",
                      lines == 0 ? "" : " after " + lines + " lines");
          case TableText.Unreadable table ->
              name + ": " + SafeText.cut(String.valueOf(table.getMessage()), 300);
          case TableText.Undecided table ->
              "%s: several of its tables may hold the calls: %s; choose one, as in %s::TABLE"
                  .formatted(name, SafeText.list(table.tables()), name);
          case NoSuchFileException _ -> name + ": no such file or folder";
          case AccessDeniedException _ -> name + ": cannot be read: permission denied";
          default ->
              name + ": cannot be read: " + SafeText.cut(String.valueOf(failed.getMessage()));
        };
    return new InputProblem(message, failed);
  }
}
