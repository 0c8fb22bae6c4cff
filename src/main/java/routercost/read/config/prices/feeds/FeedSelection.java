package routercost.read.config.prices.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.price.Model;
import routercost.price.PriceBook;
import routercost.price.PriceEntry;
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
      var row = latest(book, model.id());
      if (row.isPresent() && !row.get().provenance().confidence().equals("low")) {
        if (!costsTheSame(row.get(), model.prices().getLast())) {
          differing.add(model.id());
        }
      } else {
        fresh += row.isEmpty() ? 1 : 0;
        taken.add(model);
      }
    }
    return new FeedSelection(taken, fresh, models.size() - taken.size(), differing);
  }

  /// The latest price of the model that the curated book has under this name.
  private static Optional<PriceEntry> latest(PriceBook book, String name) {
    Map<String, String> aliases = book.catalog().aliases();
    return Optional.ofNullable(book.catalog().models().get(aliases.getOrDefault(name, name)))
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
