package dev.tutti.gateway.admin;

import dev.tutti.event.EventLog;
import dev.tutti.event.EventTopic;
import dev.tutti.http.HttpExchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Events as they happen, as server-sent events. Looks into the log from time to time and writes
 * what is new, as far as the reader takes it; one who is too slow hears how many it has missed.
 * Ends after a while, so that a right that was taken away does not last: clients come back by
 * themselves and go on where they were. Confined to its loop.
 */
final class EventStream {
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Time between two writes: a stream with much to tell costs a write a second. */
  private static final Duration PAUSE = Duration.ofMillis(900);

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MOST_AT_ONCE = 500;

  private final HttpExchange exchange;
  private final HttpServerResponse response;
  private final EventLog log;
  private final Set<EventTopic> topics;
  private final BooleanSupplier mayGoOn;
  private final Runnable ended;
  private final long began;
  private long position;
  private long written;

  /**
   * @param position number of the event after which it begins
   * @param mayGoOn whether the reader's login has not ended
   * @param ended called once, when the stream is over
   */
  EventStream(
      HttpExchange exchange,
      EventLog log,
      Set<EventTopic> topics,
      long position,
      BooleanSupplier mayGoOn,
      Runnable ended) {
    this.exchange = exchange;
    this.response = exchange.response();
    this.log = log;
    this.topics = topics;
    this.position = position;
    this.mayGoOn = mayGoOn;
    this.ended = ended;
    this.began = exchange.loop().nanos();
  }

  /**
   * Begins.
   *
   * @param lost whether the reader was somewhere that the log does not know
   */
  void start(boolean lost) {
    response
        .putHeader("content-type", "text/event-stream")
        .putHeader("cache-control", "no-store")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    write(Buffer.buffer("retry: 1000\n" + (lost ? missed("null") : ": begins\n\n")));
    written -= PAUSE.toNanos() + 1; // what waits for it already comes at once
    look();
  }

  private void look() {
    if (response.closed() || response.ended()) {
      ended.run();
      return;
    }
    long now = exchange.loop().nanos();
    if (now - began > LONGEST.toNanos() || !mayGoOn.getAsBoolean()) {
      ended.run();
      response.end();
      return;
    }
    if (!response.writeQueueFull() && now - written > PAUSE.toNanos()) {
      writeNew();
      if (now - written > HEARTBEAT.toNanos()) {
        write(Buffer.buffer(": alive\n\n"));
      }
    }
    exchange.loop().timer(LOOK, this::lookAgain);
  }

  private void lookAgain() {
    try {
      look();
    } catch (RuntimeException e) {
      ended.run();
      exchange.fail(e);
    }
  }

  private void writeNew() {
    var page = log.after(position, topics, MOST_AT_ONCE);
    position = page.last();
    var text = new StringBuilder();
    if (page.missed() > 0) {
      text.append(missed(Long.toString(page.missed())));
    }
    page.events().forEach(event -> text.append(event.text()));
    if (!text.isEmpty()) {
      write(Buffer.buffer(text.toString()));
    }
  }

  private static String missed(String count) {
    return "event: missed\ndata: {\"count\":" + count + "}\n\n";
  }

  private void write(Buffer part) {
    written = exchange.loop().nanos();
    var _ = exchange.write(part);
  }
}
