package dev.tutti.gateway;

import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request, bounded as it comes and once inflated. Confined to its loop. */
final class RequestBody {
  private static final long MOST_DROPPED = 64 << 20;

  private final HttpServerRequest http;
  private final int limit;
  private final Promise<byte[]> whole = Promise.promise();
  private final Buffer held = Buffer.buffer();

  private RequestBody(HttpServerRequest http, int limit) {
    this.http = http;
    this.limit = limit;
  }

  /**
   * Reads it to its end. Fails with {@code request_too_large} beyond the limit.
   *
   * @throws Fault when its head alone tells that it is of no use
   */
  static Future<byte[]> read(HttpServerRequest http, Loop loop, int limit) {
    var coding = ContentCoding.of(http.getHeader("content-encoding"));
    if (declaredLength(http) > limit) {
      throw tooLarge(limit);
    }
    welcome(http);
    var came = new RequestBody(http, limit).read();
    return coding == ContentCoding.IDENTITY
        ? came
        : came.compose(body -> loop.offload(() -> coding.decode(body, limit)));
  }

  private Future<byte[]> read() {
    http.handler(this::take)
        .exceptionHandler(broken -> whole.tryFail(unreadable(broken)))
        .endHandler(_ -> whole.tryComplete(held.getBytes()));
    return whole.future();
  }

  private void take(Buffer bytes) {
    if (held.length() + bytes.length() > limit) {
      whole.tryFail(tooLarge(limit));
    } else {
      held.appendBuffer(bytes);
    }
  }

  private static long declaredLength(HttpServerRequest http) {
    var length = http.getHeader("content-length");
    return length == null ? 0 : Long.parseLong(length);
  }

  /** Tells a caller who waits for it that its body may come. */
  static void welcome(HttpServerRequest http) {
    if (HeaderCheck.waitsForContinue(http)) {
      http.response().writeContinue();
    }
  }

  /**
   * Drops what still comes of a body that nobody wants, so that the connection can be used again.
   *
   * @param giveUp is run when there is no end to it, or no telling whether it will come
   */
  static void drop(HttpServerRequest http, Runnable giveUp) {
    if (http.isEnded()) {
      return;
    }
    if (HeaderCheck.waitsForContinue(http)) {
      giveUp.run();
      return;
    }
    long[] dropped = {http.bytesRead()};
    http.resume();
    http.handler(
        bytes -> {
          dropped[0] += bytes.length();
          if (dropped[0] > MOST_DROPPED) {
            giveUp.run();
          }
        });
  }

  static Fault tooLarge(int limit) {
    return Fault.of(
        FaultCode.REQUEST_TOO_LARGE,
        "body: longer than %d bytes (expected: less)".formatted(limit));
  }

  private static Fault unreadable(Throwable broken) {
    return Fault.of(FaultCode.INVALID_REQUEST, "body: unreadable: " + broken.getMessage());
  }
}
