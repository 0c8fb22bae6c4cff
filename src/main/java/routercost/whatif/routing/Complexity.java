package routercost.whatif.routing;

import java.util.List;

/// How hard a task is (R13, article 003): three scores from 1 to 3, added up.
///
/// @param reasoning over how many steps
/// @param judgment how much of it cannot be written down
/// @param stakes what a wrong answer costs
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

  /// 3 and 4 are Haiku's, 5 and 6 Sonnet's, 7 to 9 those of Opus.
  public static Tier tier(int total) {
    if (total < 3 || total > 9) {
      throw new IllegalArgumentException("a sum of " + total + "; expected 3 to 9");
    }
    if (total <= 4) {
      return Tier.HAIKU;
    }
    return total <= 6 ? Tier.SONNET : Tier.OPUS;
  }
}
