package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.usage.Meter;
import routercost.usage.Usage;

/// The agents of logs, while they are read: the calls of each session and task, in order.
///
/// Sub-agents of one kind may run side by side in a session. A call of theirs belongs to the agent
/// with the longest prompt that it can have grown from.
public final class ObservedAgents {
  /// A prompt shorter than this share of the one before it begins anew.
  private static final double SHRUNK = 0.6;

  /// A prompt of this share of one before it continues it.
  private static final double LIKE = 0.9;

  /// The most numbers of turns that are kept apart.
  private static final int BUCKETS = 12;

  private static final MathContext PRECISE = MathContext.DECIMAL64;

  private record Turn(long at, long prompt, long read, long written, boolean hourly, long output) {}

  private record Session(String name, String task) {}

  private final Map<Session, List<Turn>> sessions = new HashMap<>();
  private final Map<String, Boolean> subAgents = new TreeMap<>();

  /// The turns of the agents of one task, as a loop has them.
  ///
  /// @param subAgent whether they were started by others
  /// @param agents their number
  /// @param byTurns agents by the number of their turns, in at most twelve groups
  /// @param turns the number of turns of each agent, sorted
  /// @param prompts the tokens of each prompt, sorted
  /// @param answers the tokens of each answer, sorted
  public record Agents(
      boolean subAgent,
      int agents,
      Map<Long, Long> byTurns,
      BigDecimal system,
      BigDecimal input,
      BigDecimal output,
      Optional<Compaction> compaction,
      Optional<CacheUse> cache,
      List<Long> turns,
      List<Long> prompts,
      List<Long> answers) {}

  /// Prompts that shrank: from what to what, in the middle of all that did.
  public record Compaction(long at, long to) {}

  /// The share of the prompts before them that turns read from a cache.
  public record CacheUse(boolean hourly, BigDecimal hitRate) {}

  /// Adds a single call.
  ///
  /// @param at its second; 0 if not known
  public void add(String session, String task, boolean subAgent, long at, Usage usage) {
    if (session.isEmpty() || usage.prompt().signum() == 0) {
      return;
    }
    long read = usage.of(Meter.CACHE_READ).longValue();
    long prompt = usage.prompt().longValue();
    long hourly = usage.of(Meter.CACHE_WRITE_1H).longValue();
    var turn =
        new Turn(
            at,
            prompt,
            read,
            prompt - read - usage.of(Meter.INPUT).longValue(),
            hourly > 0,
            usage.of(Meter.OUTPUT).longValue());
    sessions.computeIfAbsent(new Session(session, task), _ -> new ArrayList<>()).add(turn);
    subAgents.merge(task, subAgent, Boolean::logicalOr);
  }

  /// The agents of each task that have more than one turn somewhere.
  public Map<String, Agents> byTask() {
    var byTask = new TreeMap<String, List<List<Turn>>>();
    sessions.forEach(
        (session, turns) -> {
          turns.sort(Comparator.comparingLong(Turn::at));
          byTask
              .computeIfAbsent(session.task(), _ -> new ArrayList<>())
              .addAll(isSubAgent(session.task()) ? apart(turns) : List.of(withoutAsides(turns)));
        });
    var agents = new TreeMap<String, Agents>();
    byTask.forEach(
        (task, each) -> {
          if (each.stream().anyMatch(turns -> turns.size() > 1)) {
            agents.put(task, agents(each, isSubAgent(task)));
          }
        });
    return agents;
  }

  private boolean isSubAgent(String task) {
    return subAgents.getOrDefault(task, false);
  }

  /// `turns` without short calls between two long ones, such as for a title: no history shrank
  /// there.
  private static List<Turn> withoutAsides(List<Turn> turns) {
    var kept = new ArrayList<Turn>();
    for (int i = 0; i < turns.size(); i++) {
      var next = i + 1 < turns.size() ? turns.get(i + 1).prompt() : Long.MAX_VALUE;
      boolean shrank = !kept.isEmpty() && isShorter(turns.get(i), kept.getLast().prompt());
      boolean leads = kept.isEmpty() && isShorter(turns.get(i), next) && next != Long.MAX_VALUE;
      if (!leads && (!shrank || next < kept.getLast().prompt() * LIKE)) {
        kept.add(turns.get(i));
      }
    }
    return kept.isEmpty() ? turns : kept;
  }

