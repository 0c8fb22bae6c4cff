package routercost.cli.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.audit.ArrivalStats;
import routercost.audit.ContextLimitCheck;
import routercost.audit.Finding;
import routercost.audit.Headroom;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.usage.MomentTally;
import routercost.usage.Moments;
import routercost.usage.Slice;
import routercost.usage.Tally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.PeakLoad;
import routercost.whatif.SingleAnswers;
import routercost.whatif.routing.Load;
import routercost.whatif.routing.Load.Concurrency;

/// A listener for what only single calls show: when they began, how long they are, how many ran at
/// once.
public final class CallObserver implements CallListener {
  /// Columns with the number of calls under way.
  public static final Set<String> DEPTHS = Set.of("queue_depth", "concurrency");

  private final PriceBook book;
  private final boolean keeping;
  private final boolean measuring;
  private final SingleAnswers answers = new SingleAnswers();
  private final ArrivalStats traffic;
  private final ContextLimitCheck near;
  private final PeakLoad load = new PeakLoad();
  private final List<Call> calls = new ArrayList<>();
  private boolean timed;

  /// An observer that has seen no call.
  ///
  /// @param keeping whether calls are kept for [#labelled]
  /// @param measuring whether the lengths of answers are kept
  public CallObserver(PriceBook book, boolean keeping, boolean measuring) {
    this.book = book;
    this.keeping = keeping;
    this.measuring = measuring;
    this.traffic =
        new ArrivalStats(key -> book.resolve(key.model(), key.day()).map(Resolution::id));
    this.near = new ContextLimitCheck(book);
  }

  @Override
  public void used(Call call) {
    var slice = new Slice(call.slice().key().withLabels(Map.of()), call.slice().usage());
    near.add(slice);
    call.timing()
        .at()
        .ifPresent(
            time -> {
              timed = true;
              traffic.add(slice, time);
              load.add(call.slice().key(), time, slice.usage());
            });
    if (keeping) {
      calls.add(call);
    }
    if (measuring) {
      answers.add(call.slice(), book);
    }
  }

  /// The lengths of answers, as far as they were measured.
  public SingleAnswers answers() {
    return answers;
  }

  /// Whether the log has the times of calls.
  public boolean isTimed() {
    return timed;
  }

  /// The load of each minute.
  public PeakLoad load() {
    return load;
  }

  /// The savings of caching, batching and shorter sessions.
  List<Finding> headroom(Ledger ledger) {
    return Stream.concat(new Headroom(book, traffic).of(ledger).stream(), near.findings().stream())
        .sorted(Finding.BY_AMOUNT)
        .toList();
  }

  /// The bursts of calls that batching could make cheaper.
  public List<Finding> bursts(Ledger ledger) {
    return new Headroom(book, traffic)
        .of(ledger).stream().filter(finding -> finding.rule() == Finding.Rule.BATCH_BURST).toList();
  }

  /// A cube and its moments.
  record Labelled(UsageCube cube, Moments moments) {}

  /// The calls under labels that say whether each load was reached when a call began.
  ///
  /// @throws ConfigurationProblem if the log has neither times nor depths
  Labelled labelled(List<Load> loads) {
    var depths = depths();
    var cells = new TreeMap<UsageKey, Usage>();
    var moments = new MomentTally();
    for (int i = 0; i < calls.size(); i++) {
      var slice = calls.get(i).slice();
      var labels = new TreeMap<>(slice.key().labels());
      labels.keySet().removeAll(DEPTHS);
      for (var load : loads) {
        labels.put(load.label(), load.state(depths[i]));
      }
      var key = slice.key().withLabels(labels);
      cells.merge(key, slice.usage(), Usage::plus);
      moments.add(moments.cell(key), counts(slice.usage()), 1);
    }
    return new Labelled(new UsageCube(cells), moments.moments());
  }

  private static long[] counts(Usage usage) {
    var counts = new long[Meter.values().length];
    for (var meter : Meter.values()) {
      if (meter != Meter.LOGGED_USD) {
        counts[Tally.slot(meter)] = usage.of(meter).longValueExact();
      }
    }
    return counts;
  }

  private long[] depths() {
    if (calls.stream().anyMatch(call -> !logged(call).isEmpty())) {
      return calls.stream().mapToLong(CallObserver::depth).toArray();
    }
    var replay = new Concurrency();
    for (var call : calls) {
      var timing = call.timing();
      if (timing.at().isEmpty() || timing.took().isEmpty()) {
        throw new ConfigurationProblem(
            "%s: 'load' requires a time and a latency for every call, or a column %s"
                .formatted(
                    call.origin(),
                    String.join(
                        " or ", DEPTHS.stream().sorted(Comparator.reverseOrder()).toList())));
      }
      replay.add(timing.at().get(), timing.took().get());
    }
    return replay.depths();
  }

  private static String logged(Call call) {
    var labels = call.slice().key().labels();
    return DEPTHS.stream()
        .map(name -> labels.getOrDefault(name, ""))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static long depth(Call call) {
    var text = logged(call);
    if (!text.matches("\\d{1,12}")) {
      throw new ConfigurationProblem(
          "%s: the queue depth is '%s'; expected a whole number".formatted(call.origin(), text));
    }
    return new BigDecimal(text).longValueExact();
  }
}
