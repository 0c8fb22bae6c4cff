package routercost.read.shape;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import routercost.read.builtin.Vocabulary;
import routercost.read.exports.Fields;
import routercost.read.record.Row;
import routercost.read.record.SearchCalls;

/// Fields as a row: `{"llm": {"model": "m"}}` has the cell `llm.model`, as in
/// [routercost.read.record.JsonRows].
public final class FlatRow {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3}){1,4}(\\.\\d+)?");

  private FlatRow() {}

  public static Row of(long line, Fields record) {
    var names = new ArrayList<String>();
    var cells = new ArrayList<String>();
    flatten(record, "", names, cells);
    SearchCalls.limit(names, cells);
    return new Row(line, List.copyOf(names), List.copyOf(cells));
  }

  private static void flatten(
      Fields record, String prefix, List<String> names, List<String> cells) {
    record
        .present()
        .forEach(
            (name, value) -> {
              if (value instanceof Fields || value instanceof List<?>) {
                flatten(record.object(name), prefix + name + ".", names, cells);
              } else if (value instanceof String text) {
                var multiple = Vocabulary.builtIn().multiple(prefix + name);
                names.add(multiple.map(Vocabulary.Multiple::name).orElse(prefix + name));
                cells.add(multiple.map(of -> whole(text, of.power())).orElse(Row.kept(text)));
              }
            });
  }

  /// What a text counts if one is ten to a power.
  private static String whole(String text, int power) {
    String number = GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
    return NUMBER.matcher(number).matches()
        ? new BigDecimal(number)
            .movePointRight(power)
            .setScale(0, RoundingMode.HALF_UP)
            .toPlainString()
        : text;
  }
}
