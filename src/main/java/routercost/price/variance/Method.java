package routercost.price.variance;

import java.util.List;
import java.util.Locale;

/// How a change is split among drivers.
public enum Method {
  /// Five drivers, one after another: each moves from base to head while those before it stay at
  /// head and those after it at base. Can be rebuilt in a spreadsheet; depends on the order.
  STEPS,
  /// The same five, each with its mean effect over all orders (Shapley 1953): depends on none.
  SHAPLEY,
  /// Price, volume and mix of tokens, as finance splits a revenue or a cost.
  PVM;

  /// The drivers that it tells apart, in order.
  public List<Driver> drivers() {
    return switch (this) {
      case STEPS, SHAPLEY ->
          List.of(
              Driver.CALLS, Driver.TASK_MIX, Driver.ROUTING, Driver.TOKENS_PER_CALL, Driver.PRICE);
      case PVM -> List.of(Driver.PRICE, Driver.VOLUME, Driver.MIX);
    };
  }

  /// The name in options: `shapley`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
