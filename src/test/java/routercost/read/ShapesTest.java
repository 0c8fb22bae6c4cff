package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// One call of 30 input and 4 output tokens on 2026-11-20, in whatever people keep it in.
class ShapesTest {
  private static final String CALL =
      "{\"ts\":\"2026-11-20T10:00:00Z\",\"model\":\"m\",\"input_tokens\":30,\"output_tokens\":4}";

  private static final String UNDATED = CALL.replace("\"ts\":\"2026-11-20T10:00:00Z\",", "");

  private static String text(String json) {
    return json.replace("\"", "\\\"");
  }

  private static void assertIsTheCall(ReadCalls reading) {
    assertThat(reading.calls()).hasSize(1);
    assertThat(reading.count(Meter.INPUT)).isEqualTo(30);
    assertThat(reading.count(Meter.OUTPUT)).isEqualTo(4);
    assertThat(reading.call().slice().key().day()).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(reading.account().rejected()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[CALL],\"has_more\":false}",
        "{\"page\":{\"calls_of_june\":[CALL]},\"total_tokens\":999}",
        "{\"hits\":{\"total\":1,\"hits\":[{\"_id\":\"a\",\"_source\":CALL}]}}",
        "{\"days\":[{\"date\":\"2026-11-20\",\"input_tokens\":999,\"runs\":[UNDATED]}]}",
        "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026-11-20 10:00:00\"},"
            + "{\"field\":\"@message\",\"value\":\"TEXT\"}]]}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":{\"app\":\"x\"},"
            + "\"values\":[[\"1795168800000000000\",\"TEXT\"]]}]}}",
        "{\"log\":\"TEXT\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-20T10:00:01Z\"}",
        "{\"log\":\"INFO:root:TEXT\\n\",\"time\":\"2026-11-20T10:00:01Z\"}",
      })
  void recordsInEnvelopesAreFound(String json) {
    assertIsTheCall(
        ReadCalls.of(
            json.replace("UNDATED", UNDATED).replace("CALL", CALL).replace("TEXT", text(UNDATED))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20 10:00:00 INFO Model: gpt-4o, Prompt tokens: 30, Completion tokens: 4",
        "2026-11-20 10:00:00 done model=gpt-4o tokens used: 30 prompt + 4 completion",
        "[2026-11-20 10:00:00,1] model=gpt-4o input tokens=30 output tokens=4 latency=1.2s",
        "INFO 2026-11-20 10:00:00 30 prompt tokens, 4 completion tokens by model gpt-4o",
        "2026-11-20 10:00:00 model: 'gpt-4o' 30 in, 4 out tokens, 2 retries",
      })
  void countsInWordsAreRead(String line) {
    var calls = ReadCalls.of(line, "2026-11-20 10:00:01 INFO 5 tokens of the model were left");
    assertIsTheCall(calls);
    assertThat(calls.call().slice().key().model()).isEqualTo("gpt-4o");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20 10:00:00 INFO so far: 300 prompt tokens, 40 completion tokens, model gpt-4o",
        "2026-11-20 10:00:00 INFO session total by model gpt-4o: 300 input tokens, 40 output tokens",
        "2026-11-20 10:00:00 INFO model gpt-4o allows 128,000 input tokens",
      })
  void sumsAndLimitsInWordsAreNoCalls(String line) {
    var call = "2026-11-20 10:00:00 INFO Model: gpt-4o, Prompt tokens: 30, Completion tokens: 4";
    assertIsTheCall(ReadCalls.of(call, line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app-1  | CALL",
        "2026-11-20T10:00:00.1Z stdout F UNDATED",
        "2026-11-20 10:00:00,123 INFO llm UNDATED",
        "2026/11/20 10:00:00 usage: UNDATED",
        "started {config}\nINFO:root:CALL",
        "2026-11-20T10:00:00Z INFO {'model': 'm', 'input_tokens': 30, 'output_tokens': 4, 'e':"
            + " None}",
        "2026-11-20T10:00:00Z stdout P {\"model\":\"m\",\"inp\n"
            + "2026-11-20T10:00:00Z stdout F ut_tokens\":30,\"output_tokens\":4}",
      })
  void theTextInFrontOfJsonIsPassedOverButForItsTime(String lines) {
    assertIsTheCall(ReadCalls.of(lines.replace("UNDATED", UNDATED).replace("CALL", CALL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"createdAt\":{\"$date\":{\"$numberLong\":\"1795168800000\"}},\"model\":\"m\","
            + "\"input_tokens\":{\"$numberLong\":\"30\"},\"output_tokens\":{\"$numberInt\":\"4\"}}",
        "{\"Item\":{\"ts\":{\"S\":\"2026-11-20\"},\"model\":{\"S\":\"m\"},\"e\":{\"NULL\":true},"
            + "\"usage\":{\"M\":{\"input_tokens\":{\"N\":\"30\"},\"output_tokens\":{\"N\":\"4\"}}}}}",
      })
  void theTypesOfDatabasesAreResolved(String json) {
    assertIsTheCall(ReadCalls.of(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        Usage report
        Period: November

        Date,Model,Input tokens,Output tokens
        2026-11-20,m,30,4
        """,
        "# Usage\n\n| date | model | input tokens | output tokens |\n|:--|--:|---|---|\n"
            + "| 2026-11-20 | `m` | 30 | **4** |",
        """
         date       | model | input_tokens | output_tokens\s
        ------------+-------+--------------+---------------
         2026-11-20 | m     |           30 |             4
        (1 row)
        """,
        "+------------+---+\n| date | model | input_tokens | output_tokens |\n+------------+---+\n"
            + "| 2026-11-20 | m | 30 | 4 |\n+------------+---+\n1 row in set (0.00 sec)",
        "date|model|input_tokens|output_tokens\n2026-11-20|m|30|4",
        "date,model,usage\n2026-11-20,m,\"{\"\"input_tokens\"\": 30, \"\"output_tokens\"\": 4}\"",
        "date\tmodel\tinput_tokens\toutput_tokens\terror\n2026-11-20\tm\t30\t4\t\\N",
      })
  void tablesMadeForPeopleAreRead(String table) {
    assertIsTheCall(ReadCalls.of(table));
  }

  @Test
  void aTableWithoutAHeaderIsReadByTheNumbersOfItsColumns() {
    var numbers = Map.of("timestamp", "2", "model", "3", "input", "4", "output", "5");

    assertIsTheCall(ReadCalls.of(ReadCalls.mapped(numbers), "1\t2026-11-20\tm\t30\t4\t\\N"));
  }

  @Test
  void anExportInAnEnvelopeIsThatExport() {
    ReadCalls reading =
        ReadCalls.of(
            "{\"data\":[{\"id\":\"o\",\"traceId\":\"t\",\"type\":\"GENERATION\",\"model\":\"m\","
                + "\"startTime\":\"2026-11-20T10:00:00Z\",\"usageDetails\":{\"input\":30,\"output\":4}}],"
                + "\"meta\":{\"page\":1}}");

    assertIsTheCall(reading);
    assertThat(reading.account().format()).isEqualTo("langfuse");
    assertThat(reading.account().assumptions()).contains("records are read from data[]");
  }

  @Test
  void aMappingReachesIntoAnEnvelopeAndWhatIsAroundIt() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.mapped(
                Map.of(
                    "model",
                    "data[].what",
                    "input",
                    "spent.a",
                    "output",
                    "data[].spent.b",
                    "task",
                    "meta.team",
                    "timestamp",
                    "=2026-11-20")),
            "{\"data\":[{\"what\":\"m\",\"spent\":{\"a\":30,\"b\":4}}],\"meta\":{\"team\":\"x\"}}");

    assertIsTheCall(reading);
    assertThat(reading.call().slice().key().task()).isEqualTo("x");
  }

  @Test
  void aMappingNamesAConstantOrLeavesAColumnOut() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.mapped(Map.of("model", "=m", "cached", "-")),
            "ts,input_tokens,output_tokens,cached_tokens",
            "2026-11-20,30,4,7");

    assertIsTheCall(reading);
    assertThat(reading.call().slice().key().model()).isEqualTo("m");
    assertThat(reading.count(Meter.CACHE_READ)).isZero();
  }

  @Test
  void eventsAreSkippedAndNotRejected() {
    ReadCalls reading = ReadCalls.of("{\"type\":\"user\",\"text\":\"hi\"}", CALL);

    assertIsTheCall(reading);
    assertThat(reading.account().skipped()).containsEntry("no_usage", 1L);
  }

  @Test
  void anAnswerOfAGatewaysCacheReachedNoProvider() {
    String row =
        "{\"id\":\"%s\",\"created_at\":\"2026-11-20\",\"provider\":\"p\",\"model\":\"m\","
            + "\"cached\":%s,\"tokens_in\":30,\"tokens_out\":4,\"success\":true}";

    assertIsTheCall(ReadCalls.of(row.formatted("a", false), row.formatted("b", true)));
  }

  @Test
  void cachedTokensAloneAreNoUsage() {
    assertThatThrownBy(() -> ReadCalls.of("model,eu_in_tok,eu_out_tok,cached_tokens", "m,30,4,7"))
        .hasMessage(
            "-: no column for input or output tokens; it has: model, eu_in_tok, eu_out_tok,"
                + " cached_tokens; pass --map input_tokens=eu_in_tok --map output_tokens=eu_out_tok"
                + " if that is what they hold");
  }

  @Test
  void aMappingIntoAnEnvelopeThatNamesNothingShowsItsFields() {
    assertThatThrownBy(
            () ->
                ReadCalls.of(
                    ReadCalls.mapped(Map.of("model", "data[].nope")), "{\"data\":[" + CALL + "]}"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageContaining("it has: data[].ts, data[].model");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# TYPE tokens counter\ntokens{model=\"m\"} 3|metrics of Prometheus",
        "{\"data\":[],\"has_more\":false}|there are no records in data[]",
        "{\"m\":{\"input_cost_per_token\":1}}|a price list",
        "<html><body>x</body></html>|a web page",
        "{\"log\":{\"creator\":{\"name\":\"x\"},\"entries\":[{\"startedDateTime\":\"2026-11-20\","
            + "\"request\":{\"url\":\"https://x/\"},\"response\":{\"status\":200,\"content\":{}}}]}}|none"
            + " of its requests went to a model",
        "{\"transcript_path\":\"/x\",\"model\":{\"display_name\":\"M\"}}|status line",
      })
  void aForeignFileIsNamed(String fileAndKind) {
    String[] parts = fileAndKind.split("\\|", 2);

    assertThatThrownBy(() -> ReadCalls.of(parts[0])).hasMessageContaining(parts[1]);
  }

  @Test
  void anAbbreviatedCountIsRejectedAsRounded() {
    assertThat(
            ReadCalls.of("date,model,input_tokens,output_tokens", "2026-11-20,m,1.5K,4").reason())
        .isEqualTo("input_tokens is '1.5K'; it is rounded; export the whole number");
  }

  @Test
  void whatServedOutranksWhatWasAsked() {
    var reading =
        ReadCalls.of(
            "{\"ts\":\"2026-11-20\",\"request\":{\"model\":\"a\",\"service_tier\":\"priority\"},"
                + "\"response\":{\"model\":\"m\",\"service_tier\":\"default\",\"usage\":"
                + "{\"prompt_tokens\":30,\"completion_tokens\":4}}}");
    assertIsTheCall(reading);
    assertThat(reading.call().slice().key().model()).isEqualTo("m");
    assertThat(reading.call().slice().key().service()).isEqualTo(ServiceTier.STANDARD);
  }

  @Test
  void anArchiveLeavesOutOtherRequestsAndTakesTheModelFromTheAddress() {
    String entry =
        "{\"startedDateTime\":\"2026-11-20T10:00:00Z\",\"request\":{\"url\":\"https://%s\","
            + "\"postData\":{\"text\":\"{\\\"messages\\\":[1]}\"}},\"response\":{\"status\":200,"
            + "\"content\":{\"text\":\"%s\"}}}";
    var reading =
        ReadCalls.of(
            "{\"log\":{\"creator\":{\"name\":\"x\"},\"entries\":["
                + entry.formatted("x/app.js", "function () {}")
                + ","
                + entry.formatted(
                    "bedrock/model/m/converse",
                    text("{\"usage\":{\"inputTokens\":30,\"outputTokens\":4,\"totalTokens\":34}}"))
                + "]}}");
    assertIsTheCall(reading);
    assertThat(reading.call().slice().key().model()).isEqualTo("m");
    assertThat(reading.account().skipped()).containsEntry("no_usage", 1L);
  }

  @Test
  void aRefusalShowsNoContent() {
    for (String secret :
        new String[] {
          "Dear Bob, here's the secret\nis, so", "app-1 | {\"prompt\": \"secret\", \"a\": 1}"
        }) {
      assertThatThrownBy(() -> ReadCalls.of(secret))
          .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("secret"));
    }
  }

  /// A trace with its spans in a cell, as Opik and MLflow export it, also repeats their sum.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id,usage,spans\nt,{'input_tokens':30},[{'model':'m','start_time':'2026-11-20T10:00:00Z',"
            + "'usage':{'prompt_tokens':30,'completion_tokens':4}}]",
        "trace_id,spans\nt,[{'span_id':'a','attributes':{'mlflow.spanType':'AGENT'}},"
            + "{'span_id':'b','start_time_unix_nano':1795168800000000000,'attributes':"
            + "{'mlflow.llm.model':'m','mlflow.chat.tokenUsage':"
            + "{'input_tokens':30,'output_tokens':4}}}]",
      })
  void callsInAListWithinACellAreFound(String table) {
    var lines = table.split("\n", -1);
    assertIsTheCall(
        ReadCalls.of(
            lines[0],
            lines[1].replaceAll("(?<=,)[\\[{].*?[\\]}](?=,\\[|$)", "\"$0\"").replace("'", "\"\"")));
  }

  @Test
  void theMessageOfAnAgentInACellIsReadAsItsAgentWritesIt() {
    String message =
        "{''type'':''message'',''id'':''%s'',''parentId'':''u'',"
            + "''timestamp'':''2026-11-20T10:00:00Z'',''message'':{"
            + "''role'':''assistant'',''provider'':''%s'',''model'':''%s'',''usage'':{''input'':%d,''output'':%d,"
            + "''cacheRead'':0,''cacheWrite'':0,''totalTokens'':%d,''cost'':{''total'':0}}}}";
    assertIsTheCall(
        ReadCalls.of(
            "seq,event_json",
            "1,\"" + message.formatted("a", "anthropic", "m", 30, 4, 34).replace('\'', '"') + '"',
            "2,\""
                + message.formatted("b", "openclaw", "delivery-mirror", 0, 0, 0).replace('\'', '"')
                + '"'));
  }

  @Test
  void aMessageThatCountsAsNoProviderDoesIsNoResponseOfAnthropic() {
    assertIsTheCall(
        ReadCalls.of(
            "{\"ts\":\"2026-11-20T10:00:00Z\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\","
                + "\"usage\":{\"input\":30,\"output\":4,\"cacheRead\":0,\"totalTokens\":34}}"));
  }

  @Test
  void callsOfAnInterfaceAreCountedRatherThanMessages() {
    var reading =
        ReadCalls.of(
            "started_at,model,message_count,input_tokens,output_tokens,api_call_count",
            "2026-11-20T10:00:00Z,m,9,30,4,2");
    assertThat(reading.count(Meter.CALLS)).isEqualTo(2);
  }

  /// A trace whose agent tells of a model and counts, and one about invoices.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'metadata':'{@model@:@x@,@system@:{@input_tokens@:0,@cached_tokens@:0}}'",
        "'input':{'amount':5,'description':'a chair'}"
      })
  void theCallsOfATraceOutrankWhatIsAroundThem(String around) {
    var observation =
        "{'id':'o','traceId':'t','type':'GENERATION','startTime':'2026-11-20T10:00:00Z','model':'m',"
            + "'usageDetails':{'input':30,'output':4,'total':34}}";
    assertIsTheCall(
        ReadCalls.of(
            "{'trace':{'id':'t',%s,'observations':['o']},'observations':[%s]}"
                .formatted(around, observation)
                .replace('\'', '"')
                .replace("@", "\\\"")));
  }
}
