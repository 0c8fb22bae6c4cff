package routercost.price;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import routercost.usage.Band;
import routercost.usage.Identified;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// The rates of one model over a range of days.
///
/// @param bands base first, then by rising threshold
/// @param writesAtInput whether cache writes have no fee: they cost what other input costs
public record PriceEntry(
    DateRange valid,
    State state,
    List<BandRates> bands,
    boolean writesAtInput,
    Provenance provenance) {
  /// Whether the price was ever charged.
  public enum State implements Identified {
    ACTIVE,
    /// Announced for a day to come; prices from that day.
    SCHEDULED,
    /// Announced and withdrawn; kept because public feeds still carry it. Never prices.
    CANCELLED;
  }

  /// An entry whose cache writes cost what it says.
  public PriceEntry {
    bands = bands.stream().sorted((one, other) -> Long.compare(one.over(), other.over())).toList();
    if (bands.isEmpty() || bands.getFirst().over() != 0) {
      throw new IllegalArgumentException("an entry needs base rates");
    }
  }

  /// Whether this entry prices calls.
  public boolean prices() {
    return state != State.CANCELLED;
  }

  /// The rates of a request in `band`: those of the highest threshold that it is over.
  BandRates rates(Band band) {
    var highest = bands.getFirst();
    for (var rates : bands) {
      highest = rates.over() <= band.over() ? rates : highest;
    }
    return highest;
  }

  /// Adds to `rates` those that this entry takes from the input rate: of cache writes if they have
  /// no fee, and of cache reads, audio or not, as an upper bound, if their rate is not published.
  /// The output of a model that only makes images or speech has their rate.
  ///
  /// @return the meters that were added
  Set<Meter> fill(Map<Meter, BigDecimal> rates) {
    var filled = EnumSet.noneOf(Meter.class);
    var input = rates.get(Meter.INPUT);
    if (input != null) {
      if (writesAtInput) {
        fill(rates, input, Meter.CACHE_WRITE_5M, filled);
        fill(rates, input, Meter.CACHE_WRITE_1H, filled);
      }
      fill(rates, input, Meter.CACHE_READ, filled);
    }
    for (var only : List.of(Meter.IMAGE_OUTPUT, Meter.AUDIO_OUTPUT)) {
      if (rates.containsKey(only)) {
        rates.putIfAbsent(Meter.OUTPUT, rates.get(only)); // the model writes nothing else
      }
    }
    var audio = rates.get(Meter.AUDIO_INPUT);
    if (audio != null) {
      fill(rates, audio, Meter.AUDIO_CACHE_READ, filled);
    }
    return filled;
  }

  private static void fill(
      Map<Meter, BigDecimal> rates, BigDecimal input, Meter meter, Set<Meter> filled) {
    if (rates.putIfAbsent(meter, input) == null) {
      filled.add(meter);
    }
  }

  /// The rates of prompts strictly over a threshold. They price the whole request, output included.
  ///
  /// @param over tokens; 0 for the base rates
  /// @param rates USD per million tokens
  /// @param terms how services other than standard change these rates
  public record BandRates(
      long over, Map<Meter, BigDecimal> rates, Map<ServiceTier, TierTerms> terms) {
    public BandRates {
      rates = Map.copyOf(rates);
      terms = Map.copyOf(terms);
    }
  }

  /// The source of a price and its reliability. Texts are empty if the book says nothing.
  ///
  /// @param book the id of the price book or overlay
  /// @param source what the book cites, written out
  /// @param confidence `high`, `medium` or `low`
  /// @param note what one should know about it
  /// @param disputed how sources disagree, if they do
  /// @param otherwise the base rates that another source has, USD per million tokens
  public record Provenance(
      String book,
      String source,
      String confidence,
      String note,
      String disputed,
      Map<Meter, BigDecimal> otherwise) {
    public Provenance {
      otherwise = Map.copyOf(otherwise);
    }

    /// The provenance of a price that no other source has otherwise.
    public Provenance(String book, String source, String confidence, String note, String disputed) {
      this(book, source, confidence, note, disputed, Map.of());
    }

    /// Whether a bill should say that it rests on this price: a dispute that is settled is none.
    public boolean isDoubtful() {
      return confidence.equals("low") || (!disputed.isEmpty() && !confidence.equals("high"));
    }
  }

  /// The terms of a service such as batch: a multiplier on all token meters, or
  /// published rates.
  ///
  /// If both are given, the multiplier prices and the published rates must agree with it; the
  /// reader of the book checks that.
  ///
  /// @param published USD per million tokens
  public record TierTerms(Optional<BigDecimal> multiplier, Map<Meter, BigDecimal> published) {
    public TierTerms {
      published = Map.copyOf(published);
    }

    /// The rates that hold under these terms, before any multiplier.
    Map<Meter, BigDecimal> rates(Map<Meter, BigDecimal> standard) {
      return multiplier.isPresent() ? standard : published;
    }

    /// The published rates that are not `standard` times the multiplier, as messages; empty if all
    /// agree.
    public Map<Meter, String> contradictions(Map<Meter, BigDecimal> standard) {
      var found = new EnumMap<Meter, String>(Meter.class);
      multiplier.ifPresent(
          value -> published.forEach((meter, rate) -> check(standard, value, meter, rate, found)));
      return found;
    }

    private static void check(
        Map<Meter, BigDecimal> standard,
        BigDecimal multiplier,
        Meter meter,
        BigDecimal rate,
        Map<Meter, String> found) {
      Function<BigDecimal, String> derived = base -> base.multiply(multiplier).toPlainString();
      var base = standard.get(meter);
      if (base == null || base.multiply(multiplier).compareTo(rate) != 0) {
        found.put(
            meter,
            rate.toPlainString()
                + " is published, "
                + (base == null ? "no standard rate" : derived.apply(base))
                + " follows from the multiplier");
      }
    }
  }
}
