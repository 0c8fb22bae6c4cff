package routercost.cli;

import java.util.Map;

/// Runs several commands in one process, so that the build can record what they load and compile: a
/// part of the build, not of the program.
final class CacheTraining {
  private CacheTraining() {}

  /// Each of `commands` is a command line, its words parted by one blank. One that begins with a
  /// folder and `$` finds its configuration and its agents there.
  public static void main(String[] commands) {
    Main.makeBook();
    for (var command : commands) {
      int folder = command.indexOf('$');
      Map<String, String> variables =
          folder < 0 ? Map.of() : Map.of("XDG_CONFIG_HOME", command.substring(0, folder));
      var words = command.substring(folder + 1).split(" ");
      int exit = Main.run(words, Main.environment(variables));
      if (exit != 0) {
        throw new IllegalArgumentException(command + " ended with " + exit);
      }
    }
    System.setProperty("router-cost.terminals", "12"); // a screen has pictures
    Main.run(commands[0].split(" "), Main.environment());
  }
}
