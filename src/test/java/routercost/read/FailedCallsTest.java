package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import routercost.usage.Meter;
import routercost.usage.Status;

/// Failures that rows of sums count apart.
class FailedCallsTest {
  private static void assertCalls(ReadCalls reading, String ok, String failed) {
    assertThat(reading.sum(Meter.CALLS, Status.OK)).isEqualTo(ok);
    assertThat(reading.sum(Meter.CALLS, Status.FAILED)).isEqualTo(failed);
    assertThat(reading.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("1000");
    assertThat(reading.tally().used().total().of(Meter.LOGGED_USD)).isEqualByComparingTo("2");
  }

  @Test
  void areAmongTheRequestsAndUseNothing() {
    assertCalls(
        ReadCalls.of(
            "date,model,requests,failed_requests,input_tokens,output_tokens,cost_usd",
            "2026-10-05,gpt-4o,100,7,1000,200,2"),
        "93",
        "7");
  }

  @Test
  void areNextToRequestsThatSucceeded() {
    assertCalls(
        ReadCalls.of(
            "date,model,successful_requests,error_count,input_tokens,output_tokens,cost_usd",
            "2026-10-05,gpt-4o,93,7,1000,200,2"),
        "93",
        "7");
  }

  @Test
  void areLeftAsTheyAreIfTheyAreMoreThanTheCalls() {
    assertCalls(
        ReadCalls.of(
            "date,model,requests,failed_requests,input_tokens,output_tokens,cost_usd",
            "2026-10-05,gpt-4o,5,7,1000,200,2"),
        "5",
        "0");
  }

  @Test
  void areCountedByRecordsOfJsonToo() {
    assertCalls(
        ReadCalls.of(
            """
            {"day":"2026-10-05","model":"gpt-4o","metrics":{"successful_requests":93,
            "failed_requests":7,"prompt_tokens":600,"completion_tokens":200},"cost_usd":2}
            {"day":"2026-10-06","model":"gpt-4o","metrics":{"prompt_tokens":400}}
            """
                .replace(",\n", ",")),
        "94",
        "7");
  }

  @Test
  void areNotCountedAgainWhereRecordsHaveAStatus() {
    assertCalls(
        ReadCalls.of(
            """
            {"model":"gpt-4o","calls":100,"failures":7,"input_tokens":1000,"status":"ok","cost_usd":2}
            """),
        "100",
        "0");
  }
}
