package routercost.cli.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.audit.ClosedPeriod;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.price.Attribute;
import routercost.read.saved.ClosedPeriods;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.FileHash;
import routercost.read.text.TextFiles;
import routercost.report.common.InputSummary;
import routercost.report.common.RunMetadata;
import routercost.report.format.JsonRenderer;
import routercost.report.month.MonthEnd;
import routercost.report.month.Restatements;

/// The closing of a period, and the comparison of a period with how it was closed.
public record PeriodClose(MonthEnd month, Console console) {
  private SortedMap<String, String> inputs() {
    var paths = month.head().inputs().stream().map(InputSummary::path).toList();
    var hashes = new TreeMap<String, String>();
    for (var path : paths) {
      FileHash.of(path).ifPresent(hash -> hashes.put(name(path, paths), hash.sha256()));
    }
    return hashes;
  }

  /// The name of an input, with as many of its folders as tell it from the others.
  static String name(String path, List<String> all) {
    var name = RunMetadata.fileName(path);
    while (name.length() < path.length() && isOfAnother("/" + name, path, all)) {
      int slash = path.lastIndexOf('/', path.length() - name.length() - 2);
      name = path.substring(slash + 1);
    }
    return name;
  }

  private static boolean isOfAnother(String name, String path, List<String> all) {
    return all.stream().anyMatch(other -> !other.equals(path) && other.endsWith(name));
  }

  /// Writes the totals to a file that is not there yet, or leaves it if it holds these totals.
  ///
  /// @throws ConfigurationProblem if the period is not over, or the file holds other totals
  public void close(String file) {
    var name = month.period().name();
    if (month.period().isOpen()) {
      throw new ConfigurationProblem("--close: " + name + " is not over");
    }
    if (TextFiles.exists(file)) {
      var restated = against(file);
      if (restated.isChanged()) {
        throw new ConfigurationProblem(
            "--close: %s holds other totals: %s; see --against-close %s"
                .formatted(file, restated.sentence(), file));
      }
      console.say(name + " is closed already, with these totals: " + file);
      return;
    }
    var closed = Restatements.close(month, month.closedBy(), inputs());
    TextFiles.write(file, JsonRenderer.text(Restatements.json(closed)));
    console.say("closed %s at %s USD: %s".formatted(name, closed.total(), file));
  }

  /// The period next to the totals in a file.
  ///
  /// @throws ConfigurationProblem if they are those of other days
  public Restatements against(String file) {
    ClosedPeriod closed = ClosedPeriods.read(file);
    if (!closed.from().equals(month.period().from())
        || !closed.to().equals(month.period().to())
        || !closed.timezone().equals(month.head().timezone())) {
      throw new ConfigurationProblem(
          "%s closes %s to %s %s; report the same days"
              .formatted(file, closed.from(), closed.to(), closed.timezone()));
    }
    var attributes = closed.groupedBy().stream().map(Attribute::named).toList();
    return new Restatements(file, closed, Restatements.close(month, attributes, inputs()));
  }

  /// Fails a run in which a closed total is another.
  public static void review(Restatements restated, Console console) {
    if (restated.isChanged()) {
      console.fail(ExitCode.GATE_FAILED, restated.file() + ": " + restated.sentence());
    }
  }
}
