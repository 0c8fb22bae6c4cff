package routercost.report.focus;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A version of FOCUS that can be written.
public enum FocusVersion {
  /// Names the seller in ProviderName and PublisherName.
  V1_2("1.2"),
  /// Names the seller in ServiceProviderName and HostProviderName.
  V1_4("1.4");

  private final String id;

  FocusVersion(String id) {
    this.id = id;
  }

  /// The number, as in options: `1.4`.
  public String id() {
    return id;
  }

  /// The version of this number.
  public static Optional<FocusVersion> of(String id) {
    return Stream.of(values()).filter(version -> version.id.equals(id)).findFirst();
  }

  /// The numbers of all versions.
  public static List<String> ids() {
    return Stream.of(values()).map(FocusVersion::id).toList();
  }
}
