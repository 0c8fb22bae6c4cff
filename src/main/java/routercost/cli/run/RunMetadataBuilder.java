package routercost.cli.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.cli.console.Version;
import routercost.cli.options.PriceOptions;
import routercost.price.PriceBook;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;
import routercost.report.common.RunMetadata;

/// Puts together what every report begins with.
public record RunMetadataBuilder(String command, PriceBook book, Period asked, String timezone) {
  /// The metadata of a run that read logs.
  ///
  /// @throws ConfigurationProblem if the book has a threshold that a saved cube does not tell
  public RunMetadata of(LogTally tally) {
    PriceOptions.requireBands(tally, book);
    var days = tally.days();
    return new RunMetadata(
        command,
        Version.tool(),
        tally.inputs().stream().map(RunMetadataBuilder::input).toList(),
        book.id(),
        book.sha256(),
        asked.from().or(() -> days.stream().findFirst()),
        asked.to().map(day -> day.minusDays(1)).or(() -> days.reversed().stream().findFirst()),
        timezone);
  }

  private static RunMetadata.Input input(RowCounts account) {
    return new RunMetadata.Input(
        account.path(),
        account.format(),
        account.rows(),
        account.used(),
        account.duplicates(),
        account.skipped(),
        account.rejected(),
        account.mapping());
  }

  /// What was assumed in reading, each sentence once whatever the number of inputs.
  public static List<String> assumptions(LogTally tally) {
    var byText = new LinkedHashMap<String, List<RowCounts>>();
    for (var input : tally.inputs()) {
      input
          .assumptions()
          .forEach(text -> byText.computeIfAbsent(text, _ -> new ArrayList<>()).add(input));
    }
    var all = new ArrayList<String>();
    int inputs = tally.inputs().size();
    byText.forEach((text, which) -> all.add(inputs == 1 ? text : text + of(text, which, inputs)));
    return List.copyOf(all);
  }

  private static String of(String text, List<RowCounts> which, int inputs) {
    if (which.size() == inputs || text.startsWith("not call logs")) {
      return "";
    }
    if (which.size() == 1) {
      return " (in " + which.getFirst().path() + ")";
    }
    return " (in " + which.size() + " inputs)";
  }
}
