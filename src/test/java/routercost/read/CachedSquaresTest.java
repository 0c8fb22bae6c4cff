package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routercost.usage.Meter;

/// How long the prefix is in which a cached token stands, as readers of logs tell it.
class CachedSquaresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10,3,0,1 10,0,4,1         | 25
          10,3,4,1                  | 49
          10,0,0,1                  | 0
          10,60,40,10               | 1000
          10,3000000000,0,1         | 9000000000000000000
          10,5000000000,0,1         | 0
          10,900000000000000,0,1    | 0
          """)
  void theSquareIsOfAllThatACallCached(String rows, String squared) {
    var header = Stream.of("input_tokens,cache_read_tokens,cache_write_5m_tokens,calls,model");
    var lines = Arrays.stream(rows.split(" ")).map(row -> row + ",claude-haiku-4-5");

    var used = ReadCalls.of(Stream.concat(header, lines).toArray(String[]::new)).tally().used();

    assertThat(used.total().of(Meter.CACHED_SQUARED)).isEqualByComparingTo(squared);
  }
}
