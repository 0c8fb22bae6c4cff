package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Money;

/// What a company agreed beyond prices: exchange rates that are pinned, markups, commitments, and
/// the accounts that a journal posts to. Discounts by contract stand in price files.
///
/// @param source of the exchange rates
/// @param rates US dollars for one unit of each currency
public record Terms(
    String source,
    SortedMap<String, BigDecimal> rates,
    List<Markup> markups,
    List<Commitment> commitments,
    Accounts accounts) {
  public static final Terms NONE =
      new Terms("", Collections.emptySortedMap(), List.of(), List.of(), Accounts.USUAL);

  /// What a reseller adds.
  ///
  /// @param percent of the cost of the calls
  public record Markup(String name, BigDecimal percent) {}

  /// What is billed at least: what usage falls short of is a line of its own.
  ///
  /// @param least for the compared days
  public record Commitment(String name, Money least) {}

  /// A line of our side that is not usage.
  public record Line(String name, Money amount) {}

  /// The numbers of accounts.
  ///
  /// @param payable what the provider is owed
  public record Accounts(
      String usage, String discount, String credit, String tax, String rounding, String payable) {
    public static final Accounts USUAL =
        new Accounts("usage", "usage", "credits", "tax", "rounding", "payable");
  }

  public Terms {
    rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    markups = List.copyOf(markups);
    commitments = List.copyOf(commitments);
  }

  /// An amount in US dollars; empty if no rate of its currency is pinned.
  public Optional<Money> dollars(BigDecimal amount, String currency) {
    return currency.equals("USD")
        ? Optional.of(new Money(amount))
        : Optional.ofNullable(rates.get(currency)).map(rate -> new Money(amount.multiply(rate)));
  }

  /// The lines that these terms add to a cost of usage: markups on it, then what the sum falls
  /// short of each commitment.
  public List<Line> lines(Money usage) {
    var lines = new ArrayList<Line>();
    var total = usage;
    for (var markup : markups) {
      var amount = usage.times(markup.percent().movePointLeft(2));
      lines.add(new Line(markup.name(), amount));
      total = total.plus(amount);
    }
    for (var commitment : commitments) {
      if (total.compareTo(commitment.least()) < 0) {
        var shortfall = commitment.least().minus(total);
        lines.add(new Line(commitment.name() + " (shortfall)", shortfall));
        total = total.plus(shortfall);
      }
    }
    return lines;
  }
}
