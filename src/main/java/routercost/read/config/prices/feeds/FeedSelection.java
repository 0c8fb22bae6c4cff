package routercost.read.config.prices.feeds;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
import routercost.price.Resolution;
import routercost.usage.Meter;

/// The models of an imported list that a price file takes: never one that the book knows better.
///
/// @param taken the models of the list that are new, or that the book has with low confidence
/// @param fresh how many of these are new
/// @param known how many the book knows better
/// @param differing the ids of those that the list has at other rates than the book
public record FeedSelection(
    List<Model> taken, long fresh, long known, SortedSet<String> differing) {
  /// The selection from `models` of those that `book` does not know better.
  public static FeedSelection of(List<Model> models, PriceBook book) {
    var taken = new ArrayList<Model>();
    var differing = new TreeSet<String>();
    long fresh = 0;
    for (var model : models) {
      var found = known(book, model.id());
      var row = found.flatMap(resolution -> latest(book, resolution));
      if (row.isPresent() && !row.get().provenance().confidence().equals("low")) {
        boolean named = found.get().how() != Resolution.How.NORMALISED;
        if (named && !costsTheSame(row.get(), model.prices().getLast())) {
          differing.add(model.id());
        }
      } else {
        fresh += row.isEmpty() ? 1 : 0;
        taken.add(model);
      }
    }
    return new FeedSelection(taken, fresh, models.size() - taken.size(), differing);
  }

  /// The way in which the curated book knows a name, as an id or in the spelling of a platform.
  private static Optional<Resolution> known(PriceBook book, String name) {
    return book.resolve(name, LocalDate.MAX)
        .filter(found -> found.how() != Resolution.How.IMPORTED);
  }

  private static Optional<PriceEntry> latest(PriceBook book, Resolution found) {
    return book.model(found)
        .flatMap(
            model ->
                model.prices().stream()
                    .filter(entry -> entry.state() == PriceEntry.State.ACTIVE)
                    .reduce((_, last) -> last));
  }

  private static boolean costsTheSame(PriceEntry one, PriceEntry other) {
    var rates = one.bands().getFirst().rates();
    var others = other.bands().getFirst().rates();
    return Stream.of(Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ)
        .filter(others::containsKey)
        .allMatch(
            meter ->
                rates.containsKey(meter) && rates.get(meter).compareTo(others.get(meter)) == 0);
  }
}
