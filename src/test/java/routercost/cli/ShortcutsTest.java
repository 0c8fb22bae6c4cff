package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortcutsTest {
  private static Terminals.Run run(String words) {
    return Terminals.run(List.of(words.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({
    "samples/calls.csv -q, audit samples/calls.csv -q",
    "samples/pipelines/support.yaml, estimate samples/pipelines/support.yaml",
    "daily samples/calls.csv --month 2026-10, audit samples/calls.csv --group-by day --month 2026-10",
    "weekly samples/calls.csv, audit samples/calls.csv --group-by week",
    "monthly samples/calls.csv -f csv, audit samples/calls.csv --group-by month -f csv",
    "samples/calls.csv -g team -n 2, audit samples/calls.csv --group-by team --top 2",
    "samples/calls.csv --by model, audit samples/calls.csv --group-by model",
    "version, --version",
  })
  void aShortFormIsTheWholeCommand(String brief, String full) {
    assertThat(run(brief)).isEqualTo(run(full));
    assertThat(run(full).exit()).isZero();
  }

  @Test
  void withoutALogTheAgentsOfThisMachineAreRead() {
    assertThat(Shortcuts.expanded(new String[] {"daily", "--month", "2026-10"}))
        .containsExactly("audit", "--group-by", "day", "--month", "2026-10", "--agents");
  }

  @Test
  void aMisspelledCommandStaysOneAndAMissingLogIsNamed() {
    assertThat(run("audti").err()).contains("unknown command 'audti'");
    assertThat(run("none.csv").err()).contains("none.csv");
    assertThat(run("none.csv").exit()).isEqualTo(4);
  }
}
