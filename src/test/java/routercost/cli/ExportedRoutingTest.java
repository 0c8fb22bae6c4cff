package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `route export` writes, read as those read it for whom it is written: also with names and
/// reasons that try to leave their quotes.
class ExportedRoutingTest {
  private static final String HAIKU = "claude-haiku-5-5";
  private static final String OPUS = "claude-opus-5-5";
  private static final String SONNET = "claude-sonnet-5-5";

  /// What every gateway is told, by task.
  private static final Map<String, String> TOLD =
      new TreeMap<>(
          Map.of(
              "classify", HAIKU,
              "plan \"B\": no", OPUS,
              "back\\slash", HAIKU,
              "{brace}, [bracket] #hash", SONNET,
              "yes", HAIKU,
              "YES", SONNET,
              "Übersetzung", HAIKU));

  @TempDir Path folder;
  private Path routing = Path.of("");

  @BeforeEach
  void writeRouting() throws IOException {
    routing = folder.resolve("routing.yaml");
    Files.writeString(
        routing,
        """
        version: 1
        default: sonnet
        tasks:
          classify: {tier: haiku, reason: 'a "schema": {x}, # and a hash'}
          'plan "B": no': opus
          'back\\slash': haiku
          '{brace}, [bracket] #hash': sonnet
          'yes': haiku
          'YES': sonnet
          Übersetzung: haiku
        rules:
          - {tasks: ["draft_*"], tier: opus, reason: "people's"}
        """);
  }

  private String exported(String gateway) {
    var run =
        Terminals.run(List.of("route", "export", routing.toString(), "--gateway", gateway, "-q"));
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void theFormerNameOfTheOptionStillWorks() {
    var run = Terminals.run(List.of("route", "export", routing.toString(), "--to", "json", "-q"));
    assertThat(run.out()).isEqualTo(exported("json"));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Map<String, String> map(JsonNode items, String task, String model) {
    var told = new TreeMap<String, String>();
    StreamSupport.stream(items.spliterator(), false)
        .forEach(item -> told.put(item.at(task).asText(), item.at(model).asText()));
    return told;
  }

  @Test
  void liteLlmReadsAModelForEachTask() throws IOException {
    var yaml = new ObjectMapper(new YAMLFactory()).readTree(exported("litellm"));

    var told = map(yaml.path("model_list"), "/model_name", "/litellm_params/model");

    assertThat(told.remove("default")).isEqualTo("anthropic/" + SONNET);
    told.replaceAll((_, model) -> model.replaceFirst("^anthropic/", ""));
    assertThat(told).isEqualTo(TOLD);
    assertThat(map(yaml.path("model_list"), "/model_name", "/litellm_params/api_key").values())
        .containsOnly("os.environ/ANTHROPIC_API_KEY");
  }

  @Test
  void aTaskOfTheNameOfWhatIsNewTakesItsPlace() throws IOException {
    Files.writeString(routing, "version: 1\ndefault: sonnet\ntasks: {default: haiku}\n");

    var models = new ObjectMapper(new YAMLFactory()).readTree(exported("litellm"));

    assertThat(models.path("model_list")).hasSize(1);
    assertThat(models.at("/model_list/0/litellm_params/model").asText()).endsWith(HAIKU);
    assertThat(json(exported("openrouter")).findValuesAsText("slug"))
        .containsExactly("default", "default-2");
  }

  @Test
  void portkeyReadsAConditionForEachTaskAndPatternAndATargetForEachModel() throws IOException {
    var config = json(exported("portkey"));
    var conditions = config.at("/strategy/conditions");

    var told = map(conditions, "/query/metadata.task/$eq", "/then");

    assertThat(config.at("/strategy/mode").asText()).isEqualTo("conditional");
    assertThat(told.remove("")).as("the pattern has no $eq").isEqualTo(OPUS);
    assertThat(told).isEqualTo(TOLD);
    assertThat(config.at("/strategy/default").asText()).isEqualTo(SONNET);
    assertThat(map(config.path("targets"), "/name", "/override_params/model").keySet())
        .containsAll(TOLD.values())
        .contains(SONNET);
  }

  @Test
  void claudeCodeRouterReadsRulesOnModelsOfItsProviders() throws IOException {
    var config = json(exported("claude-code-router"));

    var told = map(config.at("/Router/rules"), "/condition/right", "/target");

    told.replaceAll((_, model) -> model.replaceFirst("^anthropic,", ""));
    assertThat(told).isEqualTo(TOLD);
    assertThat(config.at("/Router/default").asText()).isEqualTo("anthropic," + SONNET);
    assertThat(config.at("/Providers/0/models"))
        .extracting(JsonNode::asText)
        .containsAll(TOLD.values());
  }

  @Test
  void openRouterReadsAPresetOfItsOwnForEachTask() throws IOException {
    var presets = json(exported("openrouter"));

    assertThat(presets).hasSize(TOLD.size() + 1);
    assertThat(map(presets, "/slug", "/config/model")).hasSize(TOLD.size() + 1);
    assertThat(map(presets, "/slug", "/config/model").keySet())
        .allMatch(slug -> slug.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void programsReadAllOfIt() throws IOException {
    var all = json(exported("json"));

    assertThat(map(all.path("tasks"), "/task", "/model")).isEqualTo(TOLD);
    assertThat(all.at("/default/model").asText()).isEqualTo(SONNET);
  }

  @Test
  void pythonRunsWhatIsWrittenForIt() throws IOException, InterruptedException {
    var module = folder.resolve("routing.py");
    Files.writeString(
        module,
        exported("python")
            + "\nimport sys\nfor task in sys.argv[1:]:\n    print(model_for(task))\n");
    var command = new java.util.ArrayList<>(List.of("python3", module.toString()));
    command.addAll(TOLD.keySet());
    command.addAll(List.of("draft_reply", "new"));
    assumeTrue(hasPython(), "there is no python3");

    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.PIPE);
    process.environment().put("PYTHONUTF8", "1");
    process.environment().put("LC_ALL", "C.UTF-8");
    var running = process.start();
    var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(running.waitFor()).as(said).isZero();
    var expected = new java.util.ArrayList<>(TOLD.values());
    expected.addAll(List.of(OPUS, SONNET));
    assertThat(said.lines()).containsExactlyElementsOf(expected);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
