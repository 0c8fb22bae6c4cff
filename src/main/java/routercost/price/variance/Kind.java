package routercost.price.variance;

import java.util.Comparator;
import routercost.usage.Band;
import routercost.usage.Meter;

/// A kind of usage that has one price at a time. Tokens of prompts in another band are another
/// kind: that prompts get longer is a matter of usage and not of prices.
public record Kind(Meter meter, Band band) implements Comparable<Kind> {
  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::meter).thenComparing(Kind::band);

  @Override
  public int compareTo(Kind other) {
    return ORDER.compare(this, other);
  }
}
