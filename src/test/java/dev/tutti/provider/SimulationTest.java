package dev.tutti.provider;

import static dev.tutti.provider.TestingSimulation.ask;
import static dev.tutti.provider.TestingSimulation.chat;
import static dev.tutti.provider.TestingSimulation.read;
import static dev.tutti.provider.TestingSimulation.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.call.TestingLoop;
import dev.tutti.call.TestingSink;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
  private final TestingSimulation sim = new TestingSimulation();

  @Test
  void streams_token_by_token_and_ends_with_usage() {
    var sink = sim.play("sim", chat("\"stream\":true," + user("Again")));
    assertThat(sink.chunks().size()).isGreaterThan(15);
    var usage = sink.reply().usage();
    assertThat(usage.output()).isEqualTo(sink.chunks().size() - 3L); // start, finish, usage
    assertThat(usage.input()).isBetween(3L, 12L);
    assertThat(sink.outcome()).isEqualTo(new Outcome.Completed(usage));
  }

  @Test
  void keeps_its_pace() {
    var opened = sim.open(sim.timed, "sim", chat("\"stream\":true," + user("Again")));
    sim.loop.advance(Duration.ofMillis(149));
    assertThat(opened.isComplete()).isFalse();
    sim.loop.advance(Duration.ofMillis(1));
    var sink = read(opened);
    sim.loop.advance(Duration.ofMillis(400));
    assertThat(sink.chunks()).hasSize(1 + 5);
    assertThat(sim.loop.timers()).isEqualTo(1);
    sim.loop.advance(Duration.ofMinutes(1));
    assertThat(sink.ended()).isTrue();
    assertThat(sim.loop.timers()).isZero();
  }

  @Test
  void waits_for_a_slow_reader_and_loses_nothing() {
    var opened = sim.open(sim.timed, "sim", chat("\"stream\":true," + user("Again")));
    sim.loop.advance(Duration.ofMillis(300));
    var sink = read(opened);
    opened.result().pause();
    int before = sink.chunks().size();
    sim.loop.advance(Duration.ofMinutes(1));
    assertThat(sink.chunks()).hasSize(before);
    opened.result().resume();
    assertThat(sink.ended()).isTrue();
    assertThat(sink.reply().text()).isEqualTo(sim.answer("sim", ask("Again")).text());
  }

  @Test
  void stops_at_once_when_the_caller_leaves() {
    var call = sim.call();
    var opened = sim.timed.model("sim").open(chat("\"stream\":true," + user("Again")), call);
    sim.loop.advance(Duration.ofMillis(300));
    var sink = read(opened);
    call.cancel();
    assertThat(failure(sink).code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(sink.outcome().usage().output()).isEqualTo(2);
    assertThat(sink.outcome().usage().estimated()).isTrue();
    assertThat(sim.loop.timers()).isZero();
  }

  @Test
  void fails_to_open_when_the_caller_leaves_before() {
    var call = sim.call();
    var opened = sim.timed.model("sim").open(ask("Again"), call);
    call.cancel();
    assertThat(((Fault) opened.cause()).code()).isEqualTo(FaultCode.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "sim-429, rate_limited, 429",
    "sim-401, upstream_credentials, 502",
    "sim-500, upstream_error, 502",
    "sim-503, overloaded, 503",
    "sim-overloaded, overloaded, 503",
    "sim-context, context_length_exceeded, 400",
    "sim-filter, content_filter, 400"
  })
  void refuses_as_its_name_says(String model, String code, int status) {
    var fault = (Fault) sim.open(sim.built, model, ask("Hi")).cause();
    assertThat(fault.code().code()).isEqualTo(code);
    assertThat(fault.status()).isEqualTo(status);
    assertThat(fault).hasMessageContaining("simulated");
  }

  @Test
  void asks_to_wait_a_second_or_two() {
    var fault = (Fault) sim.open(sim.built, "sim-429", ask("Hi")).cause();
    assertThat(fault.retryAfter().orElseThrow().toSeconds()).isBetween(1L, 2L);
  }

  @ParameterizedTest
  @CsvSource({"sim-401, authentication, 401", "sim-500, upstream_error, 500"})
  void answers_with_an_upstreams_own_status_when_it_is_the_server(
      String model, String code, int status) {
    var server = Simulation.server(SimulationSettings.builtIn());
    var fault = (Fault) sim.open(server, model, ask("Hi")).cause();
    assertThat(fault.code().code()).isEqualTo(code);
    assertThat(fault.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "sim-cut, truncated",
    "sim-error-mid, upstream_error",
    "sim-stall, timeout",
  })
  void breaks_off_after_some_text(String model, String code) {
    var sink = sim.play(model, chat("\"stream\":true," + user("Hi")));
    sim.loop.advance(Duration.ofSeconds(31));
    assertThat(sink.reply().text()).isNotEmpty();
    assertThat(failure(sink).code().code()).isEqualTo(code);
    assertThat(sink.events()).noneMatch(ChatEvent.Finish.class::isInstance);
  }

  @Test
  void shows_nothing_of_a_whole_answer_that_breaks_off() {
    assertThat(((Fault) sim.open(sim.built, "sim-cut", ask("Hi")).cause()).code())
        .isEqualTo(FaultCode.TRUNCATED);
  }

  @Test
  void stays_silent_for_as_long_as_it_is_told() {
    var opened = sim.open(sim.timed, "sim-silent", ask("Hi"));
    sim.loop.advance(Duration.ofSeconds(30));
    assertThat(opened.isComplete()).isFalse();
    sim.loop.advance(Duration.ofMillis(50));
    assertThat(((Fault) opened.cause()).code()).isEqualTo(FaultCode.TIMEOUT);
  }

  @Test
  void is_slow_when_asked() {
    var opened = sim.open(sim.built, "sim-slow", chat("\"stream\":true," + user("Hi")));
    sim.loop.advance(Duration.ofMillis(100));
    var sink = read(opened);
    sim.loop.advance(Duration.ofSeconds(10));
    assertThat(sink.chunks()).hasSizeBetween(100, 103);
    sim.loop.advance(Duration.ofSeconds(20));
    assertThat(sink.ended()).isTrue();
    assertThat(sink.reply().usage().output()).isBetween(200L, 260L);
  }

  @Test
  void spoils_the_share_of_calls_that_it_is_told() {
    var settings =
        new SimulationSettings(
            Duration.ZERO, Double.POSITIVE_INFINITY, 0.2, 0.1, Duration.ofSeconds(1), 42);
    assertThat(spoilt(settings)).isEqualTo(spoilt(settings)).hasSizeBetween(250, 350);
  }

  @Test
  void settles_its_attempt_once() {
    var call = sim.call();
    var attempt = call.attempt(new DeploymentId("sim", "sim-stall"));
    var opened =
        new SimulatedBackend(sim.timed).open(chat("\"stream\":true," + user("Hi")), call, attempt);
    sim.loop.advance(Duration.ofMillis(200));
    assertThat(attempt.timeToFirstToken()).contains(Duration.ofMillis(150));
    call.cancel();
    assertThat(attempt.outcome().orElseThrow().word()).isEqualTo("cancelled");
    assertThat(failure(read(opened)).code()).isEqualTo(FaultCode.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({"129, 1", "65, 2", "16000, 128"})
  @Timeout(20)
  void refuses_more_choices_than_it_ever_writes(int prompts, int n) {
    var body =
        "{\"model\":\"sim\",\"n\":%d,\"prompt\":[%s]}"
            .formatted(n, String.join(",", Collections.nCopies(prompts, "\"a\"")));
    var request = TestingSimulation.parse(Operation.TEXT_COMPLETION, body);
    var fault = (Fault) sim.open(sim.built, "sim", request).cause();
    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_REQUEST);
    assertThat(fault.param()).contains("prompt");
    assertThat(fault).hasMessageContaining("at most 128");
  }

  @Test
  @Timeout(20)
  void says_no_more_than_a_model_could_in_all_its_choices() {
    var request = chat("\"n\":128,\"stream\":true," + user("word ".repeat(12_000)));
    var reply = sim.play("sim-echo", request).reply();
    assertThat(reply.usage().output()).isLessThanOrEqualTo(1 << 17);
    assertThat(reply.choices())
        .hasSize(128)
        .allMatch(choice -> choice.finish() == FinishReason.LENGTH);
  }

  @Test
  void an_answer_that_cannot_be_written_elsewhere_is_a_fault() {
    var loop = new ExhaustedLoop();
    var call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(5));
    var attempt = call.attempt(new DeploymentId("sim", "sim"));
    var opened = new SimulatedBackend(sim.built).open(ask("x".repeat(70_000)), call, attempt);
    assertThat(((Fault) opened.cause()).code()).isEqualTo(FaultCode.INTERNAL);
    assertThat(attempt.outcome().orElseThrow().word()).isEqualTo("internal");
  }

  /** A loop whose other threads have no memory left. */
  private static final class ExhaustedLoop implements Loop {
    private final TestingLoop loop = new TestingLoop();

    @Override
    public boolean here() {
      return loop.here();
    }

    @Override
    public void run(Runnable task) {
      loop.run(task);
    }

    @Override
    public Runnable timer(Duration after, Runnable task) {
      return loop.timer(after, task);
    }

    @Override
    public <T> Future<T> offload(Callable<T> work) {
      return Future.failedFuture(new OutOfMemoryError("not really"));
    }

    @Override
    public long nanos() {
      return loop.nanos();
    }
  }

  @Test
  void lists_its_models() {
    assertThat(Simulation.models()).startsWith("sim").contains("sim-429", "sim-stall", "sim-tools");
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 0, latency", "1, 0, 0, tokens_per_second", "1, 1, 1.5, error_rate"})
  void refuses_settings_out_of_range(long latency, double tokens, double rate, String param) {
    assertThatThrownBy(
            () ->
                new SimulationSettings(
                    Duration.ofMillis(latency), tokens, rate, 0, Duration.ofSeconds(1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(param + ": ");
  }

  private List<Integer> spoilt(SimulationSettings settings) {
    var simulation = Simulation.provider(settings);
    var request = ask("Hi");
    return IntStream.range(0, 1_000)
        .filter(
            _ -> {
              var opened = sim.open(simulation, "sim", request);
              sim.loop.advance(Duration.ofSeconds(2));
              return opened.failed();
            })
        .boxed()
        .toList();
  }

  private static Fault failure(TestingSink sink) {
    return ((Outcome.Failed) sink.outcome()).fault();
  }
}
