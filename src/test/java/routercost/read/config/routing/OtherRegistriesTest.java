package routercost.read.config.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.routing.Routing;

class OtherRegistriesTest {
  @TempDir Path folder;

  private Routing read(String name, String text) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return read(path);
  }

  private static Routing read(Path path) {
    return RoutingFile.read(path.toString(), PriceBooks.builtIn(), LocalDate.of(2026, 11, 21));
  }

  @Test
  void aRegistryOfArticle002IsReadWithItsDefault() throws IOException {
    var routing =
        read(
            "app.py",
            """
            import anthropic
            MODEL_REGISTRY = {
            "classify": "claude-haiku-4-5-20251001",
            'draft': 'claude-sonnet-4-6',  # people read it
            }
            def call(task: str) -> str:
                \"""Calls {a} model. # no comment\"""
                model = MODEL_REGISTRY.get(task, "claude-opus-4-6") # safe
                return client.create(model=model, messages=[{"role": "user"}])
            """);
    assertThat(routing.tasks()).containsOnlyKeys("classify", "draft");
    assertThat(routing.of("draft").orElseThrow().reason()).isEqualTo("people read it");
    assertThat(routing.lookup("classify")).isEqualTo("claude-haiku-4-5-20251001");
    assertThat(routing.lookup("new")).isEqualTo("claude-opus-4-6");
  }

  @Test
  void longTextsNextToARegistryAreReadOver() throws IOException {
    var text = "x \\\" y ".repeat(100_000);
    var source =
        "A = \"%s\"\nB = '%s'\nR = {\"classify\": \"claude-haiku-4-5\"}\n".formatted(text, text);
    assertThat(read("r.py", source).tasks()).containsOnlyKeys("classify");
  }

  @Test
  void constantsEnumerationsAndSettingsAreFollowed() throws IOException {
    var routing =
        read(
            "r.py",
            """
            class Model(str, Enum):
                SMALL = "claude-haiku-4-5"
            TIERS = {"haiku": "claude-haiku-4-5", "sonnet": "claude-sonnet-4-6"}
            PRICES = {"claude-haiku-4-5": 1.0}
            HEADERS = {"x-api-key": KEY}
            ROUTES: dict[str, str] = {
                "tag": Model.SMALL.value,
                "draft": {"model": TIERS["sonnet"], "max_tokens": 500, "stop": ["a", "}"]},
                "*_report": Model.SMALL,
            }
            """);
    assertThat(routing.tasks()).containsOnlyKeys("tag", "draft");
    assertThat(routing.lookup("draft")).isEqualTo("claude-sonnet-4-6");
    assertThat(routing.of("draft").orElseThrow().maxOutput()).contains(500L);
    assertThat(routing.lookup("a_report")).isEqualTo("claude-haiku-4-5");
    assertThat(routing.usual()).isEqualTo("sonnet");
  }

  @Test
  void changesOfARegistryAndWhatItIncludesAreFollowed() throws IOException {
    var routing =
        read(
            "r.py",
            """
            BASE = {"tag": "claude-haiku-4-5"}
            ROUTES = {**BASE, **{"draft": "claude-haiku-4-5"}, "plan": "claude-sonnet-4-6"}
            ROUTES["plan"] = "claude-opus-4-6"
            ROUTES.update({"draft": "claude-sonnet-4-6", "reply": "claude-haiku-4-5"})
            """);
    assertThat(routing.tasks()).containsOnlyKeys("tag", "draft", "plan", "reply");
    assertThat(routing.lookup("plan")).isEqualTo("claude-opus-4-6");
    assertThat(routing.lookup("draft")).isEqualTo("claude-sonnet-4-6");
    assertThatThrownBy(() -> read("e.py", "R = {\"a\": \"haiku\", **more()}\n"))
        .hasMessageContaining("e.py:1:22: 'more' is not a text");
  }

  @Test
  void oneModelAtTwoProvidersIsOneTarget() throws IOException {
    var entry = "  - {model_name: tag, litellm_params: {model: %s}}\n";
    var list = "model_list:\n" + entry + entry;
    var routing =
        read("c.yaml", list.formatted("anthropic/claude-haiku-4-5", "bedrock/claude-haiku-4-5"));
    assertThat(routing.lookup("tag")).isEqualTo("anthropic/claude-haiku-4-5");
    assertThatThrownBy(() -> read("d.yaml", list.formatted("gpt-4o", "claude-haiku-4-5")))
        .hasMessageContaining("tag runs on both");
  }

  @Test
  void aMappingFromTasksToModelsIsRead() throws IOException {
    var routing = read("r.json", "{\"tag\": \"haiku\", \"draft\": \"claude-sonnet-4-6\"}");
    assertThat(routing.lookup("tag")).isEqualTo("haiku");
    assertThat(routing.lookup("draft")).isEqualTo("claude-sonnet-4-6");
    assertThatThrownBy(() -> read("s.json", "{\"tag\": \"haiku\", \"taks\": \"no model\"}"))
        .hasMessageContaining("unknown key");
  }

  @Test
  void whatHasToBeComputedIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> read("a.py", "R = {\n  \"a\": \"haiku\",\n  \"b\": pick(),\n}\n"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageEndingWith(
            "a.py:3:8: 'pick' is not a text; expected a text, or a constant of this file");
    assertThatThrownBy(() -> read("b.py", "R = {\"a\": \"haiku\", \"b\": \"gpt-nope\"}\n"))
        .hasMessageContaining("b.py:1:25: b is 'gpt-nope'; expected a tier");
    assertThatThrownBy(() -> read("c.py", "print({\"a\": 1})\n"))
        .hasMessageContaining("no dictionary from tasks to models; expected such as");
    assertThatThrownBy(() -> read("d.py", "A = {\"a\": \"haiku\"}\nB = {\"a\": \"sonnet\"}\n"))
        .hasMessageEndingWith("a runs on both haiku and sonnet; expected one model for each task");
  }

  @Test
  void theConfigurationOfLiteLlmIsRead() throws IOException {
    var routing =
        read(
            "config.yaml",
            """
            model_list:
              - model_name: classify
                litellm_params: {model: anthropic/claude-haiku-4-5-20251001, max_tokens: 64}
              - model_name: draft
                litellm_params: {model: azure/mine, api_base: x}
                model_info: {base_model: azure/gpt-4o}
              - model_name: "*"
                litellm_params: {model: "*"}
              - {model_name: default, litellm_params: {model: claude-opus-4-6}}
            router_settings: {routing_strategy: simple-shuffle}
            """);
    assertThat(routing.tasks()).containsOnlyKeys("classify", "draft");
    assertThat(routing.of("classify").orElseThrow().maxOutput()).contains(64L);
    assertThat(routing.lookup("draft")).isEqualTo("azure/gpt-4o");
    assertThat(routing.usual()).isEqualTo("claude-opus-4-6");
  }

  @Test
  void anAgentWithoutAModelStays() throws IOException {
    Files.createDirectories(folder.resolve("agents"));
    Files.writeString(
        folder.resolve("agents/a.md"), "---\nname: tester\ndescription: d\nmodel: haiku\n---\n");
    Files.writeString(folder.resolve("agents/b.md"), "---\nname: other\ndescription: d\n---\n");
    Files.writeString(
        folder.resolve("agents/c.md"), "---\nname: c\ndescription: d\nmodel: inherit\n---\n");
    assertThat(read(folder.resolve("agents")).tasks()).containsOnlyKeys("tester");
    assertThat(read("agents.yaml", "tester:\n  model: haiku\n  role: tests\n").tasks())
        .containsOnlyKeys("tester");
  }
}
