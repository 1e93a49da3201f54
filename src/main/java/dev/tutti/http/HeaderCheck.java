package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Check of every request's headers, whoever sends them and wherever to. */
final class HeaderCheck {
  private static final String CONTINUE = "100-continue";

  private HeaderCheck() {}

  /**
   * Goes on only with headers that can be met and handed on.
   *
   * @throws Fault {@code invalid_request}, with status 417 for an unknown expectation
   */
  static void require(HttpServerRequest http) {
    if (http.version() == HttpVersion.HTTP_2) {
      http.headers().forEach(HeaderCheck::requirePlain);
    }
    if (http.version() != HttpVersion.HTTP_1_0 && http.headers().contains("expect")) {
      http.headers().getAll("expect").forEach(HeaderCheck::requireKnown);
    }
  }

  /**
   * HTTP/2 could carry line breaks; elsewhere they would be headers of their own (RFC 9113, 8.2.1).
   */
  private static void requirePlain(String name, String value) {
    boolean plain =
        (name.startsWith(":") || HttpHeaderValidationUtil.validateToken(name) < 0)
            && HttpHeaderValidationUtil.validateValidHeaderValue(value) < 0;
    if (!plain) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "header %s: a character that no header may have (expected: no line break, no NUL)"
              .formatted(AnswerHeaders.printable(name)));
    }
  }

  private static void requireKnown(String expectation) {
    if (!expectation.strip().equalsIgnoreCase(CONTINUE)) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "expect: \"%s\" (expected: %s)".formatted(expectation, CONTINUE))
          .status(417);
    }
  }

  /**
   * Whether a caller sends its body only when it is told to. HTTP/1.0 knows no such thing (RFC
   * 9110, 10.1.1).
   */
  static boolean waitsForContinue(HttpServerRequest http) {
    return http.version() != HttpVersion.HTTP_1_0
        && CONTINUE.equalsIgnoreCase(http.getHeader(HttpHeaders.EXPECT));
  }
}
