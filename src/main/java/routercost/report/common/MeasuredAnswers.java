package routercost.report.common;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.usage.Thousands;
import routercost.whatif.AnswerLengths;

/// How long the answers of other models are, by the log. Of many tasks only the range is said.
final class MeasuredAnswers {
  private static final int SAID = 6;

  /// The sentences and ratios by the model that answers.
  private final SortedMap<String, SortedMap<String, AnswerLengths.Ratio>> ofModels =
      new TreeMap<>();

  void add(String task, String model, AnswerLengths.Ratio ratio) {
    var sentence =
        "answers to %s are %s%s times as long on %s: %s tokens instead of %s, as in the log"
            .formatted(
                task,
                two(ratio.value()),
                ratio.margin().map(margin -> " +/- " + two(margin)).orElse(""),
                model,
                tokens(ratio.to()),
                tokens(ratio.from()));
    ofModels.computeIfAbsent(model, _ -> new TreeMap<>()).put(sentence, ratio);
  }

  /// The sentences, without full stops. A loop, as every audit asks for them at its start.
  List<String> sentences() {
    var all = new ArrayList<String>();
    ofModels.forEach((model, measured) -> all.addAll(sentences(model, measured)));
    return all;
  }

  private static List<String> sentences(
      String model, SortedMap<String, AnswerLengths.Ratio> measured) {
    if (measured.size() <= SAID) {
      return List.copyOf(measured.keySet());
    }
    var ratios = measured.values().stream().map(AnswerLengths.Ratio::value).toList();
    return List.of(
        "answers are %s to %s times as long on %s, as in the log for each task"
            .formatted(two(Collections.min(ratios)), two(Collections.max(ratios)), model));
  }

  private static String tokens(AnswerLengths.Answers answers) {
    return Thousands.grouped(answers.mean().setScale(0, RoundingMode.HALF_UP).longValueExact());
  }

  private static String two(BigDecimal number) {
    return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
