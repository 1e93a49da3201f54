package dev.tutti.skill.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Loop;
import dev.tutti.chat.BillingDetails;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.TestingRelease;
import dev.tutti.skill.test.ThreadLoop;
import dev.tutti.testing.KnownFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What asking a model has used. */
class SkillSpendingTest {

  @Test
  @KnownFault("SKILLS-6")
  void a_loop_that_does_not_answer_is_not_waited_for() {
    var call = new Call("c", Caller.ANONYMOUS, new SilentLoop(), Duration.ofSeconds(1));
    var skill = TestingRelease.skill("1.0.0", "Hi");
    var execution = new Execution(skill, call, 1, SkillListener.NOBODY);
    var used = Usage.of(9, 2);
    var collector = new ReplyCollector();
    collector.add(new ChatEvent.Spent(used));
    var reply = collector.reply().from("up/m", Duration.ZERO);
    SkillSpending.note(reply, call, execution, Duration.ofMillis(1));
    assertThat(execution.usage()).isEqualTo(used);
    assertThat(execution.answers()).containsEntry(new DeploymentId("up", "m"), used);
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void the_tier_and_the_cost_that_a_provider_reports_are_kept() {
    var used = Usage.of(9, 2).billed(BillingDetails.NONE.tier("flex").costing(42));
    try (var loop = new ThreadLoop()) {
      var call = new Call("c", Caller.ANONYMOUS, loop, Duration.ofSeconds(1));
      var attempt = call.attempt(new DeploymentId("up", "m"));
      attempt.settle(new Outcome.Completed(used));
      assertThat(SkillSpending.of(List.of(attempt))).isEqualTo(used);
    }
  }

  /** A loop whose thread is gone. */
  private static final class SilentLoop implements Loop {
    @Override
    public boolean here() {
      return false;
    }

    @Override
    public void run(Runnable task) {}

    @Override
    public Runnable timer(Duration after, Runnable task) {
      return () -> {};
    }

    @Override
    public <T> Future<T> offload(Callable<T> work) {
      return Promise.<T>promise().future();
    }

    @Override
    public long nanos() {
      return 0;
    }
  }
}
