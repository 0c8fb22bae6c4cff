package routercost.cli;

import routercost.cli.command.RouterCost;
import routercost.cli.console.ManPage;
import routercost.cli.console.Version;
import routercost.read.text.TextFiles;

/// A generator of the manual pages; part of the build of packages, not of the program.
final class ManPages {
  private ManPages() {}

  /// Writes the pages of all commands.
  ///
  /// @param args the folder, and the day of the version
  public static void main(String[] args) {
    var line = RouterCost.commandLine(Main.environment(), "--help");
    ManPage.all(line, args[1].substring(0, 10), Version.tool())
        .forEach((name, page) -> TextFiles.write(args[0] + "/" + name, page));
  }
}
