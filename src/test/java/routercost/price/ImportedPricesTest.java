package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import routercost.usage.Calls;
import routercost.usage.Meter;

/// Imported prices hold only for what the book does not know, and only where hosts agree.
class ImportedPricesTest {
  private static final Model FAST = DraftModel.named("fast/llama").costing("2", "4").model();
  private static final Model SAME = DraftModel.named("same/llama").costing("2", "4").model();
  private static final Model CHEAP = DraftModel.named("cheap/llama").costing("0.50", "9").model();

  private static PriceBook book(Map<String, List<Model>> imported) {
    return DraftBook.of(DraftModel.named("ours").costing("1", "3"))
        .book()
        .withImported(name -> imported.getOrDefault(name, fullName(name)));
  }

  private static List<Model> fullName(String name) {
    return Stream.of(FAST, SAME, CHEAP).filter(model -> model.id().equals(name)).toList();
  }

  private static Quote quote(PriceBook book, String model) {
    return book.quote(Calls.key("2026-11-01", model));
  }

  private static String inputRate(Quote quote) {
    return quote instanceof Quote.Priced(var card)
        ? card.components(Calls.million(Meter.INPUT)).stream()
            .map(component -> component.amount().usd().toPlainString())
            .findFirst()
            .orElseThrow()
        : quote.toString();
  }

  @Test
  void aModelThatTheBookLacksHasTheImportedPrice() {
    var book = book(Map.of("llama", List.of(FAST)));
    var found = book.resolve("llama", LocalDate.of(2026, 11, 1)).orElseThrow();
    assertThat(found.how()).isEqualTo(Resolution.How.IMPORTED);
    assertThat(found.id()).isEqualTo("fast/llama");
    assertThat(found.provider()).isEqualTo("acme");
    assertThat(inputRate(quote(book, "llama"))).isEqualTo("2");
  }

  @Test
  void theBookOutranksThem() {
    assertThat(inputRate(quote(book(Map.of("ours", List.of(FAST))), "ours"))).isEqualTo("1");
  }

  @Test
  void hostsThatAgreeAreOnePrice() {
    assertThat(inputRate(quote(book(Map.of("llama", List.of(FAST, SAME))), "llama")))
        .isEqualTo("2");
  }

  @Test
  void aHostThatLeavesOutTheRateOfACacheAgreesWithOneThatHasIt() {
    var caching = DraftModel.named("caching/llama").caching("2", "4", "0.2", "2").model();

    assertThat(
            quote(
                book(Map.of("llama", List.of(FAST, caching), "caching/llama", List.of(caching))),
                "llama"))
        .isInstanceOfSatisfying(
            Quote.Priced.class,
            quote -> assertThat(quote.card().priced().id()).isEqualTo("caching/llama"));
  }

  @Test
  void hostsThatDifferAreNoPriceButTheirRange() {
    var quote = quote(book(Map.of("llama", List.of(FAST, CHEAP, SAME))), "llama");
    assertThat(quote)
        .isEqualTo(
            new Quote.Unpriced(
                "3 hosts sell it at different prices, input 0.50 to 2 and output 4 to 9 USD per"
                    + " million tokens; log its full name, such as fast/llama"));
  }

  @Test
  void aMisspeltClaudeModelIsNotLookedUp() {
    var book = book(Map.of("claude-opus-9", List.of(FAST)));
    assertThat(quote(book, "claude-opus-9")).isEqualTo(new Quote.Unpriced("not in the price book"));
  }

  @Test
  void whatNobodyKnowsIsNotInTheBook() {
    assertThat(quote(book(Map.of()), "unheard-of"))
        .isEqualTo(new Quote.Unpriced("not in the price book"));
  }
}
