package routercost.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import routercost.read.LogReader;
import routercost.read.ReadCalls;
import routercost.read.builtin.Column;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.CallListener;
import routercost.read.tally.CallListener.Call;
import routercost.read.text.ReadTuning;
import routercost.read.value.Period;
import routercost.usage.Meter;
import routercost.usage.UsageKey;

/// The scanner passes on the cached calls of sessions as the careful reading passes on single
/// calls.
class SessionScanTest {
  private static final String SESSION = Column.SESSION.id();

  private static final class Cached implements CallListener, CallListener.Sessions {
    private final List<String> all = new ArrayList<>();
    private boolean scanned;

    @Override
    public Optional<Sessions> sessions() {
      return Optional.of(this);
    }

    @Override
    public UsageKey key(UsageKey logged) {
      scanned = true;
      return logged.withModel("on " + logged.model());
    }

    @Override
    public void add(
        String session,
        UsageKey key,
        long read,
        long written,
        long hourly,
        long prompt,
        long second) {
      all.add(
          "%s %s %d %d %d %d %d".formatted(session, key, read, written, hourly, prompt, second));
    }

    @Override
    public void used(Call call) {
      var usage = call.slice().usage();
      var key = call.slice().key();
      if (usage.of(Meter.CALLS).intValueExact() == 1) {
        long prompt = usage.prompt().longValueExact();
        long read = usage.of(Meter.CACHE_READ).longValueExact();
        long fresh = usage.of(Meter.INPUT).longValueExact();
        all.add(
            "%s %s %d %d %s %d %d"
                .formatted(
                    key.labels().getOrDefault(SESSION, ""),
                    key.without(Set.of(SESSION)).withModel("on " + key.model()),
                    read,
                    prompt - read - fresh,
                    usage.of(Meter.CACHE_WRITE_1H).toBigInteger(),
                    prompt,
                    call.timing().at().map(Instant::getEpochSecond).orElse(0L)));
      }
    }
  }

  private static byte[] log(Random random) {
    var log =
        new StringBuilder(
            "time,task,model,input_tokens,output_tokens,cache_read_tokens,cache_write_5m_tokens,"
                + "cache_write_1h_tokens,calls,session_id,request_id\n");
    var models = List.of("claude-opus-4-1", "claude-haiku-4-5", "gpt-5.1");
    var times =
        List.of(
            "2026-10-1%dT09:3%d:07Z",
            "2026-10-1%dT23:5%d:59.25+02:00",
            "2026-10-1%d 00:0%d:01",
            "2026-10-1%dT00:%d0Z",
            "179200000%d%d");
    for (int i = 0; i < 400; i++) {
      var time = times.get(random.nextInt(times.size()));
      log.append(
          "%s,t%d,%s,%d,%d,%d,%d,%d,%s,%s,id-%d\n"
              .formatted(
                  random.nextInt(9) == 0
                      ? "2026-10-14"
                      : time.formatted(random.nextInt(10), random.nextInt(6)),
                  random.nextInt(3),
                  models.get(random.nextInt(models.size())),
                  random.nextInt(400),
                  random.nextInt(50),
                  random.nextInt(3) * 1000,
                  random.nextInt(2) * 700,
                  random.nextInt(2) * 30,
                  random.nextInt(20) == 0 ? "2" : "1",
                  random.nextInt(7) == 0 ? "" : "\"s, " + random.nextInt(40) + "\"",
                  random.nextInt(350)));
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Cached read(byte[] log, RecordFilter selection, ReadTuning tuning) {
    var cached = new Cached();
    var _ =
        LogReader.of(ReadCalls.request(List.of("-"), log).with(selection).with(tuning))
            .callByCall(cached)
            .read();
    return cached;
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Los_Angeles"})
  void cachedCallsAreThoseOfTheCarefulReadingInItsOrder(String zone) {
    byte[] log = log(new Random(11));
    var selection =
        new RecordFilter(
            Filter.none(),
            Set.of(SESSION),
            Period.ALWAYS,
            ZoneId.of(zone),
            LocalDate.of(2026, 11, 1));
    var careful = read(log, selection, new ReadTuning(1, 1 << 16, Integer.MAX_VALUE, 1 << 20));

    assertThat(careful.scanned).isFalse();
    assertThat(careful.all).hasSizeGreaterThan(200).anyMatch(call -> call.startsWith("s, "));
    for (int chunk : new int[] {200, 999, 1 << 16}) {
      var scanned = read(log, selection, new ReadTuning(2, chunk, 0, 1 << 20));
      assertThat(scanned.scanned).isTrue();
      assertThat(scanned.all).isEqualTo(careful.all);
    }
  }
}
