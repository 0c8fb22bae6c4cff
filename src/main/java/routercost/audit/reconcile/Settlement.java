package routercost.audit.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import routercost.audit.reconcile.ReconciledLine.BillCause;
import routercost.usage.Meter;

/// The split of the difference of one cell. First what needs no quantity, then prices, then usage
/// that is billed in another way than logged; the rest is usage that one side lacks.
final class Settlement {
  private static final BigDecimal NEARLY = new BigDecimal("0.000001");
  private static final BigDecimal DUST = new BigDecimal("0.000000001");

  private final ReconciledCell cell;
  private final SequencedMap<Variant, ReconciledCell.Side> billed;
  private final SequencedMap<Variant, ReconciledCell.Side> used;

  /// Usage that one side lacks.
  ///
  /// @param quantity positive if the logs lack it
  /// @param rate the list price of one unit
  /// @param stated whether the bill says the quantity, which else follows from the amount
  record Open(
      ReconciledCell cell, Variant variant, BigDecimal quantity, BigDecimal rate, boolean stated) {
    BigDecimal value() {
      return quantity.multiply(rate);
    }

    Open less(BigDecimal part) {
      return new Open(cell, variant, quantity.subtract(part), rate, stated);
    }
  }

  Settlement(ReconciledCell cell) {
    this.cell = cell;
    billed = new LinkedHashMap<>(cell.billed());
    used = new LinkedHashMap<>(cell.used());
  }

  ReconciledCell cell() {
    return cell;
  }

  /// The list amounts of both sides by variant, for variants that both have.
  List<PriceRatios.Pair> pairs() {
    var pairs = new ArrayList<PriceRatios.Pair>();
    billed.forEach(
        (variant, side) -> {
          var ours = used.get(variant);
          if (ours != null && ours.list().signum() != 0 && side.list().signum() != 0) {
            pairs.add(new PriceRatios.Pair(side.list(), ours.list()));
          }
        });
    return pairs;
  }

  /// Explains lines that are not usage, discounts, rounding, and what another way of serving all
  /// of the usage explains to the last digit.
  void settlePlainly() {
    for (var line : cell.lines) {
      cause(line.kind()).ifPresent(cause -> cell.explain(cause, line.billed().usd()));
      if (line.kind() == BillLine.Kind.USAGE) {
        cell.explain(BillCause.DISCOUNT, line.billed().minus(line.listed()).usd());
      }
    }
    cell.logged.forEach(
        part -> cell.explain(BillCause.DISCOUNT, part.list().subtract(part.total())));
    for (var variant : List.copyOf(billed.keySet())) {
      settleRounding(variant);
    }
    settleWhole();
  }

  private static Optional<BillCause> cause(BillLine.Kind kind) {
    return switch (kind) {
      case USAGE -> Optional.empty();
      case DISCOUNT -> Optional.of(BillCause.DISCOUNT);
      case CREDIT -> Optional.of(BillCause.CREDIT);
      case TAX -> Optional.of(BillCause.TAX);
      case ROUNDING -> Optional.of(BillCause.ROUNDING);
      case LATE -> Optional.of(BillCause.LATE);
    };
  }

  private boolean isRounding(BigDecimal difference, int lines) {
    var most = cell.bill.halfUnit().multiply(BigDecimal.valueOf(lines));
    return difference.abs().compareTo(most) <= 0;
  }

  private void settleRounding(Variant variant) {
    var theirs = billed.get(variant);
    var ours = used.get(variant);
    if (theirs == null || ours == null) {
      return;
    }
    var off = theirs.list().subtract(ours.list());
    if (isSameUsage(theirs, ours) && isRounding(off, theirs.lines())) {
      cell.explain(BillCause.ROUNDING, off);
      billed.remove(variant);
      used.remove(variant);
    }
  }

  /// Whether the quantities do not differ, as far as the bill states them.
  private boolean isSameUsage(ReconciledCell.Side theirs, ReconciledCell.Side ours) {
    return !cell.isMetered()
        || theirs.quantity().isEmpty()
        || theirs.quantity().get().compareTo(ours.quantity().orElseThrow()) == 0;
  }

  /// Tries the ways of serving that the bill does not state, each for all of the usage.
  private void settleWhole() {
    if (billed.size() != 1 || used.isEmpty() || cell.isUnpriced()) {
      return;
    }
    var theirs = billed.firstEntry().getValue();
    var variant = billed.firstEntry().getKey();
    if (!isSameUsage(
        theirs, used.values().stream().reduce(ReconciledCell.Side::plus).orElseThrow())) {
      return;
    }
    var ours =
        used.values().stream()
            .map(ReconciledCell.Side::list)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var found =
        UnstatedServing.of(
            cell,
            variant,
            ours,
            total -> isRounding(theirs.list().subtract(total), theirs.lines()));
    if (found.isPresent()) {
      cell.explain(found.get().cause(), found.get().total().subtract(ours));
      cell.explain(BillCause.ROUNDING, theirs.list().subtract(found.get().total()));
      billed.clear();
      used.clear();
    }
  }

  /// Explains prices and other ways of serving.
  ///
  /// @param ratios what the bill asks for each dollar of our list price
  /// @return the usage that one side lacks
  List<Open> settleUsage(PriceRatios ratios) {
    var variants = new LinkedHashSet<>(billed.keySet());
    variants.addAll(used.keySet());
    var open = new ArrayList<Open>();
    for (var variant : variants) {
      open(variant, ratios).ifPresent(open::add);
    }
    return moved(open);
  }

