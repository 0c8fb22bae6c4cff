package routercost.report.layout;

import java.util.List;
import java.util.stream.Stream;
import routercost.price.Money;

/// A drawing of exact amounts. A page draws it; every other format has the figures in its tables.
public sealed interface Chart {
  /// Tells it apart from other drawings of a page.
  String id();

  /// A line above the drawing that says what it shows.
  String title();

  /// A named amount.
  record Figure(String name, Money amount) {}

  /// A column for each figure, in their order.
  record Columns(String id, String title, List<Figure> figures) implements Chart {
    public Columns {
      figures = List.copyOf(figures);
    }
  }

  /// A first total, the changes that lead from it to the last one, and that.
  record Waterfall(String id, String title, Figure first, List<Figure> changes, Figure last)
      implements Chart {
    public Waterfall {
      changes = List.copyOf(changes);
    }

    /// All amounts, from the left to the right.
    public List<Figure> figures() {
      return Stream.of(Stream.of(first), changes.stream(), Stream.of(last))
          .flatMap(part -> part)
          .toList();
    }
  }

  /// Two bars for each name, one below the other.
  ///
  /// @param before what the first bars show
  /// @param after what the second bars show
  record Pairs(String id, String title, String before, String after, List<Pair> pairs)
      implements Chart {
    /// The bars of one name.
    ///
    /// @param isOver whether the first is meant not to exceed the second, and does
    public record Pair(String name, Money before, Money after, boolean isOver) {}

    public Pairs {
      pairs = List.copyOf(pairs);
    }

    /// All amounts, from the left to the right.
    public List<Figure> figures() {
      return pairs.stream()
          .flatMap(
              pair ->
                  Stream.of(
                      new Figure(pair.name() + ", " + before, pair.before()),
                      new Figure(pair.name() + ", " + after, pair.after())))
          .toList();
    }
  }

  /// Amounts that go from something on the left to something on the right.
  record Flow(String id, String title, List<Link> links) implements Chart {
    /// One of them.
    public record Link(String from, String to, Money amount) {
      public String name() {
        return from + " to " + to;
      }
    }

    public Flow {
      links = List.copyOf(links);
    }
  }
}
