package routercost.report.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.Check;
import routercost.audit.budget.PossibleCalls;
import routercost.audit.budget.Ratio;
import routercost.report.layout.Cell;
import routercost.report.layout.Phrases;
import routercost.report.layout.Role;
import routercost.report.layout.Rounding;

/// One check as people read it.
public record CheckText(Check check) {
  Budget budget() {
    return check.budget();
  }

  private LimitFormat format() {
    return LimitFormat.of(budget().metric());
  }

  /// The figure that was measured; `-` if nothing was.
  public String actual() {
    return check
        .measured()
        .map(measured -> format().actual(measured.actual(), check.limit()))
        .orElse("-");
  }

  public String limit() {
    return check
        .measured()
        .map(measured -> format().limit(measured.actual(), check.limit()))
        .orElseGet(() -> format().text(check.limit()));
  }

  /// The figure of the base; `-` if it is not known.
  String base() {
    return check.base().map(format()::text).orElse("-");
  }

  /// The part of the limit that is used; empty without a measure or a limit.
  String used() {
    return check
        .measured()
        .filter(_ -> check.limit().signum() != 0)
        .map(Check.Measured::actual)
        .map(actual -> ofLimit(actual.part(), actual.whole()))
        .orElse("");
  }

  private String ofLimit(BigDecimal part, BigDecimal whole) {
    var share = new Ratio(part.movePointRight(2), whole.multiply(check.limit()));
    return new Cell.Percent(LimitFormat.rounded(share, 1)).text();
  }

  /// `FAIL`, or `ok` where nothing is to be done.
  String status() {
    return needsAttention() ? check.status().id().toUpperCase(Locale.ROOT) : check.status().id();
  }

  /// What its status means.
  public Role role() {
    return switch (check.status()) {
      case OK -> Role.OK;
      case WARN -> Role.WARNING;
      case FAIL, ERROR -> Role.BREACH;
      case OFF -> Role.DIM;
    };
  }

  /// Whether somebody should look at it.
  boolean needsAttention() {
    return switch (check.status()) {
      case WARN, FAIL, ERROR -> true;
      case OK, OFF -> false;
    };
  }

  /// What happened, in one sentence without a full stop.
  String message() {
    var message = new StringBuilder(verdict());
    check.waiver().ifPresent(waiver -> message.append("; waived ").append(waived(waiver)));
    if (check.hasGrown()) {
      message.append("; over before this change too, but by less (").append(base()).append(')');
    } else if (check.wasOverBefore()) {
      message.append("; already over before this change (").append(base()).append(')');
    } else if (check.isFixed()) {
      message.append("; over before this change (").append(base()).append(')');
    }
    check.expired().forEach(waiver -> message.append(expired(waiver)));
    return message.toString();
  }

  private String verdict() {
    if (check.status() == Check.Status.OFF) {
      return "off";
    }
    if (check.obstacle().isEmpty()) {
      return new MeasureText(this).sentence() + most();
    }
    var obstacle = NotJudgedText.of(check.obstacle().get());
    if (check.status() == Check.Status.FAIL || check.status() == Check.Status.WARN) {
      return new MeasureText(this).sentence() + " by what is known; " + obstacle;
    }
    var over = check.isOverLimit() ? "; without it, " + new MeasureText(this).sentence() : "";
    return "not judged: " + obstacle + most() + over;
  }

  /// The measure with all that is not counted.
  private String most() {
    return check
        .possible()
        .flatMap(PossibleCalls::most)
        .map(most -> "; " + format().text(most) + " at most with what is not counted")
        .orElse("");
  }

  private String waived(Waiver waiver) {
    return "up to %s until %s: %s%s"
        .formatted(format().text(waiver.limit()), waiver.until(), waiver.reason(), by(waiver));
  }

  private static String expired(Waiver waiver) {
    return "; the waiver until %s has expired (%s%s)"
        .formatted(waiver.until(), waiver.reason(), by(waiver));
  }

  private static String by(Waiver waiver) {
    return waiver.approvedBy().isEmpty() ? "" : ", approved by " + waiver.approvedBy();
  }

  /// By how much the limit is exceeded: `$31.76 (10.6%) `; empty of a share.
  String excess(Ratio actual) {
    var excess = actual.part().subtract(check.limit().multiply(actual.whole()));
    var share = check.limit().signum() == 0 ? "" : "(" + ofLimit(excess, actual.whole()) + ") ";
    return format().text(new Ratio(excess, actual.whole())) + " " + share;
  }

  /// The largest tasks, and what the file says to whoever breaks the budget.
  List<String> details() {
    var details = new ArrayList<String>();
    var top = check.measured().map(Check.Measured::top).orElse(List.of());
    if (check.isOverLimit() && !top.isEmpty()) {
      int decimals = Rounding.decimals(top.getFirst().cost());
      details.add(
          top.stream()
              .map(
                  part ->
                      Phrases.orNone(part.task()) + " " + Rounding.dollars(part.cost(), decimals))
              .collect(Collectors.joining(", ", "Top: ", "")));
    }
    if (needsAttention() && !budget().message().isBlank()) {
      details.add(budget().message().strip());
    }
    return details;
  }

  /// The message and the details.
  List<String> lines() {
    var lines = new ArrayList<>(List.of(message()));
    lines.addAll(details());
    return lines;
  }
}
