package dev.tutti.gateway.chat;

import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.ServerSettings;
import dev.tutti.wire.BackPressure;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer as server-sent events. While nothing comes, the headers are held back for a while so
 * that a failure can still have its own status; then the writer says that the stream lives.
 */
final class SseAnswer implements ChatAnswer {
  /** Length from which on a batch does not wait for the end of the turn. */
  private static final int LONG = 16 << 10;

  private static final Duration BEFORE_DISCONNECT = Duration.ofMillis(500);

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final Call call;
  private final ServerSettings settings;
  private final StreamWriter writer;
  private final SseBatch batch = new SseBatch();
  private boolean scheduled;
  private long lastWrite;
  private Runnable stopHeartbeat;
  private @Nullable BackPressure pressure;

  SseAnswer(HttpExchange exchange, Call call, ServerSettings settings, StreamWriter writer) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.call = call;
    this.settings = settings;
    this.writer = writer;
    this.stopHeartbeat = timer(settings.commitAfter());
  }

  @Override
  public void begin(ChatStream begun) {
    if (!response.headWritten() && !isGone()) {
      AnswerHeaders.write(response, call);
      head();
    }
    if (!isGone()) {
      pressure =
          new BackPressure(response, begun::pause, () -> exchange.attempt(call, begun::resume));
    }
    if (settings.heartbeat().compareTo(settings.commitAfter()) < 0) {
      stopHeartbeat.run();
      stopHeartbeat = timer(settings.heartbeat());
    }
    writer.begin(batch.buffer());
    begun.start(this);
  }

  private boolean isGone() {
    return response.closed() || response.ended();
  }

  private void head() {
    response
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
  }

  @Override
  public void refuse(Throwable thrown) {
    stopHeartbeat.run();
    if (isGone()) {
      return;
    }
    if (response.headWritten()) {
      breakOff(Fault.from(thrown));
    } else {
      AnswerHeaders.write(response, call);
      exchange.fail(thrown);
    }
  }

  private Runnable timer(Duration next) {
    return call.loop().timer(next, () -> exchange.attempt(call, this::heartbeat));
  }

  private void heartbeat() {
    if (isGone()) {
      return;
    }
    if (!response.headWritten()) {
      AnswerHeaders.write(response, call);
      head();
    }
    var quiet = Duration.ofNanos(call.loop().nanos() - lastWrite);
    boolean silent = lastWrite == 0 || quiet.compareTo(settings.heartbeat()) >= 0;
    if (silent && !response.writeQueueFull()) {
      batch.buffer().appendBuffer(writer.alive());
      write();
    }
    var next = silent ? settings.heartbeat() : settings.heartbeat().minus(quiet);
    stopHeartbeat = timer(next);
  }

  @Override
  public void chunk(Chunk chunk) {
    writer.chunk(chunk, batch.buffer());
  }

  /**
   * Writes at the end of the loop's turn, so that the chunks of one read of the upstream, which
   * come one by one, are one write.
   */
  @Override
  public void flush() {
    if (batch.length() >= LONG) {
      write();
    } else if (!scheduled && batch.length() > 0) {
      scheduled = true;
      exchange.loop().afterTurn(this::turnEnded);
    }
  }

  private void turnEnded() {
    scheduled = false;
    exchange.attempt(call, this::write);
  }

  private void write() {
    if (batch.length() == 0) {
      return;
    }
    if (isGone()) {
      batch.free(batch.take()); // the call may go on without its caller
      return;
    }
    lastWrite = call.loop().nanos();
    var taken = batch.take();
    exchange.write(taken.buffer()).onSuccess(_ -> batch.free(taken));
    if (pressure != null) {
      pressure.written();
    }
  }

  @Override
  public void end(Outcome outcome) {
    stopHeartbeat.run();
    if (!isGone() || call.tail().outlives()) {
      exchange.attempt(() -> finish(outcome));
    }
  }

  private void finish(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed(Usage usage) -> complete(usage);
      case Outcome.Failed(Fault fault, Usage _) -> breakOff(fault);
    }
  }

  private void complete(Usage usage) {
    writer
        .keep(usage)
        .onSuccess(_ -> exchange.attempt(() -> finish(usage)))
        .onFailure(thrown -> exchange.attempt(() -> breakOff(Fault.from(thrown))));
  }

  private void finish(Usage usage) {
    if (!isGone()) {
      writer.complete(usage, batch.buffer());
      exchange.end(batch.take().buffer());
    }
  }

  /**
   * Ends with an error event, and without the end that HTTP would give a complete answer: some
   * clients pass over the event and must not take what came for the whole.
   */
  private void breakOff(Fault fault) {
    if (isGone()) {
      return;
    }
    exchange.failed(fault);
    writer.fail(fault, batch.buffer());
    response
        .write(batch.take().buffer())
        .onComplete(_ -> call.loop().timer(BEFORE_DISCONNECT, exchange::breakOff));
  }
}
