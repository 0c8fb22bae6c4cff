package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tools of `router-cost mcp`, called by another's client and by single messages.
class McpTest {
  private static final Map<String, String> VARIABLES =
      Map.of("CLAUDE_CONFIG_DIR", "src/test/resources/exports/claude-code-jsonl/synthetic");

  @Test
  void aClientOfAgentsInitializesListsAndCallsTheTools() {
    var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    var server =
        ServerParameters.builder(java)
            .args("-cp", System.getProperty("java.class.path"), "routercost.cli.Main", "mcp")
            .env(Map.of("SOURCE_DATE_EPOCH", String.valueOf(Terminals.NOW.getEpochSecond())))
            .build();
    try (McpSyncClient client =
        McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper())).build()) {
      assertThat(client.initialize().serverInfo().name()).isEqualTo("router-cost");
      assertThat(client.listTools().tools().stream().map(McpSchema.Tool::name))
          .containsExactly("audit", "what_if", "check", "explain", "prices");
      var audit = call(client, "audit", Map.of("paths", List.of("samples/calls.csv")));
      assertThat(audit)
          .isEqualTo(
              compact(Terminals.run(List.of("audit", "samples/calls.csv", "-f", "json")).out()));
      assertThat(
              call(
                  client,
                  "what_if",
                  Map.of(
                      "paths", List.of("samples/calls.csv"),
                      "move", List.of("review_code=sonnet"))))
          .contains("\"command\": \"what-if\"");
    }
  }

  private static String call(McpSyncClient client, String name, Map<String, Object> arguments) {
    var result =
        client.callTool(McpSchema.CallToolRequest.builder(name).arguments(arguments).build());
    assertThat(result.isError()).isFalse();
    return ((McpSchema.TextContent) result.content().getFirst()).text();
  }

  private static String compact(String json) {
    return json.replaceAll("\n *", "");
  }

  private static List<String> answers(List<String> options, String... messages) {
    var words = new java.util.ArrayList<>(List.of("mcp"));
    words.addAll(options);
    var run =
        Terminals.run(
            words,
            String.join("\n", messages).getBytes(StandardCharsets.UTF_8),
            VARIABLES,
            false,
            Optional.empty());
    assertThat(run.exit()).isZero();
    return run.out().lines().toList();
  }

  private static String call(String name, String arguments) {
    return """
        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "%s", "arguments": %s}}"""
        .formatted(name, arguments);
  }

  private static String answer(String name, String arguments) {
    return answers(List.of(), call(name, arguments)).getFirst();
  }

  @Test
  void anIdIsRepeatedAsItCame() {
    assertThat(
            answers(
                List.of(),
                "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": \"7\\\"\", \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}"))
        .containsExactly(
            "{\"jsonrpc\": \"2.0\",\"id\": 7,\"result\": {}}",
            "{\"jsonrpc\": \"2.0\",\"id\": \"7\\\"\",\"result\": {}}");
  }

  @Test
  void anOldClientGetsItsVersionAndAnUnknownOneTheNewest() {
    var old =
        "{\"id\": 1, \"method\": \"initialize\", \"params\": {\"protocolVersion\": \"2024-11-05\"}}";
    assertThat(answers(List.of(), old, old.replace("2024", "2031")))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"protocolVersion\": \"2024-11-05\""),
            second -> assertThat(second).contains("\"protocolVersion\": \"2025-11-25\""));
  }

  @Test
  void whatIsNoMessageOrNoMethodIsAnErrorOfTheProtocol() {
    assertThat(
            answers(
                List.of(),
                "{bad",
                "[1]",
                "{\"id\": 1, \"method\": \"resources/list\"}",
                call("shell", "{}")))
        .satisfiesExactly(
            bad -> assertThat(bad).contains("\"id\": null", "-32700"),
            list -> assertThat(list).contains("-32700"),
            method -> assertThat(method).contains("-32601", "there is no method resources/list"),
            tool ->
                assertThat(tool).contains("-32602", "no tool 'shell'; expected audit, what_if"));
  }

  @Test
  void filesOutsideOfTheFoldersAreNotRead() {
    for (var path :
        List.of("/etc/passwd", "../x/../../etc/passwd", "src/../../../../etc/*", "/etc/*/passwd")) {
      assertThat(answer("audit", "{\"paths\": [\"" + path + "\"]}"))
          .containsAnyOf("outside of the folders of this server", "no such file or folder")
          .contains("\"isError\": true");
    }
    assertThat(
            answer("check", "{\"paths\": [\"samples/calls.csv\"], \"budgets\": \"/etc/passwd\"}"))
        .contains("outside of the folders");
    assertThat(
            answers(
                List.of("--folder", "src"), call("audit", "{\"paths\": [\"samples/calls.csv\"]}")))
        .singleElement()
        .asString()
        .contains("outside of the folders");
  }

  @Test
  void argumentsAreNoOptionsAndNoFilesOfArguments() {
    assertThat(answer("audit", "{\"paths\": [\"samples/calls.csv\"], \"output\": \"x\"}"))
        .contains("audit: no argument 'output'; allowed: paths, agents, group_by");
    assertThat(answer("audit", "{\"paths\": [\"--output=x\"]}")).contains("\"isError\": true");
    assertThat(answer("audit", "{\"paths\": [\"@pom.xml\"]}")).contains("no such file or folder");
  }

  @Test
  void theLogsOfAgentsNeedAnOptionOfTheServer() {
    var ask = call("audit", "{\"agents\": true, \"filter\": [\"model=opus\"]}");
    assertThat(answers(List.of(), ask).getFirst()).contains("was started without --agents");
    assertThat(answers(List.of("--agents"), ask).getFirst()).contains("\"isError\": false");
  }

  @Test
  void explainAndPricesAnswerAsTheirCommandsDo() {
    assertThat(answer("explain", "{\"paths\": [\"samples/calls.csv:14\"]}"))
        .contains("\\\"command\\\": \\\"explain\\\"");
    assertThat(answer("prices", "{\"model\": \"haiku\"}")).contains("\\\"prices show\\\"");
    assertThat(answer("prices", "{\"provider\": \"anthropic\"}")).contains("\\\"prices list\\\"");
    assertThat(answer("prices", "{\"model\": \"nothing\"}"))
        .contains("\"isError\": true", "nothing");
  }

  @Test
  void aBudgetThatIsOverIsAnAnswerAndNoError() {
    assertThat(
            answer(
                "check",
                "{\"paths\": [\"samples/calls.csv\"], \"budgets\": \"samples/limits.yaml\"}"))
        .contains(
            "\\\"status\\\": \\\"fail\\\"",
            "exit code ",
            "2 budgets are over",
            "\"isError\": false");
  }

  @Test
  void linksCountAsWhatTheyLeadTo(@TempDir Path folder) throws IOException {
    var ask = call("audit", "{\"paths\": [\"" + folder + "\"]}");
    var options = List.of("--folder", folder.toString());
    Files.copy(Path.of("samples/calls.csv"), folder.resolve("calls.csv"));
    assertThat(answers(options, ask).getFirst()).contains("\"isError\": false");
    Files.createSymbolicLink(folder.resolve("more.csv"), Path.of("samples/rush.csv").toRealPath());
    assertThat(answers(options, ask).getFirst()).contains("more.csv: outside of the folders");
  }
}
