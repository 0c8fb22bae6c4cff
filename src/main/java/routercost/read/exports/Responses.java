package routercost.read.exports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import routercost.usage.Band;

/// What one response of the Messages API used. Its request may have run more than one model, or one
/// model more than once; `usage.iterations` lists what (prices.md section 4): the counts at the top
/// leave out compaction and advisors, and of several attempts hold the one that served. If another
/// model answered than the response names, the iterations alone are what was used.
final class Responses {
  private static final String FALLBACK = "fallback_message";
  private static final Set<String> SAMPLING = Set.of("", "message", FALLBACK);
  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");

  private final CallRow about;
  private final String model;
  private final Fields usage;

  private Responses(CallRow about, Fields usage) {
    this.about = about;
    this.model = about.text("model");
    this.usage = usage;
  }

  /// What the response used, each part under its own model. The first part is the response itself;
  /// a request counts as one call on each model that it ran.
  ///
  /// @param about what is known of the call beside its usage
  static List<CallRow> of(CallRow about, Fields usage) {
    var parts = new Responses(about, usage).parts();
    if (parts.size() > 1) {
      var counted = new HashSet<String>();
      for (int i = 0; i < parts.size(); i++) {
        parts.get(i).part(i, parts.size(), counted.add(parts.get(i).text("model")));
      }
    }
    return parts;
  }

  /// Whether an object of usage has a count of the Messages API.
  static boolean areCounts(Fields usage) {
    return COUNTS.stream().anyMatch(usage::has);
  }

  private List<CallRow> parts() {
    var sampled = new ArrayList<Fields>();
    var others = new ArrayList<Fields>();
    for (var iteration : usage.list("iterations")) {
      boolean sampling = SAMPLING.contains(iteration.text("type"));
      (sampling && isOwn(iteration) ? sampled : others).add(iteration);
    }
    others.removeIf(Responses::isRefused);
    var parts = new ArrayList<CallRow>();
    if (others.stream().anyMatch(iteration -> iteration.text("type").equals(FALLBACK))) {
      sampled.removeIf(Responses::isRefused);
      sampled.forEach(iteration -> parts.add(row(iteration)));
      others.forEach(iteration -> parts.add(row(iteration)));
      parts.getFirst().searches(usage);
      return parts;
    }
    if (sampled.size() > 1 || (sampled.size() == 1 && isTogether(sampled, others))) {
      sampled.forEach(iteration -> parts.add(row(iteration)));
      parts.getFirst().searches(usage);
    } else {
      parts.add(FieldMap.ANTHROPIC.fill(about.copy().model(model), usage));
    }
    others.forEach(iteration -> parts.add(row(iteration)));
    return parts;
  }

  private boolean isOwn(Fields iteration) {
    String other = iteration.text("model");
    return other.isEmpty() || other.equals(model);
  }

  /// An attempt that was declined before it said anything is not billed.
  private static boolean isRefused(Fields iteration) {
    return SAMPLING.contains(iteration.text("type")) && iteration.number("output_tokens") == 0;
  }

  /// Whether the top level counts the other iterations too, as some clients write it.
  private boolean isTogether(List<Fields> sampled, List<Fields> others) {
    return !others.isEmpty()
        && COUNTS.stream()
            .allMatch(name -> usage.number(name) == sum(sampled, name) + sum(others, name));
  }

  private static long sum(List<Fields> iterations, String name) {
    return iterations.stream().mapToLong(iteration -> iteration.number(name)).sum();
  }

  private CallRow row(Fields iteration) {
    var row = about.copy().model(isOwn(iteration) ? model : iteration.text("model"));
    FieldMap.ANTHROPIC.fill(row.served(usage, isOwn(iteration)), iteration);
    long written = iteration.number("cache_creation_input_tokens");
    if (!iteration.has("cache_creation")) {
      row.with(lifetime(), written);
    }
    return row.with("context_window", window(iteration, written));
  }

  /// The lifetime of all writes of the response, where they share one.
  private String lifetime() {
    long write5m = usage.number("cache_creation.ephemeral_5m_input_tokens");
    long write1h = usage.number("cache_creation.ephemeral_1h_input_tokens");
    boolean one = (write5m == 0) != (write1h == 0);
    return !one
        ? "cache_write_tokens"
        : write5m > 0 ? "cache_write_5m_tokens" : "cache_write_1h_tokens";
  }

  /// Each iteration is a prompt of its own, which chooses its band.
  private static String window(Fields iteration, long written) {
    var band =
        Band.ofPrompt(
            iteration.number("input_tokens")
                + iteration.number("cache_read_input_tokens")
                + written);
    return band.over() == 0 ? "<=" + Band.BREAKPOINTS.getFirst() : ">" + band.over();
  }
}
