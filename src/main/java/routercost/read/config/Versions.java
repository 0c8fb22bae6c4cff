package routercost.read.config;

/// Holds files that people write to the version that this program reads.
public final class Versions {
  private Versions() {}

  /// Refuses a file of another version; one without a version is taken as of this one.
  public static void require(YamlNode.Fields root) {
    root.find("version")
        .filter(version -> !version.asText("version").equals("1"))
        .ifPresent(
            version -> {
              throw version.refusal("version", "1");
            });
  }
}
