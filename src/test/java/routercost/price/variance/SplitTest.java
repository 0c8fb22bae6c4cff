package routercost.price.variance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.Driver;

class SplitTest {
  private static Split pvm(Split.Joint joint, Split.NewLines newLines, Split.Volume volume) {
    return new Split(Method.PVM, joint, newLines, volume);
  }

  @ParameterizedTest
  @EnumSource
  void asUsualItHasTheDriversOfItsMethod(Method method) {
    assertThat(Split.of(method).drivers()).isEqualTo(method.drivers());
  }

  @Test
  void whatStandsApartIsADriverOfItsOwn() {
    assertThat(pvm(Split.Joint.SEPARATE, Split.NewLines.BUCKET, Split.Volume.TOKENS).drivers())
        .containsExactly(
            Driver.PRICE, Driver.VOLUME, Driver.MIX, Driver.JOINT, Driver.NEW, Driver.DISCONTINUED);
    assertThat(pvm(Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS).drivers())
        .containsExactly(Driver.PRICE, Driver.VOLUME, Driver.MIX);
  }

  @ParameterizedTest
  @EnumSource(names = {"STEPS", "SHAPLEY"})
  void theFiveDriversHaveNoConventions(Method method) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Split(
                    method, Split.Joint.SEPARATE, Split.NewLines.DRIVERS, Split.Volume.TOKENS));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Split(method, Split.Joint.PRICE, Split.NewLines.BUCKET, Split.Volume.TOKENS));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Split(method, Split.Joint.PRICE, Split.NewLines.DRIVERS, Split.Volume.CALLS));
  }

  @Test
  void callsHaveNothingToSetApart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pvm(Split.Joint.SEPARATE, Split.NewLines.DRIVERS, Split.Volume.CALLS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pvm(Split.Joint.PRICE, Split.NewLines.BUCKET, Split.Volume.CALLS));
  }
}
