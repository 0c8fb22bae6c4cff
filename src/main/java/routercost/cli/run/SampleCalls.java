package routercost.cli.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import routercost.cli.options.SampleOptions;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.builtin.Column;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Sources;
import routercost.report.common.Coverage;
import routercost.report.common.MovePlan;
import routercost.report.common.RunMetadata;
import routercost.report.routing.GradingSample;
import routercost.usage.Meter;
import routercost.usage.Status;
import routercost.whatif.Comparison;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.Suggested;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.SampleDraw;
import routercost.whatif.evidence.SampleSize;
import routercost.whatif.routing.Tier;

/// The calls of logs that are to be graded.
///
/// @param again the reading that draws them
/// @param days of the log, for what a move saves in one
public record SampleCalls(SecondReading again, PriceBook book, SampleOptions options, int days) {
  private static final String ID = Column.REQUEST_ID.id();

  /// The question that grades are to answer about a task.
  ///
  /// @param candidate empty if it is only whether the model in use does
  private record Question(Optional<String> candidate) {}

  /// The sample for the tasks of `bill` that a plan moves, doubts, or knows nothing of.
  public GradingSample drawn(RunMetadata head, Comparison bill, MovePlan plan, SampleSize size) {
    if (!Sources.areRereadable(again.paths())) {
      throw new ConfigurationProblem(
          "--sample reads the log twice; name a file instead of a stream");
    }
    var questions = questions(bill, plan);
    var draw = new SampleDraw(options.size().orElseGet(size::needed), options.seed());
    if (!questions.isEmpty()) {
      again.read(listener(draw, questions), Set.of(ID));
    }
    var tasks = new ArrayList<GradingSample.Task>();
    questions.forEach(
        (task, question) -> {
          if (draw.calls(task) > 0) {
            tasks.add(task(task, question, draw, bill));
          }
        });
    var coverage = new Coverage(bill.before(), head.notCounted());
    return new GradingSample(head, coverage, tasks, size, options.gradeCost());
  }

  private Map<String, Question> questions(Comparison bill, MovePlan plan) {
    var questions = new TreeMap<String, Question>();
    Suggested.highest(bill, book)
        .forEach(
            (task, tier) ->
                question(Optional.ofNullable(plan.advice().get(task)), tier)
                    .ifPresent(question -> questions.put(task, question)));
    return questions;
  }

  private static Optional<Question> question(Optional<MovePlan.Advice> advice, Tier tier) {
    if (advice.isEmpty()) {
      return tier.lower().map(lower -> new Question(Optional.of(lower.id())));
    }
    return switch (advice.get().kind()) {
      case MOVE -> isProven(advice.get()) ? Optional.empty() : Optional.of(to(advice.get()));
      case FAILING -> Optional.of(to(advice.get()));
      case BELOW -> Optional.of(new Question(Optional.empty()));
      case FITS, NO_SAVING, REJECTED -> Optional.empty();
    };
  }

  private static boolean isProven(MovePlan.Advice advice) {
    return advice
        .evidence()
        .filter(verdict -> verdict.state() == EvidenceVerdict.State.PROVEN)
        .isPresent();
  }

  private static Question to(MovePlan.Advice advice) {
    return new Question(Optional.of(advice.to()));
  }

  /// Draws from the calls that were answered, with their share of each model, month and length of
  /// prompt.
  private CallListener listener(SampleDraw draw, Map<String, Question> questions) {
    return new CallListener() {
      @Override
      public void used(Call call) {
        var key = call.slice().key();
        var usage = call.slice().usage();
        boolean single = usage.of(Meter.CALLS).compareTo(BigDecimal.ONE) == 0;
        if (single && key.status() != Status.FAILED && questions.containsKey(key.task())) {
          int length = usage.prompt().toBigInteger().bitLength() / 2;
          var model = book.resolve(key.model(), key.day()).map(Resolution::id).orElse(key.model());
          draw.add(
              key.task(),
              model,
              YearMonth.from(key.day()) + " " + length,
              key.labels().getOrDefault(ID, ""),
              call.origin().toString());
        }
      }
    };
  }

  private GradingSample.Task task(
      String task, Question question, SampleDraw draw, Comparison bill) {
    var sample = draw.of(task);
    var lines = bill.where(line -> line.original().key().task().equals(task));
    var moved =
        question
            .candidate()
            .map(
                tier ->
                    lines.under(
                        new Scenario("candidate", List.of(Rule.Move.ofTask(task, tier))), book));
    var calls =
        lines.lines().stream()
            .map(line -> line.original().usage().of(Meter.CALLS))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var share = BigDecimal.valueOf(sample.size()).divide(calls, MathContext.DECIMAL64);
    return new GradingSample.Task(
        task,
        question.candidate(),
        draw.calls(task),
        sample,
        moved.isEmpty()
            ? Optional.of(Money.ZERO)
            : moved.get().costAfter().map(cost -> cost.times(share)),
        moved
            .flatMap(Comparison::saved)
            .map(saved -> saved.usd().divide(BigDecimal.valueOf(days), MathContext.DECIMAL64))
            .filter(daily -> daily.signum() > 0));
  }
}
