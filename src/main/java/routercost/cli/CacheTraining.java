package routercost.cli;

/// Runs several commands in one process, so that the build can record what they load and compile: a
/// part of the build, not of the program.
final class CacheTraining {
  private CacheTraining() {}

  /// Each of `commands` is a command line, its words parted by one blank.
  public static void main(String[] commands) {
    Main.makeBook();
    for (var command : commands) {
      int exit = Main.run(command.split(" "), Main.environment());
      if (exit != 0) {
        throw new IllegalArgumentException(command + " ended with " + exit);
      }
    }
  }
}
