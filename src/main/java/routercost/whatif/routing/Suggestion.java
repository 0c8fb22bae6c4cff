package routercost.whatif.routing;

/// What a rule says of one task of a log.
///
/// @param from the highest tier that the task runs on
/// @param to the tier that the rule names; `from` if it may stay
public record Suggestion(String task, Tier from, Tier to, Kind kind, RoutingRule rule) {
  /// What follows from it.
  public enum Kind {
    /// It runs above what it needs: move it down.
    MOVE,
    /// It runs where the rule puts it.
    FITS,
    /// It runs below where the rule puts it. Nothing is suggested: a rule of thumb is no reason to
    /// spend more on what may work.
    BELOW,
    /// It runs above what it needs, but would cost more there, or has no price there.
    NO_SAVING,
    /// It runs above where the rule puts it, but graded answers speak against that.
    REJECTED
  }
}
