package dev.tutti.call;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model made of blocking code: the simulated provider, a skill, a council. It runs on its own
 * virtual thread, which waits while the reader is slow and is interrupted when the caller leaves.
 */
public record BlockingModel(Body body) implements ChatModel {

  /** The blocking code. */
  @FunctionalInterface
  public interface Body {
    /**
     * Answers until it returns (completed) or throws (failed, with a {@link Fault} where it can say
     * why). {@code out} blocks while the reader is slow and throws when the caller has left.
     */
    void run(ChatRequest request, Call call, Consumer<ChatEvent> out) throws InterruptedException;
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    var run = new Run(call.loop());
    var thread = Thread.ofVirtual().unstarted(() -> run.finish(work(request, call, run)));
    run.forget = call.onCancel(thread::interrupt);
    thread.start();
    return run.opened.future();
  }

  private Outcome work(ChatRequest request, Call call, Run run) {
    try {
      body.run(request, call, run::emit);
      return new Outcome.Completed(run.usage.get());
    } catch (InterruptedException _) {
      return new Outcome.Failed(Fault.of(FaultCode.CANCELLED, "the caller left"), run.usage.get());
    } catch (RuntimeException e) {
      return new Outcome.Failed(Fault.from(e), run.usage.get());
    }
  }

  private static final class Run implements ChatStream {
    private static final int AHEAD = 32;

    private final Loop loop;
    private final Promise<ChatStream> opened = Promise.promise();
    private final Semaphore credit = new Semaphore(AHEAD);
    private final ArrayDeque<Chunk> held = new ArrayDeque<>();
    private final AtomicReference<Usage> usage = new AtomicReference<>(Usage.NONE);
    private Runnable forget = () -> {};
    private boolean paused = true;
    private boolean ended;
    private @Nullable Sink sink;
    private @Nullable Outcome outcome;

    Run(Loop loop) {
      this.loop = loop;
    }

    void emit(ChatEvent event) {
      try {
        credit.acquire();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw Fault.of(FaultCode.CANCELLED, "the caller left");
      }
      if (event instanceof ChatEvent.Spent(Usage spent)) {
        usage.updateAndGet(spent::max);
      }
      loop.run(() -> hold(Chunk.Spoken.of(event)));
    }

    void finish(Outcome how) {
      loop.run(
          () -> {
            outcome = how;
            forget.run();
            open();
            drain();
          });
    }

    private void hold(Chunk chunk) {
      held.add(chunk);
      if (chunk.substantial()) {
        open();
      }
      drain();
    }

    private void open() {
      if (opened.future().isComplete()) {
        return;
      }
      if (outcome instanceof Outcome.Failed(Fault fault, Usage _)) {
        opened.fail(fault);
      } else {
        opened.complete(this);
      }
    }

    private void drain() {
      var to = sink;
      if (to == null || ended) {
        return;
      }
      boolean moved = false;
      while (!paused && !held.isEmpty()) {
        to.chunk(held.remove());
        credit.release();
        moved = true;
      }
      if (moved) {
        to.flush();
      }
      if (held.isEmpty() && outcome != null) {
        ended = true;
        to.end(outcome);
      }
    }

    @Override
    public void start(Sink to) {
      sink = to;
      resume();
    }

    @Override
    public void pause() {
      paused = true;
    }

    @Override
    public void resume() {
      paused = false;
      drain();
    }
  }
}
