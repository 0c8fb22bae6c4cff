package routercost.report.gate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import routercost.audit.budget.Budget;
import routercost.audit.budget.Budget.Waiver;
import routercost.audit.budget.Check;
import routercost.audit.budget.NotJudged;
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

  /// Why a budget could not be judged, in words.
  static final class NotJudgedText {
    private static final int SHOWN = 5;

    private NotJudgedText() {}

    static String of(NotJudged obstacle) {
      return switch (obstacle) {
        case NotJudged.NoCalls _ -> "there are no calls";
        case NotJudged.UnknownValue(var attribute, var value, var near) ->
            "no call has the %s '%s'%s; it is misspelt or was renamed"
                .formatted(
                    attribute,
                    value,
                    near.map(name -> " (did you mean '" + name + "'?)").orElse(""));
        case NotJudged.NothingInScope _ ->
            "no call meets all conditions of its scope; a policy with 'never', or a share, says that"
                + " there must be none";
        case NotJudged.UnknownMembers(var calls, var attributes, _) when calls.signum() == 0 ->
            "costs without calls may be in scope: their %s is not known"
                .formatted(String.join(" and ", attributes));
        case NotJudged.UnknownMembers(var calls, var attributes, var models) ->
            "%s of unknown %s may be in scope%s"
                .formatted(Phrases.calls(calls), String.join(" and ", attributes), in(models));
        case NotJudged.LeftOut(var rows, var files) when !files && rows.signum() == 0 ->
            "what some calls cost is not known and may break the limit; see what is not counted or"
                + " not certain";
        case NotJudged.LeftOut(var rows, var files) ->
            "%s%s not counted and may break the limit; see 'not counted'"
                .formatted(
                    files
                        ? "files that may hold calls"
                            + (rows.signum() == 0 ? "" : " and " + Phrases.counted(rows, "row"))
                        : Phrases.counted(rows, "row"),
                    files || rows.compareTo(BigDecimal.ONE) != 0 ? " are" : " is");
        case NotJudged.NoPrice(var calls, var models) ->
            calls.signum() == 0 // of sums that do not count them
                ? "usage in scope has no price" + in(models)
                : "%s in scope %s no price%s"
                    .formatted(Phrases.calls(calls), Phrases.has(calls), in(models));
        case NotJudged.NoBaseline(var days) ->
            days.map(
                    span ->
                        "there are no calls of %s to %s to compare with"
                            .formatted(span.from(), span.to()))
                .orElse("there is nothing to compare with; --base names it");
        case NotJudged.ZeroBaseline(var now) ->
            "it cost nothing before and %s now, which has no percentage; 'min_amount' says from which"
                    .formatted(Rounding.exactDollars(now))
                + " base on it counts";
        case NotJudged.NothingToDivideBy _ -> "there is no call in scope to divide by";
        case NotJudged.TooFewDays(int days) ->
            "the rest of the month cannot be predicted from %s; it takes eight"
                .formatted(Phrases.counted(days, "whole day"));
        case NotJudged.Aggregated(var place, var calls) ->
            "%s stands for %s, and the largest of them is not known"
                .formatted(place, Phrases.calls(calls));
        case NotJudged.InBaseline(var inner) -> "in what it is compared with, " + of(inner);
      };
    }

    private static String in(Collection<String> models) {
      return models.isEmpty()
          ? ""
          : models.stream().limit(SHOWN).collect(Collectors.joining(", ", " (", ""))
              + (models.size() > SHOWN ? ", …)" : ")");
    }
  }
}
