package routercost.read.value;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

/// The words that logs use for a closed list of meanings.
public final class EnumSynonyms {
  private static final Set<String> GOOD =
      orEmpty(
          """
          ok okay success successful succeeded true 1 yes y t default debug info warning warn
          complete completed done finished stop end_turn endturn stop_sequence tool_use
          tool_calls function_call max_tokens length pause_turn pass passed processed fulfilled
          none null n/a - end eos cached retried_ok status_code_ok status_code_unset unset
          cache_hit hit no_error finish model_length max_output_tokens tool_call
          completed_successfully 200_ok""");
  private static final Set<String> BAD =
      words(
          """
          error errored errors failed fail failure timeout timed_out timedout false 0 no n f
          cancelled canceled cancel aborted abort expired rejected refusal refused content_filter
          rate_limited rate_limit overloaded exception critical fatal invalid incomplete
          status_code_error denied blocked throttled unavailable safety recitation blocklist
          prohibited_content guardrail_intervened content_filtered malformed_function_call
          crashed killed dead too_many_requests unauthorized forbidden not_found bad_request
          service_unavailable internal resource_exhausted unauthenticated permission_denied
          invalid_argument failed_precondition""");
  private static final List<String> BAD_ENDINGS =
      List.of(
          "error",
          "exceeded",
          "exception",
          "failed",
          "failure",
          "timeout",
          "timed_out",
          "cancelled",
          "canceled");
  private static final Pattern BAD_END =
      Pattern.compile(".+(?:" + String.join("|", BAD_ENDINGS) + ")");
  private static final Pattern AROUND =
      Pattern.compile("^(?:finish_?reason|status_?code|status|state|outcome)\\.|_?\\(.*\\)$|[!.]$");
  private static final Set<String> NO_ERROR =
      orEmpty("false f 0 no none null nil nan n/a - ok success [] {}");
  private static final Pattern HTTP = Pattern.compile("(?:http_)?([1-5])\\d\\d(?:\\.0|_.*)?");

  /// The words of service tiers, in lower case and without hyphens.
  private static final Map<String, ServiceTier> TIERS = tiers();

  private static Map<String, ServiceTier> tiers() {
    var tiers = new HashMap<String, ServiceTier>();
    tiers.put("", ServiceTier.STANDARD);
    add(
        tiers,
        ServiceTier.STANDARD,
        """
        _ standard standard_only traffic_type_unspecified default on_demand ondemand payg
        pay_as_you_go paygo pay_per_token normal regular shared auto base realtime real_time
        online interactive sync synchronous async nil nan not_available false f 0 no none null
        n/a""");
    add(tiers, ServiceTier.BATCH, "batch batches batched batch_api batch_job true t 1 yes 50%");
    add(tiers, ServiceTier.FAST, "fast fast_mode");
    add(tiers, ServiceTier.PRIORITY, "priority priority_on_demand on_demand_priority");
    add(tiers, ServiceTier.FLEX, "flex flex_discount on_demand_flex");
    add(tiers, ServiceTier.ULTRAFAST, "ultrafast");
    add(tiers, ServiceTier.PEAK, "peak");
    add(tiers, ServiceTier.SEARCH_LOW, "search_low");
    add(tiers, ServiceTier.SEARCH_MEDIUM, "search_medium");
    add(tiers, ServiceTier.SEARCH_HIGH, "search_high");
    return Map.copyOf(tiers);
  }

  /// The words of places, in lower case.
  private static final Map<String, Place> PLACES = places();

  private static Map<String, Place> places() {
    var places = new HashMap<String, Place>();
    for (var place : Place.values()) {
      places.put(place.id(), place);
    }
    add(places, Place.INFERENCE_GEO_US, "us usa united_states");
    add(places, Place.INFERENCE_GEO_EU, "eu europe european_union");
    places.put("", Place.GLOBAL);
    add(places, Place.GLOBAL, "global worldwide world any anywhere default");
    add(places, Place.GLOBAL, "auto not_available none null nil n/a -");
    return Map.copyOf(places);
  }

  private static <T> void add(Map<String, T> meanings, T meaning, String words) {
    words(words).forEach(word -> meanings.put(word, meaning));
  }

  private static Set<String> words(String words) {
    return Set.of(words.split("\\s+", -1));
  }

  /// These words, and an empty cell.
  private static Set<String> orEmpty(String words) {
    var all = new HashSet<>(words(words));
    all.add("");
    return Set.copyOf(all);
  }

  private static <T> Set<String> words(Map<String, T> meanings, T meaning) {
    return meanings.entrySet().stream()
        .filter(known -> known.getValue().equals(meaning))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The words of a status before the last one of its call.
  private static final Set<String> UNFINISHED =
      words("in_progress queued pending running started processing streaming");

  private EnumSynonyms() {}

  /// Whether a status says that its call goes on: another record says what it used.
  public static boolean isUnfinished(String text) {
    return UNFINISHED.contains(word(text));
  }

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
    return Optional.ofNullable(TIERS.get(word(text).replace('-', '_')));
  }

  /// The words that a service tier column may have for a tier, in lower case, with `_` for blanks
  /// and hyphens.
  public static Set<String> words(ServiceTier tier) {
    return words(TIERS, tier);
  }

  /// The words that an inference_geo column may have for a place, in lower case, with `_` for
  /// blanks.
  public static Set<String> words(Place place) {
    return words(PLACES, place);
  }

  /// What a status ends with that is none of the known words, if it says that a call failed.
  public static List<String> failedEndings() {
    return BAD_ENDINGS;
  }

  /// The words that a status column may have for a status, in lower case, with `_` for blanks; not
  /// the codes of HTTP.
  public static Set<String> words(Status status) {
    return status == Status.OK ? GOOD : BAD;
  }

  /// What a column for the speed or the context from the web says.
  public static Optional<ServiceTier> speed(String text) {
    return switch (word(text)) {
      case "", "standard", "default", "normal", "none", "null", "n/a", "-" ->
          Optional.of(ServiceTier.STANDARD);
      case "fast" -> Optional.of(ServiceTier.FAST);
      case "low" -> Optional.of(ServiceTier.SEARCH_LOW);
      case "medium" -> Optional.of(ServiceTier.SEARCH_MEDIUM);
      case "high" -> Optional.of(ServiceTier.SEARCH_HIGH);
      default -> Optional.empty();
    };
  }

  /// Where an inference_geo column says that a call was served.
  public static Optional<Place> place(String text) {
    return Optional.ofNullable(PLACES.get(word(text)));
  }

  private static String word(String text) {
    String stripped = text.strip();
    return stripped.equals("\\N") // PostgreSQL's null
        ? ""
        : stripped.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
