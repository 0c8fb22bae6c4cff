package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class LazyPatternTest {
  @Test
  void everyUseMatchesAnew() {
    var digits = new LazyPattern("(?i)a(\\d)");
    assertThat(digits.matcher("A1").matches()).isTrue();
    assertThat(digits.matcher("b1").matches()).isFalse();
    assertThat(digits.matcher("a2").replaceAll("$1")).isEqualTo("2");
  }

  @Test
  void aWrongExpressionFailsWhenItIsUsed() {
    var wrong = new LazyPattern("(");
    assertThatThrownBy(() -> wrong.matcher("")).isInstanceOf(PatternSyntaxException.class);
  }
}
