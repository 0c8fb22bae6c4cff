package routercost.report.layout;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import routercost.price.Money;

/// What a command has to say, in the three shapes that renderers need. A run asks for one of them.
public interface Report {
  /// For people.
  List<Block> blocks();

  /// For tools that read lines.
  Records records();

  /// For tools that read JSON.
  Json json();

  /// The one number that a script asks for, exact: the bill, or what the command is about;
  /// `unpriced` if nothing has a price, empty if there is no such number.
  default Optional<String> value() {
    return Optional.empty();
  }

  /// The calls as a FOCUS file; empty if the report has no priced calls of single days.
  default Optional<Supplier<String>> focus() {
    return Optional.empty();
  }

  /// An amount as a value; `unpriced` if it is not known.
  static Optional<String> value(Optional<Money> amount) {
    return Optional.of(amount.map(known -> Rounding.exact(known.usd())).orElse("unpriced"));
  }

  /// A report that is laid out in all its shapes.
  ///
  /// @param blocks for people
  /// @param records for tools that read lines
  /// @param json for tools that read JSON
  /// @param value for scripts that ask for one number
  record LaidOut(List<Block> blocks, Records records, Json json, Optional<String> value)
      implements Report {
    public LaidOut {
      blocks = List.copyOf(blocks);
    }

    public LaidOut(List<Block> blocks, Records records, Json json) {
      this(blocks, records, json, Optional.empty());
    }
  }
}
