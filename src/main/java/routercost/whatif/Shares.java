package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import routercost.price.PriceBook;
import routercost.usage.Slice;

/// Calls divided among routes.
///
/// @param parts whose shares are exact and sum to 1
public record Shares(List<Part> parts) implements Route {
  /// A share of the calls, and how they are served.
  public record Part(BigDecimal share, Route route) {}

  public Shares {
    parts = List.copyOf(parts);
    var sum = parts.stream().map(Part::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.ONE) != 0
        || parts.stream().anyMatch(part -> part.share().signum() < 0)) {
      throw new IllegalArgumentException("shares sum to " + sum + "; expected 1");
    }
  }

  /// A share of the calls on `route`; the rest stay as they are.
  public static Shares partly(BigDecimal share, Route route) {
    return new Shares(
        List.of(
            new Part(share, route), new Part(BigDecimal.ONE.subtract(share), new Route.Stay())));
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    return RewrittenSlice.sum(
        parts.stream()
            .filter(part -> part.share().signum() > 0)
            .map(part -> part.route().apply(slice.times(part.share()), book, effects)));
  }
}
