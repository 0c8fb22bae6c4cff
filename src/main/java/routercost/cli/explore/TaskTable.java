package routercost.cli.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Attribute;
import routercost.price.Money;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;
import routercost.report.layout.TextWidth;
import routercost.usage.Thousands;
import routercost.whatif.evidence.EvidenceVerdict;
import routercost.whatif.evidence.EvidenceVerdict.Basis;
import routercost.whatif.routing.Tier;

/// The table of rows: where their calls run, where the plan moves them, and what that saves.
///
/// @param width in columns
/// @param unicode whether more than ASCII is drawn
record TaskTable(
    BillView bill, ExplorerState state, PlanPricer.Priced priced, int width, boolean unicode) {
  private static final int NARROWEST_NAME = 10;
  private static final int WIDEST_NAME = 48;
  private static final int EVIDENCE = 18;

  /// The lines of a table.
  ///
  /// @param most how many lines there are for rows
  List<StyledLine> lines(int most) {
    var rows = bill.rows(state.sort(), priced);
    int top = first(state.cursor(), rows.size(), most);
    var shown = rows.subList(top, Math.min(rows.size(), top + most));
    var tiers = tiers();
    var widths = new Widths(shown, tiers.size());
    var lines = new ArrayList<StyledLine>();
    lines.add(heading(widths, tiers));
    for (int i = 0; i < shown.size(); i++) {
      lines.add(line(shown.get(i), widths, tiers, top + i == state.cursor()));
    }
    if (rows.isEmpty()) {
      lines.add(
          StyledLine.of("   no call is chosen; / changes the filter, t the period", Role.DIM));
    }
    while (lines.size() <= most) {
      lines.add(StyledLine.EMPTY);
    }
    return lines;
  }

  /// Which rows show, if not all do: `12-22 of 300`.
  static String place(int cursor, int rows, int most) {
    return range(first(cursor, rows, most), rows, most);
  }

  static String range(int top, int rows, int most) {
    return rows <= most ? "" : " %d-%d of %d ".formatted(top + 1, Math.min(rows, top + most), rows);
  }

  /// The first row that shows, so that the cursor does, too.
  static int first(int cursor, int rows, int most) {
    return Math.max(0, Math.min(cursor - most / 2, rows - most));
  }

  /// The columns of tiers: the three usual ones, and those that calls run on or go to.
  private List<String> tiers() {
    var used = new HashSet<>(bill.tiers());
    state.plan().moves().forEach(move -> move.target().ifPresent(used::add));
    return Tier.ids().stream().filter(used::contains).toList();
  }

  /// The widths of columns.
  private final class Widths {
    private final int name;
    private final int amount;
    private final int evidence;

    Widths(List<ExplorerRow> shown, int tiers) {
      amount =
          2
              + shown.stream()
                  .flatMap(row -> Stream.of(now(row), plan(row)))
                  .mapToInt(TextWidth::of)
                  .max()
                  .orElse(5);
      int left = width - 3 - 8 - 3 * amount - 1 - 1 - 3 * tiers;
      evidence = bill.hasTasks() && left - EVIDENCE >= NARROWEST_NAME ? EVIDENCE : 0;
      int widest = shown.stream().mapToInt(row -> TextWidth.of(name(row))).max().orElse(0);
      name =
          Math.clamp(
              Math.max(widest, 16),
              NARROWEST_NAME,
              Math.max(NARROWEST_NAME, Math.min(WIDEST_NAME, left - evidence)));
    }
  }

  private String name(ExplorerRow row) {
    var name = Phrases.orNone(row.name());
    return bill.dimensions().getFirst() == Attribute.Known.MODEL ? Phrases.shortModel(name) : name;
  }

  private StyledLine heading(Widths widths, List<String> tiers) {
    var title =
        new StringBuilder(
            "   " + padded(Phrases.capital(bill.dimensions().getFirst().id()), widths.name));
    title.append(right("Calls ", 8)).append(right("Now", widths.amount)).append(' ');
    tiers.forEach(tier -> title.append(' ').append(letter(tier)).append(' '));
    title.append(right("Plan", widths.amount)).append(right("Save", widths.amount + 1));
    if (widths.evidence > 0) {
      title.append("  Evidence");
    }
    return StyledLine.of(title.toString(), Role.HEADING);
  }

  private static String letter(String tier) {
    return tier.substring(0, 1).toUpperCase(Locale.ROOT);
  }

  private StyledLine line(ExplorerRow row, Widths widths, List<String> tiers, boolean isHere) {
    var group = priced.of(row);
    var move = row.where().map(state.plan()::of);
    var line =
        StyledLine.of(isHere ? " > " : "   ")
            .and(padded(name(row), widths.name))
            .and(
                right(
                    Thousands.grouped(row.calls()) + (row.unpriced().signum() > 0 ? "?" : " "), 8))
            .and(right(now(row), widths.amount))
            .and(" ");
    for (var tier : tiers) {
      line = line.and(" ").and(mark(row, move, tier), role(move, tier));
    }
    var saved = group.saved();
    line =
        line.and(right(plan(row), widths.amount))
            .and(right(save(row), widths.amount + 1), savingRole(saved));
    if (widths.evidence > 0) {
      line = line.and("  ").and(evidence(row, move), Role.DIM);
    }
    return isHere ? line.and(" ".repeat(Math.max(0, width - line.width()))).in(Role.CURRENT) : line;
  }

  /// `S<` where calls go, `S` where they run, `s` where they ran, `*` for a batch or a cache.
  private String mark(ExplorerRow row, Optional<PlannedMove> move, String tier) {
    boolean runsHere = row.tiers().contains(tier);
    var target = move.flatMap(PlannedMove::target);
    boolean isServed = move.filter(of -> of.batch() || of.cache().isPresent()).isPresent();
    if (target.filter(tier::equals).isPresent()) {
      return letter(tier) + (isServed ? "*" : "<");
    }
    if (!runsHere) {
      return (unicode ? "·" : ".") + " ";
    }
    boolean hasLeft =
        target.isPresent() && move.filter(of -> of.percent() == PlannedMove.ALL).isPresent();
    return (hasLeft ? letter(tier).toLowerCase(Locale.ROOT) : letter(tier))
        + (target.isEmpty() && isServed ? "*" : " ");
  }

  private static Role role(Optional<PlannedMove> move, String tier) {
    return move.flatMap(PlannedMove::target).filter(tier::equals).isPresent()
        ? Role.SAVING
        : Role.PLAIN;
  }

  private int decimals() {
    return Rounding.decimals(priced.before());
  }

  private String now(ExplorerRow row) {
    return row.cost().map(this::dollars).orElse("?");
  }

  private String plan(ExplorerRow row) {
    return priced.of(row).after().map(this::dollars).orElse("?");
  }

  private String save(ExplorerRow row) {
    return priced
        .of(row)
        .saved()
        .filter(saved -> !saved.isZero())
        .map(saved -> change(saved, decimals()))
        .orElse("");
  }

  /// A saving as the change of the bill: `-$2.03`, `+$0.50`.
  static String change(Money saved, int decimals) {
    return (saved.usd().signum() > 0 ? "-" : "+")
        + Rounding.dollars(new Money(saved.usd().abs()), decimals);
  }

  private static Role savingRole(Optional<Money> saved) {
    return saved
        .map(of -> of.usd().signum())
        .map(sign -> sign > 0 ? Role.SAVING : Role.WARNING)
        .orElse(Role.PLAIN);
  }

  private String dollars(Money money) {
    return Rounding.dollars(money, decimals());
  }

  /// What graded answers say of the move, or of the one that is suggested.
  private String evidence(ExplorerRow row, Optional<PlannedMove> move) {
    return move.flatMap(PlannedMove::target)
        .or(() -> bill.advice(row).filter(of -> of.moves()).map(of -> of.to()))
        .map(
            target ->
                (move.flatMap(PlannedMove::target).isEmpty() ? letter(target) + ": " : "")
                    + evidence(bill.verdict(row, target)))
        .orElse("");
  }

  static String evidence(EvidenceVerdict verdict) {
    return verdict.basis() == Basis.NONE
        ? "none"
        : verdict.state().id() + " (" + verdict.samples() + ")";
  }

  private String padded(String text, int columns) {
    var cut = TextWidth.cut(text, columns, unicode ? "…" : "..");
    return cut + " ".repeat(Math.max(0, columns - TextWidth.of(cut)));
  }

  private static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - TextWidth.of(text))) + text;
  }

  /// The part of the saving in each state of evidence.
  static String proof(BillView bill, PlanPricer.Priced priced) {
    var sums = new TreeMap<EvidenceVerdict.State, Money>();
    for (var move : priced.plan().moves()) {
      var row = bill.pricer().row(move.where());
      var saved = row.flatMap(of -> priced.of(of).saved()).orElse(Money.ZERO);
      if (row.isPresent() && move.target().isPresent() && !saved.isZero()) {
        sums.merge(bill.verdict(row.get(), move.target().get()).state(), saved, Money::plus);
      }
    }
    int decimals = Rounding.decimals(priced.before());
    return sums.entrySet().stream()
        .map(of -> Rounding.dollars(of.getValue(), decimals) + " " + name(of.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String name(EvidenceVerdict.State state) {
    return state == EvidenceVerdict.State.UNPROVEN ? "untested" : state.id();
  }
}