  private Optional<Open> open(Variant variant, PriceRatios ratios) {
    var theirs = Optional.ofNullable(billed.get(variant));
    var ours =
        Optional.ofNullable(used.get(variant))
            .flatMap(ReconciledCell.Side::quantity)
            .orElse(BigDecimal.ZERO);
    var rate = cell.rate(variant);
    if (rate.isEmpty() || rate.get().signum() == 0) {
      boolean isTheirsAlone = ours.signum() == 0 && !cell.isUnpriced();
      theirs.filter(_ -> isTheirsAlone).ifPresent(side -> cell.explain(lacking(), side.list()));
      return Optional.empty();
    }
    if (theirs.isEmpty()) {
      return Optional.of(new Open(cell, variant, ours.negate(), rate.get(), true));
    }
    boolean stated = cell.isMetered() && theirs.get().quantity().isPresent();
    var quantity =
        stated
            ? theirs.get().quantity().get()
            : implied(theirs.get().list(), rate.get().multiply(ratios.of(cell)), ours);
    var priced = theirs.get().list().subtract(quantity.multiply(rate.get()));
    var cause = ratios.isDiscount(cell) ? BillCause.DISCOUNT : BillCause.LIST_DIFFERENCE;
    boolean rounded = stated && isRounding(priced, theirs.get().lines());
    cell.explain(rounded ? BillCause.ROUNDING : cause, priced);
    var more = quantity.subtract(ours);
    return more.signum() == 0
        ? Optional.empty()
        : Optional.of(new Open(cell, variant, more, rate.get(), stated));
  }

  /// The quantity that an amount stands for: whole, if it is nearly so.
  private BigDecimal implied(BigDecimal list, BigDecimal rate, BigDecimal ours) {
    var quantity = list.divide(rate, ReconciledCell.DIGITS);
    if (quantity.subtract(ours).abs().compareTo(NEARLY) <= 0) {
      return ours;
    }
    var whole = quantity.setScale(0, RoundingMode.HALF_UP);
    boolean isWhole = quantity.subtract(whole).abs().compareTo(NEARLY) <= 0;
    return cell.isMetered() && isWhole ? whole : quantity;
  }

  /// Takes usage that the bill has under another variant off both, the nearest first.
  private List<Open> moved(List<Open> open) {
    var lacking = new ArrayList<>(open.stream().filter(of -> of.quantity().signum() > 0).toList());
    var beyond = new ArrayList<>(open.stream().filter(of -> of.quantity().signum() < 0).toList());
    var pairs = new ArrayList<int[]>();
    for (int i = 0; i < beyond.size(); i++) {
      for (int j = 0; j < lacking.size(); j++) {
        pairs.add(new int[] {i, j});
      }
    }
    pairs.sort(
        Comparator.comparingInt(
            pair -> beyond.get(pair[0]).variant().distance(lacking.get(pair[1]).variant())));
    for (var pair : pairs) {
      var from = beyond.get(pair[0]);
      var to = lacking.get(pair[1]);
      var part = from.quantity().negate().min(to.quantity());
      if (part.signum() > 0) {
        move(from, to, part);
        beyond.set(pair[0], from.less(part.negate()));
        lacking.set(pair[1], to.less(part));
      }
    }
    lacking.addAll(beyond);
    lacking.removeIf(of -> of.quantity().signum() == 0);
    return lacking;
  }

  private void move(Open from, Open to, BigDecimal part) {
    var served = from.variant().withService(to.variant());
    var placed = served.withPlace(to.variant());
    var atService = rate(served, from.rate());
    var atPlace = placed.equals(to.variant()) ? to.rate() : rate(placed, atService);
    cell.explain(BillCause.BATCH, part.multiply(atService.subtract(from.rate())));
    cell.explain(BillCause.GEOGRAPHY, part.multiply(atPlace.subtract(atService)));
    cell.explain(BillCause.CACHE_LIFETIME, part.multiply(to.rate().subtract(atPlace)));
  }

  private BigDecimal rate(Variant variant, BigDecimal otherwise) {
    return cell.rate(variant).orElse(otherwise);
  }

  private BillCause lacking() {
    return cell.key.meter().filter(meter -> meter == Meter.WEB_SEARCH).isPresent()
        ? BillCause.SEARCHES
        : BillCause.NOT_LOGGED;
  }

  /// Explains usage that one side lacks. A quantity that follows from an amount must be whole, or
  /// the amount is of something else and stays unexplained.
  static void settle(Open open) {
    var cell = open.cell();
    boolean isSearch = cell.key.meter().filter(meter -> meter == Meter.WEB_SEARCH).isPresent();
    var unit = cell.bill.halfUnit().multiply(BigDecimal.TWO);
    boolean canCheck =
        !open.stated()
            && cell.isMetered()
            && !cell.logged.isEmpty()
            && unit.compareTo(open.rate()) < 0;
    if (canCheck && open.quantity().stripTrailingZeros().scale() > 0) {
      return;
    }
    var cause = open.quantity().signum() > 0 ? BillCause.NOT_LOGGED : BillCause.NOT_BILLED;
    cell.explain(isSearch ? BillCause.SEARCHES : cause, open.value());
  }

  /// Adds what quotients leave in far decimals to the rounding.
  static void settleDust(ReconciledCell cell) {
    if (cell.residual().abs().compareTo(DUST) <= 0) {
      cell.explain(BillCause.ROUNDING, cell.residual());
    }
  }
}
