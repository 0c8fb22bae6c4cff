package routercost.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.price.Ledger;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Meter;
import routercost.usage.UsageCube;

/// Audio and images among the tokens of a call: counted once, and never priced as text.
class ModalitiesTest {
  private static final String AUDIO_MODEL = "gpt-4o-audio-preview";

  private static final String GEMINI =
      """
      {"ts":"2026-11-20","modelVersion":"gemini-2.5-flash","usageMetadata":{"promptTokenCount":800,\
      "candidatesTokenCount":0,"promptTokensDetails":[{"modality":"TEXT","tokenCount":300},\
      {"modality":"AUDIO","tokenCount":500}]}}
      """;

  private static String cost(UsageCube cube) {
    var ledger = Ledger.of(cube, PriceBooks.builtIn()::quote);
    assertThat(ledger.isComplete()).isTrue();
    return ledger.total().usd().toPlainString();
  }

  /// 60 s × 0.0001, 1,000 characters × 0.000015, 4 pages × 0.004, 3 searches × 0.002, 2 × 0.04.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'model':'whisper-1','usage':{'type':'duration','seconds':60}}|0.006",
        "{'model':'whisper-1','audio_seconds':'59.6'}|0.006",
        "{'object':'organization.usage.audio_transcriptions.result','start_time':1795132800,"
            + "'num_model_requests':1,'model':'whisper-1','seconds':60}|0.006",
        "{'object':'organization.usage.audio_speeches.result','start_time':1795132800,"
            + "'num_model_requests':1,'model':'tts-1','characters':1000}|0.015",
        "{'model':'tts-1','characters':1000}|0.015",
        "{'model':'mistral-ocr-latest','usage_info':{'pages_processed':4}}|0.016",
        "{'model':'rerank-v3.5','meta':{'billed_units':{'search_units':3}}}|0.006",
        "{'model':'dall-e-3','images':2}|0.08"
      })
  void unitsArePricedByTheUnit(String record, String usd) {
    assertThat(cost(ReadCalls.of(record.replace('\'', '"')).tally().used())).isEqualTo(usd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "{\"data\":[%s],\"more\":false}", "app | %s"})
  void theModalitiesOfGeminiCountWhereverItsUsageStands(String around) {
    var used = ReadCalls.of(around.formatted(GEMINI.strip())).tally().used().total();

    assertThat(used.of(Meter.AUDIO_INPUT)).isEqualByComparingTo("500");
    assertThat(used.of(Meter.INPUT)).isEqualByComparingTo("800");
  }

  /// Of four items two are searches that were made.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{'ts':'2026-11-20','response':%s}",
        "{'data':[%s],'more':false}",
        "{'type':'response.completed','response':%s}",
        "{'custom_id':'a-1','response':{'status_code':200,'body':%s}}"
      })
  void searchesAmongTheOutputOfAResponseAreCharged(String around) {
    var response =
        "{'object':'response','model':'gpt-5.4','output':[{'type':'message','content':[]},"
            + "{'type':'web_search_call','status':'completed','action':{'type':'search'}},"
            + "{'type':'web_search_call','action':{'type':'open_page'}},"
            + "{'type':'web_search_call','status':'completed'}],"
            + "'usage':{'input_tokens':10,'output_tokens':1,'total_tokens':11}}";
    var line = around.formatted(response).replace('\'', '"') + "\n";
    for (int calls : List.of(1, 200)) {
      var read = ReadCalls.of(line.repeat(calls).getBytes(UTF_8)).tally();

      assertThat(read.used().total().of(Meter.WEB_SEARCH))
          .as(read.inputs().toString())
          .isEqualByComparingTo(2 * calls + "");
    }
  }

  /// Before Gemini 3 an answer with searches is charged, and not each of them.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "gemini-3.8-flash; 3; %s",
        "models/gemini-2.5-pro; 1; %s",
        "gemini-2.5-pro; 1; {'ts':'2026-11-20','response':%s}",
        "gemini-2.5-pro; 1; {'data':[%s],'more':false}",
        "gemini-3.8-flash; 3; {'logging_time':'2026-11-20','model':'gemini-3.8-flash','full_response':%s}"
      })
  void theQueriesOfGeminiAreWebSearches(String model, int searches, String around) {
    var answer =
        "{'candidates':[{'groundingMetadata':{'webSearchQueries':['a','b']}},"
            + "{'groundingMetadata':{'webSearchQueries':['c']}},{'finishReason':'STOP'}],"
            + "'usageMetadata':{'promptTokenCount':10},'modelVersion':'"
            + model
            + "'}";
    var line = around.formatted(answer).replace('\'', '"') + "\n";
    for (int calls : List.of(1, 200)) {
      var read = ReadCalls.of(line.repeat(calls).getBytes(UTF_8)).tally();

      assertThat(read.used().total().of(Meter.WEB_SEARCH))
          .isEqualByComparingTo(calls * searches + "");
    }
  }

  @Test
  void secondsNextToTokensAreHowLongACallTook() {
    var read =
        ReadCalls.of(
            """
            model,input_tokens,output_tokens,seconds
            gpt-4o,1000,10,3
            """);

    assertThat(read.tally().used().total().of(Meter.SECONDS)).isZero();
  }

  @Test
  void secondsInRowsWithoutTokensAreAQuantity() {
    var used =
        ReadCalls.of(
                """
                model,input_tokens,output_tokens,seconds
                gpt-4o,1000,10,
                whisper-1,,,60
                """)
            .tally()
            .used();

    assertThat(used.total().of(Meter.SECONDS)).isEqualByComparingTo("60");
  }

  @Test
  void secondsWithoutAPriceAreNotFree() {
    var used = ReadCalls.of("{\"model\":\"tts-1\",\"audio_seconds\":60}").tally().used();

    assertThat(Ledger.of(used, PriceBooks.builtIn()::quote).isComplete()).isFalse();
  }

  /// 300 text and 500 audio in, 20 text and 40 audio out: 300 × 2.50 + 500 × 40 + 20 × 10 + 40 × 80
  /// millionths.
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"created":1795000000,"model":"gpt-4o-audio-preview","usage":{"prompt_tokens":800,\
        "prompt_tokens_details":{"audio_tokens":500},"completion_tokens":60,\
        "completion_tokens_details":{"audio_tokens":40},"total_tokens":860}}\
        """,
        """
        {"ts":"2026-11-20","model":"gpt-4o-audio-preview","input_tokens":800,\
        "input_audio_tokens":500,"output_tokens":60,"output_audio_tokens":40}\
        """,
        """
        {"ts":"2026-11-20","model":"gpt-4o-audio-preview","input_tokens":300,\
        "input_audio_tokens":500,"output_tokens":20,"output_audio_tokens":40,"total_tokens":860}\
        """,
        """
        {"request_id":"a","spend":0,"startTime":"2026-11-20T10:00:00Z",\
        "model":"gpt-4o-audio-preview","prompt_tokens":800,"completion_tokens":60,\
        "metadata":{"usage_object":{"prompt_tokens_details":{"audio_tokens":500},\
        "completion_tokens_details":{"audio_tokens":40}}}}\
        """,
        """
        {"traceId":"t","type":"GENERATION","startTime":"2026-11-20T10:00:00Z",\
        "model":"gpt-4o-audio-preview","usageDetails":{"input":300,"input_audio_tokens":500,\
        "output":20,"output_audio_tokens":40,"total":860}}\
        """,
        """
        {"spanId":"2","traceId":"1","startTimeUnixNano":"1795000000000000000","attributes":{\
        "gen_ai.operation.name":"chat","gen_ai.response.model":"gpt-4o-audio-preview",\
        "gen_ai.usage.input_tokens":800,"gen_ai.usage.output_tokens":60,\
        "gen_ai.usage.details.input_audio_tokens":500,\
        "gen_ai.usage.details.output_audio_tokens":40}}\
        """,
        """
        {"object":"organization.usage.completions.result","start_time":1795132800,\
        "num_model_requests":1,"model":"gpt-4o-audio-preview","input_tokens":800,\
        "output_tokens":60,"input_audio_tokens":500,"output_audio_tokens":40}\
        """
      })
  void audioIsPricedAtItsOwnRateInEveryFormat(String record) {
    var used = ReadCalls.of(record).tally().used();

    assertThat(used.total().of(Meter.INPUT)).isEqualByComparingTo("800");
    assertThat(used.total().of(Meter.AUDIO_INPUT)).isEqualByComparingTo("500");
    assertThat(cost(used)).isEqualTo("0.02415");
  }

  @Test
  void aMappedColumnOfATableHoldsAudio() {
    var table = "day,m,in,out,heard,said\n2026-11-20," + AUDIO_MODEL + ",800,60,500,40\n";
    var mapping =
        Map.of(
            "timestamp", "day",
            "model", "m",
            "input", "in",
            "output", "out",
            "audio_input", "heard",
            "audio_output", "said");

    var used = ReadCalls.of(ReadCalls.mapped(mapping), table).tally().used();

    assertThat(cost(used)).isEqualTo("0.02415");
  }

  /// 300 × 0.30 + 500 × 1.00 millionths each, also where the scanner reads most of the records.
  @Test
  void modalitiesOfGeminiAreReadInShortAndInLongLogs() {
    assertThat(cost(ReadCalls.of(GEMINI).tally().used())).isEqualTo("0.00059");
    var text = GEMINI.replace("AUDIO", "VIDEO");
    assertThat(cost(ReadCalls.of(text.repeat(1_500) + GEMINI.repeat(2)).tally().used()))
        .isEqualTo("0.36118");
  }

  /// 100 audio and 50 text fresh, 400 audio and 250 text cached: 50 × 0.30 + 100 × 1 + 250 × 0.03 +
  /// 400 × 0.10 millionths.
  @Test
  void audioFromACacheIsAPartOfWhatWasReadFromIt() {
    var record =
        GEMINI.replace(
            "\"candidatesTokenCount\":0",
            "\"candidatesTokenCount\":0,\"cachedContentTokenCount\":650,"
                + "\"cacheTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":400}]");

    assertThat(cost(ReadCalls.of(record).tally().used())).isEqualTo("0.0001625");
  }

  @Test
  void audioWithoutARateIsNoTextAndNotFree() {
    var record =
        "{\"ts\":\"2026-11-20\",\"model\":\"gpt-4o-mini\",\"input_tokens\":800,"
            + "\"input_audio_tokens\":500,\"output_tokens\":0}";

    var ledger = Ledger.of(ReadCalls.of(record).tally().used(), PriceBooks.builtIn()::quote);

    assertThat(ledger.isComplete()).isFalse();
    assertThat(ledger.total().usd()).isEqualByComparingTo("0.000045"); // 300 × 0.15
    assertThat(ledger.uncharged())
        .extracting(gap -> gap.slice().usage().of(Meter.INPUT).intValue())
        .containsExactly(500);
  }

  /// 100 × 5 + 200 × 10 in, 1,000 × 40 out, millionths.
  @Test
  void imagesOfAModelWithoutARateForTextInItsOutputHaveTheirs() {
    var record =
        "{\"ts\":\"2026-11-20\",\"model\":\"gpt-image-1\",\"input_tokens\":300,"
            + "\"input_image_tokens\":200,\"output_tokens\":1000,\"output_image_tokens\":1000}";

    assertThat(cost(ReadCalls.of(record).tally().used())).isEqualTo("0.0425");
  }

  @Test
  void theHostThatALogNamesDecidesThePrice() {
    var table =
        """
        ts,provider,model,input_tokens,output_tokens
        2026-11-20,cerebras,gpt-oss-120b,1000000,0
        2026-11-20,openai,gpt-oss-120b,1000000,0
        """;

    assertThat(cost(ReadCalls.of(table).tally().used())).isEqualTo("0.5"); // 0.35 and 0.15
  }
}
