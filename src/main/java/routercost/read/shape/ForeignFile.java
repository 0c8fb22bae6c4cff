package routercost.read.shape;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files that people pass and that are no call logs: what they are, why they cannot be priced, and
/// what to pass instead.
///
/// @param kind what the file seems to be
/// @param advice why it cannot be used, and what to do
public record ForeignFile(String kind, String advice) {
  /// Kind; field names, of which one of each group has to be there; advice.
  private static final String BY_FIELDS =
      """
      a saved report | schema_version & command | it holds totals without single calls; pass the log that it was made from
      a report of ccusage | daily,weekly,monthly,session,sessions,blocks,projects,data & totals.totalcost,totals.inputtokens,daily[].modelsused,daily[].modelbreakdowns,monthly[].modelsused,session[].modelsused,sessions[].modelsused,blocks[].costusd,data[].modelsused,summary.totalcostusd | it holds sums by day, not calls; pass the transcripts that it was made from, with --claude-code or as a folder such as ~/.claude/projects
      the input of a status line of Claude Code | transcript_path & model.display_name,cost.total_cost_usd,workspace.current_dir | it holds running totals of a session, not calls; pass the transcript that transcript_path names, or --claude-code
      a hook event of Claude Code | transcript_path & hook_event_name | it holds no tokens; pass the transcript that transcript_path names, or --claude-code
      a price list | input_cost_per_token,*.input_cost_per_token,*.pricing.prompt,pricing.prompt,data[].pricing.prompt | it holds prices, not calls; pass a log of calls, and give prices of your own with --prices
      OpenTelemetry metrics | resourcemetrics[] | they hold sums of tokens over time; pass the traces (spans) of the calls instead
      metrics of CloudWatch | datapoints[],metricdataresults[] | they hold sums over time, not calls; pass the invocation log of Bedrock instead
      metrics of Prometheus | data.resulttype & data.result[].metric.* | they hold sums over time, not calls; pass a log of the calls instead
      the requests of a batch | custom_id & body.messages[],body.input,body.input[],params.messages[] | they hold no answers and so no tokens; pass the results of the batch instead
      examples for fine-tuning | messages[].content & =3 | they hold conversations without token counts; log the usage object of each response
      a bill | amount,amount (usd),cost,cost (usd),total cost,net amount,subtotal & description,item,line item,invoice,invoice id,invoice number,product,service,product name | it holds amounts, not tokens of calls; pass the log of the calls instead
      a trace of a browser | log.entries[] & log.creator.name | none of its requests went to a model; record it while the model is used, and save it with the content of its responses
      """;

  /// Kind; what one of the first lines looks like; advice.
  private static final List<ByLine> BY_LINES =
      List.of(
          new ByLine(
              "metrics of Prometheus",
              "# (?:TYPE|HELP) .*|[a-zA-Z_:][\\w:]*\\{[^}]*\\} [-+\\d.eE]+(?: \\d+)?",
              "they hold sums since a start, not calls; pass a log with one line for each call, or"
                  + " spans (OTLP), instead"),
          new ByLine(
              "an event stream",
              "(?:event|data): ?.*",
              "none of its events holds the model and its usage; log the last event of each"
                  + " response (OpenAI sends usage if stream_options.include_usage is true)"),
          new ByLine(
              "a web server's access log",
              ".*\"(?:GET|POST|PUT|HEAD) \\S+ HTTP/[\\d.]+\" \\d{3} .*",
              "it holds no models and tokens; log the usage object of each response instead"),
          new ByLine(
              "a web page or XML",
              "<(?:!doctype|html|\\?xml|[a-zA-Z][\\w:]*[ >/]).*",
              "it holds no records; export a CSV or JSON file instead"),
          new ByLine(
              "a script or program",
              "#!.*|(?:import|from|package|const|def|class|function|public) [\\w.{*].*",
              "it holds no calls; pass the log that it writes"),
          new ByLine(
              "a chat history of aider",
              "# aider chat started .*|> Tokens: .* sent, .* received.*",
              "its counts are rounded; run aider with --analytics-log FILE, and pass that file"),
          new ByLine(
              "a YAML file",
              "---|[\\w-]+:(?: [^,;\\t|]*)?",
              "it holds settings, not calls; a log is CSV or JSON"));

  private record ByLine(String kind, String pattern, String advice) {}

  /// The kind of an input.
  ///
  /// @param names the paths of the fields of its records; those of lists end with `[]`
  /// @param lines its first lines
  public static Optional<ForeignFile> of(Set<String> names, List<String> lines) {
    var lower =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return BY_FIELDS
        .lines()
        .map(line -> line.split(" \\| ", 3))
        .filter(parts -> Stream.of(parts[1].split(" & ", -1)).allMatch(group -> has(group, lower)))
        .findFirst()
        .map(parts -> new ForeignFile(parts[0], parts[2]))
        .or(() -> byLines(lines));
  }

  /// An object around lists that are all empty.
  ///
  /// @param names its fields, as for [#of]
  public static Optional<ForeignFile> empty(Set<String> names) {
    var lists = names.stream().filter(name -> name.endsWith("[]")).toList();
    boolean isEmpty = !lists.isEmpty() && names.stream().noneMatch(name -> name.contains("[]."));
    return isEmpty
        ? Optional.of(
            new ForeignFile(
                "an empty answer",
                "there are no records in " + lists.getFirst() + "; fetch it again"))
        : Optional.empty();
  }

  private static boolean has(String group, Set<String> names) {
    if (group.startsWith("=")) {
      return names.size() == Integer.parseInt(group.substring(1));
    }
    return Stream.of(group.split(",", -1))
        .anyMatch(field -> names.contains(field + "[]") || names.stream().anyMatch(matches(field)));
  }

  /// A name, or its beginning or end where a star stands.
  private static Predicate<String> matches(String field) {
    if (field.startsWith("*")) {
      return name -> name.endsWith(field.substring(1));
    }
    return field.endsWith("*")
        ? name -> name.startsWith(field.substring(0, field.length() - 1))
        : name -> name.equals(field) || name.endsWith("." + field);
  }

  private static Optional<ForeignFile> byLines(List<String> lines) {
    var visible =
        lines.stream().map(String::strip).filter(line -> !line.isEmpty()).limit(3).toList();
    return BY_LINES.stream()
        .filter(kind -> visible.stream().anyMatch(line -> line.matches("(?is)" + kind.pattern())))
        .findFirst()
        .map(kind -> new ForeignFile(kind.kind(), kind.advice()));
  }

  /// The sentence of a refusal.
  public String sentence() {
    return "seems to be " + kind + ": " + advice;
  }
}
