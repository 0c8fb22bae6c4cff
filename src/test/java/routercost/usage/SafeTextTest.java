package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"\u001B", "\u007F", "\u202E", "\u200B", "\uFEFF", "\u2028", "\uE000", "\u0378"})
  void whatCouldMisleadBecomesAQuestionMarkInMessagesAndReports(String hostile) {
    assertThat(SafeText.of("a" + hostile + "b")).isEqualTo("a?b");
    assertThat(SafeText.cut("a" + hostile + "b")).isEqualTo("a?b");
  }

  @Test
  void wordsOfAnyLanguageStay() {
    assertThat(SafeText.of("Prüfung 要約 😀")).isEqualTo("Prüfung 要約 😀");
  }

  @Test
  void longTextIsCut() {
    assertThat(SafeText.cut("x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    assertThat(SafeText.list(Collections.nCopies(13, "a"))).endsWith("a, … (13 in all)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd", "-cmd", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", "-"})
  void aFormulaBecomesText(String formula) {
    assertThat(SafeText.cell(formula)).isEqualTo("'" + formula);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t=1+1", "\r=1+1", "\n=1+1"})
  void aFormulaBehindABlankBecomesText(String formula) {
    assertThat(SafeText.cell(formula)).isEqualTo("'?=1+1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "-0.25", "+5", "-1.5E-7", "5", "", "a=b", "2026-11-29"})
  void numbersAndPlainTextStay(String text) {
    assertThat(SafeText.cell(text)).isEqualTo(text);
  }
}
