package routercost.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Identified;
import routercost.usage.Slice;

/// The ledger of what is not counted: all that reading left out and that may hold calls, with the
/// most that it can cost. What a filter or a period leaves out is not part of it.
public record NotCounted(List<Entry> entries) {
  public static final NotCounted NOTHING = new NotCounted(List.of());

  /// A reason to leave something out.
  public enum Kind implements Identified {
    /// A file that may be a log and cannot be used as one.
    FILE,
    /// A row that cannot be read.
    REJECTED,
    /// A call that succeeded and has no counts.
    NO_USAGE,
    /// A call without a time, where a period is asked for.
    NO_TIME,
    /// A call that counts with its output, and whose input is not known.
    NO_INPUT,
    /// A call that was read before.
    DUPLICATE
  }

  /// Calls whose counts or logged cost can be read.
  public record Bounded(Slice slice, Money most) {}

  /// All that was left out for one reason.
  ///
  /// @param files how many files it comes from
  /// @param rows how many rows it has; 0 if unknown
  /// @param bounded the calls among them whose cost has an upper bound
  /// @param open the calls among those without a bound whose key is known
  /// @param unbounded how many of the rows, or files, have no bound
  /// @param details sentences that name the files, with what is wrong
  public record Entry(
      Kind kind,
      long files,
      long rows,
      List<Bounded> bounded,
      List<Slice> open,
      long unbounded,
      List<String> details) {
    public Entry {
      bounded = List.copyOf(bounded);
      open = List.copyOf(open);
      details = List.copyOf(details);
    }

    /// The most that it can cost; empty if that is not known.
    public Optional<Money> most() {
      return unbounded > 0
          ? Optional.empty()
          : Optional.of(Money.sum(bounded.stream().map(Bounded::most).toList()));
    }

    /// Whether it may hold calls that no total has. A duplicate is a call that a total has.
    public boolean isMissing() {
      return kind != Kind.DUPLICATE;
    }

    /// Whether it has calls that succeeded and whose price is not known for want of counts.
    public boolean isUnpriced() {
      return kind == Kind.NO_USAGE || kind == Kind.NO_INPUT;
    }
  }

  public NotCounted {
    entries = List.copyOf(entries);
  }

  /// What may hold calls that no total has.
  public List<Entry> missing() {
    return entries.stream().filter(Entry::isMissing).toList();
  }

  public NotCounted plus(NotCounted other) {
    var all = new ArrayList<>(entries);
    all.addAll(other.entries);
    return new NotCounted(all);
  }
}
