package routercost.read;

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
}
