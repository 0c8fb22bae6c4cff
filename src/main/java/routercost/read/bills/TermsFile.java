package routercost.read.bills;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import routercost.audit.reconcile.Terms;
import routercost.price.Money;
import routercost.read.config.FileKind;
import routercost.read.config.RecordMapper.Default;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.text.TextFiles;

/// A reader of terms files (docs/reconcile.md).
public final class TermsFile {
  record Root(
      YamlFile.Version version,
      @Default Rates rates,
      @Default List<MarkupRow> markups,
      @Default List<CommitmentRow> commitments,
      @Default AccountsRow accounts) {}

  record Rates(@Default String source, @Default Map<String, BigDecimal> usd) {}

  record MarkupRow(String name, BigDecimal percent) {}

  record CommitmentRow(String name, BigDecimal least) {}

  record AccountsRow(
      @Default("usage") String usage,
      @Default("usage") String discount,
      @Default("credits") String credit,
      @Default("tax") String tax,
      @Default("rounding") String rounding,
      @Default("payable") String payable) {}

  private TermsFile() {}

  /// The terms in the file at `path`.
  ///
  /// @throws ConfigurationProblem if it says something that is not allowed
  /// @throws InputProblem if it cannot be read
  public static Terms read(String path) {
    var bytes = TextFiles.bytes(path, 16, "--terms takes a file of rates and accounts in YAML");
    return FileKind.TERMS.read(path, bytes, TermsFile::terms);
  }

  private static Terms terms(YamlNode node) {
    var root = node.as(Root.class, "the terms file");
    var accounts = root.accounts();
    return new Terms(
        root.rates().source(),
        new TreeMap<>(root.rates().usd()),
        root.markups().stream().map(row -> new Terms.Markup(row.name(), row.percent())).toList(),
        root.commitments().stream()
            .map(row -> new Terms.Commitment(row.name(), new Money(row.least())))
            .toList(),
        new Terms.Accounts(
            accounts.usage(),
            accounts.discount(),
            accounts.credit(),
            accounts.tax(),
            accounts.rounding(),
            accounts.payable()));
  }
}
