package routercost.price.variance;

import java.util.Comparator;

/// What finance calls a line: one kind of usage, served in one way.
record Item(Serving serving, Kind kind) implements Comparable<Item> {
  private static final Comparator<Item> ORDER =
      Comparator.comparing(Item::serving).thenComparing(Item::kind);

  boolean countsTokens() {
    return kind.meter().countsTokens();
  }

  @Override
  public int compareTo(Item other) {
    return ORDER.compare(this, other);
  }
}
