package dev.tutti.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.call.Call;
import dev.tutti.call.CallEnd;
import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Operation;
import dev.tutti.config.ConfigSource;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.monitor.Measurements;
import dev.tutti.report.FigureSource;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules see of calls that have ended a moment ago. */
class LiveSamplesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final int CALLS = 30;

  @TempDir Path folder;
  private Store store;
  private Ledger ledger;
  private Samples samples;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, CLOCK, LedgerSettings.defaults());
    samples =
        new LiveSamples(
            FigureSource.over(ledger, CLOCK),
            new Measurements(store, CLOCK),
            new Gauges(),
            DEADLINE);
    hang();
  }

  /** Calls whose upstream does not answer until their deadline. */
  private void hang() {
    var loop = new TestingLoop();
    for (int i = 0; i < CALLS; i++) {
      var call = new Call("call-" + i, Caller.ANONYMOUS, loop, DEADLINE);
      call.subject(new CallSubject("POST", "/v1/chat/completions", Operation.CHAT, "fast", false));
      loop.advance(DEADLINE);
      ledger.ended(call, new CallEnd("deadline_exceeded", 504));
    }
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"min_success_rate: {}", "min_success_rate: {by: [model]}"})
  void calls_that_take_longer_than_the_window_are_in_it(String rule) {
    var seen = samples.read(rule(rule), NOW.plusMillis(1));
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().measurement())
        .isInstanceOfSatisfying(
            Observation.Value.class,
            value -> {
              assertThat(value.cases()).isEqualTo(CALLS);
              assertThat(value.value()).isZero();
            });
  }

  @Test
  void calls_that_ended_before_the_window_are_not_in_it() {
    var later = NOW.plus(Duration.ofMinutes(5)).plusSeconds(15);
    var seen = samples.read(rule("min_success_rate: {}"), later);
    assertThat(seen).containsExactly(new GroupSample(GroupLabels.NONE, new Observation.Missing(0)));
  }

  @Test
  void windows_begin_on_fifteen_seconds_unless_they_are_shorter_than_a_minute() {
    var later = NOW.plus(Duration.ofMinutes(5)).plusSeconds(14);
    assertThat(samples.read(rule("min_success_rate: {}"), later).getFirst().measurement())
        .isInstanceOf(Observation.Value.class);
    assertThat(samples.read(rule("min_success_rate: {window: 30s}"), NOW.plusSeconds(31)))
        .containsExactly(new GroupSample(GroupLabels.NONE, new Observation.Missing(0)));
  }

  private static AlertRule rule(String yaml) {
    var settings =
        ConfigSource.text("test", "alert_rules: {" + yaml + "}")
            .read(Map.of(), AlertRuleSettings::read);
    return Objects.requireNonNull(settings.rules().get("min_success_rate"));
  }
}
