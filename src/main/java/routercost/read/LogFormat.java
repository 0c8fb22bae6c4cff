package routercost.read;

import java.util.Locale;

/// The log formats that can be read.
public enum LogFormat {
  CALLS_CSV,
  CALLS_JSONL;

  /// The name in options and output: `calls-csv`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
