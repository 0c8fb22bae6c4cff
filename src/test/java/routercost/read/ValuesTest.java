package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.schema.ReadOptions;
import routercost.read.value.DateOrder;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Place;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

class ValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,596 | 2596",
        "1 234 | 1234",
        "1'234 | 1234",
        "3.0 | 3",
        "1.5E3 | 1500",
        "+7 | 7",
        "1,234,567 | 1234567",
        "1000000000000000 | 1000000000000000",
        "n/a | 0",
        "None | 0"
      })
  void tokenCountsAreReadAsPeopleWriteThem(String written, long tokens) {
    ReadCalls reading = ReadCalls.of("model\tinput_tokens\toutput_tokens", "m\t" + written + "\t1");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.236 | input_tokens is '4.236'; expected a whole number",
        "lots | input_tokens is 'lots'; expected a whole number",
        "-5 | input_tokens is -5; expected 0 or more",
        "$5 | input_tokens is '$5'; expected a whole number",
        "1e-999 | input_tokens is '1e-999'; expected a whole number",
        "1e999 | input_tokens is 1e999; more than 10^15 in one row",
        "100000000000000000000 | input_tokens is 100000000000000000000; more than 10^15 in one row"
      })
  void whatIsNoTokenCountIsRejected(String written, String reason) {
    ReadCalls reading = ReadCalls.of("model\tinput_tokens", "m\t" + written);

    assertThat(reading.reason()).isEqualTo(reason);
    assertThat(reading.rejects().getFirst().fields()).containsEntry("input_tokens", written);
  }

  @Test
  void aDecimalCommaInOneColumnMakesPointsThousandsInTheOthers() {
    ReadCalls reading = ReadCalls.of("Modell;Input Tokens;Kosten", "m;4.236;0,0028");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(4236);
    assertThat(reading.call().loggedUsd().orElseThrow()).isEqualByComparingTo("0.0028");
  }

  @Test
  void jsonNumbersAreExact() {
    ReadCalls reading =
        ReadCalls.of(
            "{\"model\":\"m\",\"input_tokens\":1,\"cost_usd\":0.1000000000000000055511151}");

    assertThat(reading.call().loggedUsd().orElseThrow())
        .isEqualByComparingTo("0.1000000000000000055511151");
  }

  @Test
  void aCostThatIsNoAmountIsLeftOut() {
    var reading = ReadCalls.of("model,input_tokens,cost", "m,1,cheap", "m,1,1e-900", "m,1,0.5");

    assertThat(reading.calls())
        .extracting(call -> call.loggedUsd().isPresent())
        .containsExactly(false, false, true);
    assertThat(reading.account().assumptions())
        .contains(
            "2 cells of cost were not understood (1e-900 1, cheap 1); the calls are compared with"
                + " no logged cost");
  }

  @Test
  void aSuccessfulRowWithoutTokensIsSkippedAndAFailedOneIsAFailedCall() {
    ReadCalls reading =
        ReadCalls.of("model,input_tokens,output_tokens,status", "m,N/A,,ok", "m,,null,error");

    assertThat(reading.account().skipped()).containsEntry("tokens_not_numeric", 1L);
    assertThat(reading.call().slice().key().status()).isEqualTo(Status.FAILED);
    assertThat(reading.count(Meter.CALLS)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-08-03T23:30:00Z | 2026-08-03 | 2026-08-04",
        "2026-08-03T23:30:00.123456+0000 | 2026-08-03 | 2026-08-04",
        "2026-08-04T01:30:00+02:00 | 2026-08-03 | 2026-08-04",
        "2026-08-04 01:30:00+02 | 2026-08-03 | 2026-08-04",
        "2026-08-03 23:30:00 UTC | 2026-08-03 | 2026-08-04",
        "2026-08-03 23:30 | 2026-08-03 | 2026-08-03",
        "2026-08-03 | 2026-08-03 | 2026-08-03",
        "20260803 | 2026-08-03 | 2026-08-03",
        "2026/08/03 23:30:00 | 2026-08-03 | 2026-08-03",
        "03.08.2026 23:30:00 | 2026-08-03 | 2026-08-03",
        "8/25/2026 11:30 PM | 2026-08-25 | 2026-08-25",
        "25/08/2026 | 2026-08-25 | 2026-08-25",
        "1785799800 | 2026-08-03 | 2026-08-04",
        "1785799800.25 | 2026-08-03 | 2026-08-04",
        "1785799800000 | 2026-08-03 | 2026-08-04",
        "1785799800000000 | 2026-08-03 | 2026-08-04",
        "1785799800000000000 | 2026-08-03 | 2026-08-04"
      })
  void aTimeFallsOnItsDayInTheZoneAskedFor(String time, LocalDate inUtc, LocalDate inBerlin) {
    assertThat(day("UTC", time)).isEqualTo(inUtc);
    assertThat(day("Europe/Berlin", time)).isEqualTo(inBerlin);
  }

  private static LocalDate day(String zone, String time) {
    return ReadCalls.of(ReadCalls.in(zone), "model\tinput_tokens\ttimestamp", "m\t1\t" + time)
        .call()
        .slice()
        .key()
        .day();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "2026-02-30", "31.2.2026", "12"})
  void whatIsNoTimeCountsAsWithoutOneAndIsDoubtful(String time) {
    var reading = ReadCalls.of("model,input_tokens,timestamp", "m,1," + time);

    assertThat(reading.call().slice().key().day()).isEqualTo(ReadCalls.UNDATED);
    assertThat(reading.account().doubts())
        .containsExactly(
            "1 cell of timestamp was not understood (%s 1); the call counts as without a time"
                .formatted(time));
  }

  @Test
  void oneDateThatDecidesTheOrderDecidesItForTheOthers() {
    ReadCalls dayFirst =
        ReadCalls.of("model,input_tokens,date", "m,1,03/08/2026", "m,1,25/08/2026");
    ReadCalls past = ReadCalls.of("model,input_tokens,date", "m,1,03/08/2026", "m,1,09/12/2026");

    assertThat(dayFirst.calls().getFirst().slice().key().day()).isEqualTo("2026-08-03");
    assertThat(past.calls().getFirst().slice().key().day()).isEqualTo("2026-03-08");
  }

  @Test
  void aDateThatCanBeTwoDaysIsTheLaterOneAndDoubtfulIfThePricesDiffer() {
    ReadCalls same = ReadCalls.of("model,input_tokens,date", "claude-haiku-4-5,1,03/08/2026");
    ReadCalls other = ReadCalls.of("model,input_tokens,date", "sonnet,1,01/10/2026");

    assertThat(same.call().slice().key().day()).isEqualTo("2026-08-03");
    assertThat(same.account().assumptions())
        .contains(
            "1 time can mean two days and was read as the later one, at the same price;"
                + " --date-order dmy or mdy settles it");
    assertThat(same.account().doubts()).isEmpty();
    assertThat(other.account().doubts())
        .containsExactly(
            "1 time can mean two days and was read as the later one, and the prices differ;"
                + " --date-order dmy or mdy settles it");
  }

  @Test
  void aPersonMaySayWhichComesFirst() {
    var asked =
        new ReadOptions(
            Optional.empty(), Map.of(), ReadOptions.CacheTokens.AUTO, true, DateOrder.MONTH_FIRST);
    var reading = ReadCalls.of(asked, "model,input_tokens,date", "m,1,03/08/2026");

    assertThat(reading.call().slice().key().day()).isEqualTo("2026-03-08");
  }

  @Test
  void aColumnThatReadsLikeATimeIsOneAndOthersAreNamed() {
    var called = ReadCalls.of("model,input_tokens,usageDay", "m,1,2026-08-03");
    var open = ReadCalls.of("model,input_tokens,expires", "m,1,2026-08-03");

    assertThat(called.call().slice().key().day()).isEqualTo("2026-08-03");
    assertThat(open.call().slice().key().day()).isEqualTo(ReadCalls.UNDATED);
    assertThat(open.tally().warnings())
        .containsExactly(
            "-: no column is known to be the time, so calls are priced as of today; if it is expires,"
                + " pass --map timestamp=expires");
  }

  @Test
  void recordsWithoutATimeAreUndatedAndSaidToBe() {
    ReadCalls reading = ReadCalls.of("model,input_tokens,output_tokens,timestamp", "m,1,1,");

    assertThat(reading.call().slice().key().day()).isEqualTo(ReadCalls.UNDATED);
    assertThat(reading.account().assumptions())
        .containsExactly("1 record has no time: priced as of 2026-11-01");
  }

  @Test
  void naiveTimesAreSaidToBeReadInTheZone() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.in("Asia/Tokyo"),
            "model,input_tokens,output_tokens,timestamp",
            "m,1,1,2026-08-03 06:30:00");

    assertThat(reading.account().assumptions())
        .containsExactly("times without a zone were read in Asia/Tokyo");
  }

  @ParameterizedTest
  @CsvSource({
    "status,ok,OK",
    "status,200,OK",
    "status,200 OK,OK",
    "status,HTTP 503,FAILED",
    "status,end_turn,OK",
    "status,DEFAULT,OK",
    "status,429,FAILED",
    "status,timeout,FAILED",
    "success,true,OK",
    "success,0,FAILED",
    "is_error,false,OK",
    "is_error,1,FAILED",
    "error,,OK",
    "error,rate limit hit,FAILED",
    "cancelled,true,FAILED"
  })
  void statusWordsAreUnderstood(String header, String word, Status status) {
    String cell = Optional.ofNullable(word).orElse("");

    ReadCalls reading =
        ReadCalls.of("model\tinput_tokens\t" + header + "\tx", "m\t1\t" + cell + "\ty");

    assertThat(reading.call().slice().key().status()).isEqualTo(status);
  }

  @Test
  void aCallWhoseStatusIsNotUnderstoodCounts() {
    var reading = ReadCalls.of("model,input_tokens,status", "m,1,purple", "m,1,green", "m,1,green");

    assertThat(reading.calls()).hasSize(3);
    assertThat(reading.account().assumptions())
        .contains(
            "3 cells of status were not understood (green 2, purple 1); the calls count as billed");
  }

  @ParameterizedTest
  @CsvSource({
    "service_tier,on_demand,STANDARD",
    "service_tier,batch,BATCH",
    "batch,true,BATCH",
    "batch,false,STANDARD",
    "service_tier,priority_on_demand,PRIORITY",
    "service_tier,flex_discount,FLEX",
    "usageMetadata.trafficType,ON_DEMAND_FLEX,FLEX",
    "usageMetadata.trafficType,ON_DEMAND_PRIORITY,PRIORITY",
    "usageMetadata.trafficType,TRAFFIC_TYPE_UNSPECIFIED,STANDARD",
    "speed,fast,FAST",
    "speed,standard,STANDARD"
  })
  void serviceTiersAreUnderstood(String header, String word, ServiceTier tier) {
    ReadCalls reading = ReadCalls.of("model,input_tokens," + header, "m,1," + word);

    assertThat(reading.call().slice().key().service()).isEqualTo(tier);
  }

  @Test
  void aServiceThatIsNotUnderstoodIsTheStandardOneAndDoubtful() {
    var both = ReadCalls.of("model,input_tokens,service_tier,speed", "m,1,batch,fast");
    var gold = ReadCalls.of("model,input_tokens,service_tier", "m,1,gold");

    assertThat(both.call().slice().key().service()).isEqualTo(ServiceTier.BATCH);
    assertThat(both.account().doubts()).hasSize(1);
    assertThat(gold.call().slice().key().service()).isEqualTo(ServiceTier.STANDARD);
    assertThat(gold.account().doubts())
        .containsExactly(
            "1 cell of service_tier was not understood (gold 1); the call is priced at the standard"
                + " tier");
  }

  @Test
  void inferenceGeoIsThePlace() {
    assertThat(
            ReadCalls.of("model,input_tokens,inference_geo", "m,1,us").call().slice().key().place())
        .isEqualTo(Place.INFERENCE_GEO_US);
    assertThat(ReadCalls.of("model,input_tokens,inference_geo", "m,1,mars").account().doubts())
        .containsExactly(
            "1 cell of inference_geo was not understood (mars 1); the call is priced at the global"
                + " price");
  }

  @Test
  void thePlaceMayBeNamedAsThePriceBookNamesIt() {
    assertThat(
            ReadCalls.of("model,input_tokens,inference_geo", "m,1,google_regional")
                .call()
                .slice()
                .key()
                .place())
        .isEqualTo(Place.GOOGLE_REGIONAL);
  }

  @Test
  void anAggregateTakesTheBandThatItNamesElseThatOfItsAveragePrompt() {
    ReadCalls reading =
        ReadCalls.of(
            "model,requests,input_tokens,context_window",
            "m,10,3000000,0-200k",
            "m,10,1000,200k-1M",
            "m,10,2000000,",
            "m,10,2000001,",
            "m,0,0,",
            "m,1,300000,");

    assertThat(reading.calls())
        .extracting(call -> call.slice().key().band())
        .containsExactly(
            Band.BASE,
            new Band(200_000),
            new Band(128_000),
            new Band(200_000),
            Band.BASE,
            new Band(272_000));
    assertThat(reading.account().assumptions())
        .contains("3 aggregate rows take the price band of the average prompt");
  }

  @Test
  void ofAKeyThatStandsTwiceTheLastOneCounts() {
    var line = "{\"model\":\"m\",\"input_tokens\":1,\"input_tokens\":5}";
    var few = ReadCalls.of(line);
    var many = ReadCalls.of(Collections.nCopies(200, line).toArray(String[]::new));

    assertThat(few.count(Meter.INPUT)).isEqualTo(5);
    assertThat(many.sum(Meter.INPUT, Status.OK)).isEqualTo("1000");
  }

  @Test
  void linesThatAreNoCallsAreSkippedForTheirReason() {
    var reading =
        ReadCalls.of(
            "model,task,input_tokens,output_tokens",
            "m,a,1,1",
            "# a remark",
            "model,task,input_tokens,output_tokens",
            "m,a,1,1",
            ",Total,2,2",
            "(2 rows)");

    assertThat(reading.calls()).hasSize(2);
    assertThat(reading.rejects()).isEmpty();
    assertThat(reading.account().skipped())
        .containsEntry("comment", 2L)
        .containsEntry("repeated_header", 1L)
        .containsEntry("total_row", 1L);
  }
}
