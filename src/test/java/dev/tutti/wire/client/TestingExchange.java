package dev.tutti.wire.client;

import dev.tutti.testing.Patience;
import dev.tutti.wire.VertxLoop;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange of a test: notes what it hears, in order, and leaves at the end, as every listener
 * of the server does. Its methods may be called on any thread, but for {@link #stream}'s own.
 */
public final class TestingExchange implements StreamListener {
  private final VertxLoop loop;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<ResponseHead> head = new CompletableFuture<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final CompletableFuture<Throwable> cause = new CompletableFuture<>();
  private final AtomicLong received = new AtomicLong();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile @Nullable ClientStream stream;
  private volatile Consumer<String> hook = _ -> {};
  private volatile boolean stays;

  /** An exchange on a loop. */
  public TestingExchange(VertxLoop loop) {
    this.loop = loop;
  }

  /** Begins when there is a stream. On the loop. */
  public void begin(Future<ClientStream> acquired, Consumer<TestingExchange> sending) {
    acquired
        .onSuccess(
            got -> {
              stream = got;
              got.listen(this);
              sending.accept(this);
            })
        .onFailure(why -> note("refused", String.valueOf(why.getMessage())));
  }

  /** Does this on each event from now on: its first word. On the loop. */
  public TestingExchange onEvent(Consumer<String> action) {
    hook = action;
    return this;
  }

  /** Does not leave at the end. */
  public TestingExchange staying() {
    stays = true;
    return this;
  }

  /** Sends the request without a body. On the loop. */
  public void send() {
    stream().send(Buffer.buffer());
  }

  /** The stream, which is there. */
  public ClientStream stream() {
    var got = stream;
    if (got == null) {
      throw new AssertionError("no stream yet");
    }
    return got;
  }

  /** Does something on the loop, and waits until it is done. */
  public void run(Runnable task) throws InterruptedException {
    var done = new CompletableFuture<Void>();
    loop.context()
        .runOnContext(
            _ -> {
              try {
                task.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    Patience.await(done, "a task on the loop");
  }

  @Override
  public void head(ResponseHead response) {
    head.complete(response);
    note("head", Integer.toString(response.status()));
  }

  @Override
  public void bytes(Buffer bytes) {
    received.addAndGet(bytes.length());
    if (body.size() < 1 << 20) {
      body.writeBytes(bytes.getBytes());
    }
    hook.accept("bytes");
  }

  @Override
  public void ended() {
    end("ended", "");
  }

  @Override
  public void cut() {
    note("cut", "");
  }

  @Override
  public void broken(Throwable why) {
    cause.complete(why);
    end("broken", String.valueOf(why.getMessage()));
  }

  private void end(String how, String why) {
    if (!stays) {
      stream().leave();
    }
    note(how, why);
    end.complete((how + " " + why).strip());
  }

  private void note(String what, String more) {
    heard.add((what + " " + more).strip());
    hook.accept(what);
  }

  /** The next event but bytes, such as {@code head 200}; waits for it. */
  public String next() throws InterruptedException {
    return Patience.take(heard, "an event of the exchange");
  }

  /** How many events have come that were not taken. */
  public int waiting() {
    return heard.size();
  }

  /** The answer's head; waits for it. */
  public ResponseHead head() throws InterruptedException {
    return Patience.await(head, "a head");
  }

  /** Whether the head has come. */
  public boolean hasHead() {
    return head.isDone();
  }

  /** How it ended: {@code ended}, or {@code broken} and why; waits for it. */
  public String end() throws InterruptedException {
    return Patience.await(end, "the end of an answer");
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return end.isDone();
  }

  /** Why it broke; waits for it. */
  public Throwable cause() throws InterruptedException {
    return Patience.await(cause, "a break");
  }

  /** The body so far, or the first megabyte of it. */
  public String body() {
    return body.toString(StandardCharsets.ISO_8859_1);
  }

  /** Bytes of the body so far. */
  public long received() {
    return received.get();
  }
}
