package routercost.usage;

import java.util.Locale;

/// An enum constant with a name for files, options and machine formats: `CACHE_READ` is
/// `cache_read`.
public interface Identified {
  String name();

  default String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
