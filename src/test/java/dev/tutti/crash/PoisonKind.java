package dev.tutti.crash;

import dev.tutti.chat.Json;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Kind {@code poison}: ends the process a moment after it has begun. */
public final class PoisonKind implements TaskKind {
  private static final long MOMENT_MILLIS = 700;

  @Override
  public String name() {
    return "poison";
  }

  @Override
  public ObjectNode inputSchema() {
    return Json.object().put("type", "object");
  }

  @Override
  public void check(ObjectNode input, Principal principal) {}

  @Override
  public ObjectNode run(TaskRun run) throws InterruptedException {
    var _ = new CountDownLatch(1).await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
    HaltingProbe.halt();
    return Json.object();
  }
}
