package routercost.audit;

import java.util.TreeMap;

/// Latencies by task and model, for comparison.
public final class SummedLatencies {
  private SummedLatencies() {}

  /// The average answer and time of each task on each model, whatever days they are kept under.
  public static String of(Latencies latencies) {
    var sums = new TreeMap<String, Latencies.Sums>();
    latencies
        .byKey()
        .forEach(
            (key, more) ->
                sums.computeIfAbsent(key.task() + " " + key.model(), _ -> new Latencies.Sums())
                    .add(more));
    var texts = new TreeMap<String, String>();
    sums.forEach(
        (group, all) -> {
          if (!all.isEmpty()) {
            texts.put(group, all.answer().toPlainString() + " " + all.time().toPlainString());
          }
        });
    return texts.toString();
  }
}
