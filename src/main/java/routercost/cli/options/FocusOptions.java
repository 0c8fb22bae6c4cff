package routercost.cli.options;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;
import routercost.price.PriceBook;
import routercost.price.PricePeriods;
import routercost.price.Quote;
import routercost.read.text.ConfigurationProblem;
import routercost.report.focus.FocusFile;
import routercost.report.focus.FocusFile.FocusVersion;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// How calls are written as FOCUS.
public final class FocusOptions {
  @Option(
      names = "--focus-version",
      paramLabel = "VERSION",
      description = "The version of FOCUS: 1.4 (default) or 1.2.")
  String version = FocusVersion.V1_4.id();

  @Option(
      names = "--focus-billed",
      paramLabel = "WHAT",
      description =
          "The BilledCost of FOCUS: nothing (default), as no bill is known, or estimate, for tools"
              + " that sum only that.")
  Billed billed = Billed.NOTHING;

  @Option(
      names = "--focus-account",
      paramLabel = "ID",
      description = "The BillingAccountId of FOCUS; router-cost by default.")
  String account = "router-cost";

  /// What BilledCost has.
  public enum Billed {
    NOTHING,
    ESTIMATE
  }

  /// The file of calls.
  ///
  /// @param together the stretches whose days were taken together, if any were
  public FocusFile file(
      UsageCube calls,
      Function<UsageKey, Quote> quotes,
      PriceBook book,
      Optional<PricePeriods> together) {
    return new FocusFile(
        calls, quotes, focusVersion(), billed == Billed.ESTIMATE, account, book.tag(), together);
  }

  private FocusVersion focusVersion() {
    return FocusVersion.of(version)
        .orElseThrow(
            () ->
                new ConfigurationProblem(
                    "--focus-version is '%s'; expected %s"
                        .formatted(version, String.join(" or ", FocusVersion.ids()))));
  }
}
