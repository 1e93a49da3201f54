package dev.tutti.resilience.breaker;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakersTest {
  private static final DeploymentId TARGET = new DeploymentId("p", "m");
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();

  private final TestingLoop loop = new TestingLoop();
  private final Breakers breakers = new Breakers(BreakerSettings.DEFAULT, loop::nanos);
  private final List<String> changes = new ArrayList<>();
  private final Call call = new Call("id", Caller.ANONYMOUS, loop, Duration.ofHours(1));

  BreakersTest() {
    breakers.listen((_, before, now, _) -> changes.add(before + " " + now));
  }

  private boolean admitted(Attempt attempt) {
    return breakers.admit(REQUEST, call, attempt).succeeded();
  }

  private void ends(FaultCode code) {
    ends(Fault.of(code, "x"));
  }

  private void ends(Fault fault) {
    var attempt = call.attempt(TARGET);
    assertThat(admitted(attempt)).isTrue();
    attempt.settle(new Outcome.Failed(fault, Usage.NONE));
  }

  private void succeeds() {
    var attempt = call.attempt(TARGET);
    assertThat(admitted(attempt)).isTrue();
    attempt.settle(new Outcome.Completed(Usage.NONE));
  }

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      ends(FaultCode.UPSTREAM_ERROR);
    }
  }

  @Test
  void five_failures_in_a_row_open_it() {
    fails(4);
    assertThat(breakers.permits(TARGET)).isTrue();
    fails(1);
    assertThat(breakers.permits(TARGET)).isFalse();
    assertThat(breakers.status(TARGET).why())
        .isEqualTo("5 failures in a row, the last one upstream_error");
  }

  @Test
  void half_of_the_last_twenty_open_it() {
    for (int i = 0; i < 9; i++) {
      succeeds();
      fails(1);
    }
    succeeds();
    assertThat(breakers.permits(TARGET)).isTrue();
    fails(1);
    assertThat(breakers.status(TARGET).why()).startsWith("50 % of the last 20 failed");
  }

  @Test
  void it_tells_how_near_it_is_to_opening() {
    succeeds();
    fails(3);
    ends(FaultCode.INVALID_REQUEST);
    assertThat(breakers.status(TARGET).latest()).isEqualTo(new Breakers.Latest(4, 3, 3));
    succeeds();
    assertThat(breakers.status(TARGET).latest()).isEqualTo(new Breakers.Latest(5, 3, 0));
    fails(5);
    assertThat(breakers.status(TARGET).state()).isEqualTo("open");
    assertThat(breakers.status(TARGET).latest()).isEqualTo(Breakers.Latest.NONE);
  }

  @Test
  void what_the_caller_did_wrong_never_opens_it() {
    for (int i = 0; i < 100; i++) {
      ends(FaultCode.INVALID_REQUEST);
      ends(FaultCode.CANCELLED);
      ends(FaultCode.CONTEXT_LENGTH_EXCEEDED);
    }
    assertThat(breakers.status(TARGET).state()).isEqualTo("closed");
  }

  @Test
  void after_its_rest_one_probe_at_a_time_passes_and_a_success_closes_it() {
    fails(5);
    loop.advance(Duration.ofSeconds(60));
    var probe = call.attempt(TARGET);
    assertThat(admitted(probe)).isTrue();
    assertThat(admitted(call.attempt(TARGET))).isFalse();
    probe.settle(new Outcome.Completed(Usage.NONE));
    assertThat(admitted(call.attempt(TARGET))).isTrue();
    assertThat(changes).containsExactly("closed open", "open half_open", "half_open closed");
  }

  @Test
  void a_probe_that_fails_opens_it_again_and_one_that_is_cancelled_does_not_count() {
    fails(5);
    loop.advance(Duration.ofSeconds(60));
    ends(FaultCode.CANCELLED);
    assertThat(breakers.permits(TARGET)).isTrue();
    fails(1);
    assertThat(breakers.permits(TARGET)).isFalse();
    loop.advance(Duration.ofSeconds(59));
    assertThat(breakers.permits(TARGET)).isFalse();
    loop.advance(Duration.ofSeconds(1));
    assertThat(breakers.permits(TARGET)).isTrue();
  }

  @Test
  void a_stated_delay_makes_the_rest_longer_but_never_shorter() {
    fails(4);
    ends(Fault.of(FaultCode.OVERLOADED, "x").after(Duration.ofSeconds(90)));
    assertThat(breakers.status(TARGET).left()).isEqualTo(Duration.ofSeconds(90));
    breakers.reset(TARGET);
    fails(4);
    ends(Fault.of(FaultCode.OVERLOADED, "x").after(Duration.ofSeconds(2)));
    assertThat(breakers.status(TARGET).left()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void an_attempt_that_began_before_it_opened_changes_nothing() {
    var late = call.attempt(TARGET);
    assertThat(admitted(late)).isTrue();
    fails(5);
    loop.advance(Duration.ofSeconds(60));
    assertThat(admitted(call.attempt(TARGET))).isTrue();
    late.settle(new Outcome.Completed(Usage.NONE));
    assertThat(breakers.status(TARGET).state()).isEqualTo("half_open");
  }

  @Test
  void a_limited_deployment_rests_without_having_failed() {
    ends(Fault.of(FaultCode.RATE_LIMITED, "x").after(Duration.ofSeconds(3)));
    assertThat(breakers.permits(TARGET)).isFalse();
    assertThat(breakers.status(TARGET).state()).isEqualTo("closed");
    var refused = breakers.admit(REQUEST, call, call.attempt(TARGET)).cause();
    assertThat(((Fault) refused).retryAfter()).contains(Duration.ofSeconds(3));
    loop.advance(Duration.ofSeconds(3));
    succeeds();
  }

  @Test
  void an_absurd_delay_is_clamped() {
    ends(Fault.of(FaultCode.RATE_LIMITED, "x").after(Duration.ofDays(400)));
    assertThat(breakers.status(TARGET).left()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void a_reset_closes_it_and_an_unknown_one_is_told_apart() {
    fails(5);
    assertThat(breakers.reset(TARGET)).isTrue();
    assertThat(breakers.permits(TARGET)).isTrue();
    assertThat(breakers.reset(new DeploymentId("p", "other"))).isFalse();
  }
}
