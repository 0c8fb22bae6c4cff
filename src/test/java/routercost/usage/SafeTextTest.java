package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "sk-abc123, sk-…(9 characters)",
    "AKIA12345678, AKIA…(12 characters)",
    "ghp_abcdef12, ghp_…(12 characters)",
    "xoxb-abcdef1, xoxb…(12 characters)",
    "glpat-abcdef, glpa…(12 characters)",
    "ann@example.org, ann@e…(15 characters)",
    "Bearer abcdefgh, Beare…(15 characters)"
  })
  void whatIsWrittenAsAKeyIsCutToItsBeginning(String key, String masked) {
    assertThat(SafeText.withoutKeys("a " + key)).isEqualTo("a " + masked);
    assertThat(SafeText.quoted(key)).isEqualTo(masked);
  }

  @Test
  void aLongRunOfLettersAndDigitsMayBeASecretAndNumbersAreNone() {
    String run = "a1".repeat(11);
    assertThat(SafeText.masked(run)).isEqualTo("a1a1a1…(22 characters)");
    assertThat(SafeText.withoutKeys(run)).isEqualTo(run);
    assertThat(SafeText.masked("1".repeat(22))).isEqualTo("1".repeat(22));
    assertThat(SafeText.masked("PROVISIONED_THROUGHPUT")).isEqualTo("PROVISIONED_THROUGHPUT");
    assertThat(SafeText.masked("PROVISIONED_THROUGHPUT1")).endsWith("(23 characters)");
    assertThat(SafeText.withoutKeys("TOKEN=abcd1234")).isEqualTo("TOKEN=ab…(8 characters)");
  }

  @ParameterizedTest
  @CsvSource({
    "sk-proj12345678901234567890, sk-pro…(27 characters)",
    "AKIA1234567890ABCDEF, AKIA12…(20 characters)",
    "ghp_abcdefghijklmnop1234, ghp_ab…(24 characters)",
    "github_pat_abcdefghijklm4567, github…(28 characters)",
    "ghs_abcdefghijklmnop1234, ghs_ab…(24 characters)",
    "ASIA1234567890ABCDEF, ASIA12…(20 characters)",
    "pk-12345678901234567890123, pk-123…(26 characters)",
    "glpat-abcdefghijklmnop12, glpat-…(24 characters)",
    "xoxb-abcdefghijklmnop12, xoxb-a…(23 characters)",
    "sk-proj-AbCdEfGhIjKlMnOpQrSt, sk-pro…(28 characters)",
    "sk_live_AbCdEfGhIjKl, sk_liv…(20 characters)",
    "AIzaSyA-1234567890abcdefghijklmnopqrstu, AIzaSy…(39 characters)",
    "hf_AbCdEfGhIjKlMnOpQrStUv, hf_AbC…(25 characters)",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.SflKxwRJSMeK, eyJhbG…(49 characters)",
    "Bearer abcdefgh-ijklmnop, Bearer…(24 characters)",
    "https://user:hunter2secret@host/x, https://user:hunt…(13 characters)@host/x",
    "password=Sup3rS3cret, password=Sup…(11 characters)",
    "-----BEGIN PRIVATE KEY-----MIIEvQ, -----B…(33 characters)"
  })
  void aKeyIsMaskedInReportsToo(String key, String masked) {
    assertThat(SafeText.of("task " + key)).isEqualTo("task " + masked);
    assertThat(SafeText.of("sk-" + "task-of-many-letters")).isEqualTo("sk-task-of-many-letters");
  }

  @ParameterizedTest
  @CsvSource({
    "a ##vso[task], a #?vso[task]",
    "##[error]x, #?[error]x",
    "##teamcity[x], #?teamcity[x]",
    "## heading, ## heading"
  })
  void aCommandOfACiIsBroken(String text, String safe) {
    assertThat(SafeText.of(text)).isEqualTo(safe);
  }

  @Test
  void aFormulaIsKnownByItsFirstCharacter() {
    assertThat(SafeText.startsFormula('=')).isTrue();
    assertThat(SafeText.startsFormula('a')).isFalse();
    assertThat(SafeText.list(Collections.nCopies(12, "a"))).endsWith("a").doesNotContain("in all");
    assertThat(SafeText.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(SafeText.cut("abcdef", 3)).isEqualTo("abc…");
  }
}
