package routercost.audit.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import routercost.audit.budget.Bill.BillLine;
import routercost.price.Attribute;
import routercost.price.Ledger;
import routercost.price.Model;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Status;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Repriced;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// Makes bills of priced usage.
///
/// @param labels of the log that some scope asks for
/// @param targets tiers and models that some budget asks missed savings for
public record BillBuilder(PriceBook book, SortedSet<String> labels, SortedSet<String> targets) {
  /// The billing that `budgets` need.
  public static BillBuilder of(PriceBook book, Budgets budgets) {
    return new BillBuilder(book, budgets.labels(), budgets.targets());
  }

  /// What `comparison` came to before any scenario.
  public Bill bill(Comparison comparison) {
    var missed = new HashMap<String, List<Repriced>>();
    targets.forEach(target -> missed.put(target, moved(comparison, target).lines()));
    var lines = new ArrayList<BillLine>();
    for (int i = 0; i < comparison.lines().size(); i++) {
      int at = i;
      var savings = new TreeMap<String, Money>();
      missed.forEach(
          (target, moved) -> saving(moved.get(at)).ifPresent(some -> savings.put(target, some)));
      lines.add(line(comparison.lines().get(i), savings));
    }
    return new Bill(lines, vocabulary(), Optional.empty());
  }

  private Comparison moved(Comparison comparison, String target) {
    var move = Rule.Move.to(CallFilter.ALL, target, BigDecimal.ONE);
    return comparison.under(new Scenario(target, List.of(move)), book);
  }

  /// What a move would have saved; nothing where it would have cost more.
  private static Optional<Money> saving(Repriced moved) {
    return moved
        .costAfter()
        .map(after -> moved.before().total().minus(after))
        .map(saved -> saved.compareTo(Money.ZERO) > 0 ? saved : Money.ZERO);
  }

  private BillLine line(Repriced line, SortedMap<String, Money> missed) {
    return line(line.original(), line.before().total(), line.before().isComplete(), missed);
  }

  private BillLine line(Slice slice, Money cost, boolean complete, Map<String, Money> missed) {
    var calls = slice.usage().of(Meter.CALLS);
    var amounts =
        new BillLine.Amounts(
            cost, complete, calls, complete ? BigDecimal.ZERO : calls, slice.usage().tokens());
    return new BillLine(slice.key().day(), attributes(slice), amounts, missed);
  }

  /// What `ledger` comes to. It tells nothing of missed savings.
  public Bill bill(Ledger ledger) {
    var charged =
        ledger.charges().stream()
            .map(charge -> line(charge.slice(), charge.total(), true, Map.of()));
    var uncharged =
        ledger.uncharged().stream().map(gap -> line(gap.slice(), Money.ZERO, false, Map.of()));
    return new Bill(Stream.concat(charged, uncharged).toList(), vocabulary(), Optional.empty());
  }

  /// What the calls of `slice` are. Tier and provider of a model that is not in the book are not
  /// known, nor is what else it is called.
  SortedMap<String, String> attributes(Slice slice) {
    UsageKey key = book.served(slice.key());
    var attributes = new TreeMap<String, String>();
    labels.forEach(label -> attributes.put(label, key.labels().getOrDefault(label, "")));
    var found = book.resolve(key.model(), key.day());
    for (var known : Attribute.Known.values()) {
      boolean ofModel = known == Attribute.Known.TIER || known == Attribute.Known.PROVIDER;
      if (found.isPresent() || !ofModel) {
        attributes.put(known.id(), known.value(key, found));
      }
    }
    return attributes;
  }

  private Map<String, SortedSet<String>> vocabulary() {
    var catalog = book.catalog();
    var models = new TreeSet<>(catalog.models().keySet());
    models.addAll(catalog.services().keySet());
    var tiers = new TreeSet<>(catalog.tiers().names());
    catalog.models().values().stream().map(Model::tier).forEach(tiers::add);
    var providers = new TreeSet<String>();
    catalog.models().values().stream().map(Model::provider).forEach(providers::add);
    return Map.of(
        "model",
        models,
        "tier",
        tiers,
        "provider",
        providers,
        "service",
        ids(Arrays.stream(ServiceTier.values()).map(ServiceTier::id)),
        "place",
        ids(Arrays.stream(Place.values()).map(Place::id)),
        "status",
        ids(Arrays.stream(Status.values()).map(Status::id)));
  }

  private static SortedSet<String> ids(Stream<String> ids) {
    return new TreeSet<>(ids.toList());
  }

  /// The id in the book of a model under any of its names, on any day.
  public String modelId(String name, LocalDate day) {
    return book.resolve(name, day).map(Resolution::id).orElse(name);
  }
}
