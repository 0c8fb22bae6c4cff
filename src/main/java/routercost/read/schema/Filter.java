package routercost.read.schema;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.builtin.BuiltIn;
import routercost.read.value.EnumSynonyms;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The conditions that calls must pass to be read: all of them, and of the values of one, any.
///
/// It notes which values the calls have, so that one that no call has can be refused. Several
/// threads may use it at once.
public final class Filter {
  private static final String SERVICE_COLUMN = "service_tier";

  /// The built-in book, made once.
  private static final class Made {
    static final PriceBook BOOK = BuiltIn.found().prices();
  }

  private final Supplier<PriceBook> book;
  private final List<ConditionUse> byTask = new ArrayList<>();
  private final List<ConditionUse> byLabel = new ArrayList<>();
  private final List<ConditionUse> byKey = new ArrayList<>();

  /// The verdicts on keys without task and labels: what a model's name means is looked up once.
  private final Map<UsageKey, Boolean> verdicts = new ConcurrentHashMap<>();

  /// A filter that passes what meets every condition.
  ///
  /// @param book that knows the models, asked for only where a condition or a doubt is about what
  ///     it knows
  public Filter(List<Condition> conditions, Supplier<PriceBook> book) {
    this.book = book;
    Condition.merged(conditions.stream().map(Filter::known).toList())
        .forEach(condition -> list(condition).add(new ConditionUse(condition)));
  }

  /// A filter that every call passes.
  public static Filter none() {
    return new Filter(List.of(), () -> Made.BOOK);
  }

  /// Its conditions as one text: equal for equal filters.
  String described() {
    return Stream.of(byTask, byLabel, byKey)
        .flatMap(List::stream)
        .map(use -> use.condition().toString())
        .sorted()
        .toList()
        .toString();
  }

  /// A condition under our names for its attribute and words.
  private static Condition known(Condition asked) {
    var attribute = attribute(asked.attribute());
    var values = new TreeSet<String>();
    asked.values().forEach(value -> values.add(word(attribute, value)));
    return new Condition(attribute, values, asked.excludes());
  }

  private static Attribute attribute(Attribute asked) {
    return asked.id().equalsIgnoreCase(SERVICE_COLUMN) ? Attribute.Known.SERVICE : asked;
  }

  private static String word(Attribute attribute, String value) {
    if (attribute == Attribute.Known.SERVICE) {
      return EnumSynonyms.tier(value).map(ServiceTier::id).orElse(value);
    }
    return attribute == Attribute.Known.STATUS
        ? EnumSynonyms.status(value).map(Status::id).orElse(value)
        : value;
  }

  private List<ConditionUse> list(Condition condition) {
    return switch (condition.attribute()) {
      case Attribute.Label _ -> byLabel;
      case Attribute.Known known -> known == Attribute.Known.TASK ? byTask : byKey;
    };
  }

  /// Whether calls under `key` pass, whose further columns have these values.
  public boolean accepts(UsageKey key, UnaryOperator<String> labels) {
    boolean all = acceptsTask(key.task());
    for (int i = 0; i < byLabel.size(); i++) {
      all &= acceptsLabel(i, labels.apply(byLabel.get(i).attribute().id()));
    }
    return acceptsKey(key) && all;
  }

  public boolean acceptsTask(String task) {
    boolean all = true;
    for (var condition : byTask) {
      all &= condition.acceptsText(task);
    }
    return all;
  }

  /// Whether the value of the label at `index` of `labels` passes.
  public boolean acceptsLabel(int index, String value) {
    return byLabel.get(index).acceptsText(value);
  }

  /// Whether calls pass by all that is not their task or a label. Those without a time may be of
  /// any.
  public boolean acceptsKey(UsageKey key) {
    return byKey.isEmpty()
        || verdicts.computeIfAbsent(
            key.withTask("").withLabels(Collections.emptySortedMap()), this::judge);
  }

  private boolean judge(UsageKey key) {
    boolean all = true;
    for (var condition : byKey) {
      boolean isUnknown = condition.attribute().isTime() && key.day().equals(RecordFilter.NO_DAY);
      all &= isUnknown || condition.accepts(key, book);
    }
    return all;
  }

  /// Whether calls under `key` have a price.
  public boolean isPriced(UsageKey key) {
    return book.get().quote(key) instanceof Quote.Priced;
  }

  /// Whether calls under `key` cost the same on another day, or have no price on either.
  public boolean isSamePrice(UsageKey key, LocalDate other) {
    var quote = book.get().quote(key);
    var another = book.get().quote(key.withDay(other));
    boolean isNeitherPriced = quote instanceof Quote.Unpriced && another instanceof Quote.Unpriced;
    return isNeitherPriced || quote.equals(another);
  }

  /// Whether it passes all calls.
  public boolean isEmpty() {
    return byTask.isEmpty() && byLabel.isEmpty() && byKey.isEmpty();
  }

  public boolean asksForTask() {
    return !byTask.isEmpty();
  }

  /// Whether it asks for what can change while task and labels stay.
  public boolean asksForKey() {
    return !byKey.isEmpty();
  }

  /// Whether it asks for days, weeks or months.
  public boolean asksForTime() {
    return byKey.stream().anyMatch(some -> some.attribute().isTime());
  }

  /// The columns of the log that it asks for, one for each condition on one.
  public List<String> labels() {
    return byLabel.stream().map(some -> some.attribute().id()).toList();
  }

  /// What is wrong with the first value that no call has, as a sentence; empty if all are met, or
  /// if no call was read.
  public Optional<String> unmet() {
    var all = new ArrayList<>(byTask);
    all.addAll(byLabel);
    all.addAll(byKey);
    return all.stream().flatMap(some -> some.unmet().stream()).findFirst();
  }

  /// The day that a text names; empty if no day is written like that.
  public static Optional<LocalDate> day(String value) {
    try {
      return Optional.of(LocalDate.parse(value)).filter(day -> day.toString().equals(value));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
