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
import routercost.audit.NotCounted;
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
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.CallFilter;
import routercost.whatif.Comparison;
import routercost.whatif.Comparison.Repriced;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;

/// A builder of bills from priced usage.
///
/// @param labels the columns of the log that scopes need
/// @param targets tiers and models for which missed savings are measured
public record BillBuilder(PriceBook book, SortedSet<String> labels, SortedSet<String> targets) {
  public static BillBuilder of(PriceBook book, Budgets budgets) {
    return new BillBuilder(book, budgets.labels(), budgets.targets());
  }

  /// The bill of `comparison` before any scenario.
  public Bill bill(Comparison comparison) {
    var missed = new HashMap<String, List<Repriced>>();
    targets.forEach(target -> missed.put(target, moved(comparison, target).lines()));
    var lines = new ArrayList<BillLine>();
    for (int i = 0; i < comparison.lines().size(); i++) {
      int index = i;
      var savings = new TreeMap<String, Money>();
      missed.forEach(
          (target, moved) ->
              saving(moved.get(index)).ifPresent(saved -> savings.put(target, saved)));
      lines.add(line(comparison.lines().get(i), savings));
    }
    return new Bill(lines, vocabulary(), Optional.empty());
  }

  private Comparison moved(Comparison comparison, String target) {
    var move = Rule.Move.to(CallFilter.ALL, target, BigDecimal.ONE);
    return comparison.under(new Scenario(target, List.of(move)), book);
  }

  /// The saving of a move; zero if it would cost more.
  private static Optional<Money> saving(Repriced moved) {
    return moved
        .costAfter()
        .filter(_ -> moved.before().isComplete())
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
            cost,
            complete,
            calls,
            complete ? BigDecimal.ZERO : calls,
            slice.usage().tokens(),
            complete ? empty(slice, cost) : BigDecimal.ZERO);
    return new BillLine(slice.key().day(), attributes(slice), amounts, missed);
  }

  /// The calls that used nothing. A bound on calls that are not counted does not say it.
  private static BigDecimal empty(Slice slice, Money cost) {
    boolean isNothing = cost.isZero() && slice.usage().tokens().signum() == 0;
    return slice.usage().of(isNothing ? Meter.CALLS : Meter.EMPTY_CALLS);
  }

  /// The bill of `ledger`, without missed savings.
  public Bill bill(Ledger ledger) {
    var charged =
        ledger.charges().stream()
            .map(charge -> line(charge.slice(), charge.total(), true, Map.of()));
    var uncharged =
        ledger.uncharged().stream().map(gap -> line(gap.slice(), Money.ZERO, false, Map.of()));
    return new Bill(Stream.concat(charged, uncharged).toList(), vocabulary(), Optional.empty());
  }

  /// The calls that are not counted, each with the most that it can cost; of calls that count, with
  /// the most that it can cost beyond that. Calls about which nothing
  /// is known have no attributes; a file has not even a number of calls.
  public Bill bill(NotCounted notCounted) {
    var lines = new ArrayList<BillLine>();
    for (var entry : notCounted.missing()) {
      boolean isCounted = entry.kind().isCounted();
      for (var call : entry.bounded()) {
        var slice = isCounted ? new Slice(call.slice().key(), Usage.NONE) : call.slice();
        lines.add(line(slice, call.most(), true, Map.of()));
        if (entry.kind().isOfDays()) {
          lines.add(line(call.slice(), call.counted(), true, Map.of()).onAnyDay());
        }
      }
      var keyless = BigDecimal.valueOf(entry.unbounded());
      for (var slice : entry.open()) {
        keyless = keyless.subtract(slice.usage().of(Meter.CALLS));
        var counted = isCounted ? Usage.NONE : slice.usage();
        lines.add(line(new Slice(slice.key(), counted), Money.ZERO, false, Map.of()));
      }
      if (keyless.signum() > 0) {
        var rows = entry.rows() == 0 ? BigDecimal.ZERO : keyless;
        var amounts = new BillLine.Amounts(Money.ZERO, false, rows, rows, BigDecimal.ZERO);
        lines.add(new BillLine(LocalDate.EPOCH, new TreeMap<>(), amounts, Map.of()));
      }
    }
    return new Bill(lines, Map.of(), Optional.empty());
  }

  /// The attributes of the calls of `slice`. Tier and provider are absent if the model is not in
  /// the book.
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
