package routercost.cli.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import routercost.cli.console.Console.CapturedRun;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.read.config.RpcRequest;
import routercost.read.config.YamlNode;
import routercost.read.text.AllowedFolders;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.report.format.JsonRenderer;
import routercost.report.layout.Json;

/// A server of the Model Context Protocol: JSON-RPC 2.0, one message a line. It runs commands that
/// read, with JSON as their output.
///
/// @param folders whose files may be read
/// @param agents whether the logs of coding agents may be read
/// @param commands runs a command line
public record McpServer(
    SequencedMap<String, List<Tool>> tools,
    AllowedFolders folders,
    boolean agents,
    Function<List<String>, CapturedRun> commands) {
  /// The newest version first.
  private static final List<String> VERSIONS =
      List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

  private static final String INSTRUCTIONS =
      "What LLM calls cost, priced call by call, and what they would cost on other models. Amounts"
          + " are exact US dollars. A call without a known price is named and not counted as free.";

  private static final int NOT_JSON = -32700;
  private static final int NO_METHOD = -32601;
  private static final int WRONG_PARAMS = -32602;

  /// A server of the tools that the commands below `root` make.
  public static McpServer of(
      CommandLine root,
      AllowedFolders folders,
      boolean agents,
      Function<List<String>, CapturedRun> commands) {
    return new McpServer(Tool.byName(Tool.all(root)), folders, agents, commands);
  }

  /// The names of the tools.
  public Collection<String> names() {
    return tools.keySet();
  }

  /// Answers messages until standard input ends.
  public void serve(Environment environment) throws IOException {
    var in = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        answer(line).ifPresent(environment.out()::println);
        environment.out().flush();
      }
    }
  }

  /// The answer to a message; empty if it expects none.
  Optional<String> answer(String line) {
    RpcRequest request;
    try {
      request = RpcRequest.parse(line);
    } catch (ConfigurationProblem refused) {
      return Optional.of(error("null", NOT_JSON, String.valueOf(refused.getMessage())));
    }
    return request
        .id()
        .map(
            id -> {
              try {
                return result(request)
                    .map(result -> written(id, "result", result))
                    .orElseGet(
                        () -> error(id, NO_METHOD, "there is no method " + request.method()));
              } catch (ConfigurationProblem refused) {
                return error(id, WRONG_PARAMS, String.valueOf(refused.getMessage()));
              }
            });
  }

  private static String error(String id, int code, String message) {
    return written(id, "error", Json.object().and("code", code).and("message", message));
  }

  /// A message on one line: outside of its texts, which have none, line breaks mean nothing.
  private static String written(String id, String kind, Json content) {
    var message =
        Json.object().and("jsonrpc", "2.0").and("id", new Json.Raw(id)).and(kind, content);
    return onOneLine(JsonRenderer.text(message));
  }

  private static String onOneLine(String json) {
    return json.replaceAll("\n *", "");
  }

  /// The result of a request; empty if there is no such method.
  private Optional<Json> result(RpcRequest request) {
    return switch (request.method()) {
      case "initialize" -> Optional.of(greeting(request.params().text("protocolVersion")));
      case "ping" -> Optional.of(Json.object());
      case "tools/list" ->
          Optional.of(
              Json.object().and("tools", Json.items(tools.values().stream().map(Tool::listed))));
      case "tools/call" -> Optional.of(called(request.params()));
      default -> Optional.empty();
    };
  }

  private static Json greeting(String version) {
    return Json.object()
        .and("protocolVersion", VERSIONS.contains(version) ? version : VERSIONS.getFirst())
        .and("capabilities", Json.object().and("tools", Json.object()))
        .and("serverInfo", Json.object().and("name", "router-cost").and("version", Version.tool()))
        .and("instructions", INSTRUCTIONS);
  }

  private Json called(YamlNode.Fields params) {
    var named = tools.get(params.text("name"));
    if (named == null) {
      throw new ConfigurationProblem(
          "no tool '%s'; expected %s"
              .formatted(params.text("name"), String.join(", ", tools.keySet())));
    }
    try {
      var arguments =
          params
              .find("arguments")
              .map(node -> node.asFields("arguments"))
              .orElseGet(() -> YamlNode.Fields.empty("arguments"));
      var tool = Tool.chosen(named, arguments.byName());
      var run = commands.apply(tool.commandLine(arguments, folders, agents));
      boolean isReport = !run.out().isBlank();
      var texts = new ArrayList<>(isReport ? List.of(onOneLine(run.out())) : List.<String>of());
      if (run.exit() != ExitCode.DONE.code()) {
        texts.add("exit code %d\n%s".formatted(run.exit(), failures(run.err())));
      }
      return content(texts, !isReport);
    } catch (ConfigurationProblem | InputProblem refused) {
      return content(List.of(String.valueOf(refused.getMessage())), true);
    }
  }

  /// What a run says of its failures; its warnings are in the report.
  private static String failures(String messages) {
    return messages
        .lines()
        .filter(line -> !line.startsWith("warning: "))
        .collect(Collectors.joining("\n"));
  }

  private static Json content(List<String> texts, boolean failed) {
    var blocks =
        texts.stream().map(text -> Json.object().and("type", "text").and("text", text.strip()));
    return Json.object().and("content", Json.items(blocks)).and("isError", failed);
  }
}
