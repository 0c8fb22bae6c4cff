package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Rows of an audit that are single calls, and columns of a second attribute.
class AuditRowsTest {
  private static Terminals.Run audit(String more) {
    return Terminals.run(List.of(("audit samples/calls.csv -q " + more).split(" ")));
  }

  @Test
  void theMostExpensiveCallsAreShownWithTheirPlaces() {
    // the call in fast mode: 31,000 x $8 and 4,200 x $40 a million
    var run = audit("--group-by call --top 2");
    assertThat(run.out())
        .contains("\n samples/calls.csv:301  ")
        .contains("\n 430 more ")
        .contains("\n Total ");
    var csv = audit("--group-by call --top 2 -f csv").out().lines().toList();
    assertThat(csv).hasSize(3);
    assertThat(csv.get(1)).startsWith("samples/calls.csv:301,1,0,31000,4200,").contains(",0.416,");
    assertThat(audit("--group-by call -f csv").out().lines()).hasSize(11);
  }

  @Test
  void totalsAreThoseOfAllCalls() {
    var total = "\"totals\": \\{[^}]*\\},?[^}]*\"before\": \"([0-9.]+)\"";
    var byCall = audit("--group-by call -f json").out();
    var byTask = audit("-f json").out();
    var pattern = java.util.regex.Pattern.compile(total);
    var one = pattern.matcher(byCall);
    var other = pattern.matcher(byTask);
    assertThat(one.find() && other.find()).isTrue();
    assertThat(one.group(1)).isEqualTo(other.group(1));
  }

  @Test
  void twoAttributesAreRowsAndColumns() {
    var pivot = audit("--group-by day,model --from 2026-10-05 --to 2026-10-06");
    var heading = pivot.out().lines().filter(line -> line.startsWith(" Day ")).findFirst();
    assertThat(heading.orElseThrow()).contains("opus-5-5", "sonnet-5-5", "Cost");
    // 0.3985606 and 0.2914894
    assertThat(pivot.out())
        .containsPattern(
            "\n 2026-10-05 +14 +\\$0.2568 +\\$0.1413 .* \\$0.3986\n 2026-10-06 +13 .* \\$0.2915\n");
    assertThat(audit("--group-by day,model -f csv").out()).startsWith("day,model,calls,");
    assertThat(audit("--group-by team,model --move review_code=haiku").out())
        .contains(" Team / model ");
  }

  @Test
  void hoursAreThoseOfTheZoneInEveryCommand() {
    // calls of 09:12 and 09:48 UTC: 18:12 and 18:48 in Tokyo
    assertThat(audit("--group-by hour --date 2026-10-20").out())
        .contains("\n 2026-10-20 09:00      2 ");
    assertThat(audit("--group-by hour --date 2026-10-20 --timezone Asia/Tokyo").out())
        .contains("\n 2026-10-20 18:00      2 ");
    assertThat(audit("--group-by hour -f value").out()).isEqualTo(audit("-f value").out());
    assertThat(audit("--group-by hour,model --date 2026-10-20 -f csv").out())
        .startsWith("hour,model,calls,")
        .contains("\n2026-10-20 09:00,claude-haiku-5-5,1,");
    var compared =
        Terminals.run(
            List.of("compare samples/rush.csv samples/calls.csv --group-by hour -q".split(" ")));
    assertThat(compared.out()).contains(" 2026-10-20 09:00 ");
  }

  @Test
  void rowsThatStandForSeveralCallsHaveNoHour() {
    var log =
        """
        timestamp,task,model,calls,input_tokens,output_tokens
        2026-10-07T10:20:00Z,a,claude-opus-5-5,1,1000000,0
        2026-10-07T00:00:00Z,a,claude-opus-5-5,20,1000000,0
        """;
    var hours =
        Terminals.run(
            List.of("audit", "-", "--group-by", "hour", "-q"),
            log,
            java.util.Map.of("LC_ALL", "C.UTF-8"));
    assertThat(hours.out())
        .containsPattern("\n \\(none\\) +20 ")
        .containsPattern("\n 2026-10-07 10:00 +1 ");
  }

  @Test
  void aCallIsNotDividedFurther() {
    assertThat(audit("--group-by call,model").err())
        .contains("--group-by call cannot be combined with another name");
  }
}
