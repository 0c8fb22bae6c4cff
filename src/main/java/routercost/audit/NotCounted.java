package routercost.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.Money;
import routercost.usage.Identified;
import routercost.usage.Slice;

/// The ledger of what is not counted: all that reading left out and that may hold calls, and the
/// calls whose price is not certain, each with the range of what it can cost beyond the total. What
/// a filter or a period leaves out is not part of it.
public record NotCounted(List<Entry> entries) {
  public static final NotCounted NOTHING = new NotCounted(List.of());

  /// A reason to leave something out.
  public enum Kind implements Identified {
    /// A file that may be a log and cannot be used as one.
    FILE,
    /// A file that ends early, and of which the beginning counts.
    CUT,
    /// Bytes after the end of a compressed file.
    TRAILING,
    /// A row that cannot be read.
    REJECTED,
    /// A call that succeeded and has no counts.
    NO_USAGE,
    /// A call without a time, where a period is asked for.
    NO_TIME,
    /// A call that counts with its output, and whose input is not known.
    NO_INPUT,
    /// A call that counts with its input, and whose output is not known.
    NO_OUTPUT,
    /// A call that counts at the standard tier, as the name of its tier is not known.
    UNKNOWN_TIER,
    /// A call that counts at the global price, as its place is not known or has no price.
    UNKNOWN_PLACE,
    /// A call that counts on the day of calls without a time, as its time is missing or
    /// cannot be read.
    UNKNOWN_DAY,
    /// A call that counts on the later of two days that its time can mean.
    EITHER_DAY,
    /// A call that counts without a number that cannot be read.
    UNKNOWN_COUNT,
    /// A call that wrote to caches whose lifetime is not known, and counts them at five minutes.
    CACHE_LIFETIME,
    /// A call whose output was counted at its beginning.
    OUTPUT_LOWER_BOUND,
    /// A call that was read before.
    DUPLICATE;

    /// Whether files are left out, not calls.
    public boolean isOfFiles() {
      return this == FILE || this == CUT || this == TRAILING;
    }

    /// Whether its calls count, at a price that is not certain.
    public boolean isDoubt() {
      return switch (this) {
        case UNKNOWN_TIER,
            UNKNOWN_PLACE,
            UNKNOWN_DAY,
            EITHER_DAY,
            UNKNOWN_COUNT,
            CACHE_LIFETIME,
            OUTPUT_LOWER_BOUND ->
            true;
        case FILE, CUT, TRAILING, REJECTED, NO_USAGE, NO_TIME, NO_INPUT, NO_OUTPUT, DUPLICATE ->
            false;
      };
    }

    /// Whether its calls may be of other days than those under which they count.
    public boolean isOfDays() {
      return this == UNKNOWN_DAY || this == EITHER_DAY;
    }

    /// Whether its calls are on the bill, at least in part.
    public boolean isCounted() {
      return isDoubt() || this == NO_INPUT || this == NO_OUTPUT;
    }
  }

  /// Calls whose cost beyond the total has bounds.
  ///
  /// @param counted what the total has of them
  /// @param least below zero if they may cost less than that
  public record Bounded(Slice slice, Money counted, Money least, Money most) {
    /// Calls of which the total has nothing.
    public Bounded(Slice slice, Money most) {
      this(slice, Money.ZERO, Money.ZERO, most);
    }
  }

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

    /// The least that it can cost beyond the total.
    public Money least() {
      return Money.sum(bounded.stream().map(Bounded::least).toList());
    }

    /// The most that it can cost beyond the total; empty if that is not known.
    public Optional<Money> most() {
      return unbounded > 0
          ? Optional.empty()
          : Optional.of(Money.sum(bounded.stream().map(Bounded::most).toList()));
    }

    /// Whether with it the bill may be higher. A duplicate is a call that a total has.
    public boolean isMissing() {
      return kind != Kind.DUPLICATE;
    }

    /// Whether it has calls that succeeded and whose price is not known for want of counts.
    public boolean isUnpriced() {
      return kind == Kind.NO_USAGE || kind == Kind.NO_INPUT || kind == Kind.NO_OUTPUT;
    }

    /// Whether it cannot hold calls.
    public boolean isEmpty() {
      return kind.isOfFiles() && unbounded == 0;
    }

    /// Whether it can be mended by prices or better cells, as nothing else is left out.
    public boolean isIncomplete() {
      return isUnpriced() || kind.isDoubt();
    }
  }

  public NotCounted {
    entries = List.copyOf(entries);
  }

  /// What may make the bill higher.
  public List<Entry> missing() {
    return entries.stream().filter(Entry::isMissing).toList();
  }

  public NotCounted plus(NotCounted other) {
    var all = new ArrayList<>(entries);
    all.addAll(other.entries);
    return new NotCounted(all);
  }
}
