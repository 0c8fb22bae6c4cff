package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.pipeline.Claim;
import routercost.whatif.pipeline.Formula;

/// A converter of claims: printed figures, and how each follows from the estimate.
final class ClaimParser {
  record Row(
      YamlNode figure,
      @Default String name,
      Optional<YamlNode> printed,
      Optional<BigDecimal> tolerance,
      @Default String note) {}

  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]{1,20}(\\.\\d{1,10})?");

  private ClaimParser() {}

  static Claim claim(Row row) {
    return new Claim(
        row.name().isEmpty() ? row.figure().asText("figure") : row.name(),
        new FormulaParser(row.figure()).read(),
        row.printed().map(ClaimParser::printed),
        row.tolerance(),
        row.figure().place());
  }

  /// The number in what was printed: `roughly $1,329` is 1329.
  private static Claim.Printed printed(YamlNode node) {
    var text = node.asText("printed");
    var numbers = NUMBER.matcher(text).results().map(MatchResult::group).toList();
    if (numbers.size() != 1) {
      throw node.refusal("printed", "one figure, such as $1,329 or ~33%");
    }
    return new Claim.Printed(text, new BigDecimal(numbers.getFirst().replace(",", "")));
  }

  /// A parser of arithmetic over named figures: `+ - * /`, brackets, numbers and names. A minus has
  /// room on both sides, because names may contain one.
  private static final class FormulaParser {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 30;
    private static final Pattern TOKEN =
        Pattern.compile("\\s*(?:(\\d{1,20}(?:\\.\\d{1,20})?)|([A-Za-z_][\\w./:-]*)|([-+*/()]))");

    private final YamlNode node;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    FormulaParser(YamlNode node) {
      this.node = node;
    }

    /// The formula in the node.
    Formula read() {
      var text = node.asText("figure");
      var token = TOKEN.matcher(text);
      int end = 0;
      while (end < text.stripTrailing().length()) {
        if (text.length() > LONGEST || !token.find(end) || token.start() != end) {
          throw refusal();
        }
        tokens.add(token.group().strip());
        end = token.end();
      }
      var formula = sum(0);
      if (at < tokens.size()) {
        throw refusal();
      }
      return formula;
    }

    private ConfigurationProblem refusal() {
      return node.refusal("figure", "arithmetic such as saved.low * 1000");
    }

    private boolean next(String signs) {
      return at < tokens.size() && signs.contains(tokens.get(at));
    }

    private Formula sum(int depth) {
      var left = product(depth);
      while (next("+-")) {
        char sign = tokens.get(at++).charAt(0);
        left = new Formula.Pair(left, sign, product(depth));
      }
      return left;
    }

    private Formula product(int depth) {
      var left = atom(depth);
      while (next("*/")) {
        char sign = tokens.get(at++).charAt(0);
        left = new Formula.Pair(left, sign, atom(depth));
      }
      return left;
    }

    private Formula atom(int depth) {
      if (at >= tokens.size() || depth > DEEPEST) {
        throw refusal();
      }
      var token = tokens.get(at++);
      if (token.equals("(")) {
        var inner = sum(depth + 1);
        if (!next(")")) {
          throw refusal();
        }
        at++;
        return inner;
      }
      if (Character.isDigit(token.charAt(0))) {
        return new Formula.Constant(new BigDecimal(token));
      }
      if (token.length() == 1 && "+-*/()".contains(token)) {
        throw refusal();
      }
      return new Formula.Figure(token);
    }
  }
}
