package routercost.price.variance;

import java.util.Comparator;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;

/// A line of a bill: one kind of usage, served in one way.
public record LineItem(ServedModel serving, UsageKind kind) implements Comparable<LineItem> {
  private static final Comparator<LineItem> ORDER =
      Comparator.comparing(LineItem::serving).thenComparing(LineItem::kind);

  boolean countsTokens() {
    return kind.meter().whole().countsTokens();
  }

  @Override
  public int compareTo(LineItem other) {
    return ORDER.compare(this, other);
  }

  /// The choice that routing makes for a call.
  ///
  /// @param model the id in the price book
  public record ServedModel(String model, ServiceTier service, Place place)
      implements Comparable<ServedModel> {
    private static final Comparator<ServedModel> ORDER =
        Comparator.comparing(ServedModel::model)
            .thenComparing(ServedModel::service)
            .thenComparing(ServedModel::place);

    @Override
    public int compareTo(ServedModel other) {
      return ORDER.compare(this, other);
    }
  }

  /// A kind of usage that has one price at a time. Tokens of prompts in another band are another
  /// kind, because longer prompts are a change of usage and not of prices.
  public record UsageKind(Meter meter, Band band) implements Comparable<UsageKind> {
    private static final Comparator<UsageKind> ORDER =
        Comparator.comparing(UsageKind::meter).thenComparing(UsageKind::band);

    @Override
    public int compareTo(UsageKind other) {
      return ORDER.compare(this, other);
    }
  }
}
