package routercost.whatif.evidence;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// Graded answers of several models to the same questions.
///
/// @param choices the model that a router chose, by question; empty if the answers are of no router
public record GradedAnswers(List<GradedAnswer> answers, Map<String, String> choices) {
  public GradedAnswers {
    answers = List.copyOf(answers);
    choices = Map.copyOf(choices);
  }

  /// One graded answer.
  ///
  /// @param score from 0, wrong, to 1, right; down to -1 where an answer is worse than none
  /// @param cost as stated; empty if only its tokens are known, or nothing
  /// @param input tokens; 0 if not known
  /// @param output tokens; 0 if not known
  public record GradedAnswer(
      String question,
      String task,
      String model,
      BigDecimal score,
      Optional<Money> cost,
      long input,
      long output) {
    private GradedAnswer priced(PriceBook book, LocalDate day) {
      if (cost.isPresent() || input + output == 0) {
        return this;
      }
      var usage =
          new Usage(
              Map.of(
                  Meter.CALLS, BigDecimal.ONE,
                  Meter.INPUT, BigDecimal.valueOf(input),
                  Meter.OUTPUT, BigDecimal.valueOf(output)));
      var ledger = Ledger.of(List.of(new Slice(UsageKey.of(day, task, model), usage)), book::quote);
      return ledger.isComplete()
          ? new GradedAnswer(
              question, task, model, score, Optional.of(ledger.total()), input, output)
          : this;
    }
  }

  /// These answers, with a price where they state tokens and no cost.
  public GradedAnswers priced(PriceBook book, LocalDate day) {
    return new GradedAnswers(
        answers.stream().map(answer -> answer.priced(book, day)).toList(), choices);
  }
}
