package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-29, false, retires on 2026-11-30",
    "2026-11-30, false, retires on 2026-11-30",
    "2026-12-01, true, retired on 2026-11-30"
  })
  void aModelCanBeCalledOnTheDayOnWhichItRetires(LocalDate today, boolean isRetired, String words) {
    var last = Optional.of(LocalDate.of(2026, 11, 30));
    var life = new Model.Lifecycle("deprecated", Optional.empty(), Optional.empty(), last, last);
    assertThat(life.isRetired(today)).isEqualTo(isRetired);
    assertThat(life.retirement(today)).hasValue(words);
  }

  @Test
  void aModelWithoutAnEndStays() {
    assertThat(Model.Lifecycle.UNKNOWN.isRetired(LocalDate.MAX)).isFalse();
    assertThat(Model.Lifecycle.UNKNOWN.retirement(LocalDate.MAX)).isEmpty();
  }
}
