package dev.tutti.resilience.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.TestingServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveConcurrencyTest {
  private static final DeploymentId TARGET = new DeploymentId("p", "m");
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();
  private static final Duration WAIT = Duration.ofMinutes(10);

  private final TestingLoop loop = new TestingLoop();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private AdaptiveSettings settings = new AdaptiveSettings(true, 1, 200, 20);
  private final AdaptiveConcurrency adaptive =
      new AdaptiveConcurrency(_ -> settings, meters, loop::nanos);

  @ParameterizedTest(name = "capacity {0}, seed {1}, streams {2}")
  @CsvSource({
    "30, 1, false",
    "30, 2, true",
    "60, 3, false",
    "60, 4, true",
    "120, 5, false",
    "120, 6, true"
  })
  void it_converges_to_what_the_server_can_do(int capacity, long seed, boolean stream) {
    var server = server(seed, stream);
    server.capacity = capacity;
    server.speaking = stream ? Duration.ofSeconds(2) : Duration.ZERO;
    server.callers(400);
    loop.advance(Duration.ofMinutes(10));
    double average = average(server, Duration.ofMinutes(50));
    System.out.printf(
        "capacity %d seed %d stream %s: limit %.1f on average%n", capacity, seed, stream, average);
    assertThat(average).isBetween(capacity * 0.7, capacity * 1.3);
  }

  @Test
  void it_grows_to_its_maximum_while_latency_is_flat() {
    var server = server(7, true);
    server.capacity = 10_000;
    server.callers(400);
    loop.advance(Duration.ofMinutes(5));
    assertThat(average(server, Duration.ofMinutes(1))).isGreaterThan(190);
  }

  @Test
  void it_leaves_a_limit_alone_that_nobody_uses() {
    var server = server(8, true);
    server.callers(3);
    loop.advance(Duration.ofMinutes(5));
    assertThat(limit()).isEqualTo(20);
  }

  @Test
  void it_follows_a_server_that_becomes_slower_by_itself() {
    var server = server(9, false);
    server.callers(400);
    loop.advance(Duration.ofMinutes(20));
    server.usual = server.usual.multipliedBy(3);
    loop.advance(Duration.ofMinutes(20));
    double average = average(server, Duration.ofMinutes(10));
    System.out.printf("three times slower, seed 9: limit %.1f on average%n", average);
    assertThat(average).isBetween(35.0, 65.0);
  }

  @Test
  void it_follows_a_server_that_can_do_less() {
    var server = server(10, false);
    server.capacity = 120;
    server.callers(400);
    loop.advance(Duration.ofMinutes(20));
    server.capacity = 40;
    loop.advance(Duration.ofMinutes(20));
    double average = average(server, Duration.ofMinutes(20));
    System.out.printf("120 to 40, seed 10: limit %.1f on average%n", average);
    assertThat(average).isBetween(28.0, 52.0);
  }

  @Test
  void refusals_lower_it_quickly_and_keep_it_about_where_they_begin() {
    settings = new AdaptiveSettings(true, 1, 200, 200);
    var server = server(11, true);
    server.capacity = 10_000;
    server.refusesAbove = 40;
    server.callers(400);
    loop.advance(Duration.ofSeconds(5));
    assertThat(limit()).isLessThanOrEqualTo(60);
    double average = average(server, Duration.ofMinutes(10));
    System.out.printf("refuses above 40, seed 11: limit %.1f on average%n", average);
    assertThat(average).isBetween(28.0, 52.0);
  }

  @Test
  void refusals_of_calls_that_were_under_way_together_count_once() {
    settings = new AdaptiveSettings(true, 1, 200, 100);
    var attempts = new ArrayList<Attempt>();
    for (int i = 0; i < 100; i++) {
      attempts.add(admitted());
    }
    loop.advance(Duration.ofMillis(100));
    attempts.forEach(each -> fails(each, FaultCode.OVERLOADED));
    assertThat(limit()).isEqualTo(80);
    var next = admitted();
    loop.advance(Duration.ofMillis(100));
    fails(next, FaultCode.TIMEOUT);
    assertThat(limit()).isEqualTo(64);
  }

  @Test
  void mistakes_and_departures_and_what_other_guards_refuse_say_nothing() {
    for (var code : FaultCode.values()) {
      boolean sign =
          switch (code) {
            case RATE_LIMITED, OVERLOADED, TIMEOUT -> true;
            default -> false;
          };
      var attempt = sign ? waitedFor() : admitted();
      loop.advance(Duration.ofMillis(100));
      fails(attempt, code);
    }
    assertThat(limit()).isEqualTo(20);
    assertThat(adaptive.all().getFirst().inFlight()).isZero();
  }

  @Test
  void it_never_leaves_its_bounds_and_gets_every_place_back() {
    settings = new AdaptiveSettings(true, 8, 30, 8);
    var server = server(12, true);
    server.capacity = 20;
    server.refusesAbove = 25;
    server.speaking = Duration.ofSeconds(1);
    server.callers(100);
    for (int i = 0; i < 6_000; i++) {
      loop.advance(Duration.ofMillis(100));
      assertThat(limit()).isBetween(8, 30);
      assertThat(server.most()).isLessThanOrEqualTo(30);
    }
    assertThat(server.refused()).isPositive();
    server.open = false;
    loop.advance(Duration.ofMinutes(1));
    var status = adaptive.all().getFirst();
    assertThat(status.inFlight()).isZero();
    assertThat(status.waiting()).isZero();
    assertThat(server.inFlight()).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_call_that_waits_too_long_in_line_is_told_so() {
    settings = new AdaptiveSettings(true, 1, 1, 1);
    var guard = adaptive.waiting(Duration.ofSeconds(2));
    guard.admit(REQUEST, call(), call().attempt(TARGET));
    var late = call();
    var refused = guard.admit(REQUEST, late, late.attempt(TARGET));
    assertThat(meters.get("tutti.concurrency.waiting").gauge().value()).isEqualTo(1);
    loop.advance(Duration.ofSeconds(2));
    var fault = Fault.from(refused.cause());
    assertThat(fault.code()).isEqualTo(FaultCode.CONCURRENCY_TIMEOUT);
    assertThat(fault.getMessage()).isEqualTo("adaptive limit of p/m: all 1 stayed in use for PT2S");
    assertThat(meters.get("tutti.concurrency.in.flight").gauge().value()).isEqualTo(1);
  }

  @Test
  void other_bounds_hold_at_once_and_what_was_learnt_stays() {
    var server = server(13, false);
    server.callers(400);
    loop.advance(Duration.ofMinutes(10));
    int learnt = limit();
    settings = new AdaptiveSettings(true, 1, 300, 10);
    loop.advance(Duration.ofMillis(100));
    assertThat(limit()).isBetween(learnt - 5, learnt + 5);
    settings = new AdaptiveSettings(true, 1, 15, 10);
    loop.advance(Duration.ofSeconds(10));
    assertThat(limit()).isLessThanOrEqualTo(15);
    assertThat(server.inFlight()).isLessThanOrEqualTo(15);
  }

  @Test
  void switched_off_it_limits_nobody() {
    settings = AdaptiveSettings.OFF;
    for (int i = 0; i < 500; i++) {
      admitted();
    }
    assertThat(adaptive.all()).isEmpty();
    assertThat(adaptive.limit(TARGET)).isEmpty();
  }

  private TestingServer server(long seed, boolean stream) {
    return new TestingServer(loop, adaptive.waiting(WAIT), seed, stream);
  }

  private double average(TestingServer server, Duration time) {
    double sum = 0;
    for (int i = 0; i < time.toSeconds(); i++) {
      loop.advance(Duration.ofSeconds(1));
      sum += limit();
      assertThat(server.inFlight()).isLessThanOrEqualTo(settings.max());
    }
    return sum / time.toSeconds();
  }

  private int limit() {
    return adaptive.limit(TARGET).orElseThrow();
  }

  private Call call() {
    return new Call("id", Caller.ANONYMOUS, loop, Duration.ofHours(1));
  }

  private Attempt admitted() {
    var attempt = waitedFor();
    attempt.admitted();
    return attempt;
  }

  /** This guard has let it pass, others have not. */
  private Attempt waitedFor() {
    var call = call();
    var attempt = call.attempt(TARGET);
    assertThat(adaptive.waiting(WAIT).admit(REQUEST, call, attempt).succeeded()).isTrue();
    return attempt;
  }

  private static void fails(Attempt attempt, FaultCode code) {
    attempt.settle(new Outcome.Failed(Fault.of(code, "x"), Usage.NONE));
  }
}
