package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every question of docs/accuracy.md has its one right answer, by the command that people use.
class AccuracyTest {
  private static final Path LOGS = Path.of("src/test/resources/accuracy");

  record Question(
      String kind,
      String name,
      BigDecimal answer,
      String arithmetic,
      String text,
      String models,
      List<String> rules) {
    static Question of(String line) {
      var cells = line.split("\t", -1);
      return new Question(
          cells[0],
          cells[1],
          new BigDecimal(cells[2]),
          cells[3],
          cells[4],
          cells[5],
          Stream.of(cells[6].split(" ")).filter(rule -> !rule.isEmpty()).toList());
    }

    /// What the command says to its log, as JSON.
    String audit() {
      var log = LOGS.resolve(kind).resolve(name).toString();
      return Terminals.run(List.of("audit", log, "-f", "json", "--now", "2026-06-15"), "", Map.of())
          .out();
    }

    @Override
    public String toString() {
      return kind + "/" + name + ": " + text;
    }
  }

  static Stream<Question> questions() throws IOException {
    return Files.readAllLines(LOGS.resolve("questions.tsv")).stream().skip(1).map(Question::of);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theCommandGivesTheRightNumber(Question question) throws IOException {
    assertThat(total(question.audit()))
        .as(question.arithmetic())
        .isEqualByComparingTo(question.answer());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theArithmeticGivesTheAnswer(Question question) {
    assertThat(value(question.arithmetic())).isEqualByComparingTo(question.answer());
  }

  @Test
  void everyFolderIsAQuestion() throws IOException {
    try (Stream<Path> folders = Files.walk(LOGS, 2)) {
      var found =
          folders.filter(path -> LOGS.relativize(path).getNameCount() == 2).map(LOGS::relativize);
      assertThat(found.map(path -> path.toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(
              questions().map(question -> question.kind() + "/" + question.name()).toList());
    }
  }

  private static BigDecimal total(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      boolean totals = false;
      while (parser.nextToken() != null) {
        String name = String.valueOf(parser.currentName());
        totals |= name.equals("totals");
        if (totals && name.equals("before")) {
          return new BigDecimal(parser.nextTextValue());
        }
      }
    }
    throw new AssertionError("no totals in " + json);
  }

  /// The value of sums of products, in parentheses or not: `(3 × 2 + 1) / 7 × 0.5 + 1`.
  private static BigDecimal value(String arithmetic) {
    var sum = BigDecimal.ZERO;
    for (String term : split(arithmetic, '+')) {
      var product = BigDecimal.ONE;
      for (String factor : split(term, '×')) {
        var quotient = split(factor, '/');
        product = product.multiply(number(quotient.getFirst()));
        for (String divisor : quotient.subList(1, quotient.size())) {
          product = product.divide(number(divisor));
        }
      }
      sum = sum.add(product);
    }
    return sum;
  }

  private static BigDecimal number(String text) {
    return text.startsWith("(")
        ? value(text.substring(1, text.length() - 1))
        : new BigDecimal(text);
  }

  private static List<String> split(String text, char at) {
    var separated = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      depth += character == '(' ? 1 : character == ')' ? -1 : 0;
      separated.append(character == at && depth == 0 ? '\n' : character);
    }
    return Arrays.stream(separated.toString().split("\n")).map(String::strip).toList();
  }
}
