package routercost.usage;

import java.util.Locale;

/// Whether calls succeeded. Tokens of failed calls are priced and shown as waste.
public enum Status {
  OK,
  FAILED;

  /// The name in files: `failed`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
