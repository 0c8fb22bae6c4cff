package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparedServiceTest {
  @TempDir Path folder;

  private String log(String name, String model, String... cells) throws IOException {
    var rows = new StringBuilder("ts,task,model,input,output,latency_ms,status\n");
    for (var cell : cells) {
      rows.append("2026-10-10,plan,%s,1000,10,%s\n".formatted(model, cell));
    }
    return Files.writeString(folder.resolve(name), rows).toString();
  }

  /// The failed call counts as failed and not as slow.
  @Test
  void failuresAndLatenciesOfBothSidesStandBesideTheCost() throws IOException {
    var base = log("a.csv", "claude-opus-5-5", "9000,ok", "7000,ok", "8000,ok", "100,error");
    var head = log("b.csv", "claude-haiku-5-5", "2000,ok", "3000,ok", "1000,ok", "900,ok");
    var text = Terminals.run(List.of("compare", base, head)).out().replaceAll(" +", " ");
    assertThat(text)
        .contains("Failed after Median after 95% after")
        .contains("plan 25.0% 0.0% 8.0 s 1.0 s 9.0 s 3.0 s");
    var json = Terminals.run(List.of("compare", base, head, "-f", "json")).out();
    assertThat(json.replaceAll("\\s+", " "))
        .contains(
            "\"service\": { \"base\": { \"failed_pct\": \"25\", \"redone_pct\": null,"
                + " \"seconds_median\": 8, \"seconds_p95\": 9 }");
  }

  /// Two days of one log: before on Opus, since on Haiku.
  @Test
  void routeVerifyShowsTheSamePerTaskAndSide() throws IOException {
    var log = folder.resolve("c.csv");
    Files.writeString(
        log,
        """
        ts,task,model,input,output,latency_ms,status,request_id,attempt
        2026-10-10,plan,claude-opus-5-5,1000,10,9000,ok,a,1
        2026-10-10,plan,claude-opus-5-5,1000,10,7000,ok,b,1
        2026-10-10,plan,claude-opus-5-5,1000,10,100,error,c,1
        2026-10-10,plan,claude-opus-5-5,1000,10,8000,ok,c,2
        2026-10-12,plan,claude-haiku-5-5,1000,10,2000,ok,d,1
        2026-10-12,plan,claude-haiku-5-5,1000,10,3000,ok,e,1
        """);
    var routing = Files.writeString(folder.resolve("r.yaml"), "tasks: {plan: haiku}\n").toString();
    var args =
        List.of("route", "verify", log.toString(), "--routing", routing, "--since", "2026-10-11");
    assertThat(Terminals.run(args).out().replaceAll(" +", " "))
        .contains("Failed after Redone after Median after 95% after")
        .contains("plan 25.0% 0.0% 33.3% 0.0% 8.0 s 2.0 s 9.0 s 3.0 s");
    var json = new ArrayList<>(args);
    json.addAll(List.of("-f", "json"));
    assertThat(Terminals.run(json).out().replaceAll("\\s+", " "))
        .contains(
            "\"head\": { \"failed_pct\": \"0\", \"redone_pct\": \"0\", \"seconds_median\": 2, \"seconds_p95\": 3 }");
  }

  @Test
  void aLogWithoutEitherSaysNothingOfThem() throws IOException {
    var base = log("a.csv", "claude-opus-5-5", ",ok");
    var head = log("b.csv", "claude-haiku-5-5", ",ok");
    assertThat(Terminals.run(List.of("compare", base, head)).out())
        .doesNotContain("Median", "Failed");
  }
}
