package routercost.read.text;

/// Paths with wildcards, which stand for several files.
final class Globs {
  private Globs() {}

  /// The place of the first wildcard; −1 if there is none.
  static int wildcard(String path) {
    return path.replace('?', '*').indexOf('*');
  }

  /// The folder before the first wildcard, without the slash behind it; empty for that one is in.
  static String folder(String glob) {
    int slash = glob.lastIndexOf('/', wildcard(glob));
    return slash < 0 ? "" : slash == 0 ? "/" : glob.substring(0, slash);
  }
}
