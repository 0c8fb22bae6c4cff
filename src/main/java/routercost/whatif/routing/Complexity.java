package routercost.whatif.routing;

import java.util.List;

/// The difficulty of a task (R13, article 003): three scores from 1 to 3, added up.
///
/// @param reasoning number of steps to reason over
/// @param judgment how much of the task cannot be written down
/// @param stakes cost of a wrong answer
public record Complexity(int reasoning, int judgment, int stakes) {
  public Complexity {
    for (int score : List.of(reasoning, judgment, stakes)) {
      if (score < 1 || score > 3) {
        throw new IllegalArgumentException("a score of " + score + "; expected 1, 2 or 3");
      }
    }
  }

  /// From 3 to 9.
  public int total() {
    return reasoning + judgment + stakes;
  }

  public Tier tier() {
    return tier(total());
  }

  /// Haiku for 3 and 4, Sonnet for 5 and 6, Opus for 7 to 9.
  public static Tier tier(int total) {
    if (total < 3 || total > 9) {
      throw new IllegalArgumentException("a sum of " + total + "; expected 3 to 9");
    }
    if (total <= 4) {
      return Tier.HAIKU;
    }
    return total <= 6 ? Tier.SONNET : Tier.OPUS;
  }

  Answers.Vote vote() {
    return new Answers.Vote("R13", tier(), "complexity %d of 9".formatted(total()));
  }
}
