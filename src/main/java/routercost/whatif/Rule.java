package routercost.whatif;

import java.util.Map;
import java.util.Optional;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.UsageKey;

/// One change of routing: which calls would run on which model instead.
public sealed interface Rule {
  /// The tier or model that calls under `key` would run on; empty if they stay.
  Optional<String> target(UsageKey key, PriceBook book);

  /// All calls of one task on one tier or model.
  record Move(String task, String target) implements Rule {
    @Override
    public Optional<String> target(UsageKey key, PriceBook book) {
      return key.task().equals(task) ? Optional.of(target) : Optional.empty();
    }
  }

  /// Every call one tier lower than it ran: the first question that the bill raises.
  record OneTierLower() implements Rule {
    private static final Map<String, String> LOWER =
        Map.of("mythos", "opus", "fable", "opus", "opus", "sonnet", "sonnet", "haiku");

    @Override
    public Optional<String> target(UsageKey key, PriceBook book) {
      return book.resolve(key.model(), key.day()).map(Resolution::tier).map(LOWER::get);
    }
  }
}
