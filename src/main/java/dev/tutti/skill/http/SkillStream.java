package dev.tutti.skill.http;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An execution as server-sent events: {@code text} and {@code reasoning} as they are said, then
 * {@code result}, or {@code error}. The thread that tells waits while the reader is slow; the rest
 * is confined to the call's loop.
 */
final class SkillStream {
  private static final int AHEAD = 256;

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final Call call;
  private final Semaphore room = new Semaphore(AHEAD);

  private SkillStream(HttpExchange exchange, Call call) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.call = call;
  }

  /** A stream that has not begun; nobody waits for its reader once the call is cancelled. */
  static SkillStream open(HttpExchange exchange, Call call) {
    var stream = new SkillStream(exchange, call);
    var _ = call.onCancel(() -> stream.room.release(AHEAD));
    return stream;
  }

  /**
   * Tells what is said; called by the executing thread.
   *
   * @throws Fault when the call was cancelled
   */
  void tell(ChatEvent event) {
    switch (event) {
      case ChatEvent.Text(int _, String text) -> say("text", text);
      case ChatEvent.Reasoning(int _, String text) -> say("reasoning", text);
      default -> {}
    }
  }

  private void say(String name, String text) {
    try {
      room.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the reader left");
    }
    if (call.cancelled()) {
      throw call.reason();
    }
    var data = Json.text(Json.object().put("text", text));
    call.loop().run(() -> exchange.attempt(call, () -> write(name, data)));
  }

  private void write(String name, String data) {
    if (response.closed() || response.ended()) {
      room.release();
      return;
    }
    head();
    response.write("event: " + name + "\ndata: " + data + "\n\n").onComplete(_ -> room.release());
  }

  private void head() {
    if (!response.headWritten()) {
      AnswerHeaders.write(response, call);
      response
          .putHeader("content-type", "text/event-stream")
          .putHeader("cache-control", "no-cache")
          .putHeader("x-accel-buffering", "no")
          .setChunked(true);
    }
  }

  /** Ends, with the result or with why there is none. */
  void end(@Nullable ObjectNode result, @Nullable Throwable thrown) {
    if (response.closed() || response.ended()) {
      return;
    }
    if (result != null) {
      head();
      exchange.end(Buffer.buffer("event: result\ndata: " + Json.text(result) + "\n\n"));
    } else if (response.headWritten()) {
      var fault = Fault.from(cause(thrown));
      var error = Json.tree(ErrorFormat.OPEN_AI.error(fault, call.id()).toString());
      response.end("event: error\ndata: " + Json.text(error) + "\n\n");
    } else {
      AnswerHeaders.write(response, call);
      exchange.fail(cause(thrown));
    }
  }

  /** The reason why an execution on another thread has no result. */
  static Throwable cause(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : thrown == null ? new IllegalStateException("no result") : thrown;
  }
}
