package dev.tutti.http;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.CallEnd;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.http.connection.ConnectionGuard;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Function;

/**
 * Writes an answer's body to a caller who may be slow, or not read at all. What is long holds its
 * memory until the caller has it, and the answer is broken off when the caller takes nothing of it
 * for a while: it is written in pieces, and each that is gone is progress. Confined to its loop.
 */
final class AnswerWriter {
  /** Status of who has left before an answer; as nginx has it. */
  private static final int LEFT = 499;

  private static final long BROKEN = 0x2; // HTTP/2's internal error
  private static final int LONG = 16 << 10; // many such are much
  private static final int PIECE = 64 << 10;

  private final HttpServerRequest http;
  private final HttpServerResponse response;
  private final Loop loop;
  private final BodyMemory bodies;
  private final Duration patience;
  private String outcome = CallEnd.COMPLETED;
  private Runnable beforeLast = () -> {};

  /**
   * @param patience how long the caller may take nothing of what is long
   */
  AnswerWriter(HttpServerRequest http, Loop loop, BodyMemory bodies, Duration patience) {
    this.http = http;
    this.response = http.response();
    this.loop = loop;
    this.bodies = bodies;
    this.patience = patience;
  }

  /**
   * Runs this once, before the last part is written, or at once where there will be none: what is
   * given back so is there for the next request of a caller who has read all of this answer.
   */
  void beforeLast(Runnable then) {
    beforeLast = then;
    if (response.ended() || response.closed()) {
      giveBack();
    }
  }

  /** The last part is about to be written, or will not come. */
  void giveBack() {
    var then = beforeLast;
    beforeLast = () -> {};
    then.run();
  }

  /** Writes a part; completed when all of it is written. */
  Future<Void> write(Buffer part) {
    return part.length() <= LONG
        ? response.write(part)
        : new Delivery(part.length()).write(part, response::write);
  }

  /** Writes the last part, or all there is. */
  void end(Buffer body) {
    giveBack();
    if (body.length() <= LONG || http.method().equals(HttpMethod.HEAD)) {
      response.end(body);
      return;
    }
    if (!response.headWritten() && !response.isChunked()) {
      response.putHeader("content-length", Integer.toString(body.length()));
    }
    new Delivery(body.length()).write(body, response::end);
  }

  /** Notes that the answer tells of a fault. */
  void failed(Fault fault) {
    outcome = fault.code().code();
  }

  /** End of the answer as the caller saw it. */
  CallEnd outcome() {
    boolean answered = response.ended() || !outcome.equals(CallEnd.COMPLETED);
    return answered
        ? new CallEnd(outcome, response.getStatusCode())
        : new CallEnd(FaultCode.CANCELLED.code(), LEFT);
  }

  /** Breaks the answer off, so that nobody takes it for complete. */
  void breakOff() {
    if (http.version() == HttpVersion.HTTP_2) {
      response.reset(BROKEN);
    } else {
      http.connection().close();
    }
  }

  /**
   * Breaks off what waits to be written: HTTP/1.1 would write that before it closes the connection.
   */
  private void abort() {
    var guard = ConnectionGuard.of(http);
    if (http.version() == HttpVersion.HTTP_2 || guard.isEmpty()) {
      breakOff();
    } else {
      guard.get().close();
    }
  }

  /** Long part on its way. */
  private final class Delivery {
    private final BodyMemory.Lease lease = bodies.lease();
    private long progress = loop.nanos();
    private Runnable stop = loop.timer(patience, this::look);

    Delivery(int length) {
      lease.add(length);
    }

    /** Writes all pieces; what the connection does not take yet is queued. */
    Future<Void> write(Buffer part, Function<Buffer, Future<Void>> last) {
      int at = 0;
      while (part.length() - at > PIECE) {
        response.write(part.slice(at, at + PIECE)).onSuccess(_ -> progress = loop.nanos());
        at += PIECE;
      }
      return last.apply(part.slice(at, part.length())).onComplete(_ -> end());
    }

    private void look() {
      var quiet = Duration.ofNanos(loop.nanos() - progress);
      if (quiet.compareTo(patience) < 0) {
        stop = loop.timer(patience.minus(quiet), this::look);
      } else {
        end();
        abort();
      }
    }

    private void end() {
      stop.run();
      lease.close();
    }
  }
}
