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
}
