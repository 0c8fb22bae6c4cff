package routercost.cli.console;

/// Who tells the person what is to be known beside what a command writes.
public interface Console {
  /// What they should know.
  void warn(String message);

  /// Why the exit code is not 0.
  void fail(String message);
}
