package routercost.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {
  @ParameterizedTest
  @CsvSource({
    "opus, opus, 0",
    "opus, opsu, 1",
    "opus, opu, 1",
    "opus, opuss, 1",
    "opus, apus, 1",
    "kitten, sitting, 3",
    "'', opus, 4",
    "opus, '', 4",
    "sunday, saturday, 3"
  })
  void theDistanceIsTheNumberOfLettersToChange(String one, String other, int letters) {
    assertThat(Suggestions.distance(one, other)).isEqualTo(letters);
  }

  @Test
  void theNearestCandidateIsNamed() {
    assertThat(Suggestions.nearest("haikv", List.of("opus", "haiku", "sonnet"))).contains("haiku");
  }

  @Test
  void aThirdOfTheLettersMayDiffer() {
    assertThat(Suggestions.nearest("abcdef", List.of("abcdxy"))).contains("abcdxy");
  }

  @Test
  void moreThanAThirdOfTheLettersIsNotNear() {
    assertThat(Suggestions.nearest("abcdef", List.of("abcxyz"))).isEmpty();
  }

  @Test
  void oneLetterMayDifferInAShortWord() {
    assertThat(Suggestions.nearest("o3", List.of("o4"))).contains("o4");
  }

  @Test
  void twoLettersMayNotDifferInAShortWord() {
    assertThat(Suggestions.nearest("o3", List.of("x4"))).isEmpty();
  }

  @Test
  void amongEquallyNearCandidatesTheFirstIsNamed() {
    assertThat(Suggestions.nearest("gpt-5.3", List.of("gpt-5.2", "gpt-5.4"))).contains("gpt-5.2");
  }

  @Test
  void aWordOfSixtyFourLettersMayBeMisspeltAndALongerOneIsNotLookedAt() {
    assertThat(Suggestions.nearest("a".repeat(64), List.of("a".repeat(63)))).isPresent();
    assertThat(Suggestions.nearest("a".repeat(65), List.of("a".repeat(65)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "plan, plan_release",
    "plan-release, plan_release",
    "planrel, plan_release",
    "reviw, review",
    "Review_c, review_code",
    "claude-opus-45, claude-opus-4-5",
  })
  void theBeginningOfANameMeansIt(String word, String name) {
    var names = List.of("review_code", "review", "plan_release", "claude-opus-4-5");
    assertThat(Suggestions.meant(word, names)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-9", "a", "tz", "o3", "plam_1"})
  void anotherNumberOrAWordOfTwoLettersMeansNone(String word) {
    assertThat(Suggestions.meant(word, List.of("gpt-5", "to", "o4", "b", "plan_2"))).isEmpty();
  }

  @Test
  void aHintStandsInsideAMessageOrNotAtAll() {
    assertThat(Suggestions.hint("plam", List.of("audit", "plan")))
        .isEqualTo(" (did you mean 'plan'?)");
    assertThat(Suggestions.hint("zzzz", List.of("audit", "plan"))).isEmpty();
  }
}
