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
import dev.tutti.testing.KnownFault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that may take more tokens than a limit holds. */
@KnownFault("SECURITY-F26")
class TokenLimitTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder("m").user("Hi").maxTokens(100).build();
  private static final long FORECAST = REQUEST.forecast();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestingLoop loop = new TestingLoop();
  private final LocalRateLimiter limiter = new LocalRateLimiter(loop::nanos, 1_000);
  private LimitSettings settings = LimitSettings.NONE;
  private final CallLimits limits =
      new CallLimits(limiter, () -> settings, new SimpleMeterRegistry());

  private static Limits tokens(long most) {
    return new Limits(List.of(new Limit(Measure.TOKENS, most)));
  }

  private void key(long most, OnLimit onLimit) {
    settings = new LimitSettings(Limits.NONE, tokens(most), Map.of(), Map.of(), onLimit, PATIENCE);
  }

  private Call call(String key) {
    return new Call("id", new Caller(key, "acme", "alice"), loop, Duration.ofMinutes(5));
  }

  private Future<Lease> admit(Call call) {
    return limits.admit("m", REQUEST, call);
  }

  private static Fault fault(Future<?> failed) {
    assertThat(failed.failed()).isTrue();
    return Fault.from(failed.cause());
  }

  @Test
  void a_call_that_may_take_more_than_a_minute_has_takes_all_of_it() {
    for (var onLimit : OnLimit.values()) {
      for (long most : List.of(REQUEST.promptForecast(), FORECAST - 1)) {
        key(most, onLimit);
        var name = onLimit + " " + most;
        var lease = admit(call(name));
        assertThat(lease.succeeded()).as(name).isTrue();
        assertThat(limiter.emptiest(1).getFirst().remaining()).isZero();
        lease.result().settle(new Outcome.Completed(Usage.of(most - 1, 0)));
        assertThat(limiter.emptiest(1).getFirst().remaining()).isEqualTo(1);
        loop.advance(Duration.ofMinutes(1));
      }
    }
  }

  @Test
  void while_something_is_taken_it_is_told_when_to_come_again() {
    key(FORECAST - 1, OnLimit.REJECT);
    admit(call("k")).result().settle(new Outcome.Completed(Usage.of(10, 0)));
    var fault = fault(admit(call("k")));
    assertThat(fault.code()).isEqualTo(FaultCode.RATE_LIMITED);
    loop.advance(fault.retryAfter().orElseThrow().plusMillis(1));
    assertThat(admit(call("k")).succeeded()).isTrue();
  }

  @Test
  void a_prompt_that_never_fits_is_told_so_at_every_account() {
    long most = REQUEST.promptForecast() - 1;
    var tokens = tokens(most);
    var models = Map.of("m", tokens.buckets(Scope.MODEL, "m", "model m"));
    for (var onLimit : OnLimit.values()) {
      for (var each :
          List.of(
              new LimitSettings(tokens, Limits.NONE, Map.of(), Map.of(), onLimit, PATIENCE),
              new LimitSettings(Limits.NONE, tokens, Map.of(), Map.of(), onLimit, PATIENCE),
              new LimitSettings(Limits.NONE, Limits.NONE, models, Map.of(), onLimit, PATIENCE))) {
        settings = each;
        var call = call("k");
        var fault = fault(admit(call));
        assertThat(fault.code()).isEqualTo(FaultCode.LIMIT_EXCEEDED);
        assertThat(fault.retryAfter()).isEmpty();
        assertThat(fault.isCallerLimit()).isEqualTo(each.models().isEmpty());
        assertThat(fault).hasMessageContaining("about " + (most + 1) + " tokens and never fits");
        assertThat(call.headers())
            .contains(Map.entry("x-ratelimit-limit-tokens", Long.toString(most)));
      }
    }
    assertThat(limiter.emptiest(9)).isEmpty();
    assertThat(loop.timers()).isZero();
  }
}
