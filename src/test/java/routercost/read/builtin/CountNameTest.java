package routercost.read.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.ReadCalls;
import routercost.usage.Meter;

/// Names of counts that no table has.
class CountNameTest {
  @ParameterizedTest
  @CsvSource({
    "n_ctx_toks,input_tokens",
    "numTokensFromPrompt,input_tokens",
    "request_tokens,input_tokens",
    "Tokens en entrée,input_tokens",
    "Eingabe-Tokens (Anzahl),input_tokens",
    "输入Token数,input_tokens",
    "入力トークン数,input_tokens",
    "입력 토큰,input_tokens",
    "fresh_input_tokens,input_tokens",
    "Input Tokens (not cached),input_tokens",
    "缓存未命中输入tokens,input_tokens",
    "num_tokens_generated,output_tokens",
    "Response tokens,output_tokens",
    "出力トークン,output_tokens",
    "tokens_cached_read,cache_read_tokens",
    "Prompt Tokens (Cached),cache_read_tokens",
    "缓存命中tokens,cache_read_tokens",
    "tokens_cache_creation,cache_write_tokens",
    "cached (write),cache_write_tokens",
    "tokens_written_to_cache_1h,cache_write_1h_tokens",
    "cache_write_toks_5m,cache_write_5m_tokens",
    "thinking_toks,reasoning_tokens",
    "toks_audio_in,audio_input_tokens",
    "input_cached_text_tokens,cache_read_tokens",
    "cacheCreate1h,cache_write_1h_tokens",
    "no_cache_input_tokens,input_tokens",
    "Number of Requests,calls",
    "no_of_calls,calls"
  })
  void itsWordsSayWhatItCounts(String name, String column) {
    assertThat(Vocabulary.builtIn().columns(name)).extracting(Column::id).containsOnly(column);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max_input_tokens",
        "judge_prompt_toks",
        "input_token_cost",
        "tokens_per_second_out",
        "cached_tokens_saved",
        "context_window_tokens_used_pct",
        "written_tokens_cached_output",
        "request_id_tokens",
        "cache_hits",
        "input_output_tokens",
        "kilotokens_in",
        "request_number",
        "tool_calls",
        "tokens_per_request"
      })
  void ofAWordThatIsNotKnownNothingIsTaken(String name) {
    assertThat(Vocabulary.builtIn().columns(name))
        .doesNotContain(Column.CALLS)
        .doesNotContainAnyElementsOf(Column.QUANTITIES);
  }

  @Test
  void aWordAloneCountsOnlyIfItHasNumbers() {
    var numbers = ReadCalls.of("model,in,out", "m,9,4", "m,1,");
    var texts = ReadCalls.of("model,in,out,input_tokens,output_tokens", "m,Hello,World,9,4");

    assertThat(numbers.tally().used().total().of(Meter.INPUT)).isEqualByComparingTo("10");
    assertThat(numbers.account().assumptions())
        .contains(
            "by the words of their names, in as input_tokens, out as output_tokens are read;"
                + " --map NAME=COLUMN reads others");
    assertThat(texts.count(Meter.INPUT)).isEqualTo(9);
  }

  /// 1,000 tokens of which 400 were cached, in the way of each provider.
  @Test
  void whatNoNameSaysTheProviderDoes() {
    var used =
        ReadCalls.of(
                "modelo,输入tokens,输出tokens,缓存命中tokens",
                "gpt-5.4,1000,1,400",
                "claude-opus-5-5,600,1,400")
            .tally()
            .used();

    assertThat(used.total().of(Meter.INPUT)).isEqualByComparingTo("1200");
  }

  @Test
  void inputThatWasNotCachedComesBeforeInputThatMayHoldIt() {
    var read =
        ReadCalls.of(
            "model,input_tokens,cache_hit_input_tokens,cache_miss_toks_input,output_tokens",
            "gpt-5.4,1000,400,600,1");

    assertThat(read.count(Meter.INPUT)).isEqualTo(600);
    assertThat(read.count(Meter.CACHE_READ)).isEqualTo(400);
  }
}
