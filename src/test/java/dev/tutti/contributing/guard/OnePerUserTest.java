package dev.tutti.contributing.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnePerUserTest {
  private static final DeploymentId TARGET = new DeploymentId("up", "m");
  private static final ChatRequest REQUEST = ChatRequest.builder("m").user("Hi").build();

  private final OnePerUser guard = new OnePerUser();
  private final List<Attempt> attempts = new ArrayList<>();

  private Future<Void> asked(String key, String user) {
    var caller = new Caller(key, key, user);
    var call = new Call("c1", caller, new TestingLoop(), Duration.ofMinutes(1));
    attempts.add(call.attempt(TARGET));
    return guard.admit(REQUEST, call, attempts.getLast());
  }

  @Test
  void a_second_attempt_of_the_same_user_is_refused_until_the_first_is_settled() {
    assertThat(asked("k1", "ann").succeeded()).isTrue();
    assertThat(asked("k1", "ann").cause()).hasMessageContaining("one at a time");
    attempts.getFirst().settle(new Outcome.Completed(Usage.NONE));
    assertThat(asked("k1", "ann").succeeded()).isTrue();
  }

  @Test
  void who_names_no_user_is_let_in() {
    assertThat(asked("k1", "").succeeded()).isTrue();
    assertThat(asked("k1", "").succeeded()).isTrue();
  }

  @Test
  void others_are_let_in() {
    assertThat(asked("k1", "ann").succeeded()).isTrue();
    assertThat(asked("k1", "bob").succeeded()).isTrue();
    assertThat(asked("k2", "ann").succeeded()).isTrue();
  }
}
