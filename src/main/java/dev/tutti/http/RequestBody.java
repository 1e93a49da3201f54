package dev.tutti.http;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.body.ContentCoding;
import dev.tutti.wire.body.InflationLimitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, bounded as it comes and once inflated, and taken from the memory for all
 * bodies. Confined to its loop.
 */
final class RequestBody {
  private static final long MOST_DROPPED = 64 << 20;

  private final BodyMemory.Lease lease;
  private final int limit;
  private final Promise<byte[]> whole = Promise.promise();
  private @Nullable BodyBytes held = new BodyBytes();

  private RequestBody(BodyMemory.Lease lease, int limit) {
    this.lease = lease;
    this.limit = limit;
  }

  /**
   * Reads it to its end. Fails with {@code request_too_large} beyond the limit, with {@code
   * overloaded} while other bodies take too much memory.
   *
   * @param lease what it holds, whose closing is the caller's
   * @throws Fault when its head alone tells that it is of no use
   */
  static Future<byte[]> read(HttpServerRequest http, Loop loop, int limit, BodyMemory.Lease lease) {
    var coding = coding(http.getHeader(HttpHeaders.CONTENT_ENCODING));
    if (declaredLength(http) > limit) {
      throw tooLarge(limit);
    }
    welcome(http);
    var came = new RequestBody(lease, limit).read(http);
    return coding == ContentCoding.IDENTITY
        ? came
        : came.compose(body -> loop.offload(() -> inflated(coding, body, limit, lease)));
  }

  private static ContentCoding coding(@Nullable String header) {
    return ContentCoding.of(header)
        .orElseThrow(
            () ->
                Fault.of(
                        FaultCode.INVALID_REQUEST,
                        "content-encoding: \"%s\" (expected: gzip, deflate or none)"
                            .formatted(header))
                    .status(415));
  }

  private static byte[] inflated(
      ContentCoding coding, byte[] body, int limit, BodyMemory.Lease lease) {
    try {
      return coding.decode(body, limit, lease::take);
    } catch (InflationLimitException e) {
      throw Fault.of(FaultCode.REQUEST_TOO_LARGE, "body: " + e.getMessage() + " (expected: less)");
    } catch (IOException e) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "body: cannot be inflated: %s (expected: %s)"
              .formatted(e.getMessage(), coding.name().toLowerCase(Locale.ROOT)));
    }
  }

  private Future<byte[]> read(HttpServerRequest http) {
    http.handler(this::take)
        .exceptionHandler(broken -> refuse(unreadable(broken)))
        .endHandler(_ -> end());
    return whole.future();
  }

  private void take(Buffer bytes) {
    if (held == null) {
      return;
    }
    if (held.length() + bytes.length() > limit) {
      refuse(tooLarge(limit));
      return;
    }
    try {
      lease.take(bytes.length());
      held.add(bytes);
    } catch (Fault full) {
      refuse(full);
    }
  }

  /** The part that came is of no use any more. */
  private void refuse(Fault why) {
    held = null;
    whole.tryFail(why);
  }

  private void end() {
    if (held != null) {
      var bytes = held.bytes();
      held = null;
      whole.tryComplete(bytes);
    }
  }

  private static long declaredLength(HttpServerRequest http) {
    var length = http.getHeader(HttpHeaders.CONTENT_LENGTH);
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
