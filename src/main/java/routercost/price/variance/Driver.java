package routercost.price.variance;

import java.util.Locale;

/// A reason for which a bill moves.
public enum Driver {
  /// There were more or fewer calls.
  CALLS,
  /// Calls went from some tasks to others.
  TASK_MIX,
  /// Calls of a task went to other models, services or places.
  ROUTING,
  /// A call of a task on a model used more or less of something.
  TOKENS_PER_CALL,
  /// The same usage got dearer or cheaper.
  PRICE,
  /// There was more or less usage: finance's name for quantity, in tokens.
  VOLUME,
  /// Usage went to dearer or cheaper tokens.
  MIX,
  /// What the change of a price did on the change of a quantity.
  JOINT,
  /// What the base did not use at all.
  NEW,
  /// What the head no longer uses at all.
  DISCONTINUED;

  /// The name in machine formats: `task_mix`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
