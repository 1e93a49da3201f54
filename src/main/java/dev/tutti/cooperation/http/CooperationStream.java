package dev.tutti.cooperation.http;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.RunObserver;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as server-sent events: {@code progress}, then {@code text} and {@code reasoning} of the
 * last stage as they are said, then {@code result}, or {@code error}; a comment while nothing
 * happens. Threads that tell wait while the reader is slow; the rest is confined to the call's
 * loop.
 */
final class CooperationStream implements RunObserver {
  private static final int AHEAD = 256;

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final Call call;
  private final Duration heartbeat;
  private final PaidAnswers paid = new PaidAnswers();
  private final Semaphore room = new Semaphore(AHEAD);
  private Runnable stopHeartbeat = () -> {};

  private CooperationStream(HttpExchange exchange, Call call, Duration heartbeat) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.call = call;
    this.heartbeat = heartbeat;
  }

  /** Begins; nobody waits for the reader once the call is cancelled. */
  static CooperationStream open(HttpExchange exchange, Call call, Duration heartbeat) {
    var stream = new CooperationStream(exchange, call, heartbeat);
    var _ = call.onCancel(() -> stream.room.release(AHEAD));
    stream.beat();
    return stream;
  }

  private void beat() {
    stopHeartbeat = call.loop().timer(heartbeat, () -> exchange.attempt(call, this::alive));
  }

  private void alive() {
    if (isGone()) {
      return;
    }
    head();
    if (!response.writeQueueFull()) {
      response.write(": keep-alive\n\n");
    }
    beat();
  }

  private boolean isGone() {
    return response.closed() || response.ended();
  }

  @Override
  public boolean hears() {
    return true;
  }

  @Override
  public void progress(ObjectNode what) {
    tell("progress", what);
  }

  @Override
  public void said(ChatEvent event) {
    switch (event) {
      case ChatEvent.Text(int _, String text) -> tell("text", Json.object().put("text", text));
      case ChatEvent.Reasoning(int _, String text) ->
          tell("reasoning", Json.object().put("text", text));
      default -> {}
    }
  }

  @Override
  public void failed(ObjectNode answers) {
    paid.failed(answers);
  }

  private void tell(String name, ObjectNode data) {
    try {
      room.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Fault.of(FaultCode.CANCELLED, "the reader left");
    }
    if (call.cancelled()) {
      throw call.reason();
    }
    var text = "event: " + name + "\ndata: " + Json.text(data) + "\n\n";
    call.loop().run(() -> exchange.attempt(call, () -> write(text)));
  }

  private void write(String text) {
    if (isGone()) {
      room.release();
      return;
    }
    head();
    response.write(text).onComplete(_ -> room.release());
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
  void end(@Nullable ObjectNode result, Throwable thrown) {
    stopHeartbeat.run();
    if (isGone()) {
      return;
    }
    head();
    if (result != null) {
      exchange.end(Buffer.buffer("event: result\ndata: " + Json.text(result) + "\n\n"));
      return;
    }
    var fault = Fault.from(thrown);
    exchange.failed(fault);
    exchange.end(
        Buffer.buffer("event: error\ndata: ")
            .appendBuffer(paid.error(fault, call.id()))
            .appendString("\n\n"));
  }
}
