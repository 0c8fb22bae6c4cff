package routercost.read.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import routercost.usage.LazyPattern;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// The words that logs use for a closed list of meanings.
public final class EnumSynonyms {
  private static final Set<String> GOOD =
      Set.of(
          "",
          "ok",
          "okay",
          "success",
          "successful",
          "succeeded",
          "true",
          "1",
          "yes",
          "y",
          "default",
          "debug",
          "info",
          "warning",
          "warn",
          "complete",
          "completed",
          "done",
          "finished",
          "stop",
          "end_turn",
          "endturn",
          "stop_sequence",
          "tool_use",
          "tool_calls",
          "function_call",
          "max_tokens",
          "length",
          "pause_turn",
          "pass",
          "passed",
          "processed",
          "fulfilled",
          "none",
          "null",
          "n/a",
          "-",
          "end",
          "eos",
          "cached",
          "retried_ok",
          "status_code_ok");
  private static final Set<String> BAD =
      Set.of(
          "error",
          "errored",
          "errors",
          "failed",
          "fail",
          "failure",
          "timeout",
          "timed_out",
          "timedout",
          "false",
          "0",
          "no",
          "n",
          "cancelled",
          "canceled",
          "cancel",
          "aborted",
          "abort",
          "expired",
          "rejected",
          "refusal",
          "refused",
          "content_filter",
          "rate_limited",
          "rate_limit",
          "overloaded",
          "exception",
          "critical",
          "fatal",
          "invalid",
          "incomplete",
          "status_code_error",
          "denied",
          "blocked",
          "throttled",
          "unavailable");
  private static final Set<String> NO_ERROR =
      Set.of(
          "", "false", "0", "no", "none", "null", "nil", "nan", "n/a", "-", "ok", "success", "[]",
          "{}");
  private static final LazyPattern HTTP = new LazyPattern("(?:http_)?([1-5])\\d\\d(?:\\.0|_.*)?");

  private EnumSynonyms() {}

  /// What a status column says.
  public static Optional<Status> status(String text) {
    String word = word(text);
    if (GOOD.contains(word)) {
      return Optional.of(Status.OK);
    }
    if (BAD.contains(word)) {
      return Optional.of(Status.FAILED);
    }
    var http = HTTP.matcher(word);
    return http.matches()
        ? Optional.of(http.group(1).equals("2") ? Status.OK : Status.FAILED)
        : Optional.empty();
  }

  /// What an error column says: any text is an error.
  public static Status statusOfError(String text) {
    return NO_ERROR.contains(word(text)) ? Status.OK : Status.FAILED;
  }

  /// What a service tier column says.
  public static Optional<ServiceTier> tier(String text) {
    return switch (word(text)) {
      case "",
          "standard",
          "default",
          "on_demand",
          "ondemand",
          "normal",
          "auto",
          "false",
          "0",
          "no",
          "none",
          "null",
          "n/a",
          "-" ->
          Optional.of(ServiceTier.STANDARD);
      case "batch", "batches", "true", "1", "yes", "50%" -> Optional.of(ServiceTier.BATCH);
      case "fast" -> Optional.of(ServiceTier.FAST);
      case "priority", "priority_on_demand" -> Optional.of(ServiceTier.PRIORITY);
      case "flex", "flex_discount" -> Optional.of(ServiceTier.FLEX);
      case "ultrafast" -> Optional.of(ServiceTier.ULTRAFAST);
      case "peak" -> Optional.of(ServiceTier.PEAK);
      default -> Optional.empty();
    };
  }

  /// Whether a speed column says fast.
  public static Optional<Boolean> fast(String text) {
    return switch (word(text)) {
      case "", "standard", "default", "normal", "none", "null", "n/a", "-" -> Optional.of(false);
      case "fast" -> Optional.of(true);
      default -> Optional.empty();
    };
  }

  /// Where an inference_geo column says that a call was served.
  public static Optional<Place> place(String text) {
    return switch (word(text)) {
      case "us" -> Optional.of(Place.INFERENCE_GEO_US);
      case "eu" -> Optional.of(Place.INFERENCE_GEO_EU);
      case "", "global", "not_available", "none", "null", "n/a", "-" -> Optional.of(Place.GLOBAL);
      default ->
          Arrays.stream(Place.values()).filter(place -> place.id().equals(word(text))).findFirst();
    };
  }

  private static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
