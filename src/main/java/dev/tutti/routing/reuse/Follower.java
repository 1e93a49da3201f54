package dev.tutti.routing.reuse;

import dev.tutti.call.AttemptHistory;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.Degradation;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller's view of a {@link SharedCall}: it reads at its own pace and may leave at any time.
 * Confined to the caller's loop, but for what the shared call looks at or tells it: that may come
 * from the shared call's loop.
 */
final class Follower implements ChatStream {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);

  private final SharedCall shared;
  private final Call call;
  private final Loop loop;
  private final Duration patience;
  private final Supplier<Future<ChatStream>> otherwise;
  private final Promise<ChatStream> promise = Promise.promise();
  private volatile boolean paused = true;
  private volatile boolean started;
  private volatile long consumed;
  private Runnable forget = () -> {};
  private boolean reading;
  private @Nullable Batch read;
  private @Nullable Sink sink;
  private @Nullable Outcome outcome;

  /**
   * @param otherwise what is done when the shared call takes nobody in any more
   */
  Follower(SharedCall shared, Call call, Supplier<Future<ChatStream>> otherwise) {
    this.shared = shared;
    this.call = call;
    this.loop = call.loop();
    this.patience = call.remaining();
    this.otherwise = otherwise;
  }

  Future<ChatStream> join() {
    forget = call.onCancel(() -> leave(call.reason()));
    if (outcome == null) {
      shared.loop().run(() -> shared.join(this));
    }
    return promise.future();
  }

  Loop loop() {
    return loop;
  }

  /** The time that it could wait when it came. */
  Duration patience() {
    return patience;
  }

  /** Whether it wants nothing now, or has not begun to read. Any thread. */
  boolean isPaused() {
    return paused;
  }

  /** Whether it has begun to read, and wants nothing now. Any thread. */
  boolean isSlow() {
    return started && paused;
  }

  /** The number of bytes that it has read. Any thread. */
  long consumed() {
    return consumed;
  }

  /** The attempts until now. */
  void sees(AttemptHistory history) {
    tell(() -> call.follow(history));
  }

  /** The answer has begun; the batch before the first one is given. */
  void opened(Batch before, AttemptHistory history, List<Degradation> degraded) {
    tell(
        () -> {
          call.follow(history);
          degraded.forEach(call::degrade);
          read = before;
          promise.tryComplete(this);
        });
  }

  /** The answer will not begin. */
  void failed(Fault fault, AttemptHistory history) {
    tell(
        () -> {
          call.follow(history);
          finish(new Outcome.Failed(fault, Usage.NONE));
        });
  }

  /** The shared call was over before this one could join. */
  void missed() {
    tell(
        () -> {
          forget.run();
          otherwise.get().onComplete(promise);
        });
  }

  /** Something new may be read. */
  void wake() {
    tell(this::drain);
  }

  /** Ends this view, though the shared call goes on. */
  void drop(Fault why) {
    tell(() -> leave(why));
  }

  private void tell(Runnable news) {
    loop.run(
        () -> {
          if (outcome == null) {
            news.run();
          }
        });
  }

  private void leave(Fault why) {
    if (outcome == null) {
      shared.loop().run(() -> shared.left(this, why));
      finish(new Outcome.Failed(why, Usage.NONE));
    }
  }

  private void finish(Outcome how) {
    outcome = how;
    if (call.coalesced() && !call.attempts().isEmpty()) {
      call.save(call.attempts().getLast().target(), how.usage());
    }
    read = null;
    forget.run();
    if (how instanceof Outcome.Failed(Fault fault, Usage _) && promise.tryFail(fault)) {
      return;
    }
    if (sink != null) {
      sink.end(how);
    }
  }

  private void drain() {
    if (reading) {
      return;
    }
    reading = true;
    try {
      while (!paused && outcome == null && hand(sink, read)) {}
    } catch (RuntimeException e) {
      log.error("{}: the answer cannot be handed over", call.id(), e);
      leave(Fault.from(e));
    } finally {
      reading = false;
    }
  }

  /** Hands the next batch over, if there is one. */
  private boolean hand(@Nullable Sink to, @Nullable Batch before) {
    var next = before == null ? null : before.next();
    if (to == null || next == null) {
      return false;
    }
    read = next;
    consumed = next.end();
    next.chunks().forEach(to::chunk);
    var end = next.outcome();
    if (end == null) {
      to.flush();
    } else if (outcome == null) {
      shared.loop().run(() -> shared.finished(this));
      finish(end);
    }
    return true;
  }

  @Override
  public void start(Sink to) {
    sink = to;
    started = true;
    if (outcome != null) {
      to.end(outcome);
    } else {
      resume();
    }
  }

  @Override
  public void pause() {
    if (!paused) {
      paused = true;
      shared.loop().run(shared::pace);
    }
  }

  @Override
  public void resume() {
    if (paused) {
      paused = false;
      drain();
      shared.loop().run(shared::pace);
    }
  }
}
