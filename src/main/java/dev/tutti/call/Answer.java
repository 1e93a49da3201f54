package dev.tutti.call;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.chat.ReplyCollector;
import dev.tutti.chat.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer for blocking code: one thread iterates over its events, a bounded number of batches is
 * read ahead, a slow reader slows the upstream, and closing, by any thread, cancels the call.
 *
 * <p>{@link #hasNext} throws the {@link Fault} that ended the answer, after its last event.
 */
public final class Answer implements Iterator<ChatEvent>, AutoCloseable {
  private static final int AHEAD = 16;

  private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>(); // bounded by pausing
  private final ArrayDeque<ChatEvent> ready = new ArrayDeque<>();
  private final AtomicReference<@Nullable ChatStream> stream = new AtomicReference<>();
  private final AtomicBoolean paused = new AtomicBoolean();
  private final Call call;
  private final ActiveCalls live;
  private Runnable stopDeadline = () -> {};
  private volatile boolean closed;
  private volatile boolean ended;
  private @Nullable Outcome outcome;

  private Answer(Call call, ActiveCalls live) {
    this.call = call;
    this.live = live;
  }

  /**
   * Begins to answer; returns at once.
   *
   * @param live where the call is counted until its answer has ended
   */
  public static Answer open(ChatModel model, ChatRequest request, Call call, ActiveCalls live) {
    var answer = new Answer(call, live);
    try {
      live.add(call);
      call.loop().run(() -> answer.begin(model, request));
    } catch (Fault stopping) {
      answer.finish(new Outcome.Failed(stopping, Usage.NONE));
    }
    return answer;
  }

  private void begin(ChatModel model, ChatRequest request) {
    try {
      ask(model, request);
    } catch (RuntimeException e) {
      finish(new Outcome.Failed(Fault.from(e), Usage.NONE));
    }
  }

  private void ask(ChatModel model, ChatRequest request) {
    stopDeadline = call.enforceDeadline();
    model
        .open(request, call)
        .onSuccess(this::begun)
        .onFailure(thrown -> finish(new Outcome.Failed(Fault.from(thrown), Usage.NONE)));
  }

  /** A future passes over what its listeners throw, so that nobody else would hear of it. */
  private void begun(ChatStream opened) {
    stream.set(opened);
    try {
      opened.start(new Feed(opened));
    } catch (RuntimeException | Error e) {
      var fault = Fault.from(e);
      call.cancel(fault);
      finish(new Outcome.Failed(fault, Usage.NONE));
    }
  }

  private void finish(Outcome how) {
    stopDeadline.run();
    ended = true;
    items.add(new End(how));
    live.remove(call);
  }

  @Override
  public boolean hasNext() {
    if (closed && outcome == null) {
      throw Fault.of(FaultCode.CANCELLED, "the reader left");
    }
    while (ready.isEmpty() && outcome == null) {
      switch (take()) {
        case Batch(List<Chunk> chunks) -> chunks.forEach(chunk -> ready.addAll(chunk.events()));
        case End(Outcome how) -> outcome = how;
      }
    }
    if (ready.isEmpty() && outcome instanceof Outcome.Failed(Fault fault, Usage _)) {
      throw fault;
    }
    return !ready.isEmpty();
  }

  @Override
  public ChatEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the answer has ended");
    }
    return ready.remove();
  }

  /**
   * Waits for the whole answer.
   *
   * @throws Fault that ended it
   */
  public Reply collect() {
    var collector = new ReplyCollector();
    forEachRemaining(collector::add);
    return reply(collector);
  }

  /** The whole answer that somebody has collected to its end, with what only the end says. */
  public Reply reply(ReplyCollector collector) {
    collector.add(new ChatEvent.Spent(outcome == null ? Usage.NONE : outcome.usage()));
    var attempts = call.attempts();
    var answerer = attempts.isEmpty() ? "" : attempts.getLast().target().deployment();
    return collector.reply().from(answerer, call.elapsed());
  }

  /** Cancels the call, unless it has ended; what was read ahead is not given out any more. */
  @Override
  public void close() {
    closed = true;
    if (!ended) {
      call.cancel();
    }
  }

  private Item take() {
    try {
      var item = items.take();
      var opened = stream.get();
      if (opened != null) {
        goOnWhenFew(opened);
      }
      return item;
    } catch (InterruptedException _) {
      close();
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the reader was interrupted");
    }
  }

  /**
   * Resumes the stream when few items wait; asked by the reader after each batch, and by the loop
   * in case it was overtaken.
   */
  private void goOnWhenFew(ChatStream from) {
    if (items.size() < AHEAD / 2 && paused.compareAndSet(true, false)) {
      call.loop().run(from::resume);
    }
  }

  private sealed interface Item {}

  private record Batch(List<Chunk> chunks) implements Item {}

  private record End(Outcome outcome) implements Item {}

  /** Runs on the call's loop. */
  private final class Feed implements ChatStream.Sink {
    private final ChatStream from;
    private List<Chunk> chunks = new ArrayList<>();

    Feed(ChatStream from) {
      this.from = from;
    }

    @Override
    public void chunk(Chunk chunk) {
      chunks.add(chunk);
    }

    @Override
    public void flush() {
      if (chunks.isEmpty()) {
        return;
      }
      items.add(new Batch(chunks));
      chunks = new ArrayList<>();
      if (items.size() >= AHEAD && paused.compareAndSet(false, true)) {
        from.pause();
        goOnWhenFew(from);
      }
    }

    @Override
    public void end(Outcome how) {
      flush();
      finish(how);
    }
  }
}