  private static boolean isShorter(Turn turn, long before) {
    return turn.prompt() < before * SHRUNK;
  }

  private static List<List<Turn>> apart(List<Turn> turns) {
    var open = new ArrayList<List<Turn>>();
    for (var turn : turns) {
      open.stream()
          .filter(agent -> agent.getLast().prompt() <= turn.prompt())
          .filter(agent -> turn.read() == 0 || turn.read() * 2 >= agent.getLast().prompt())
          .max(Comparator.comparingLong(agent -> agent.getLast().prompt()))
          .ifPresentOrElse(
              agent -> agent.add(turn), () -> open.add(new ArrayList<>(List.of(turn))));
    }
    return open;
  }

  private static Agents agents(List<List<Turn>> each, boolean subAgent) {
    var growth = new ArrayList<Long>();
    var before = new ArrayList<Long>();
    var after = new ArrayList<Long>();
    long found = 0;
    long sent = 0;
    for (var turns : each) {
      for (int i = 1; i < turns.size(); i++) {
        long last = turns.get(i - 1).prompt();
        long now = turns.get(i).prompt();
        if (isShorter(turns.get(i), last)) {
          before.add(last);
          after.add(now);
        } else {
          growth.add(Math.max(0, now - last));
          sent += last;
          found += Math.min(last, turns.get(i).read());
        }
      }
    }
    var all = each.stream().flatMap(List::stream).toList();
    var output = mean(all.stream().map(Turn::output).toList());
    var input = mean(growth).subtract(output).max(BigDecimal.ZERO);
    var first = BigDecimal.valueOf(middle(each.stream().map(turns -> turns.getFirst().prompt())));
    return new Agents(
        subAgent,
        each.size(),
        buckets(each),
        first.subtract(input).max(BigDecimal.ZERO),
        input,
        output,
        compaction(before, after, first),
        cache(all, found, sent),
        each.stream().map(turns -> (long) turns.size()).sorted().toList(),
        all.stream().map(Turn::prompt).sorted().toList(),
        all.stream().map(Turn::output).sorted().toList());
  }

  private static Optional<Compaction> compaction(
      List<Long> before, List<Long> after, BigDecimal first) {
    if (before.isEmpty()) {
      return Optional.empty();
    }
    long at = middle(before.stream());
    long to = Math.max(0, middle(after.stream()) - first.longValue());
    return at > first.longValue() + to ? Optional.of(new Compaction(at, to)) : Optional.empty();
  }

  private static Optional<CacheUse> cache(List<Turn> all, long found, long sent) {
    boolean cached = all.stream().anyMatch(turn -> turn.read() > 0 || turn.written() > 0);
    boolean hourly = all.stream().filter(Turn::hourly).count() * 2 > all.size();
    return cached
        ? Optional.of(
            new CacheUse(
                hourly,
                sent == 0
                    ? BigDecimal.ONE
                    : BigDecimal.valueOf(found)
                        .divide(BigDecimal.valueOf(sent), 3, RoundingMode.HALF_UP)))
        : Optional.empty();
  }

  private static BigDecimal mean(List<Long> values) {
    var sum = BigDecimal.valueOf(values.stream().mapToLong(Long::longValue).sum());
    return values.isEmpty()
        ? BigDecimal.ZERO
        : sum.divide(BigDecimal.valueOf(values.size()), PRECISE).setScale(0, RoundingMode.HALF_UP);
  }

  private static long middle(Stream<Long> values) {
    var sorted = values.sorted().toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  /// Agents by their turns; if these differ much, groups of equal size by their mean.
  private static Map<Long, Long> buckets(List<List<Turn>> each) {
    var counts = new TreeMap<Long, Long>();
    each.forEach(turns -> counts.merge((long) turns.size(), 1L, Long::sum));
    if (counts.size() <= BUCKETS) {
      return counts;
    }
    var sorted = each.stream().map(turns -> (long) turns.size()).sorted().toList();
    var grouped = new TreeMap<Long, Long>();
    for (int i = 0; i < BUCKETS; i++) {
      var group = sorted.subList(sorted.size() * i / BUCKETS, sorted.size() * (i + 1) / BUCKETS);
      if (!group.isEmpty()) {
        grouped.merge(mean(group).longValue(), (long) group.size(), Long::sum);
      }
    }
    return grouped;
  }
}
