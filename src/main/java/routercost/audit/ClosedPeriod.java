package routercost.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import routercost.price.Money;

/// The totals of a period as they were when it was closed, and what they were made from.
///
/// @param from the first day
/// @param to the last day
/// @param version of the tool
/// @param book the id of the price book
/// @param bookSha256 of its content
/// @param inputs the SHA-256 of each input by name; empty where it is not known
/// @param groupedBy the attributes of the totals
/// @param totals by the values of these attributes
public record ClosedPeriod(
    LocalDate from,
    LocalDate to,
    String timezone,
    String version,
    String book,
    String bookSha256,
    SortedMap<String, String> inputs,
    List<String> groupedBy,
    SequencedMap<List<String>, Money> totals) {
  /// A total that is no longer what it was.
  public record Restatement(List<String> group, Money closed, Money now) {
    public Restatement {
      group = List.copyOf(group);
    }

    public Money difference() {
      return now.minus(closed);
    }
  }

  public ClosedPeriod {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    groupedBy = List.copyOf(groupedBy);
    totals = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(totals));
  }

  public Money total() {
    return Money.sum(totals.values());
  }

  /// The totals that differ in `now`, the largest difference first.
  public List<Restatement> restatements(ClosedPeriod now) {
    var groups = new LinkedHashSet<>(totals.keySet());
    groups.addAll(now.totals.keySet());
    var changed = new ArrayList<Restatement>();
    for (var group : groups) {
      var restated = new Restatement(group, of(totals, group), of(now.totals, group));
      if (!restated.difference().isZero()) {
        changed.add(restated);
      }
    }
    changed.sort(
        (one, other) -> other.difference().usd().abs().compareTo(one.difference().usd().abs()));
    return changed;
  }

  private static Money of(Map<List<String>, Money> totals, List<String> group) {
    return Optional.ofNullable(totals.get(group)).orElse(Money.ZERO);
  }

  /// The names of the inputs whose content is new in `now` or is missing there. The same content
  /// under another name is no change.
  public List<String> changedInputs(ClosedPeriod now) {
    var names = new TreeSet<>(inputsWithout(now.inputs.values()));
    names.addAll(now.inputsWithout(inputs.values()));
    return List.copyOf(names);
  }

  private List<String> inputsWithout(Collection<String> contents) {
    return inputs.keySet().stream()
        .filter(name -> !contents.contains(inputs.getOrDefault(name, "")))
        .toList();
  }

  /// The attributes of which calls had values when it was closed, and have none in `now`.
  public List<String> missingAttributes(ClosedPeriod now) {
    return IntStream.range(0, groupedBy.size())
        .filter(i -> hasValues(i) && !now.hasValues(i))
        .mapToObj(groupedBy::get)
        .toList();
  }

  private boolean hasValues(int attribute) {
    return totals.keySet().stream().anyMatch(group -> !group.get(attribute).isEmpty());
  }

  /// Whether `now` has the prices of other days or another content.
  public boolean hasOtherBook(ClosedPeriod now) {
    return !bookSha256.equals(now.bookSha256);
  }
}
