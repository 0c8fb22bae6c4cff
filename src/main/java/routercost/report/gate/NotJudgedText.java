package routercost.report.gate;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import routercost.audit.budget.NotJudged;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;

/// Why a budget could not be judged, in words.
final class NotJudgedText {
  private static final int SHOWN = 5;

  private NotJudgedText() {}

  static String of(NotJudged obstacle) {
    return switch (obstacle) {
      case NotJudged.NoCalls _ -> "there are no calls";
      case NotJudged.UnknownValue(var attribute, var value, var near) ->
          "no call has the %s '%s'%s; it is misspelt or was renamed"
              .formatted(
                  attribute, value, near.map(name -> " (did you mean '" + name + "'?)").orElse(""));
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
