package routercost.whatif.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  /// Case 003-load: strictly over 100, strictly under 20.
  @ParameterizedTest
  @CsvSource({"101, busy", "100, standard", "20, standard", "19, idle", "1, idle"})
  void theArticlesThresholdsAreStrict(long depth, String state) {
    assertThat(Load.ARTICLE.state(depth)).isEqualTo(state);
  }

  @Test
  void thresholdsOfOnesOwnHaveALabelOfTheirOwn() {
    var load = new Load(7, 3);

    assertThat(load.state(8)).isEqualTo(Load.BUSY);
    assertThat(load.state(2)).isEqualTo(Load.IDLE);
    assertThat(Load.ofLabel(load.label())).contains(load);
    assertThat(load.label()).isNotEqualTo(Load.ARTICLE.label());
  }

  @Test
  void otherLabelsAreNone() {
    assertThat(Load.ofLabel("team")).isEmpty();
  }

  @Test
  void lowIsNotOverHigh() {
    assertThatThrownBy(() -> new Load(1, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Load(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Load(2, 2).state(2)).isEqualTo("standard");
  }
}
