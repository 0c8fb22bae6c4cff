package routercost.price.variance;

import java.util.Comparator;

/// What finance calls a line: one kind of usage, served in one way.
record LineItem(ServedModel serving, UsageKind kind) implements Comparable<LineItem> {
  private static final Comparator<LineItem> ORDER =
      Comparator.comparing(LineItem::serving).thenComparing(LineItem::kind);

  boolean countsTokens() {
    return kind.meter().countsTokens();
  }

  @Override
  public int compareTo(LineItem other) {
    return ORDER.compare(this, other);
  }
}
