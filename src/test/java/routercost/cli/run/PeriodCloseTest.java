package routercost.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The names of inputs in the file of a closed period, which has one hash for each.
class PeriodCloseTest {
  private static final List<String> ALL =
      List.of("/logs/shop/calls.csv", "/logs/support/calls.csv", "/logs/more.csv", "more/a.csv");

  @Test
  void inputsOfOneNameHaveTheFoldersThatTellThemApart() {
    assertThat(ALL.stream().map(path -> PeriodClose.name(path, ALL)))
        .containsExactly("shop/calls.csv", "support/calls.csv", "more.csv", "more/a.csv");
    assertThat(PeriodClose.name("/calls.csv", List.of("/calls.csv", "/a/calls.csv")))
        .isEqualTo("/calls.csv");
  }
}
