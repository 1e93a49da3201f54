package dev.tutti.call;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a thread tells and a loop reads. The teller waits while the reader is 256 events
 * behind; everything else is confined to the call's loop.
 */
public final class PushStream implements ChatStream {
  private static final int AHEAD = 256;

  private final Call call;
  private final Promise<ChatStream> opened = Promise.promise();
  private final Semaphore room = new Semaphore(AHEAD);
  private final Queue<Chunk> told = new ArrayDeque<>();
  private boolean paused = true;
  private @Nullable Outcome outcome;
  private @Nullable Sink sink;
  private boolean ended;

  private PushStream(Call call) {
    this.call = call;
  }

  /** Begins, on the call's loop; once the call is cancelled nobody waits any more. */
  public static PushStream begin(Call call) {
    var stream = new PushStream(call);
    var _ = call.onCancel(stream::cancelled);
    call.tail().onLeave(stream::resume);
    return stream;
  }

  private void cancelled() {
    told.clear();
    finish(new Outcome.Failed(call.reason(), Usage.NONE));
    room.release(AHEAD);
  }

  /** Completes with the first word, or fails when there is none. */
  public Future<ChatStream> opened() {
    return opened.future();
  }

  /**
   * Tells the next event; called by the telling thread.
   *
   * @throws Fault when the call was cancelled
   */
  public void tell(ChatEvent event) {
    tell(Chunk.Events.of(event));
  }

  /**
   * Tells the next chunk; called by a telling thread.
   *
   * @throws Fault when the call was cancelled
   */
  public void tell(Chunk chunk) {
    try {
      room.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the reader left");
    }
    if (call.cancelled()) {
      throw call.reason();
    }
    call.loop().run(() -> told(chunk));
  }

  /** Lets the answer begin although nothing substantial was told; on the call's loop. */
  public void open() {
    opened.tryComplete(this);
  }

  /** Ends well, with why the model has stopped and what was used. */
  public void complete(ChatEvent last, Usage usage) {
    call.loop()
        .run(
            () -> {
              told(Chunk.Events.of(last));
              finish(new Outcome.Completed(usage));
            });
  }

  /** Ends badly. */
  public void fail(Fault fault, Usage usage) {
    call.loop().run(() -> finish(new Outcome.Failed(fault, usage)));
  }

  private void told(Chunk chunk) {
    if (outcome != null) {
      return;
    }
    told.add(chunk);
    if (chunk.substantial()) { // until then a failure can still have its own status
      opened.tryComplete(this);
    }
    say();
  }

  private void finish(Outcome how) {
    if (outcome != null) {
      return;
    }
    outcome = how;
    if (how instanceof Outcome.Failed(Fault fault, Usage _) && opened.tryFail(fault)) {
      return;
    }
    opened.tryComplete(this);
    say();
  }

  @Override
  public void start(Sink to) {
    sink = to;
    resume();
  }

  @Override
  public void pause() {
    paused = !call.tail().left(); // nobody is waited for who has left
  }

  @Override
  public void resume() {
    paused = false;
    say();
  }

  private void say() {
    var to = sink;
    if (to == null) {
      return;
    }
    boolean said = false;
    while (!paused && !told.isEmpty()) {
      to.chunk(told.remove());
      room.release();
      said = true;
      if (told.isEmpty()) {
        to.flush();
      }
    }
    if (said && !told.isEmpty()) {
      to.flush();
    }
    if (outcome != null && told.isEmpty() && !ended) {
      ended = true;
      to.end(outcome);
    }
  }
}
