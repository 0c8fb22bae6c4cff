package routercost.price.variance;

import java.util.Comparator;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// Who served calls and how: what routing decides.
///
/// @param model as the price book names it
public record ServedModel(String model, ServiceTier service, Place place)
    implements Comparable<ServedModel> {
  private static final Comparator<ServedModel> ORDER =
      Comparator.comparing(ServedModel::model)
          .thenComparing(ServedModel::service)
          .thenComparing(ServedModel::place);

  @Override
  public int compareTo(ServedModel other) {
    return ORDER.compare(this, other);
  }
}
