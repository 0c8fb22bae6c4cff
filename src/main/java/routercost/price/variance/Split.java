package routercost.price.variance;

import java.util.ArrayList;
import java.util.List;
import routercost.price.variance.Variance.Driver;
import routercost.usage.Identified;

/// A method with its conventions, of which only price, volume and mix has several.
///
/// @param volume the unit of volume; with calls, the other conventions are fixed
public record Split(Method method, Joint joint, NewLines newLines, Volume volume) {
  /// The driver that includes (p1 − p0) · (q1 − q0).
  public enum Joint {
    /// Within price, which is then taken at the quantity of the head.
    PRICE,
    /// Apart: price is taken at the quantity of the base.
    SEPARATE
  }

  /// The driver of items that one side did not use.
  public enum NewLines {
    /// In price, volume and mix like all others, at the dated price of the side that lacks them.
    DRIVERS,
    /// Apart, as new and discontinued, with their whole cost.
    BUCKET
  }

  /// The unit of volume.
  public enum Volume {
    /// Tokens of every kind alike.
    TOKENS,
    /// Calls: mix is then task mix, routing and tokens per call of the five drivers.
    CALLS
  }

  public Split {
    boolean asUsual = joint == Joint.PRICE && newLines == NewLines.DRIVERS;
    if (method != Method.PVM && (!asUsual || volume != Volume.TOKENS)) {
      throw new IllegalArgumentException(method + " has no conventions to choose from");
    }
    if (volume == Volume.CALLS && !asUsual) {
      throw new IllegalArgumentException("calls have no items to set apart");
    }
  }

  /// The method with its usual conventions.
  public static Split of(Method method) {
    return new Split(method, Joint.PRICE, NewLines.DRIVERS, Volume.TOKENS);
  }

  /// The drivers of the split, in order.
  public List<Driver> drivers() {
    var drivers = new ArrayList<>(method.drivers());
    if (joint == Joint.SEPARATE) {
      drivers.add(Driver.JOINT);
    }
    if (newLines == NewLines.BUCKET) {
      drivers.add(Driver.NEW);
      drivers.add(Driver.DISCONTINUED);
    }
    return List.copyOf(drivers);
  }

  /// A way to split a change among drivers.
  public enum Method implements Identified {
    /// Five drivers, one after another: each moves from base to head while those before it stay at
    /// head and those after it at base. Can be rebuilt in a spreadsheet; depends on the order.
    STEPS,
    /// These five drivers, each with its mean effect over all orders (Shapley 1953): depends on
    /// none.
    SHAPLEY,
    /// Price, volume and mix of tokens, as finance splits a revenue or a cost.
    PVM;

    /// The drivers of the split, in order.
    public List<Driver> drivers() {
      return switch (this) {
        case STEPS, SHAPLEY ->
            List.of(
                Driver.CALLS,
                Driver.TASK_MIX,
                Driver.ROUTING,
                Driver.TOKENS_PER_CALL,
                Driver.PRICE);
        case PVM -> List.of(Driver.PRICE, Driver.VOLUME, Driver.MIX);
      };
    }
  }
}
