package routercost.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import routercost.price.PriceBook;
import routercost.read.ConfigurationProblem;
import routercost.read.InputAccount;
import routercost.read.LogTally;
import routercost.read.Period;
import routercost.report.Head;

/// Puts together what every report begins with.
record Heads(String command, PriceBook book, Period asked, String timezone) {
  /// @throws ConfigurationProblem if the book has a threshold that a saved cube does not tell
  Head of(LogTally tally) {
    Pricing.requireBands(tally, book);
    var days = tally.days();
    return new Head(
        command,
        Version.tool(),
        tally.inputs().stream().map(Heads::input).toList(),
        book.id(),
        book.sha256(),
        asked.from().or(() -> days.stream().findFirst()),
        asked.to().map(day -> day.minusDays(1)).or(() -> days.reversed().stream().findFirst()),
        timezone);
  }

  private static Head.Input input(InputAccount account) {
    return new Head.Input(
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
  static List<String> assumptions(LogTally tally) {
    var byText = new LinkedHashMap<String, List<InputAccount>>();
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

  private static String of(String text, List<InputAccount> which, int inputs) {
    if (which.size() == inputs || text.startsWith("not call logs")) {
      return "";
    }
    if (which.size() == 1) {
      return " (in " + which.getFirst().path() + ")";
    }
    return " (in " + which.size() + " inputs)";
  }
}
