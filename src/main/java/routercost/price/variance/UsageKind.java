package routercost.price.variance;

import java.util.Comparator;
import routercost.usage.Band;
import routercost.usage.Meter;

/// A kind of usage that has one price at a time. Tokens of prompts in another band are another
/// kind: that prompts get longer is a matter of usage and not of prices.
public record UsageKind(Meter meter, Band band) implements Comparable<UsageKind> {
  private static final Comparator<UsageKind> ORDER =
      Comparator.comparing(UsageKind::meter).thenComparing(UsageKind::band);

  @Override
  public int compareTo(UsageKind other) {
    return ORDER.compare(this, other);
  }
}
