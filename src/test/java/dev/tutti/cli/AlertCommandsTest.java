package dev.tutti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts and forecasts on the command line. */
class AlertCommandsTest {
  @RegisterExtension
  static final Rig rig =
      Rig.resilient(
          Rig.PLAIN
              + """
              alerts: {interval: 1s}
              alert_rules:
                quiet: {measure: store_waiting, below: 1000, for: 0s, severity: critical}
              """);

  @Test
  void an_alert_is_listed_explained_silenced_and_told_again() throws Exception {
    Patience.until(() -> run("alerts").out().contains("firing"), "the rule fires");
    var line = run("alerts").out().lines().filter(each -> each.contains("quiet")).findFirst();
    assertThat(line.orElseThrow()).containsPattern("alert_\\w+ +firing +critical +quiet");
    var id = line.orElseThrow().split(" ", 2)[0];
    assertThat(run("alerts", "show", id).out())
        .containsPattern("below +1000")
        .containsPattern("ok +-> firing");
    var silence = run("alerts", "silence", "rule=qui*", "--minutes", "5", "--reason", "a test");
    assertThat(silence.out()).containsPattern("sil_\\w+ +active +until .*rule=qui\\*: a test");
    assertThat(run("alerts").out()).containsPattern("silenced +critical +quiet");
    assertThat(run("alerts", "silences").out()).contains("a test");
    var ended = run("alerts", "unsilence", silence.out().split(" ", 2)[0]);
    assertThat(ended.out()).contains(" - ");
    assertThat(run("alerts").out()).containsPattern("firing +critical +quiet");
    assertThat(run("alerts", "show", "none").err()).contains("is not watched");
  }

  @Test
  void rules_are_listed_rehearsed_set_and_removed() throws Exception {
    assertThat(run("alerts", "rules").out())
        .containsPattern("max_latency +total_p95 +warn +on +built-in");
    assertThat(run("alerts", "rehearse", "slow", "measure=total_p95", "above=3s", "--days=2").out())
        .contains("fired 0 times");
    assertThat(run("alerts", "set", "slow", "measure=total_p95", "above=3s").out())
        .contains("slow is in force");
    assertThat(run("alerts", "set", "slow", "measure=moon").err()).contains("measure");
    assertThat(run("alerts", "rules").out()).containsPattern("slow +total_p95 +warn +on +change");
    assertThat(run("alerts", "remove", "slow").out()).contains("slow is removed");
    assertThat(run("alerts", "set", "max_latency", "enabled=false").out()).contains("in force");
    assertThat(run("alerts", "reset", "max_latency").out()).contains("max_latency");
  }

  @Test
  void forecasts_say_that_there_is_too_little_to_say() throws Exception {
    assertThat(run("forecasts").code()).isZero();
    assertThat(run("forecasts", "tokens").out()).contains("all").contains("(none)");
    assertThat(run("forecasts", "concurrency").out()).contains("(none)");
    assertThat(run("forecasts", "disk").out()).contains("free:").contains("none");
    assertThat(run("forecasts", "moon").err()).contains("expected: budget");
    assertThat(Json.tree(run("forecasts", "disk", "--json").out()).path("of").asString())
        .isEqualTo("disk");
  }

  private static TestingCli run(String... args) {
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--url", rig.tutti().url()));
    return TestingCli.run(all.toArray(String[]::new));
  }
}
