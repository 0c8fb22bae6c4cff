package routercost.read.builtin;

/// Which release of the tool this is.
public final class Release {
  private Release() {}

  /// The version of the tool, as the build wrote it down.
  public static String version() {
    return BuiltIn.found().version();
  }
}
