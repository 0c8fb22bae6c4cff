package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.util.Optional;

/// Where a change of routing stops to pay.
///
/// @param step that it is about
/// @param low its value where all ranges are at their low ends
/// @param high the same at the high ends
/// @param assumed what the pipeline assumes instead, at the low ends and at the high ends; empty if
///     it assumes nothing
public record PipelineBreakEven(
    String step, Kind kind, BigDecimal low, BigDecimal high, Optional<Assumed> assumed) {
  /// What a pipeline assumes.
  public record Assumed(BigDecimal low, BigDecimal high) {}

  /// What has a break-even (economics of routing, sections 2a to 2c).
  public enum Kind {
    /// p*: a cascade pays while fewer calls than this share go on.
    ESCALATION_RATE,
    /// Δf*: the cheaper model pays while it fails by no more than this share more often.
    FAILURE_RATE_GAP,
    /// F*: the cheaper model pays while a failure costs less than this, in US dollars.
    COST_PER_FAILURE,
    /// The same in seconds of work.
    SECONDS_PER_FAILURE,
    /// η*: a cache pays from this hit rate on.
    CACHE_HIT_RATE;

    /// The name in files: `escalation_rate`.
    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
