package dev.tutti.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptMetersTest {
  private static final Outcome ANSWERED = new Outcome.Completed(Usage.of(1, 2));
  private static final Outcome UNKNOWN =
      new Outcome.Failed(Fault.of(FaultCode.MODEL_NOT_FOUND, "no such model"), Usage.NONE);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AttemptMeters meters = new AttemptMeters(registry);
  private final TestingLoop loop = new TestingLoop();

  @Test
  void a_model_that_a_caller_invents_has_no_label() {
    for (int i = 0; i < 3_000; i++) {
      settle("up/invented-" + i, "up", "invented-" + i, UNKNOWN);
    }
    assertThat(models()).containsExactly("other");
    settle("up/gpt-4o", "up", "gpt-4o", ANSWERED);
    assertThat(models()).containsExactly("gpt-4o", "other");
  }

  @Test
  void a_model_that_has_answered_keeps_its_label_when_it_fails() {
    settle("up/gpt-4o", "up", "gpt-4o", ANSWERED);
    settle("up/gpt-4o", "up", "gpt-4o", UNKNOWN);
    assertThat(models()).containsExactly("gpt-4o");
  }

  @Test
  void a_model_behind_an_alias_has_its_label_from_the_beginning() {
    settle("fast", "up", "gpt-4o", UNKNOWN);
    assertThat(models()).containsExactly("gpt-4o");
  }

  @Test
  void a_provider_that_answers_to_any_name_does_not_take_the_labels_of_others() {
    for (int i = 0; i < 3_000; i++) {
      settle("sim/invented-" + i, "sim", "invented-" + i, ANSWERED);
    }
    assertThat(models()).hasSize(101);
    settle("up/gpt-4o", "up", "gpt-4o", ANSWERED);
    assertThat(models()).hasSize(102).contains("gpt-4o");
  }

  private void settle(String asked, String provider, String model, Outcome outcome) {
    var call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
    var attempt = call.attempt(new DeploymentId(provider, model));
    var request = ChatRequest.builder(asked).user("Hi").build();
    assertThat(meters.admit(request, call, attempt).succeeded()).isTrue();
    attempt.settle(outcome);
  }

  private Set<String> models() {
    var models = new TreeSet<String>();
    registry
        .getMeters()
        .forEach(each -> models.add(label(each.getId().getTag("gen_ai.request.model"))));
    return models;
  }

  private static String label(@Nullable String tag) {
    return tag == null ? "none" : tag;
  }
}
