package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static routercost.price.DraftModel.rates;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import routercost.price.PriceEntry.Provenance;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Place;

class BookReviewTest {
  private static final DraftModel SOUND = DraftModel.named("sound").costing("1", "2");

  private static BookReview review(DraftBook draft) {
    return BookReview.of(draft.book());
  }

  @Test
  void theBuiltInBookHasNoProblems() {
    assertThat(BookReview.of(PriceBooks.builtIn()).problems()).isEmpty();
  }

  @Test
  void aSoundBookGivesNothingToSay() {
    assertThat(review(DraftBook.of(SOUND).alias("a", "sound").tier("t", "2026-01-01", "sound")))
        .isEqualTo(new BookReview(java.util.List.of(), java.util.List.of()));
  }

  @Test
  void anAliasOfNothingIsAProblem() {
    assertThat(review(DraftBook.of(SOUND).alias("a", "ghost")).problems())
        .containsExactly("alias a: ghost is not in the book");
  }

  @Test
  void anAliasThatIsItselfAModelIsAProblem() {
    var other = DraftModel.named("other").costing("1", "2");

    assertThat(review(DraftBook.of(SOUND, other).alias("other", "sound")).problems())
        .containsExactly("alias other of sound is itself a model");
  }

  @Test
  void anAliasOfItselfIsHarmless() {
    assertThat(review(DraftBook.of(SOUND).alias("sound", "sound")).problems()).isEmpty();
  }

  @Test
  void problemsOfAliasesComeInOrder() {
    assertThat(review(DraftBook.of(SOUND).alias("b", "ghost").alias("a", "ghost")).problems())
        .containsExactly("alias a: ghost is not in the book", "alias b: ghost is not in the book");
  }

  @Test
  void aTierOfNothingIsAProblem() {
    assertThat(review(DraftBook.of(SOUND).tier("t", "2026-01-01", "ghost")).problems())
        .containsExactly("tier t: ghost is not in the book");
  }

  @Test
  void aTierMayNameAnAlias() {
    assertThat(
            review(DraftBook.of(SOUND).alias("a", "sound").tier("t", "2026-01-01", "a")).problems())
        .isEmpty();
  }

  @Test
  void aPlaceWithoutMultiplierIsAProblem() {
    assertThat(review(DraftBook.of(SOUND.places(Place.GOOGLE_REGIONAL))).problems())
        .containsExactly("sound: no multiplier for google_regional");
  }

  @Test
  void aPlaceWithMultiplierIsNone() {
    var draft =
        DraftBook.of(SOUND.places(Place.GOOGLE_REGIONAL)).multiplier(Place.GOOGLE_REGIONAL, "1.1");

    assertThat(review(draft).problems()).isEmpty();
  }

  @Test
  void aModelWithoutPriceIsAProblem() {
    assertThat(review(DraftBook.of(DraftModel.named("bare"))).problems())
        .containsExactly("bare: no price");
  }

  @Test
  void aModelWithACancelledPriceOnlyHasNone() {
    var entry = DraftModel.entry("", "", PriceEntry.State.CANCELLED, rates("1", "2"));

    assertThat(review(DraftBook.of(DraftModel.named("bare").priced(entry))).problems())
        .containsExactly("bare: no price");
  }

  @Test
  void aGapBetweenPricesIsAProblem() {
    var model =
        DraftModel.named("m")
            .costing("2026-01-01", "2026-02-01", "1", "2")
            .costing("2026-03-01", "", "1", "2");

    assertThat(review(DraftBook.of(model)).problems())
        .containsExactly("m: no price from 2026-02-01 to 2026-03-01");
  }

  @Test
  void pricesThatMeetLeaveNoGap() {
    var model =
        DraftModel.named("m")
            .costing("2026-01-01", "2026-02-01", "1", "2")
            .costing("2026-02-01", "2026-03-01", "3", "4")
            .costing("2026-03-01", "", "1", "2");

    assertThat(review(DraftBook.of(model)).problems()).isEmpty();
  }

  @Test
  void everyGapIsNamed() {
    var model =
        DraftModel.named("m")
            .costing("2026-01-01", "2026-01-02", "1", "2")
            .costing("2026-02-01", "2026-02-02", "1", "2")
            .costing("2026-03-01", "", "1", "2");

    assertThat(review(DraftBook.of(model)).problems())
        .containsExactly(
            "m: no price from 2026-01-02 to 2026-02-01",
            "m: no price from 2026-02-02 to 2026-03-01");
  }

  @Test
  void aDisputedPriceIsANotice() {
    var entry =
        DraftModel.entry(
            DateRange.ALWAYS,
            PriceEntry.State.ACTIVE,
            rates("1", "2"),
            Map.of(),
            new Provenance("b", "", "", "", "one says 1, another 3"));

    assertThat(review(DraftBook.of(DraftModel.named("m").priced(entry))).notices())
        .containsExactly("m: disputed: one says 1, another 3");
  }

  @Test
  void aServiceOfUnknownPriceIsANotice() {
    var draft =
        DraftBook.of()
            .service("known", "image", Optional.of("1"))
            .service("paint", "image", Optional.empty());

    assertThat(review(draft).notices()).containsExactly("paint: the price per image is not known");
  }
}
