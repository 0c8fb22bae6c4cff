package routercost.price.variance;

import java.util.Comparator;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// Who served calls and how: what routing decides.
///
/// @param model as the price book names it
public record Serving(String model, ServiceTier service, Place place)
    implements Comparable<Serving> {
  private static final Comparator<Serving> ORDER =
      Comparator.comparing(Serving::model)
          .thenComparing(Serving::service)
          .thenComparing(Serving::place);

  @Override
  public int compareTo(Serving other) {
    return ORDER.compare(this, other);
  }
}
