package dev.tutti.wire.client;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * Stream of Vert.x's client, which speaks HTTP/2: a connection carries many of them. Confined to
 * its loop.
 */
public final class MultiplexedStream implements ClientStream {
  private static final long CANCEL = 0x8; // error code of RFC 9113, 7
  private static final int A_MOMENT = 1;

  private final Vertx vertx;
  private final HttpClientRequest request;
  private final boolean reused;
  private final Runnable whenLeft;
  private @Nullable HttpClientResponse response;
  private @Nullable StreamListener listener;
  private @Nullable Throwable cut;
  private boolean sent;
  private boolean answered;
  private boolean paused;
  private boolean left;

  /**
   * @param reused whether its connection was open before
   * @param whenLeft runs once, when it is left
   */
  public MultiplexedStream(
      Vertx vertx, HttpClientRequest request, boolean reused, Runnable whenLeft) {
    this.vertx = vertx;
    this.request = request;
    this.reused = reused;
    this.whenLeft = whenLeft;
  }

  @Override
  public void listen(StreamListener to) {
    boolean first = listener == null;
    listener = to;
    if (first) {
      request.exceptionHandler(this::broken);
      request.response().onSuccess(this::head).onFailure(this::broken);
    }
  }

  private void head(HttpClientResponse head) {
    response = head;
    head.exceptionHandler(this::broken).handler(this::bytes).endHandler(_ -> ended());
    if (listener != null) {
      listener.head(new ResponseHead(head.statusCode(), head.headers()));
    }
  }

  private void bytes(Buffer bytes) {
    if (listener != null) {
      listener.bytes(bytes);
    }
  }

  private void ended() {
    answered = true;
    if (listener != null) {
      listener.ended();
    }
  }

  /** The break overtakes what came before it and is kept. */
  private void broken(Throwable why) {
    if (listener == null || answered || cut != null) {
      return;
    }
    if (paused) {
      cut = why;
      listener.cut();
    } else {
      listener.broken(why);
    }
  }

  @Override
  public MultiMap headers() {
    return request.headers();
  }

  @Override
  public boolean mayBeStale() {
    return reused && response == null;
  }

  @Override
  public void send(Buffer body) {
    sent = true;
    request.end(body);
  }

  @Override
  public void begin(long length) {
    if (length < 0) {
      request.setChunked(true);
    } else {
      request.putHeader("content-length", Long.toString(length));
    }
  }

  @Override
  public void write(Buffer bytes) {
    request.write(bytes);
  }

  @Override
  public void end() {
    sent = true;
    request.end();
  }

  @Override
  public boolean isFull() {
    return request.writeQueueFull();
  }

  @Override
  public void onDrain(Runnable task) {
    request.drainHandler(_ -> task.run());
  }

  @Override
  public void pause() {
    if (response != null && listener != null && cut == null) {
      paused = true;
      response.pause();
    }
  }

  @Override
  public void resume() {
    if (response == null || listener == null || !paused) {
      return;
    }
    paused = false;
    response.resume();
    if (cut != null) {
      var why = cut;
      vertx.setTimer(A_MOMENT, _ -> afterRest(why)); // what is kept comes by then
    }
  }

  private void afterRest(Throwable why) {
    if (listener != null && !answered) {
      listener.broken(why);
    }
  }

  @Override
  public void leave() {
    if (left) {
      return;
    }
    left = true;
    listener = null;
    if (!sent || !answered) {
      request.reset(CANCEL);
    }
    whenLeft.run();
  }
}
