package dev.tutti.routing.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.LimitSettings;
import dev.tutti.resilience.limit.LimitSettings.OnLimit;
import dev.tutti.resilience.limit.Limits;
import dev.tutti.resilience.limit.LocalRateLimiter;
import dev.tutti.resilience.limit.Measure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitedModelTest {
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();
  private static final LimitSettings SETTINGS =
      new LimitSettings(
          Limits.NONE,
          new Limits(List.of(new Limits.Limit(Measure.REQUESTS, 1))),
          Map.of(),
          Map.of(),
          OnLimit.WAIT,
          Duration.ofMinutes(2));
  private static final ChatModel REFUSING =
      (_, _) -> Future.failedFuture(Fault.of(FaultCode.OVERLOADED, "busy"));

  private final TestingLoop loop = new TestingLoop();
  private final LimitedModel model =
      new LimitedModel(
          REFUSING,
          "m",
          new CallLimits(
              new LocalRateLimiter(loop::nanos, 100), () -> SETTINGS, new SimpleMeterRegistry()));

  private Call open() {
    var call = new Call("id", new Caller("k", "acme", ""), loop, Duration.ofMinutes(5));
    var _ = model.open(REQUEST, call);
    return call;
  }

  @Test
  void the_wait_for_a_limit_is_noted_with_the_call() {
    assertThat(open().tail().waits().limits()).isZero();
    var second = open();
    loop.advance(Duration.ofMinutes(1));
    assertThat(second.tail().waits().limits()).isEqualTo(Duration.ofMinutes(1));
  }
}
