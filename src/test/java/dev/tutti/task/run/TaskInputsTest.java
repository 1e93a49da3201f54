package dev.tutti.task.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TaskInputsTest {
  /** A kind that looks at its inputs for long, and takes those that name a model. */
  private record SlowKind(List<Thread> checkedOn) implements TaskKind {
    @Override
    public String name() {
      return "slow";
    }

    @Override
    public ObjectNode inputSchema() {
      return Json.object().put("type", "object");
    }

    @Override
    public void check(ObjectNode input, Principal principal) {
      checkedOn.add(Thread.currentThread());
      if (!input.has("model")) {
        throw Fault.invalid("model", "is missing (expected: a model)");
      }
    }

    @Override
    public ObjectNode run(TaskRun run) {
      return Json.object();
    }
  }

  private final TaskInputs inputs = new TaskInputs();

  @Test
  void a_kind_never_checks_on_the_thread_of_the_caller() {
    var kind = new SlowKind(Collections.synchronizedList(new ArrayList<>()));
    var input = Json.object().put("model", "m");
    var checks = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < 1_000; i++) {
      checks.add(inputs.check(kind, input, new Principal.Anonymous()));
    }
    checks.forEach(CompletableFuture::join);
    assertThat(kind.checkedOn).hasSize(1_000).doesNotContain(Thread.currentThread());
  }

  @Test
  void what_a_kind_refuses_is_refused_in_its_words() {
    var checked =
        inputs.check(new SlowKind(new ArrayList<>()), Json.object(), new Principal.Anonymous());
    assertThatThrownBy(checked::join).cause().hasMessage("model: is missing (expected: a model)");
  }
}
