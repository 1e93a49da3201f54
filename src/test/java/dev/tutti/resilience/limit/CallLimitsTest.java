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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
  private static final ChatRequest REQUEST =
      ChatRequest.builder("m").user("Hi").maxTokens(100).build();
  private static final long FORECAST = REQUEST.forecast();
  private static final Outcome WELL = new Outcome.Completed(Usage.of(10, 20));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestingLoop loop = new TestingLoop();
  private final LocalRateLimiter limiter = new LocalRateLimiter(loop::nanos, 1_000);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private LimitSettings settings = LimitSettings.NONE;
  private final CallLimits limits = new CallLimits(limiter, () -> settings, registry);

  private static Limits limits(Measure measure, long most) {
    return new Limits(List.of(new Limit(measure, most)));
  }

  private void key(Measure measure, long most, OnLimit onLimit) {
    settings =
        new LimitSettings(
            Limits.NONE, limits(measure, most), Map.of(), Map.of(), onLimit, PATIENCE);
  }

  private void model(Measure measure, long most) {
    var buckets = limits(measure, most).buckets(Scope.MODEL, "m", "model m");
    settings =
        new LimitSettings(
            Limits.NONE, Limits.NONE, Map.of("m", buckets), Map.of(), OnLimit.WAIT, PATIENCE);
  }

  private Call call(String key) {
    return new Call("id", new Caller(key, "acme", "alice"), loop, Duration.ofMinutes(5));
  }

  private Future<Lease> admit(Call call) {
    return limits.admit("m", REQUEST, call);
  }

  private Future<Lease> admit(String key) {
    return admit(call(key));
  }

  private static Fault fault(Future<?> failed) {
    assertThat(failed.failed()).isTrue();
    return Fault.from(failed.cause());
  }

  private long left(Measure measure, long most) {
    return limiter
        .level(new Bucket("key:k:" + measure.word(), Scope.KEY, "key k", measure, most))
        .remaining();
  }

  private double counted(String result) {
    return registry.get("tutti.limits").tag("scope", "key").tag("result", result).counter().count();
  }

  @Test
  void a_call_beyond_the_limit_is_told_which_one_and_when_to_come_again() {
    key(Measure.REQUESTS, 2, OnLimit.REJECT);
    admit("k");
    admit("k");
    var call = call("k");
    var fault = fault(admit(call));
    assertThat(fault.code()).isEqualTo(FaultCode.RATE_LIMITED);
    assertThat(fault)
        .hasMessage(
            "limit of key k: 2 requests a minute are spent (expected: the next one in 30000 ms)");
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(30));
    assertThat(call.headers())
        .containsExactly(
            Map.entry("x-ratelimit-limit-requests", "2"),
            Map.entry("x-ratelimit-remaining-requests", "0"),
            Map.entry("x-ratelimit-reset-requests", "1m0s"));
    assertThat(admit("other").succeeded()).isTrue();
    assertThat(counted("granted")).isEqualTo(3);
    assertThat(counted("rejected")).isEqualTo(1);
  }

  @Test
  void tokens_are_taken_from_a_forecast_and_settled_with_what_was_used() {
    key(Measure.TOKENS, 1_000, OnLimit.REJECT);
    var lease = admit("k").result();
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(1_000 - FORECAST);
    lease.settle(WELL);
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(970);
    admit("k").result().settle(new Outcome.Completed(Usage.of(400, 300)));
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(270);
  }

  @Test
  void an_answer_that_says_nothing_of_its_tokens_is_counted_as_expected() {
    key(Measure.TOKENS, 1_000, OnLimit.REJECT);
    admit("k").result().settle(new Outcome.Completed(Usage.NONE));
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(1_000 - FORECAST);
  }

  @Test
  void a_failed_call_gets_its_tokens_back_but_not_its_request() {
    var both = List.of(new Limit(Measure.REQUESTS, 5), new Limit(Measure.TOKENS, 1_000));
    settings =
        new LimitSettings(
            Limits.NONE, new Limits(both), Map.of(), Map.of(), OnLimit.REJECT, PATIENCE);
    var why = Fault.of(FaultCode.UPSTREAM_ERROR, "x");
    admit("k").result().settle(new Outcome.Failed(why, Usage.NONE));
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(1_000);
    assertThat(left(Measure.REQUESTS, 5)).isEqualTo(4);
    admit("k").result().settle(new Outcome.Failed(why, Usage.of(7, 3)));
    assertThat(left(Measure.TOKENS, 1_000)).isEqualTo(990);
  }

  @Test
  void what_is_used_beyond_the_limit_is_owed_before_the_next_call() {
    key(Measure.TOKENS, 600, OnLimit.REJECT);
    admit("k").result().settle(new Outcome.Completed(Usage.of(900, 0)));
    assertThat(left(Measure.TOKENS, 600)).isZero();
    loop.advance(Duration.ofSeconds(30));
    assertThat(fault(admit("k")).retryAfter().orElseThrow()).isPositive();
    loop.advance(Duration.ofSeconds(30));
    assertThat(admit("k").succeeded()).isTrue();
  }

  @Test
  void a_rejected_call_takes_nothing_anywhere() {
    settings =
        new LimitSettings(
            limits(Measure.REQUESTS, 10),
            limits(Measure.REQUESTS, 1),
            Map.of(),
            Map.of(),
            OnLimit.REJECT,
            PATIENCE);
    admit("k");
    fault(admit("k"));
    fault(admit("k"));
    assertThat(limiter.emptiest(9).stream().map(level -> level.bucket().name()))
        .containsExactly("key:k:requests", "user:acme/alice:requests");
    assertThat(limiter.emptiest(9).getLast().remaining()).isEqualTo(9);
  }

  @Test
  void users_of_other_owners_are_others_whatever_they_are_called() {
    settings =
        new LimitSettings(
            limits(Measure.REQUESTS, 1), Limits.NONE, Map.of(), Map.of(), OnLimit.REJECT, PATIENCE);
    for (var each :
        List.of(
            new Caller("k", "a", "b/c"),
            new Caller("k", "a/b", "c"),
            new Caller("k", "a%2Fb", "c"),
            new Caller("k", "a", ""))) {
      var call = new Call("id", each, loop, Duration.ofMinutes(1));
      assertThat(admit(call).succeeded()).as(each.toString()).isTrue();
    }
    fault(admit(new Call("id", new Caller("k2", "a", "b/c"), loop, Duration.ofMinutes(1))));
  }

  @Test
  void who_waits_is_served_when_enough_has_come_back() {
    key(Measure.REQUESTS, 6, OnLimit.WAIT);
    for (int i = 0; i < 6; i++) {
      admit("k");
    }
    var first = admit("k");
    var second = admit("k");
    assertThat(limits.waiting(Scope.KEY)).isEqualTo(2);
    loop.advance(Duration.ofMillis(9_999));
    assertThat(first.isComplete()).isFalse();
    loop.advance(Duration.ofMillis(2));
    assertThat(first.succeeded()).isTrue();
    assertThat(second.isComplete()).isFalse();
    loop.advance(Duration.ofSeconds(10));
    assertThat(second.succeeded()).isTrue();
    assertThat(limits.waiting(Scope.KEY)).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void nobody_waits_for_what_cannot_come_in_time() {
    key(Measure.REQUESTS, 1, OnLimit.WAIT);
    admit("k");
    assertThat(fault(admit("k")).retryAfter()).contains(Duration.ofMinutes(1));
    var hasty = new Call("id", new Caller("h", "", ""), loop, Duration.ofSeconds(1));
    key(Measure.REQUESTS, 6, OnLimit.WAIT);
    for (int i = 0; i < 6; i++) {
      admit("h");
    }
    fault(admit(hasty));
    assertThat(loop.timers()).isZero();
  }

  @Test
  void keys_take_turns_and_the_calls_of_a_key_keep_their_order() {
    model(Measure.CONCURRENCY, 1);
    var running = new ArrayList<>(List.of(admit("a").result()));
    var served = new ArrayList<String>();
    for (var name : List.of("a1", "a2", "a3", "a4", "b1", "b2", "c1")) {
      admit(name.substring(0, 1))
          .onSuccess(
              lease -> {
                served.add(name);
                running.add(lease);
              });
    }
    assertThat(served).isEmpty();
    while (!running.isEmpty()) {
      running.removeFirst().settle(WELL);
    }
    assertThat(served).containsExactly("a1", "b1", "c1", "a2", "b2", "a3", "a4");
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_new_call_does_not_overtake_those_who_wait() {
    model(Measure.REQUESTS, 60);
    for (int i = 0; i < 60; i++) {
      admit("a");
    }
    var waiting = admit("a");
    var late = admit("b");
    loop.advance(Duration.ofMillis(1_001));
    assertThat(waiting.succeeded()).isTrue();
    assertThat(late.isComplete()).isFalse();
  }

  @Test
  void who_waits_for_one_bucket_is_in_nobodys_way_at_another() {
    key(Measure.REQUESTS, 6, OnLimit.WAIT);
    for (int i = 0; i < 6; i++) {
      admit("busy");
    }
    var waiting = admit("busy");
    assertThat(admit("idle").succeeded()).isTrue();
    assertThat(waiting.isComplete()).isFalse();
  }

  @Test
  void who_leaves_the_line_holds_nothing_and_lets_the_next_one_come() {
    model(Measure.CONCURRENCY, 1);
    var running = admit("a").result();
    var leaving = call("b");
    var left = admit(leaving);
    var next = admit("c");
    leaving.cancel();
    assertThat(fault(left).code()).isEqualTo(FaultCode.CANCELLED);
    running.settle(WELL);
    assertThat(next.succeeded()).isTrue();
    next.result().settle(WELL);
    assertThat(limiter.emptiest(9)).isEmpty();
    assertThat(limits.waiting(Scope.MODEL)).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void who_waits_too_long_is_told_so() {
    model(Measure.CONCURRENCY, 1);
    admit("a");
    var late = admit("b");
    loop.advance(PATIENCE);
    assertThat(fault(late))
        .hasMessage("limit of model m, 1 calls at once: no turn within 30000 ms in line");
    assertThat(limits.waiting(Scope.MODEL)).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_line_is_bounded() {
    model(Measure.CONCURRENCY, 1);
    admit("a");
    for (int i = 0; i < WaitQueues.LONGEST; i++) {
      assertThat(admit("a").isComplete()).isFalse();
    }
    assertThat(fault(admit("b")).getMessage()).contains("1000 calls wait in line already");
  }

  private Call background(String key) {
    var call = call(key);
    call.tail().background(true);
    return call;
  }

  @Test
  void calls_in_the_background_wait_behind_all_others() {
    model(Measure.CONCURRENCY, 1);
    var running = admit("a").result();
    var line = admit(background("batch"));
    var later = admit("b");
    running.settle(WELL);
    assertThat(line.isComplete()).isFalse();
    assertThat(later.succeeded()).isTrue();
    later.result().settle(WELL);
    assertThat(line.succeeded()).isTrue();
    line.result().settle(WELL);
    assertThat(limits.waiting(Scope.MODEL)).isZero();
    assertThat(loop.timers()).isZero();
  }

  @Test
  void a_call_goes_first_that_needs_less_than_one_in_the_background() {
    model(Measure.REQUESTS, 60);
    for (int i = 0; i < 60; i++) {
      admit("a").result().settle(WELL);
    }
    var line = admit(background("batch"));
    var call = admit("b");
    loop.advance(Duration.ofMillis(1_001));
    assertThat(call.succeeded()).isTrue();
    assertThat(line.isComplete()).isFalse();
    loop.advance(Duration.ofMillis(1_001));
    assertThat(line.succeeded()).isTrue();
  }

  @Test
  void lines_of_batches_leave_room_for_others_that_wait() {
    model(Measure.CONCURRENCY, 1);
    admit("a");
    for (int i = 0; i < WaitQueues.LONGEST; i++) {
      assertThat(admit(background("batch")).isComplete()).isFalse();
    }
    assertThat(fault(admit(background("batch"))).getMessage()).contains("in line already");
    assertThat(admit("b").isComplete()).isFalse();
  }

  @Test
  void a_call_waits_for_one_bucket_after_the_other() {
    settings =
        new LimitSettings(
            Limits.NONE,
            limits(Measure.REQUESTS, 6),
            Map.of("m", limits(Measure.CONCURRENCY, 1).buckets(Scope.MODEL, "m", "model m")),
            Map.of(),
            OnLimit.WAIT,
            PATIENCE);
    var running = admit("a").result();
    for (int i = 0; i < 5; i++) {
      limits.admit("free", REQUEST, call("b"));
    }
    limits.admit("free", REQUEST, call("b"));
    var waiting = admit("b");
    loop.advance(Duration.ofMillis(10_001));
    assertThat(waiting.isComplete()).as("the key may, the model is busy").isFalse();
    assertThat(limits.waiting(Scope.MODEL)).isEqualTo(1);
    running.settle(WELL);
    assertThat(waiting.succeeded()).isTrue();
    waiting.result().settle(WELL);
    assertThat(loop.timers()).isZero();
  }

  @Test
  void the_tightest_limit_is_in_the_headers() {
    var both = new Limits(List.of(new Limit(Measure.REQUESTS, 10), new Limit(Measure.TOKENS, 900)));
    settings =
        new LimitSettings(
            both, limits(Measure.REQUESTS, 100), Map.of(), Map.of(), OnLimit.REJECT, PATIENCE);
    var call = call("k");
    admit(call);
    assertThat(call.headers().stream().map(Entry::toString))
        .containsExactly(
            "x-ratelimit-limit-requests=10",
            "x-ratelimit-remaining-requests=9",
            "x-ratelimit-reset-requests=6s",
            "x-ratelimit-limit-tokens=900",
            "x-ratelimit-remaining-tokens=" + (900 - FORECAST),
            "x-ratelimit-reset-tokens=" + LimitHeaders.duration(time(FORECAST, 900)));
  }

  private static Duration time(long tokens, long most) {
    return Duration.ofMinutes(1).multipliedBy(tokens).dividedBy(most);
  }

  @Test
  void without_limits_nothing_is_taken() {
    assertThat(limits.isFree("m", Caller.ANONYMOUS)).isTrue();
    admit("k").result().settle(WELL);
    assertThat(limiter.size()).isZero();
  }
}
