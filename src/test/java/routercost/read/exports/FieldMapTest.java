package routercost.read.exports;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldMapTest {
  @Test
  void wordsInParenthesesThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> FieldMap.of("input_tokens <- a (includes cached tokens if more)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("includes cached tokens if more")
        .hasMessageContaining("excludes cached tokens");
  }
}
