package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A made-up home with the logs of agents.
class AgentsHomeTest {
  private static final Path SAMPLES = Path.of("src/test/resources/exports");

  @TempDir Path home;

  private void put(String sample, String place) throws IOException {
    Path target = home.resolve(place);
    Files.createDirectories(target.getParent());
    Files.copy(SAMPLES.resolve(sample), target);
  }

  @BeforeEach
  void fill() throws IOException {
    String rollout = "rollout-2026-10-08T08-00-00-0199c2aa-1111-7000-8000-000000000001.jsonl";
    put("codex/" + rollout, "codex/sessions/2026/10/08/" + rollout); // where CODEX_HOME points
    put("agents/gemini-session.jsonl", ".gemini/tmp/shop/chats/session-1.jsonl");
    put("agents/gemini-stats.json", ".gemini/tmp/shop/logs.json");
    put("agents/qwen-chat.jsonl", ".qwen/projects/-home-dev/chats/1.jsonl");
    put("../tables/opencode.db", ".local/share/opencode/opencode.db");
    put("agents/copilot-cli.jsonl", ".copilot/session-state/1/events.jsonl");
    put("agents/amp-thread.json", ".local/share/amp/threads/T-1.json");
    put("agents/droid.settings.json", ".factory/sessions/-home-dev-shop/1.settings.json");
    put("../tables/sessions.db", ".local/share/goose/sessions/sessions.db");
    put("agents/pi-session.jsonl", ".pi/agent/sessions/--home-dev--/1.jsonl");
    Files.createDirectories(home.resolve(".kimi/sessions/h"));
    Files.writeString(home.resolve(".kimi/sessions/h/notes.txt"), "nothing was called\n");
    Files.createDirectories(home.resolve(".claude/projects/new")); // an agent that was not used yet
  }

  private Terminals.Run run(String... args) {
    var variables =
        Map.of("HOME", home.toString(), "CODEX_HOME", home + "/codex", "LC_ALL", "C.UTF-8");
    return Terminals.run(List.of(args), "", variables);
  }

  @Test
  void isReadIntoOneBillByAgentAndProject() {
    var run =
        run("audit", "--agents", "--group-by", "agent,project", "-f", "csv", "--max-rejects", "50");
    assertThat(run.err())
        .contains(
            "found the logs of amp, codex, copilot, droid, gemini-cli, goose, kimi, opencode, pi,"
                + " qwen-code");
    assertThat(run.out().lines().skip(1).map(line -> line.split(",", 3)[0]).distinct())
        .containsExactlyInAnyOrder(
            "amp",
            "codex",
            "copilot",
            "droid",
            "gemini-cli",
            "goose",
            "opencode",
            "pi",
            "qwen-code");
    assertThat(run.out()).contains("\ndroid,'-home-dev-shop,").contains("\ngoose,/home/dev/shop,");
  }

  @Test
  void isListedPlaceByPlaceWithDetails() {
    var run = run("audit", "--agents", "-v", "--max-rejects", "50");
    assertThat(run.err())
        .contains(
            "opencode in "
                + home
                + "/.local/share/opencode/opencode*.db: 1 file read, 2 rows used,",
            "kimi in "
                + home
                + "/.kimi/sessions: 0 files read, 0 rows used, 0 duplicate, 0 rejected",
            "no file is in ",
            home + "/.copilot/session-store.db")
        .containsPattern("opencode\\*\\.db: .*, 1 rejected, 1 aborted, 2 no_response");
  }

  @Test
  void hasTheSameTotalWhateverItIsGroupedBy() {
    var byTask = run("audit", "--agents", "-f", "json", "--max-rejects", "50");
    var byAgent =
        run("audit", "--agents", "--group-by", "agent", "-f", "json", "--max-rejects", "50");
    assertThat(total(byTask)).isNotEmpty().isEqualTo(total(byAgent));
  }

  private static String total(Terminals.Run run) {
    return run.out().replaceAll("(?s).*\"totals\":(.*?\\}).*", "$1");
  }

  @Test
  void withoutLogsIsRefused(@TempDir Path empty) {
    var run = Terminals.run(List.of("audit", "--agents"), "", Map.of("HOME", empty.toString()));
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err()).contains("--agents: no agent keeps logs in " + empty);
  }
}
