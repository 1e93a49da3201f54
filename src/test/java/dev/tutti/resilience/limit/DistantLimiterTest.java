package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.resilience.limit.LimitSettings.OnLimit;
import dev.tutti.resilience.limit.Limits.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits that are kept elsewhere, so that every answer takes its time. */
class DistantLimiterTest {
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();
  private static final Outcome WELL = new Outcome.Completed(Usage.of(1, 1));

  private final TestingLoop loop = new TestingLoop();
  private final LocalRateLimiter near = new LocalRateLimiter(loop::nanos, 10);
  private final TestingDistantLimiter distant = new TestingDistantLimiter(near, loop);
  private final LimitSettings settings =
      new LimitSettings(
          Limits.NONE,
          new Limits(List.of(new Limit(Measure.CONCURRENCY, 1))),
          Map.of(),
          Map.of(),
          OnLimit.WAIT,
          Duration.ofSeconds(30));
  private final CallLimits limits =
      new CallLimits(distant, () -> settings, new SimpleMeterRegistry());

  private Call call() {
    return new Call("id", new Caller("k", "", ""), loop, Duration.ofMinutes(5));
  }

  private Future<Lease> admit(Call call) {
    return limits.admit("m", REQUEST, call);
  }

  @Test
  void a_call_goes_on_when_the_answer_has_come() {
    var admitted = admit(call());
    assertThat(admitted.isComplete()).isFalse();
    loop.advance(TestingDistantLimiter.TIME);
    assertThat(admitted.succeeded()).isTrue();
  }

  @Test
  void those_who_wait_are_served_in_order() {
    var first = admit(call());
    loop.advance(TestingDistantLimiter.TIME);
    var second = admit(call());
    var third = admit(call());
    loop.advance(Duration.ofSeconds(2));
    assertThat(second.isComplete()).isFalse();
    first.result().settle(WELL);
    loop.advance(TestingDistantLimiter.TIME.multipliedBy(2));
    assertThat(second.succeeded()).isTrue();
    assertThat(third.isComplete()).isFalse();
    second.result().settle(WELL);
    loop.advance(TestingDistantLimiter.TIME.multipliedBy(2));
    assertThat(third.succeeded()).isTrue();
  }

  @Test
  void what_is_granted_to_one_who_left_meanwhile_is_given_back() {
    var first = admit(call());
    loop.advance(TestingDistantLimiter.TIME);
    var leaving = call();
    var left = admit(leaving);
    loop.advance(Duration.ofMillis(100));
    first.result().settle(WELL);
    leaving.cancel();
    assertThat(Fault.from(left.cause()).code()).isEqualTo(FaultCode.CANCELLED);
    loop.advance(Duration.ofSeconds(5));
    assertThat(near.emptiest(1)).isEmpty();
    assertThat(limits.waiting(Scope.KEY)).isZero();
    assertThat(loop.timers()).isZero();
  }
}
