package routercost.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The result of reviewing a price book: contradictions, and gaps that somebody should know about.
///
/// @param problems things that cannot be right
/// @param notices things that may be right but surprise
public record BookReview(List<String> problems, List<String> notices) {
  public BookReview {
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }

  /// Reviews `book`.
  public static BookReview of(PriceBook book) {
    var catalog = book.catalog();
    var problems = new ArrayList<String>();
    var notices = new ArrayList<String>();
    strayAliases(catalog).forEach(problems::add);
    strayTiers(catalog).forEach(problems::add);
    strayPlaces(catalog).forEach(problems::add);
    strayDiscounts(catalog).forEach(problems::add);
    catalog.models().values().forEach(model -> review(model, problems, notices));
    catalog.services().values().stream()
        .filter(service -> service.rate().isEmpty())
        .forEach(
            service ->
                notices.add(service.id() + ": the price per " + service.unit() + " is not known"));
    return new BookReview(problems, notices);
  }

  private static Stream<String> strayAliases(Catalog catalog) {
    return catalog.aliases().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(alias -> strayAlias(catalog, alias.getKey(), alias.getValue()));
  }

  private static Stream<String> strayAlias(Catalog catalog, String alias, String target) {
    if (!catalog.knows(target)) {
      return Stream.of("alias %s: %s is not in the book".formatted(alias, target));
    }
    return catalog.knows(alias) && !alias.equals(target)
        ? Stream.of("alias %s of %s is itself a model".formatted(alias, target))
        : Stream.of();
  }

  private static Stream<String> strayTiers(Catalog catalog) {
    return catalog.tiers().timeline().entrySet().stream()
        .flatMap(
            tier ->
                tier.getValue().values().stream()
                    .filter(model -> catalog.exactId(model).isEmpty())
                    .map(
                        model -> "tier %s: %s is not in the book".formatted(tier.getKey(), model)));
  }

  private static Stream<String> strayDiscounts(Catalog catalog) {
    return catalog.discounts().stream()
        .flatMap(
            discount ->
                discount.models().stream()
                    .filter(model -> catalog.exactId(model).isEmpty())
                    .sorted()
                    .map(
                        model ->
                            "discount %s: %s is not in the book"
                                .formatted(discount.name(), model)));
  }

  private static Stream<String> strayPlaces(Catalog catalog) {
    return catalog.models().values().stream()
        .flatMap(
            model ->
                model.places().stream()
                    .filter(place -> !catalog.multipliers().containsKey(place))
                    .map(place -> model.id() + ": no multiplier for " + place.id()));
  }

  private static void review(Model model, List<String> problems, List<String> notices) {
    if (model.prices().stream().noneMatch(PriceEntry::prices)) {
      problems.add(model.id() + ": no price");
    }
    gaps(model.prices()).map(gap -> model.id() + ": " + gap).forEach(problems::add);
    model.prices().stream()
        .filter(entry -> !entry.provenance().disputed().isEmpty())
        .map(entry -> model.id() + ": disputed: " + entry.provenance().disputed())
        .forEach(notices::add);
  }

  private static Stream<String> gaps(List<PriceEntry> entries) {
    var pricing = entries.stream().filter(PriceEntry::prices).map(PriceEntry::valid).toList();
    return Stream.iterate(1, i -> i < pricing.size(), i -> i + 1)
        .filter(i -> !pricing.get(i - 1).to().equals(pricing.get(i).from()))
        .map(
            i ->
                "no price from %s to %s"
                    .formatted(
                        pricing.get(i - 1).to().map(Object::toString).orElse("?"),
                        pricing.get(i).from().map(Object::toString).orElse("?")));
  }
}
