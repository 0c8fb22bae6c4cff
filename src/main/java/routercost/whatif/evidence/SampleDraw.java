package routercost.whatif.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// A stratified sample of the calls of each task, drawn in one pass. Each call has a place in a
/// shuffled order that only the seed and its own name decide, so that equal seeds draw equal calls
/// in whatever order they come.
public final class SampleDraw {
  private static final Comparator<Drawn> ORDER =
      Comparator.comparingLong(Drawn::order).thenComparing(Drawn::name);

  private final int size;
  private final long seed;
  private final Map<String, Map<String, Stratum>> strata = new TreeMap<>();

  /// @param size for each task
  public SampleDraw(int size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  /// A call in a sample.
  ///
  /// @param id of the request; empty if the log has none
  /// @param place file and line
  public record Drawn(String task, String model, String id, String place, long order) {
    private String name() {
      return id + " " + place;
    }
  }

  /// The first calls of a stratum in the shuffled order, and how many it has.
  private static final class Stratum {
    private final PriorityQueue<Drawn> first = new PriorityQueue<>(ORDER.reversed());
    private long calls;
  }

  /// Considers a call.
  ///
  /// @param stratum what calls have in common of which the sample has to have its share
  public void add(String task, String model, String stratum, String id, String place) {
    var drawn = new Drawn(task, model, id, place, order(id.isEmpty() ? place : id));
    var of =
        strata
            .computeIfAbsent(task, _ -> new TreeMap<>())
            .computeIfAbsent(model + "\n" + stratum, _ -> new Stratum());
    of.calls++;
    of.first.add(drawn);
    if (of.first.size() > size) {
      of.first.poll();
    }
  }

  /// Mixes all bits of a name with the seed (FNV-1a, then the finalizer of SplittableRandom).
  private long order(String name) {
    long hash = 0xcbf29ce484222325L ^ (seed * 0x9e3779b97f4a7c15L);
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  /// The number of calls of `task` that were considered.
  public long calls(String task) {
    return strata.getOrDefault(task, Map.of()).values().stream().mapToLong(of -> of.calls).sum();
  }

  /// The sample of `task`: of each stratum its share, rounded by largest remainders, in the
  /// shuffled order, so that whoever stops early has a fair sample too.
  public List<Drawn> of(String task) {
    var parts = strata.getOrDefault(task, Map.of());
    long calls = calls(task);
    long wanted = Math.min(size, calls);
    var shares = new HashMap<String, Long>();
    parts.forEach((name, part) -> shares.put(name, part.calls * wanted / calls));
    long left = wanted - shares.values().stream().mapToLong(Long::longValue).sum();
    parts.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, Stratum> part) -> -(part.getValue().calls * wanted % calls))
                .thenComparing(Map.Entry::getKey))
        .limit(left)
        .forEach(part -> shares.merge(part.getKey(), 1L, Long::sum));
    var drawn = new ArrayList<Drawn>();
    parts.forEach(
        (name, part) ->
            part.first.stream()
                .sorted(ORDER)
                .limit(shares.getOrDefault(name, 0L))
                .forEach(drawn::add));
    drawn.sort(ORDER);
    return drawn;
  }
}
