package dev.tutti.wire;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The event loops of this process, one a core. Thread-safe. */
public final class Loops {
  private final List<VertxLoop> loops = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  private Loops() {}

  /**
   * Starts {@code count} loops, at least one; blocks until they run, so not to be called on one.
   */
  public static Loops start(Vertx vertx, int count) {
    var loops = new Loops();
    var options = new DeploymentOptions().setInstances(count);
    vertx.deployVerticle(() -> new LoopVerticle(loops), options).await();
    return loops;
  }

  /** The machinery that they run on. */
  Vertx vertx() {
    return loops.getFirst().context().owner();
  }

  /** Every loop. */
  public List<VertxLoop> all() {
    return loops;
  }

  /** The next loop in turn, for a call that comes from no loop of ours. */
  public VertxLoop next() {
    return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }

  /** Runs a task again and again, on a thread that must not be blocked, until the handle is run. */
  public Runnable every(Duration time, Runnable task) {
    var vertx = vertx();
    long id = vertx.setPeriodic(Math.max(1, time.toMillis()), _ -> task.run());
    return () -> vertx.cancelTimer(id);
  }

  private static final class LoopVerticle extends VerticleBase {
    private final Loops loops;

    LoopVerticle(Loops loops) {
      this.loops = loops;
    }

    @Override
    public Future<?> start() {
      loops.loops.add(new VertxLoop(context));
      return Future.succeededFuture();
    }
  }
}
