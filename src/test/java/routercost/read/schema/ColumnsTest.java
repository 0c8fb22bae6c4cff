package routercost.read.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.read.ReadCalls;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Status;

class ColumnsTest {
  @Test
  void aTaskColumnLeavesAgentALabel() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.labelled("agent"),
            "timestamp,agent,model,task,input_tokens",
            "2026-08-03T06:30:00Z,planner,m,plan,5");

    assertThat(reading.call().slice().key().task()).isEqualTo("plan");
    assertThat(reading.call().slice().key().labels()).isEqualTo(Map.of("agent", "planner"));
  }

  @Test
  void agentAloneIsTheTask() {
    ReadCalls reading = ReadCalls.of("agent,model,input_tokens", "planner,m,5");

    assertThat(reading.call().slice().key().task()).isEqualTo("planner");
  }

  @Test
  void modeIsTheServiceTierOnlyIfAllItsValuesAreTiers() {
    ReadCalls tier = ReadCalls.of("mode,model,input_tokens", "batch,m,5");
    ReadCalls task = ReadCalls.of("mode,model,input_tokens", "batch,m,5", "chat,m,5");

    assertThat(tier.account().mapping()).contains("service_tier <- mode");
    assertThat(task.account().mapping()).contains("task <- mode").hasSize(3);
  }

  @Test
  void aSpeedInTokensPerSecondOrABatchIdIsALabel() {
    ReadCalls reading = ReadCalls.of("model,input,speed,batch", "m,1,45.2,batch_77");

    assertThat(reading.account().mapping())
        .containsExactly("model <- model", "input_tokens <- input");
  }

  @Test
  void labelsAreFoundByHeaderWhateverTheCaseOrByTheirRole() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.labelled("cost centre", "session"),
            "Cost Centre,conversation_id,model,input_tokens",
            "C7,s1,m,5");

    assertThat(reading.call().slice().key().labels())
        .isEqualTo(Map.of("cost centre", "C7", "session", "s1"));
  }

  @Test
  void aMappingOverridesWhatTheNamesSay() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.mapped(Map.of("task", "Stage", "input", "billed", "model", "m2")),
            "task,stage,model,m2,input_tokens,billed",
            "a,b,x,y,1,2");

    assertThat(reading.call().slice().key().task()).isEqualTo("b");
    assertThat(reading.call().slice().key().model()).isEqualTo("y");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(2);
  }

  @Test
  void aMappingFromAnUnknownColumnNamesTheNearestOne() {
    assertThatThrownBy(
            () -> ReadCalls.of(ReadCalls.mapped(Map.of("tsak", "x")), "model,input", "m,1"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith(
            "--map tsak=x: 'tsak' is not a column (did you mean 'task'?); allowed: timestamp,");
  }

  @Test
  void aMappingToAColumnThatTheLogLacksNamesTheNearestOne() {
    assertThatThrownBy(
            () ->
                ReadCalls.of(
                    ReadCalls.mapped(Map.of("task", "purpsoe")), "purpose,model,input", "p,m,1"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessage(
            "--map task=purpsoe: - has no column 'purpsoe' (did you mean 'purpose'?); it has:"
                + " purpose, model, input");
  }

  @Test
  void aLogWithoutAModelColumnIsRefused() {
    assertThatThrownBy(() -> ReadCalls.of("a,b,c", "x,y,z"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(
            "-: no columns for a model and its tokens; it has: a, b, c; if one of these is it, pass"
                + " --map model=COLUMN; if all calls used one model, pass --map model==NAME");
  }

  @Test
  void aLogWithoutATokenColumnIsRefused() {
    assertThatThrownBy(() -> ReadCalls.of("model,b", "x,y"))
        .isInstanceOf(InputProblem.class)
        .hasMessage(
            "-: no column for input or output tokens; it has: model, b; if one of these is it, pass"
                + " --map input_tokens=COLUMN");
  }

  @Test
  void controlCharactersInColumnNamesDoNotReachTheTerminal() {
    assertThatThrownBy(() -> ReadCalls.of("a\u001b[31m,b\u202e", "x,y"))
        .hasMessageContaining("it has: a?[31m, b?;");
  }

  @Test
  void costColumnsCarryTheirUnit() {
    assertThat(loggedUsd("cost_cents", "150")).isEqualByComparingTo("1.5");
    assertThat(loggedUsd("cost_micros", "3925")).isEqualByComparingTo("0.003925");
    assertThat(loggedUsd("cost_nanos", "3925")).isEqualByComparingTo("0.000003925");
    assertThat(loggedUsd("Total Cost (USD)", "$1.25")).isEqualByComparingTo("1.25");
    assertThat(loggedUsd("total_cost_cents", "150")).isEqualByComparingTo("1.5");
  }

  private static BigDecimal loggedUsd(String header, String cell) {
    return ReadCalls.of("model,input_tokens," + header, "m,1," + cell)
        .call()
        .loggedUsd()
        .orElseThrow();
  }

  @Test
  void costsInOtherCurrenciesAreKeptApart() {
    assertThat(elsewhere("cost_eur", "1.5")).isEqualTo("{EUR=1.5}");
    assertThat(elsewhere("Total Cost (GBP)", "1.5")).isEqualTo("{GBP=1.5}");
    assertThat(elsewhere("Cost (€)", "1.5")).isEqualTo("{EUR=1.5}");
    assertThat(elsewhere("Cost (kr)", "1.5")).isEqualTo("{KR=1.5}");
    assertThat(elsewhere("cost_paise", "150")).isEqualTo("{INR=1.50}");
    assertThat(elsewhere("cost", "€1.5")).isEqualTo("{EUR=1.5}");
    assertThat(elsewhere("cost,currency", "1.5,eur")).isEqualTo("{EUR=1.5}");
  }

  private static String elsewhere(String header, String cells) {
    ReadCalls reading = ReadCalls.of("model,input_tokens," + header, "m,1," + cells);
    assertThat(reading.call().loggedUsd()).isEmpty();
    return reading.tally().loggedElsewhere().toString();
  }

  @Test
  void creditsAreNotMoney() {
    ReadCalls reading = ReadCalls.of("model,input_tokens,credits_used", "m,1,7");

    assertThat(reading.call().loggedUsd()).isEmpty();
    assertThat(reading.account().assumptions())
        .contains("credits_used holds credits, which are not money, and was not read");
  }

  @Test
  void theContextOfASearchIsAServiceButASpeedInWordsIsALabel() {
    ReadCalls search = ReadCalls.of("search_context_size,model,input_tokens", "high,m,5");
    ReadCalls speed = ReadCalls.of("speed,model,input_tokens", "high,m,5", "low,m,5");

    assertThat(search.call().slice().key().service()).isEqualTo(ServiceTier.SEARCH_HIGH);
    assertThat(speed.account().mapping()).noneMatch(line -> line.startsWith("speed"));
  }

  @Test
  void theTotalOfEmbeddingsIsTheirInputAndThatOfOtherModelsIsNot() {
    assertThat(ReadCalls.of("model,total_tokens", "voyage-3,5").count(Meter.INPUT)).isEqualTo(5);
    assertThatThrownBy(() -> ReadCalls.of("model,total_tokens", "voyage-3,5", "gpt-5,5"))
        .hasMessageContaining("no column for input or output tokens");
  }

  @Test
  void theBooleansOfPostgresSayWhetherACallSucceededAndWasCached() {
    ReadCalls reading =
        ReadCalls.of("model,input_tokens,success,cached", "m,5,t,f", "m,7,f,f", "m,9,t,t");

    assertThat(reading.sum(Meter.INPUT, Status.FAILED)).isEqualTo("7");
    assertThat(reading.account().doubtful()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Input Tokens (k), 4, 4000",
    "inputTokensK, 0.4, 400",
    "input_tokens_millions, 1.5, 1500000",
    "Input Mtok, 2, 2000000",
    "Prompt tokens (in thousands), 1234.5, 1234500"
  })
  void aColumnOfThousandsOrMillionsIsReadAsWholeTokens(String name, String cell, long tokens) {
    ReadCalls reading = ReadCalls.of("model," + name + ",output_tokens", "m," + cell + ",1");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(tokens);
    assertThat(reading.account().assumptions())
        .contains("'" + name + "' counts thousands or millions, maybe rounded");
  }

  @Test
  void nestedJsonIsReadByItsPaths() {
    ReadCalls reading =
        ReadCalls.of(
            "{\"service\":\"api\",\"id\":\"a\",\"user\":{\"id\":\"u\"},\"llm\":{\"model\":\"m\","
                + "\"usage\":{\"prompt_tokens\":10,\"prompt_tokens_details\":{\"cached_tokens\":4},"
                + "\"choices\":[{\"model\":\"no\"}]}}}");

    assertThat(reading.call().slice().key().model()).isEqualTo("m");
    assertThat(reading.count(Meter.INPUT)).isEqualTo(6);
    assertThat(reading.count(Meter.CACHE_READ)).isEqualTo(4);
    assertThat(reading.account().mapping()).contains("request_id <- id", "user <- user.id");
  }

  @Test
  void aWeakNameDoesNotStandInForAModelThatARecordLacks() {
    ReadCalls reading =
        ReadCalls.of(
            "{\"service\":\"api\",\"model\":\"m\",\"input_tokens\":1}",
            "{\"service\":\"api\",\"input_tokens\":1}");

    assertThat(reading.calls()).hasSize(1);
    assertThat(reading.reason()).isEqualTo("model is empty; expected the name of a model");
  }

  @Test
  void keysThatAppearLateAreMappedToo() {
    var lines = new String[1101];
    java.util.Arrays.fill(lines, "{\"model\":\"m\",\"input_tokens\":1}");
    lines[1100] = "{\"model\":\"m\",\"input_tokens\":1,\"purpose\":\"late\"}";

    assertThat(ReadCalls.of(lines).calls().getLast().slice().key().task()).isEqualTo("late");
  }

  @Test
  void aDottedPathCanBeMapped() {
    ReadCalls reading =
        ReadCalls.of(
            ReadCalls.mapped(Map.of("input", "a.b.in")),
            "{\"model\":\"m\",\"input_tokens\":9,\"a\":{\"b\":{\"in\":3}}}");

    assertThat(reading.count(Meter.INPUT)).isEqualTo(3);
  }
}
