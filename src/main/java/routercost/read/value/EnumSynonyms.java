package routercost.read.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
          "status_code_ok",
          "status_code_unset",
          "unset",
          "cache_hit",
          "hit",
          "no_error",
          "finish",
          "model_length",
          "max_output_tokens",
          "tool_call",
          "completed_successfully",
          "200_ok");
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
          "unavailable",
          "safety",
          "recitation",
          "blocklist",
          "prohibited_content",
          "guardrail_intervened",
          "content_filtered",
          "malformed_function_call",
          "crashed",
          "killed",
          "dead",
          "too_many_requests",
          "unauthorized",
          "forbidden",
          "not_found",
          "bad_request",
          "service_unavailable",
          "internal",
          "resource_exhausted",
          "unauthenticated",
          "permission_denied",
          "invalid_argument",
          "failed_precondition");
  private static final Pattern BAD_END =
      Pattern.compile(
          ".+(?:error|exceeded|exception|failed|failure|timeout|timed_out|cancelled|canceled)");
  private static final Pattern AROUND =
      Pattern.compile("^(?:finish_?reason|status_?code|status|state|outcome)\\.|_?\\(.*\\)$|[!.]$");
  private static final Set<String> NO_ERROR =
      Set.of(
          "", "false", "0", "no", "none", "null", "nil", "nan", "n/a", "-", "ok", "success", "[]",
          "{}");
  private static final Pattern HTTP = Pattern.compile("(?:http_)?([1-5])\\d\\d(?:\\.0|_.*)?");

  private EnumSynonyms() {}

  /// What a status column says.
  public static Optional<Status> status(String text) {
    String word = word(text);
    var known = known(word);
    return known.isPresent() ? known : known(AROUND.matcher(word).replaceAll(""));
  }

  private static Optional<Status> known(String word) {
    if (GOOD.contains(word)) {
      return Optional.of(Status.OK);
    }
    if (BAD.contains(word)) {
      return Optional.of(Status.FAILED);
    }
    var http = HTTP.matcher(word);
    if (http.matches()) {
      return Optional.of(http.group(1).equals("2") ? Status.OK : Status.FAILED);
    }
    return BAD_END.matcher(word).matches() ? Optional.of(Status.FAILED) : Optional.empty();
  }

  /// What an error column says: any text is an error.
  public static Status statusOfError(String text) {
    return NO_ERROR.contains(word(text)) ? Status.OK : Status.FAILED;
  }

  /// What a service tier column says.
  public static Optional<ServiceTier> tier(String text) {
    return switch (word(text).replace('-', '_')) {
      case "",
          "_",
          "standard",
          "standard_only",
          "default",
          "on_demand",
          "ondemand",
          "payg",
          "pay_as_you_go",
          "paygo",
          "pay_per_token",
          "normal",
          "regular",
          "shared",
          "auto",
          "base",
          "realtime",
          "real_time",
          "online",
          "interactive",
          "sync",
          "synchronous",
          "async",
          "nil",
          "nan",
          "not_available",
          "false",
          "0",
          "no",
          "none",
          "null",
          "n/a" ->
          Optional.of(ServiceTier.STANDARD);
      case "batch", "batches", "batched", "batch_api", "batch_job", "true", "1", "yes", "50%" ->
          Optional.of(ServiceTier.BATCH);
      case "fast", "fast_mode" -> Optional.of(ServiceTier.FAST);
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
      case "us", "usa", "united_states" -> Optional.of(Place.INFERENCE_GEO_US);
      case "eu", "europe", "european_union" -> Optional.of(Place.INFERENCE_GEO_EU);
      case "",
          "global",
          "worldwide",
          "world",
          "any",
          "anywhere",
          "default",
          "auto",
          "not_available",
          "none",
          "null",
          "nil",
          "n/a",
          "-" ->
          Optional.of(Place.GLOBAL);
      default ->
          Arrays.stream(Place.values()).filter(place -> place.id().equals(word(text))).findFirst();
    };
  }

  private static String word(String text) {
    String stripped = text.strip();
    return stripped.equals("\\N") // PostgreSQL's null
        ? ""
        : stripped.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
