package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** Faults of requests that are not HTTP. */
final class MalformedRequests {
  private MalformedRequests() {}

  /** The fault behind a decoder's exception. */
  static Fault fault(@Nullable Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          refused("the request line is too long (expected: at most 8 KiB)").status(414);
      case TooLongHttpHeaderException _ ->
          refused("the headers are too long (expected: at most 32 KiB)").status(431);
      case null -> refused("not HTTP (expected: HTTP/1.1)");
      default -> refused("not HTTP: %s (expected: HTTP/1.1)".formatted(cause.getMessage()));
    };
  }

  private static Fault refused(String why) {
    return Fault.of(FaultCode.INVALID_REQUEST, why);
  }
}
