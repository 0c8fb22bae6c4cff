package routercost.whatif.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.UsageKey;

/// The registry of which task runs where (R1, article 002).
///
/// @param name in reports
/// @param usual the target of new tasks that nothing else names
/// @param tasks by name
/// @param rules the first that matches decides: of those with conditions for any call, of the
///     others for tasks that have no entry
public record Routing(
    String name, String usual, SortedMap<String, Assignment> tasks, List<Pattern> rules) {
  private static final String AGENT = "agent";

  /// The target of a task and the reasons for it.
  ///
  /// @param target a tier or model
  /// @param reason empty if none is given
  /// @param override a higher target that replaces it for now (R8)
  /// @param interactive whether somebody waits for the answer
  /// @param verifiable whether answers can be checked afterwards
  /// @param maxOutput the most tokens of an answer
  /// @param review of its answers by people
  public record Assignment(
      String target,
      String reason,
      Optional<Raise> override,
      Optional<Boolean> interactive,
      Optional<Boolean> verifiable,
      Optional<Long> maxOutput,
      Optional<Review> review) {
    /// An assignment without override and further answers.
    public static Assignment to(String target, String reason) {
      return new Assignment(
          target,
          reason,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /// The present target, overrides included.
    public String effective() {
      return override.map(Raise::target).orElse(target);
    }

    /// The reason for the present target.
    public String why() {
      return override.map(Raise::reason).orElse(reason);
    }

    /// Whether this many calls of a day go through the batch service (R5).
    public boolean isBatch(long calls) {
      return new Answers.Bulk(calls, interactive.orElse(true), verifiable.orElse(false)).isBatch();
    }

    /// Whether enough calls of a day would go through the batch service.
    public boolean canBatch() {
      return isBatch(Long.MAX_VALUE);
    }
  }

  /// A review of answers by people (article 003).
  ///
  /// @param share of the answers that people look at
  /// @param minutes for each of those
  /// @param hourlyRate of the person, in US dollars
  public record Review(BigDecimal share, BigDecimal minutes, BigDecimal hourlyRate) {
    /// The work on these calls.
    public Work of(BigDecimal calls) {
      var time = calls.multiply(share).multiply(minutes);
      return new Work(calls.multiply(share), time, time.multiply(hourlyRate));
    }

    /// Work of people on answers.
    ///
    /// @param sixtieths of US dollars, which are divided last, so that whole hours stay exact
    public record Work(BigDecimal answers, BigDecimal minutes, BigDecimal sixtieths) {
      public Work plus(Work other) {
        return new Work(
            answers.add(other.answers), minutes.add(other.minutes), sixtieths.add(other.sixtieths));
      }

      public BigDecimal hours() {
        return minutes.divide(BigDecimal.valueOf(60), 20, RoundingMode.HALF_UP);
      }

      public Money cost() {
        return new Money(sixtieths.divide(BigDecimal.valueOf(60), 20, RoundingMode.HALF_UP));
      }
    }
  }

  /// A higher target than usual (R8, article 001): the output has consequences, somebody reads it
  /// live, or the lighter model turned out too light.
  public record Raise(String target, String reason) {}

  /// Calls of tasks whose names are like `name`, in which `*` stands for any text.
  ///
  /// @param where conditions that calls have to meet as well
  public record Pattern(String name, List<Condition> where, Assignment assignment) {
    public Pattern {
      where = Condition.merged(where);
    }

    /// Whether it matches all calls of `task`.
    boolean matches(String task) {
      return where.isEmpty() && Condition.isLike(name, task);
    }

    private boolean accepts(UsageKey key, PriceBook book) {
      return Condition.isLike(name, key.task())
          && where.stream().allMatch(condition -> condition.accepts(key, book));
    }
  }

  public Routing {
    tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
    rules = List.copyOf(rules);
  }

  /// The decision for `task`; empty if there is none, so that a running task stays where it is.
  public Optional<Assignment> of(String task) {
    return Optional.ofNullable(tasks.get(task)).or(() -> first(rule -> rule.matches(task)));
  }

  /// The decision for calls under `key`: rules with conditions on calls take precedence; a task of
  /// the file may be the agent of a call.
  public Optional<Assignment> of(UsageKey key, PriceBook book) {
    return first(rule -> !rule.where().isEmpty() && rule.accepts(key, book))
        .or(() -> Optional.ofNullable(tasks.get(key.task())))
        .or(() -> Optional.ofNullable(tasks.get(key.labels().getOrDefault(AGENT, ""))))
        .or(() -> of(key.task()));
  }

  private Optional<Assignment> first(Predicate<Pattern> fits) {
    return rules.stream().filter(fits).map(Pattern::assignment).findFirst();
  }

  /// The target of a call of `task`: the decision for it, or the target of new tasks.
  public String lookup(String task) {
    return of(task).map(Assignment::effective).orElse(usual);
  }

  /// The columns of the log that it uses.
  public List<String> labels() {
    var columns =
        attributes().filter(attribute -> attribute instanceof Attribute.Label).map(Attribute::id);
    return Stream.concat(columns, Stream.of(AGENT)).distinct().toList();
  }

  /// Whether days must be kept apart: for conditions on time, or to count the calls of a day.
  public boolean isByDay() {
    return attributes().anyMatch(Attribute::isTime) || assignments().anyMatch(Assignment::canBatch);
  }

  /// Whether it limits answers, so that the length of each matters.
  public boolean cutsAnswers() {
    return assignments().anyMatch(assigned -> assigned.maxOutput().isPresent());
  }

  private Stream<Attribute> attributes() {
    return rules.stream().flatMap(rule -> rule.where().stream()).map(Condition::attribute);
  }

  private Stream<Assignment> assignments() {
    return Stream.concat(tasks.values().stream(), rules.stream().map(Pattern::assignment));
  }
}
