package routercost.whatif.pipeline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.AgentLoop;
import routercost.whatif.LoopShape;
import routercost.whatif.Route;

/// The usage of a step, with all numbers settled.
public sealed interface StepCost {
  /// Calls of a model, by their tokens.
  ///
  /// @param input tokens of each prompt, as the first model of `before` counts them
  /// @param output tokens of each answer
  record Calls(BigDecimal input, BigDecimal output, Route before, Route after) implements StepCost {
    /// The tiers and models of the first side that has any.
    List<String> models() {
      return before.targets().isEmpty() ? after.targets() : before.targets();
    }
  }

  /// Calls with known costs instead of tokens.
  ///
  /// @param modelsBefore the tiers and models of the cost before
  /// @param before US dollars each
  record KnownCosts(
      List<String> modelsBefore, List<String> modelsAfter, BigDecimal before, BigDecimal after)
      implements StepCost {
    public KnownCosts {
      modelsBefore = List.copyOf(modelsBefore);
      modelsAfter = List.copyOf(modelsAfter);
    }
  }

  /// Units of a service with a fixed price, on either side.
  record Units(Optional<Purchase> before, Optional<Purchase> after) implements StepCost {
    Optional<Purchase> on(boolean isBefore) {
      return isBefore ? before : after;
    }
  }

  /// What is bought each time.
  ///
  /// @param unitCost US dollars for each unit; empty if it is in the price book
  record Purchase(String service, Optional<BigDecimal> unitCost, BigDecimal quantity) {}

  /// Calls from a log, and their route afterwards.
  ///
  /// @param reshaped the change of the turns of agents, if they change
  record Logged(List<Slice> slices, Route after, Optional<Reshaped> reshaped) implements StepCost {
    public Logged {
      slices = List.copyOf(slices);
    }

    public Logged(List<Slice> slices, Route after) {
      this(slices, after, Optional.empty());
    }
  }

  /// A change of the turns of logged agents. What was logged is scaled, meter by meter, by what the
  /// loop gives after the change for each token that it gives before.
  record Reshaped(LoopShape before, LoopShape after) {
    /// The slices in place of `logged`, which have one model, service and place.
    List<Slice> of(List<Slice> logged, PriceBook book) {
      if (before.equals(after)) {
        return logged;
      }
      var key = logged.getFirst().key().withBand(Band.BASE);
      var total = Usage.sum(logged.stream().map(Slice::usage)).with(Meter.CACHED_SQUARED, 0);
      var given = turns(before, key, book);
      var sum = Usage.sum(given.stream().map(Slice::usage));
      var changed = new ArrayList<Slice>();
      for (var turns : turns(after, key, book)) {
        var scaled = Usage.NONE;
        for (var amount : turns.usage().amounts().entrySet()) {
          var whole = sum.of(amount.getKey());
          scaled =
              whole.signum() == 0
                  ? scaled
                  : scaled.with(
                      amount.getKey(), part(amount.getValue(), total.of(amount.getKey()), whole));
        }
        changed.add(new Slice(turns.key(), scaled));
      }
      return beside(changed, total, sum);
    }

    private static List<Slice> turns(LoopShape shape, UsageKey key, PriceBook book) {
      var loop = new AgentLoop(new Route.Stay(), shape, Optional.empty());
      return loop.apply(new Slice(key, Usage.of(Meter.CALLS, 1)), book).slices();
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal of, BigDecimal whole) {
      return of.multiply(amount).divide(whole, MathContext.DECIMAL128);
    }

    /// `changed` with the meters that the loop does not know: parts of others in proportion, the
    /// rest as they were.
    private static List<Slice> beside(List<Slice> changed, Usage total, Usage known) {
      var now = Usage.sum(changed.stream().map(Slice::usage));
      var first = changed.getFirst();
      var usage = first.usage();
      for (var amount : total.amounts().entrySet()) {
        var meter = amount.getKey();
        if (known.of(meter).signum() == 0) {
          var whole = total.of(meter.whole());
          var kept =
              meter.isPart() && whole.signum() > 0
                  ? part(now.of(meter.whole()), amount.getValue(), whole)
                  : amount.getValue();
          usage = usage.with(meter, usage.of(meter).add(kept));
        }
      }
      var all = new ArrayList<>(changed);
      all.set(0, new Slice(first.key(), usage));
      return all;
    }
  }
}
