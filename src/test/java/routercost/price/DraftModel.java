package routercost.price;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// A model made up for a test: nothing known but what is said.
public record DraftModel(Model model) {
  private static final Provenance MADE_UP = new Provenance("made up", "", "", "", "");

  /// A model of provider `acme` without tier, tokenizer or price.
  public static DraftModel named(String id) {
    return new DraftModel(
        new Model(
            id,
            "acme",
            "",
            "",
            Model.Lifecycle.UNKNOWN,
            Model.Limits.UNKNOWN,
            Set.of(),
            List.of(),
            List.of()));
  }

  /// A price on all days.
  public DraftModel costing(String input, String output) {
    return costing("", "", input, output);
  }

  /// A price on all days, with cache reads and five-minute writes.
  public DraftModel caching(String input, String output, String read, String write) {
    return priced(
        entry(
            "",
            "",
            PriceEntry.State.ACTIVE,
            Map.of(
                Meter.INPUT, new BigDecimal(input),
                Meter.OUTPUT, new BigDecimal(output),
                Meter.CACHE_READ, new BigDecimal(read),
                Meter.CACHE_WRITE_5M, new BigDecimal(write))));
  }

  /// A price on all days that is another for prompts over `over` tokens.
  public DraftModel banded(String input, String output, long over, String inputOver) {
    var base = new BandRates(0, rates(input, output), Map.of());
    var above = new BandRates(over, rates(inputOver, output), Map.of());
    return priced(
        new PriceEntry(
            DateRange.ALWAYS, PriceEntry.State.ACTIVE, List.of(base, above), false, MADE_UP));
  }

  /// A further price from `from` to before `to`; an empty text leaves that end open.
  public DraftModel costing(String from, String to, String input, String output) {
    return priced(entry(from, to, PriceEntry.State.ACTIVE, rates(input, output)));
  }

  public DraftModel priced(PriceEntry entry) {
    return with(model.places(), Stream.concat(model.prices().stream(), Stream.of(entry)).toList());
  }

  public DraftModel places(Place... places) {
    return with(Set.of(places), model.prices());
  }

  public DraftModel tier(String tier, String tokenizer) {
    return new DraftModel(
        new Model(
            model.id(),
            model.provider(),
            tier,
            tokenizer,
            model.lifecycle(),
            model.limits(),
            model.places(),
            model.prices(),
            model.fast()));
  }

  private DraftModel with(Set<Place> places, List<PriceEntry> prices) {
    return new DraftModel(
        new Model(
            model.id(),
            model.provider(),
            model.tier(),
            model.tokenizer(),
            model.lifecycle(),
            model.limits(),
            places,
            prices,
            model.fast()));
  }

  /// Rates of input and output.
  public static Map<Meter, BigDecimal> rates(String input, String output) {
    return Map.of(Meter.INPUT, new BigDecimal(input), Meter.OUTPUT, new BigDecimal(output));
  }

  /// An entry with base rates only.
  public static PriceEntry entry(
      String from, String to, PriceEntry.State state, Map<Meter, BigDecimal> rates) {
    return entry(days(from, to), state, rates, Map.of(), MADE_UP);
  }

  /// An entry on all days with terms for other services.
  public static PriceEntry entry(Map<Meter, BigDecimal> rates, Map<ServiceTier, TierTerms> terms) {
    return entry(DateRange.ALWAYS, PriceEntry.State.ACTIVE, rates, terms, MADE_UP);
  }

  static PriceEntry entry(
      DateRange valid,
      PriceEntry.State state,
      Map<Meter, BigDecimal> rates,
      Map<ServiceTier, TierTerms> terms,
      Provenance provenance) {
    return new PriceEntry(valid, state, List.of(new BandRates(0, rates, terms)), false, provenance);
  }

  static DateRange days(String from, String to) {
    return new DateRange(day(from), day(to));
  }

  private static Optional<LocalDate> day(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
  }
}
