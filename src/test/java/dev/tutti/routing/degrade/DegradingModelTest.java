package dev.tutti.routing.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.Degradation;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Usage;
import dev.tutti.routing.TestingDeployment;
import dev.tutti.routing.TestingReader;
import dev.tutti.routing.balance.TestingRouting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DegradingModelTest {
  private static final DegradeSettings EVERYTHING = new DegradeSettings(true, "small", "Later.");

  private final TestingRouting routing = new TestingRouting();
  private final TestingDeployment big = routing.deployment("big");
  private final TestingDeployment small = routing.deployment("small");

  @Test
  void what_can_be_answered_is_answered() {
    routing.stale.keeps("old");
    var asked = routing.ask(degrading(EVERYTHING));
    assertThat(asked.isAnswered()).isTrue();
    assertThat(asked.call().degraded()).isEmpty();
  }

  @Test
  void an_earlier_answer_comes_first() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    routing.stale.keeps("old");
    var call = routing.call();
    var reader = TestingReader.of(degrading(EVERYTHING), TestingRouting.request(), call);
    assertThat(reader.text()).isEqualTo("old");
    assertThat(call.degraded()).contains(Degradation.STALE);
    assertThat(routing.books.entries()).containsExactly("tutti/stale: completed");
    assertThat(small.asked()).isZero();
    assertThat(count(Degradation.STALE)).isEqualTo(1);
  }

  @Test
  void an_earlier_answer_is_wanted_only_where_it_is_configured() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    routing.stale.keeps("old");
    var text = new DegradeSettings(false, "", "Later.");
    assertThat(routing.ask(degrading(text)).call().degraded()).contains(Degradation.TEXT);
  }

  @Test
  void then_the_smaller_model_is_asked() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    var asked = routing.ask(degrading(EVERYTHING));
    assertThat(asked.deployments()).containsExactly("big", "small");
    assertThat(asked.call().degraded()).contains(Degradation.MODEL);
    assertThat(routing.books.entries()).as("it keeps its own books").isEmpty();
    assertThat(count(Degradation.MODEL)).isEqualTo(1);
  }

  @Test
  void a_cache_that_is_broken_is_passed_over() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    routing.stale.breaks(new IllegalStateException("no cache"));
    assertThat(routing.ask(degrading(EVERYTHING)).call().degraded()).contains(Degradation.MODEL);
  }

  @Test
  void at_last_the_text_is_said() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    small.fails(FaultCode.CONTEXT_LENGTH_EXCEEDED, 1);
    var call = routing.call();
    var reader = TestingReader.of(degrading(EVERYTHING), TestingRouting.request(), call);
    assertThat(reader.text()).isEqualTo("Later.");
    assertThat(reader.isComplete()).isTrue();
    assertThat(reader.usage()).isEqualTo(Usage.NONE);
    assertThat(call.degraded()).contains(Degradation.TEXT);
    assertThat(call.attempts())
        .extracting(attempt -> attempt.target().deployment())
        .last()
        .isEqualTo("tutti/text");
    assertThat(count(Degradation.TEXT)).isEqualTo(1);
    assertThat(count(Degradation.MODEL)).isZero();
  }

  @Test
  void the_text_is_said_at_the_readers_pace() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    var text = new DegradeSettings(false, "", "Later.");
    var reader = TestingReader.pausing(degrading(text), TestingRouting.request(), routing.call());
    assertThat(reader.text()).isEqualTo("Later.");
    assertThat(reader.hasEnded()).isFalse();
    reader.resume();
    reader.resume();
    assertThat(reader.isComplete()).isTrue();
  }

  @Test
  void without_a_text_every_attempt_is_named() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    small.fails(FaultCode.TIMEOUT, 1);
    var fault = routing.ask(degrading(withoutText())).failure();
    assertThat(fault.code()).isEqualTo(FaultCode.FALLBACK_EXHAUSTED);
    assertThat(fault.getMessage()).contains("big/m", "small/m");
  }

  @Test
  void a_smaller_model_that_cannot_take_the_request_leaves_the_first_fault() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    small.fails(FaultCode.CONTEXT_LENGTH_EXCEEDED, 1);
    assertThat(routing.ask(degrading(withoutText())).failure().code())
        .isEqualTo(FaultCode.UPSTREAM_CREDENTIALS);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultCode.class,
      names = {
        "INVALID_REQUEST",
        "AUTHENTICATION",
        "PERMISSION",
        "REQUEST_TOO_LARGE",
        "CONTEXT_LENGTH_EXCEEDED",
        "CONTENT_FILTER",
        "CANCELLED",
        "DEADLINE_EXCEEDED",
        "INTERNAL"
      })
  void what_another_could_not_answer_either_is_told(FaultCode code) {
    big.fails(code, 1);
    routing.stale.keeps("old");
    assertThat(routing.ask(degrading(EVERYTHING)).failure().code()).isEqualTo(code);
    assertThat(small.asked()).isZero();
  }

  @Test
  void one_who_has_left_gets_nothing() {
    big.fails(FaultCode.OVERLOADED, 1);
    var asked = routing.ask(degrading(EVERYTHING));
    asked.call().cancel();
    assertThat(asked.failure().code()).isEqualTo(FaultCode.CANCELLED);
    assertThat(asked.call().degraded()).isEmpty();
    assertThat(small.asked()).isZero();
  }

  @Test
  void embeddings_are_never_those_of_another_model() {
    big.fails(FaultCode.UPSTREAM_CREDENTIALS, 1);
    var body = "{\"model\":\"m\",\"input\":\"Hi\"}".getBytes(StandardCharsets.UTF_8);
    var call = new Call("id", Caller.ANONYMOUS, routing.loop, Duration.ofMinutes(1));
    var request = ChatRequest.parse(Operation.EMBEDDINGS, body);
    var reader = TestingReader.of(degrading(EVERYTHING), request, call);
    assertThat(reader.code()).isEqualTo(FaultCode.UPSTREAM_CREDENTIALS);
    assertThat(small.asked()).isZero();
  }

  private static DegradeSettings withoutText() {
    return new DegradeSettings(false, "small", "");
  }

  private DegradingModel degrading(DegradeSettings settings) {
    return new DegradingModel(
        routing.route(big),
        settings,
        settings.model().isEmpty()
            ? List.of()
            : List.of(routing.retrying(TestingRouting.THREE, small)),
        routing.context.degradations());
  }

  private double count(Degradation how) {
    return routing.meters.counter("tutti.degraded", "kind", how.word()).count();
  }
}
