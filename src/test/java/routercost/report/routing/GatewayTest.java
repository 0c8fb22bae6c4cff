package routercost.report.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import routercost.report.layout.LineDiff;

class GatewayTest {
  private static ResolvedRouting.Served served(String target, String model) {
    return new ResolvedRouting.Served(target, model, "anthropic");
  }

  private static ResolvedRouting registry(ResolvedRouting.Named... tasks) {
    return new ResolvedRouting(
        LocalDate.of(2026, 11, 21),
        served("sonnet", "claude-sonnet-5-5"),
        List.of(tasks),
        List.of(new ResolvedRouting.Named("draft_*", served("haiku", "claude-haiku-5-5"), "")));
  }

  @Test
  void openRouterWritesVersionsWithAPointAndNoDate() {
    assertThat(GatewayJson.openRouter(served("haiku", "claude-haiku-4-5-20251001")))
        .isEqualTo("anthropic/claude-haiku-4.5");
    assertThat(GatewayJson.openRouter(served("sonnet", "claude-sonnet-5")))
        .isEqualTo("anthropic/claude-sonnet-5");
  }

  @Test
  void aPatternIsARegularExpressionOverTheWholeName() {
    assertThat(GatewayJson.regex("draft_*")).isEqualTo("^draft_.*$");
    assertThat("a.b".matches(GatewayJson.regex("a.b"))).isTrue();
    assertThat("axb".matches(GatewayJson.regex("a.b"))).isFalse();
    assertThat("a+(b)".matches(GatewayJson.regex("a+(b)"))).isTrue();
  }

  @Test
  void namesFromOutsideCannotLeaveTheirQuotes() {
    var hostile =
        new ResolvedRouting.Named(
            "a\": claude\n  b\u001b", served("haiku", "claude-haiku-5-5"), "why\nnot: yes");
    assertThat(Gateway.PYTHON.text(registry(hostile)))
        .contains("    \"a\\\": claude?  b?\": \"claude-haiku-5-5\",  # why?not: yes\n");
    assertThat(Gateway.LITELLM.text(registry(hostile)))
        .contains("  - model_name: \"a\\\": claude?  b?\"   # why?not: yes\n");
  }

  @Test
  void whatAGatewayCannotExpressIsNamed() {
    assertThat(Gateway.LITELLM.unsaid(registry()))
        .containsExactly(
            "the rule for 'draft_*' is not written: litellm matches whole task names only");
    assertThat(Gateway.PORTKEY.unsaid(registry())).isEmpty();
    assertThat(Gateway.PORTKEY.text(registry())).contains("\"$regex\": \"^draft_.*$\"");
  }

  @Test
  void everyModelIsListedOnce() {
    var registry =
        registry(
            new ResolvedRouting.Named("a", served("haiku", "claude-haiku-5-5"), ""),
            new ResolvedRouting.Named("b", served("sonnet", "claude-sonnet-5-5"), ""));
    assertThat(registry.models())
        .extracting(ResolvedRouting.Served::model)
        .containsExactly("claude-sonnet-5-5", "claude-haiku-5-5");
  }

  @Test
  void aDifferenceShowsThreeLinesAround() {
    assertThat(
            LineDiff.of(
                "x.md",
                List.of("1", "2", "3", "4", "old", "6", "7", "8", "9"),
                List.of("1", "2", "3", "4", "new", "6", "7", "8", "9")))
        .isEqualTo(
            """
            --- a/x.md
            +++ b/x.md
            @@ -2,7 +2,7 @@
             2
             3
             4
            -old
            +new
             6
             7
             8
            """);
  }

  @Test
  void aLineMoreCountsOnOneSideOnly() {
    assertThat(LineDiff.of("x", List.of("1", "2"), List.of("1", "new", "2")))
        .isEqualTo("--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n 1\n+new\n 2\n");
  }
}
