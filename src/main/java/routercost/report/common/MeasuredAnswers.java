package routercost.report.common;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import routercost.usage.Thousands;
import routercost.whatif.AnswerLengths;

/// How long the answers of other models are, by the log. Of many tasks only the range is said.
final class MeasuredAnswers {
  /// The answers to a task, which many lines of a bill have.
  private record Measured(String task, AnswerLengths.Ratio ratio) {}

  /// By the model that answers.
  private final SortedMap<String, Set<Measured>> ofModels = new TreeMap<>();

  void add(String task, String model, AnswerLengths.Ratio ratio) {
    ofModels.computeIfAbsent(model, _ -> new HashSet<>()).add(new Measured(task, ratio));
  }

  /// The sentences, without full stops. A loop, as every audit asks for them at its start.
  List<String> sentences() {
    var all = new ArrayList<String>();
    ofModels.forEach((model, measured) -> all.addAll(sentences(model, measured)));
    return all;
  }

  private static Collection<String> sentences(String model, Set<Measured> measured) {
    var each = new TreeSet<String>();
    measured.forEach(of -> each.add(sentence(model, of.task(), of.ratio())));
    if (each.size() <= Assumptions.SHOWN) {
      return each;
    }
    var ratios = measured.stream().map(of -> of.ratio().value()).toList();
    return List.of(
        "answers are %s to %s times as long on %s, as in the log for each task"
            .formatted(two(Collections.min(ratios)), two(Collections.max(ratios)), model));
  }

  private static String sentence(String model, String task, AnswerLengths.Ratio ratio) {
    return "answers to %s are %s%s times as long on %s: %s tokens instead of %s, as in the log"
        .formatted(
            task,
            two(ratio.value()),
            ratio.margin().map(margin -> " +/- " + two(margin)).orElse(""),
            model,
            tokens(ratio.to()),
            tokens(ratio.from()));
  }

  private static String tokens(AnswerLengths.Answers answers) {
    return Thousands.grouped(answers.mean().setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static String two(BigDecimal number) {
    return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
