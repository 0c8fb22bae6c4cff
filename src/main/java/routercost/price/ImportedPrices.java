package routercost.price;

import java.time.LocalDate;
import java.util.List;

/// The prices of models that the curated book lacks, imported from public lists as they stand.
public interface ImportedPrices {
  /// The models that `name` may mean: the one whose full name it is, else all whose name ends with
  /// it after a slash, one for each host.
  List<Model> named(String name);

  /// The day of the list that has `price`.
  default LocalDate day(PriceEntry price) {
    return LocalDate.MIN;
  }

  /// No imported prices.
  enum None implements ImportedPrices {
    NONE;

    @Override
    public List<Model> named(String name) {
      return List.of();
    }
  }
}
