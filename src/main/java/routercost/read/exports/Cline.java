package routercost.read.exports;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.price.Quote;
import routercost.read.builtin.BuiltIn;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// The messages of tasks of Cline and its forks (Roo, Kilo). The counts of a request are JSON in
/// the text of a message, and the model may only stand in another file of the task.
final class Cline extends PlainDialect {
  /// A message in a session of the CLI.
  private static final FieldMap CLI =
      FieldMap.of(
          """
          timestamp <- ts
          task <- modelInfo.mode, 'cline'
          model <- modelInfo.id, modelInfo.modelId, '(unknown)'
          input_tokens <- metrics.inputTokens, metrics.tokens.prompt (excludes cached tokens)
          output_tokens <- metrics.outputTokens, metrics.tokens.completion
          cache_read_tokens <- metrics.cacheReadTokens, metrics.tokens.cached
          cache_write_tokens <- metrics.cacheWriteTokens
          cost_usd <- metrics.cost if !metrics.cost = 0
          provider <- modelInfo.provider
          session <- sessionId
          request_id <- sessionId / id
          """);

  /// Since when all versions of Roo and Kilo count the whole prompt as input.
  private static final LocalDate FORKS_COUNT_ALL = LocalDate.of(2025, 11, 12);

  /// The providers of Cline whose input is that of the whole prompt.
  private static final Set<String> TOTAL =
      Set.of("openai", "litellm", "doubao", "fireworks", "hicap", "lmstudio", "qwen", "xai", "zai");

  private static final Pattern MODEL = Pattern.compile("<model>([^<]{1,100})</model>");

  /// The model of each folder whose messages do not name it.
  private final Map<String, String> models = new HashMap<>();

  Cline(FieldMap fields) {
    super(fields);
  }

  @Override
  public List<String> columns() {
    var session = CLI.lines().stream().map(line -> "of its CLI: " + line);
    return Stream.concat(super.columns().stream(), session).toList();
  }

  @Override
  public void read(Fields record, Sink sink) {
    if (record.has("messages.metrics")) {
      String session = record.first("sessionId", "id");
      sink.each(
          record.list("messages"),
          message -> {
            if (message.at("metrics").isEmpty()) {
              sink.leave("no_request");
            } else {
              var call = CLI.row(message.with("sessionId", session)).from(message);
              sink.call(within(call, message.has("metrics.inputTokens")));
            }
          });
      return;
    }
    super.read(
        record.has("modelInfo.modelId") || !record.text("say").startsWith("api_req")
            ? record
            : record.with("modelId", model(sink.place().file(), record.text("ts"))),
        sink);
  }

  @Override
  CallRow row(Fields part) {
    var call = super.row(part);
    if (call.text("model").isEmpty()) {
      String model = part.text("modelId");
      call.model(model.isEmpty() ? "(unknown)" : model);
    }
    return within(call, isTotal(part, call));
  }

  /// Whether the count of input is that of the whole prompt, as far as the message says.
  private static boolean isTotal(Fields part, CallRow call) {
    return switch (part.first("text.apiProtocol", "apiProtocol")) {
      case "openai" -> true;
      case "" -> TOTAL.contains(call.text("provider"));
      default -> !CostProof.day(call.text("timestamp")).isBefore(FORKS_COUNT_ALL);
    };
  }

  /// A call whose input includes its cached tokens, if it usually does and its cost proves nothing
  /// else.
  private static CallRow within(CallRow call, boolean usually) {
    boolean mayBe = call.cached() <= call.count("input_tokens");
    return mayBe && CostProof.includesCached(call).orElse(usually) ? call.within(true) : call;
  }

  private String model(String file, String time) {
    try {
      Path folder = Path.of(file).toAbsolutePath().getParent();
      if (folder == null) {
        return "";
      }
      String used = used(folder.resolve("task_metadata.json"), time);
      return used.isEmpty() ? models.computeIfAbsent(folder.toString(), _ -> named(folder)) : used;
    } catch (InvalidPathException _) {
      return "";
    }
  }

  /// The model that was in use at a time.
  private static String used(Path file, String time) {
    String model = "";
    if (Files.isRegularFile(file)) {
      try (var parser = new JsonFactory().createParser(Files.readString(file))) {
        parser.nextToken();
        for (var use : Fields.read(parser).list("model_usage")) {
          boolean isBefore = model.isEmpty() || use.text("ts").compareTo(time) <= 0;
          model = isBefore ? use.text("model_id") : model;
        }
      } catch (IOException _) {
        return "";
      }
    }
    return model;
  }

  private static String named(Path folder) {
    Path file = folder.resolve("api_conversation_history.json");
    try {
      var name = MODEL.matcher(Files.isRegularFile(file) ? Files.readString(file) : "");
      return name.find() ? name.group(1).strip() : "";
    } catch (IOException _) {
      return "";
    }
  }

  /// What the cost that a record states proves about its input, where nothing else in it does: list
  /// prices give that cost only if cached tokens are counted as they were meant.
  private static final class CostProof {
    /// How far the stated cost may be from the list price.
    private static final BigDecimal TOLERANCE = new BigDecimal("0.02");

    private CostProof() {}

    /// Made when the first record needs it.
    private static final class Made {
      static final PriceBook BOOK = BuiltIn.found().prices();
    }

    /// Whether the input of a call includes its cached tokens by the cost that it states; empty if
    /// that proves neither.
    static Optional<Boolean> includesCached(CallRow call) {
      String stated = call.text("cost_usd");
      long cached = call.cached();
      long fresh = call.count("input_tokens") - cached;
      if (cached == 0 || fresh < 0 || !CallRow.isAmount(stated)) {
        return Optional.empty();
      }
      var cost = new BigDecimal(stated);
      var within = distance(call, fresh, cost);
      var beside = distance(call, fresh + cached, cost);
      return within.min(beside).compareTo(cost.multiply(TOLERANCE)) <= 0
          ? Optional.of(within.compareTo(beside) < 0)
          : Optional.empty();
    }

    private static BigDecimal distance(CallRow call, long fresh, BigDecimal cost) {
      var key =
          UsageKey.of(day(call.text("timestamp")), "", call.text("model"))
              .withBand(Band.ofPrompt(fresh + call.cached()));
      var usage =
          Usage.of(Meter.INPUT, fresh)
              .with(Meter.OUTPUT, call.count("output_tokens"))
              .with(Meter.CACHE_READ, call.count("cache_read_tokens"))
              .with(Meter.CACHE_WRITE_UNKNOWN, call.count("cache_write_tokens"));
      return switch (Made.BOOK.quote(key)) {
        case Quote.Priced(var card) -> card.cost(usage).usd().subtract(cost).abs();
        case Quote.Unpriced _ -> cost;
      };
    }

    private static LocalDate day(String milliseconds) {
      return milliseconds.matches("\\d{1,13}")
          ? LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(milliseconds)), ZoneOffset.UTC)
          : LocalDate.EPOCH;
    }
  }
}
