package dev.tutti.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.FaultCode;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.TestingRouting;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Probes in virtual time: when they go out, and what they decide. */
class HealthTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofSeconds(66);
  private static final HealthSettings ON =
      new HealthSettings(true, HealthSettings.ProbeKind.CHAT, MINUTE, Duration.ofSeconds(5), 3, 2);
  private static final DeploymentId TARGET = new DeploymentId("a", "m");

  private final TestingRouting routing = new TestingRouting();
  private final Health health =
      new Health(routing.loop, () -> Instant.EPOCH.plusNanos(routing.loop.nanos()), new Random(7));
  private final List<String> changes = new ArrayList<>();

  HealthTest() {
    health.listen((target, healthy, why) -> changes.add(target.provider() + healthy + ": " + why));
  }

  @Test
  void the_third_failure_keeps_calls_away_and_the_second_success_lets_them_back() {
    var deployment = guarded().fails(FaultCode.UPSTREAM_ERROR, 3);
    watch(ON, deployment);
    probes(2);
    assertThat(health.against(TARGET)).isEmpty();
    assertThat(state()).isEqualTo("unknown");
    probes(1);
    assertThat(health.against(TARGET).orElse(""))
        .isEqualTo(
            "unhealthy: 3 probes in a row failed, the last one with upstream_error: as the test"
                + " wants");
    probes(1);
    assertThat(state()).isEqualTo("unhealthy");
    probes(1);
    assertThat(state()).isEqualTo("healthy");
    assertThat(health.against(TARGET)).isEmpty();
    assertThat(changes).hasSize(2);
    assertThat(changes.getLast()).isEqualTo("atrue: 2 probes in a row succeeded");
  }

  @Test
  void a_success_between_failures_begins_the_count_anew() {
    var deployment = guarded().fails(FaultCode.TIMEOUT, 2);
    watch(ON, deployment);
    probes(3);
    deployment.fails(FaultCode.TIMEOUT, 2);
    probes(2);
    assertThat(state()).isEqualTo("healthy");
    assertThat(changes).isEmpty();
  }

  @Test
  void probes_come_an_interval_apart_with_a_tenth_of_jitter() {
    var times = new ArrayList<Long>();
    var deployment = guarded();
    watch(
        ON,
        (request, call) -> {
          times.add(routing.loop.nanos());
          return deployment.open(request, call);
        });
    routing.loop.advance(MINUTE.multipliedBy(200));
    assertThat(times.getFirst()).isBetween(0L, MINUTE.toNanos() / 10);
    var gaps =
        IntStream.range(1, times.size()).mapToObj(i -> times.get(i) - times.get(i - 1)).toList();
    assertThat(gaps)
        .allSatisfy(gap -> assertThat(gap).isBetween(MINUTE.toNanos() * 9 / 10, LONGEST.toNanos()));
    assertThat(gaps.stream().distinct().count()).isGreaterThan(100);
    assertThat(gaps.stream().mapToLong(Long::longValue).average().orElse(0) / MINUTE.toNanos())
        .isBetween(0.98, 1.02);
  }

  @Test
  void a_probe_that_gets_no_answer_ends_after_five_seconds_and_counts() {
    watch(ON, silent(true));
    probes(3);
    routing.loop.advance(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo("unhealthy");
    assertThat(changes.getFirst()).contains("deadline_exceeded");
  }

  @Test
  void a_probe_that_waited_in_our_own_line_says_nothing() {
    watch(ON, silent(false));
    probes(10);
    assertThat(state()).isEqualTo("unknown");
    assertThat(last()).isInstanceOf(LastProbe.Done.class);
  }

  @Test
  void a_busy_or_resting_deployment_is_not_unhealthy() {
    watch(ON, guarded().fails(FaultCode.RATE_LIMITED, 5).fails(FaultCode.CIRCUIT_OPEN, 5));
    probes(10);
    assertThat(state()).isEqualTo("unknown");
  }

  @Test
  void who_refuses_one_token_is_asked_without_a_limit() {
    var bodies = new ArrayList<String>();
    var deployment = guarded().fails(FaultCode.INVALID_REQUEST, 1);
    watch(
        ON,
        (request, call) -> {
          bodies.add(request.body().tree().toString());
          return deployment.open(request, call);
        });
    probes(1);
    assertThat(state()).isEqualTo("healthy");
    assertThat(bodies.getFirst()).contains("\"max_tokens\":1");
    assertThat(bodies.getLast()).doesNotContain("max_tokens");
  }

  @Test
  void an_answered_caller_spares_a_probe() {
    var deployment = guarded();
    watch(ON, deployment);
    probes(1);
    assertThat(routing.ask(deployment).isAnswered()).isTrue();
    probes(1);
    assertThat(deployment.asked()).isEqualTo(2);
    assertThat(last()).isInstanceOf(LastProbe.Spared.class);
    probes(1);
    assertThat(deployment.asked()).isEqualTo(3);
  }

  @Test
  void four_are_probed_at_once_and_the_others_in_turn() {
    var open = new ArrayList<Promise<ChatStream>>();
    ChatModel pending =
        (request, call) -> {
          Promise<ChatStream> answer = Promise.promise();
          var forget = call.onCancel(() -> answer.tryFail(call.reason()));
          open.add(answer);
          return answer.future().onComplete(_ -> forget.run());
        };
    health.watch(
        probed(
            IntStream.range(0, 10)
                .mapToObj(i -> candidate(new DeploymentId("p" + i, "m"), pending))
                .toList(),
            ON));
    routing.loop.advance(Duration.ofSeconds(6).minusMillis(1));
    assertThat(open).hasSizeBetween(Health.AT_ONCE, 2 * Health.AT_ONCE);
    assertThat(open.stream().filter(each -> !each.future().isComplete()).count())
        .isEqualTo(Health.AT_ONCE);
    routing.loop.advance(Duration.ofSeconds(10));
    assertThat(open).hasSize(10);
  }

  @Test
  void a_probe_that_throws_does_not_end_the_probes() {
    var asked = new ArrayList<String>();
    watch(
        ON,
        (request, _) -> {
          asked.add(request.model());
          throw new IllegalStateException("mine");
        });
    probes(2);
    assertThat(asked).hasSize(2);
  }

  @Test
  void what_is_off_is_shown_but_never_asked() {
    var deployment = guarded();
    watch(HealthSettings.DEFAULT, deployment);
    routing.loop.advance(Duration.ofHours(1));
    assertThat(deployment.asked()).isZero();
    assertThat(health.all())
        .containsExactly(new Health.Status(TARGET, "unknown", "off", new LastProbe.Never()));
  }

  @Test
  void what_is_known_outlives_a_reload_and_goes_with_its_deployment() {
    watch(ON, guarded().fails(FaultCode.TIMEOUT, 3));
    probes(3);
    var deployment = guarded();
    watch(ON, deployment);
    assertThat(state()).isEqualTo("unhealthy");
    probes(2);
    assertThat(state()).isEqualTo("healthy");
    health.watch(probed(List.of(), ON));
    routing.loop.advance(MINUTE.multipliedBy(5));
    assertThat(deployment.asked()).isEqualTo(2);
    assertThat(health.all()).isEmpty();
    assertThat(routing.loop.timers()).isZero();
  }

  private TestingDeployment guarded() {
    return new TestingDeployment(TARGET, List.of(health));
  }

  /** A deployment that never answers, or whose line never gets shorter. */
  private ChatModel silent(boolean reached) {
    return (request, call) -> {
      if (reached) {
        var _ = health.admit(request, call, call.attempt(TARGET));
      }
      Promise<ChatStream> never = Promise.promise();
      call.onCancel(() -> never.tryFail(call.reason()));
      return never.future();
    };
  }

  private void watch(HealthSettings settings, ChatModel model) {
    health.watch(probed(List.of(candidate(TARGET, model)), settings));
  }

  /** Lets time pass until so many probes have ended. */
  private void probes(int count) {
    for (int i = 0; i < count; i++) {
      var before = last();
      do {
        routing.loop.advance(Duration.ofMillis(100));
      } while (last().equals(before));
    }
  }

  private String state() {
    return health.all().getFirst().state();
  }

  private LastProbe last() {
    return health.all().getFirst().last();
  }

  private Candidate candidate(DeploymentId target, ChatModel model) {
    return new Candidate(target, model, 1, routing.context.groups());
  }

  private static Map<Candidate, HealthSettings> probed(
      List<Candidate> members, HealthSettings settings) {
    return members.stream().collect(Collectors.toMap(each -> each, _ -> settings));
  }
}
