package routercost.report.audit;

import java.util.Optional;
import routercost.audit.CacheSavings;
import routercost.audit.Finding;
import routercost.price.Money;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// What caching changed of the bill of an audit.
record CachingText(Audit audit) {
  /// What caching saved, in one sentence; nothing where nothing was cached.
  Optional<String> sentence() {
    var bill = audit.bill();
    return CacheSavings.of(bill)
        .map(
            cache -> {
              var cost = audit.comparison().costBefore();
              var saved = cache.saved();
              boolean isLoss = saved.usd().signum() < 0;
              var amount = dollars(new Money(saved.usd().abs()), cost);
              return "Caching %s %s (hit rate %s)%s."
                  .formatted(
                      isLoss ? "cost" : "saved",
                      amount + (isLoss ? " more than it saved" : ""),
                      Phrases.percent(cache.readTokens(), cache.promptTokens()),
                      unreadWrites().usd().signum() > 0
                          ? "; unread writes cost " + dollars(unreadWrites(), cost)
                          : "");
            });
  }

  /// What cache writes of tasks that never read them cost; more may be unread, which sums do not
  /// show.
  Money unreadWrites() {
    return Money.sum(
        audit.findings().stream()
            .filter(finding -> finding.rule() == Finding.Rule.UNREAD_CACHE)
            .map(Finding::amount)
            .toList());
  }

  private static String dollars(Money amount, Money cost) {
    return Rounding.dollars(amount, Math.max(Rounding.decimals(cost), Rounding.decimals(amount)));
  }
}
