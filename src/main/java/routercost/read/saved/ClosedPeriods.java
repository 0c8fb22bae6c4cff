package routercost.read.saved;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import routercost.audit.ClosedPeriod;
import routercost.price.Money;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.TextFiles;

/// A reader of what `report --close` wrote.
public final class ClosedPeriods {
  private static final int MEGABYTES = 16;

  private ClosedPeriods() {}

  /// The closed period in the file at `path`.
  ///
  /// @throws ConfigurationProblem if it holds something else
  /// @throws routercost.read.text.InputProblem if it cannot be read
  public static ClosedPeriod read(String path) {
    var bytes = TextFiles.bytes(path, MEGABYTES, "expected a file that report --close wrote");
    var root = YamlFile.parseJson(path, bytes).asFields("the closed period");
    if (!root.text("command").equals("report --close")) {
      throw new ConfigurationProblem(
          path + " is not a closed period; expected a file that report --close wrote");
    }
    var period = root.require("period").asFields("period");
    var prices = root.require("prices").asFields("prices");
    var inputs = new TreeMap<String, String>();
    SavedReport.entries(root, "input_files")
        .forEach(input -> inputs.put(input.text("path"), input.text("sha256")));
    var totals = new LinkedHashMap<List<String>, Money>();
    var groupedBy = root.require("group_by").asTexts("group_by");
    SavedReport.entries(root, "groups").forEach(group -> totals.put(key(group), cost(group)));
    return new ClosedPeriod(
        period.require("from").asDate("from"),
        period.require("to").asDate("to"),
        period.text("timezone"),
        root.require("tool").asFields("tool").text("version"),
        prices.text("id"),
        prices.text("sha256"),
        inputs,
        groupedBy,
        totals);
  }

  private static List<String> key(YamlNode.Fields group) {
    return group.require("key").items().map(node -> node.asText("key")).toList();
  }

  private static Money cost(YamlNode.Fields group) {
    return new Money(SavedReport.number(group, "cost"));
  }
}
