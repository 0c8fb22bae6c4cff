package routercost.read.schema;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import routercost.read.exports.LogFormat;
import routercost.read.value.DateOrder;

/// How the person says that a log is to be understood, where its content alone does not decide.
///
/// @param format the format to read as, instead of sniffing
/// @param mapping column or key (a dotted path in JSON) by canonical column name: `task` →
///     `purpose`
/// @param cacheTokens whether the input count includes cached tokens
/// @param dedupe whether records with an id seen before are left out
/// @param dateOrder of day and month in numeric dates; undecided if the log has to show it
public record ReadOptions(
    Optional<LogFormat> format,
    Map<String, String> mapping,
    CacheTokens cacheTokens,
    boolean dedupe,
    DateOrder dateOrder) {
  /// Let the content decide.
  public static final ReadOptions SNIFFED =
      new ReadOptions(Optional.empty(), Map.of(), CacheTokens.AUTO, true);

  public ReadOptions(
      Optional<LogFormat> format,
      Map<String, String> mapping,
      CacheTokens cacheTokens,
      boolean dedupe) {
    this(format, mapping, cacheTokens, dedupe, DateOrder.UNDECIDED);
  }

  public ReadOptions {
    mapping = Map.copyOf(mapping);
  }

  /// These options as one text: equal for equal options.
  public String described() {
    return "%s %s %s %s %s"
        .formatted(format, new TreeMap<>(mapping), cacheTokens, dedupe, dateOrder);
  }

  /// Whether the input column counts cached tokens too (formats.md section 0).
  public enum CacheTokens {
    AUTO,
    INCLUSIVE,
    EXCLUSIVE;

    /// Whether it does, if that is said.
    public Optional<Boolean> within() {
      return this == AUTO ? Optional.empty() : Optional.of(this == INCLUSIVE);
    }
  }
}
