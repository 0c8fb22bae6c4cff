package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsageCubeTest {
  private static final Slice OPUS = Calls.million("2026-11-02", "claude-opus-5-5");
  private static final Slice HAIKU = Calls.million("2026-11-01", "claude-haiku-5-5");

  @Test
  void slicesOfOneKeyAreAdded() {
    assertThat(UsageCube.of(Stream.of(OPUS, OPUS)).cells())
        .containsOnly(Map.entry(OPUS.key(), Calls.usage(2, 2_000_000, 0)));
  }

  @Test
  void slicesComeInKeyOrder() {
    assertThat(UsageCube.of(Stream.of(OPUS, HAIKU)).slices()).containsExactly(HAIKU, OPUS);
  }

  @Test
  void wherePicksByKey() {
    var cube = UsageCube.of(Stream.of(OPUS, HAIKU));

    assertThat(cube.where(key -> key.model().equals("claude-opus-5-5")).slices())
        .containsExactly(OPUS);
  }

  @Test
  void slicesThatARuleMovesTogetherAreAdded() {
    var cube = UsageCube.of(Stream.of(OPUS, HAIKU));

    assertThat(cube.reshaped(slice -> Stream.of(new Slice(OPUS.key(), slice.usage()))))
        .isEqualTo(UsageCube.of(Stream.of(OPUS, OPUS)));
  }

  @Test
  void theTotalIsAllUsageWhateverItsKey() {
    assertThat(UsageCube.of(Stream.of(OPUS, HAIKU)).total())
        .isEqualTo(Calls.usage(2, 2_000_000, 0));
  }

  @Test
  void onlyACubeWithoutCellsIsEmpty() {
    assertThat(UsageCube.EMPTY.isEmpty()).isTrue();
    assertThat(UsageCube.of(Stream.of(OPUS)).isEmpty()).isFalse();
  }

  @Test
  void aCubeDoesNotChangeWithTheMapThatItWasMadeFrom() {
    var cells = new TreeMap<UsageKey, Usage>();
    var cube = new UsageCube(cells);
    cells.put(OPUS.key(), OPUS.usage());

    assertThat(cube).isEqualTo(UsageCube.EMPTY);
  }

  @Test
  void aCubeCannotBeChangedThroughItsCells() {
    Map<UsageKey, Usage> cells = UsageCube.of(Stream.of(OPUS)).cells();

    assertThatThrownBy(cells::clear).isInstanceOf(UnsupportedOperationException.class);
  }
}
