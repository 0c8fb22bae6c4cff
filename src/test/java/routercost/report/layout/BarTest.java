package routercost.report.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small drawings are to scale.
class BarTest {
  private static BigDecimal of(String number) {
    return new BigDecimal(number);
  }

  @ParameterizedTest
  @CsvSource({
    "10, ██████████, ##########",
    "5, █████, #####",
    "2.5, ██▌, ###",
    "0.125, ▏, #",
    "0.001, ▏, #",
    "0, '', ''"
  })
  void aBarIsInEighthsOrWholeColumns(String length, String blocks, String ascii) {
    var bar = Bar.of(of(length), BigDecimal.TEN, "");
    assertThat(bar.drawn(10, true)).isEqualTo(blocks);
    assertThat(bar.drawn(10, false)).isEqualTo(ascii);
  }

  @Test
  void aStretchBeginsWhereItDoes() {
    var bar = new Bar(of("4"), of("6.5"), BigDecimal.TEN, "");
    assertThat(bar.drawn(10, true)).isEqualTo("    ██▌");
  }

  @Test
  void changesStandOnBothSidesOfZero() {
    var changes = List.of(of("6"), of("-4"));
    var rise = Bar.signed(of("6"), changes);
    var fall = Bar.signed(of("-4"), changes);
    assertThat(((Bar) rise.plain()).drawn(10, true)).isEqualTo("    ██████");
    assertThat(((Bar) fall.plain()).drawn(10, true)).isEqualTo("████");
    assertThat(List.of(rise.role(), fall.role())).containsExactly(Role.WARNING, Role.SAVING);
  }

  @Test
  void nothingOnAScaleOfNothing() {
    assertThat(Bar.of(BigDecimal.ZERO, BigDecimal.ZERO, "").drawn(10, true)).isEmpty();
  }

  @Test
  void aSparklineReachesFromTheLowestLevelToTheHighest() {
    assertThat(Bar.sparkline(Stream.of("0", "1", "3.5", "7").map(BigDecimal::new).toList()))
        .isEqualTo("▁▂▅█");
    assertThat(Bar.sparkline(List.of(BigDecimal.ZERO))).isEqualTo("▁");
  }
}
