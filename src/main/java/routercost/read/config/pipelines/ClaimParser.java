package routercost.read.config.pipelines;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.config.YamlNode;
import routercost.whatif.pipeline.Claim;

/// Reads claims: printed figures, and how each follows from the estimate.
final class ClaimParser {
  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]{1,20}(\\.\\d{1,10})?");

  private ClaimParser() {}

  static List<Claim> read(YamlNode node) {
    return node.items().map(item -> claim(item.asFields("a claim"))).toList();
  }

  private static Claim claim(YamlNode.Fields fields) {
    fields.allowing(Set.of("name", "figure", "printed", "tolerance", "note"));
    var figure = fields.require("figure");
    var text = figure.asText("figure");
    return new Claim(
        fields.text("name").isEmpty() ? text : fields.text("name"),
        new FormulaParser(figure).read(),
        fields.find("printed").map(ClaimParser::printed),
        fields.amount("tolerance"),
        figure.place());
  }

  /// The number in what was printed: `roughly $1,329` is 1329.
  private static Claim.Printed printed(YamlNode node) {
    var text = node.asText("printed");
    var numbers = NUMBER.matcher(text).results().map(found -> found.group()).toList();
    if (numbers.size() != 1) {
      throw node.refusal("printed", "one figure, such as $1,329 or ~33%");
    }
    return new Claim.Printed(text, new BigDecimal(numbers.getFirst().replace(",", "")));
  }
}
