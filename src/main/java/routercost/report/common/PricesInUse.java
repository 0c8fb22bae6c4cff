package routercost.report.common;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import routercost.price.PriceBook;
import routercost.price.YoungModels;
import routercost.report.layout.Json;
import routercost.report.layout.Phrases;
import routercost.usage.SafeText;

/// The prices of a report, and how fresh they are.
///
/// @param id of the book; empty where nothing is priced
/// @param sha256 of the book
/// @param today from which its age counts; empty if it does not matter
/// @param young the models of the logs that are younger than the book
public record PricesInUse(
    String id, String sha256, Optional<LocalDate> today, SortedSet<String> young) {
  /// No prices.
  public static final PricesInUse NONE = named("", "");

  private static final int SHOWN = 6;
  private static final int OLD_DAYS = 30;

  public PricesInUse {
    young = Collections.unmodifiableSortedSet(new TreeSet<>(young));
  }

  /// The prices of a book whose age does not matter.
  public static PricesInUse of(PriceBook book) {
    return named(book.id(), book.sha256());
  }

  public static PricesInUse named(String id, String sha256) {
    return new PricesInUse(id, sha256, Optional.empty(), Collections.emptySortedSet());
  }

  boolean isNone() {
    return id.isEmpty();
  }

  /// The same with the young models of other logs.
  PricesInUse and(PricesInUse other) {
    var all = new TreeSet<>(young);
    all.addAll(other.young);
    return new PricesInUse(id, sha256, today, all);
  }

  Json json() {
    if (isNone()) {
      return Json.NULL;
    }
    var prices = Json.object().and("id", id).and("sha256", sha256);
    return young.isEmpty() ? prices : prices.and("younger_models", Json.texts(List.copyOf(young)));
  }

  /// `builtin-2026-11-12@5a88ff95c0f1`: enough to name the prices on one line.
  public String name() {
    return id + "@" + sha256.substring(0, Math.min(12, sha256.length()));
  }

  /// The prices for a sentence, with their age from 30 days on or if models are younger.
  public String inWords() {
    return "%s (sha256 %s)%s"
        .formatted(id, sha256.substring(0, Math.min(16, sha256.length())), ageInWords());
  }

  private String ageInWords() {
    long days = age();
    var old =
        days < OLD_DAYS
            ? ""
            : ", which is %s old: later price changes are not in it"
                .formatted(Phrases.counted(days, "day"));
    return young.isEmpty()
        ? old
        : "%s; the log has newer models: %s"
            .formatted(old, Phrases.few(young.stream().map(SafeText::cut).toList(), SHOWN));
  }

  /// The age of the built-in book in days; 0 if it does not matter.
  public long age() {
    var last = YoungModels.lastDay(id);
    return today.isEmpty() || last.isEmpty()
        ? 0
        : Math.max(0, today.get().toEpochDay() - last.get().toEpochDay());
  }
}
