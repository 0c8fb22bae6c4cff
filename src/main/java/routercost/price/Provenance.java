package routercost.price;

/// Where a price comes from and how far it can be trusted. Texts are empty where the book says
/// nothing.
///
/// @param book the id of the price book or overlay
/// @param source what the book cites, written out
/// @param confidence `high`, `medium` or `low`
/// @param note what one should know about it
/// @param disputed how sources disagree, if they do
public record Provenance(
    String book, String source, String confidence, String note, String disputed) {}
