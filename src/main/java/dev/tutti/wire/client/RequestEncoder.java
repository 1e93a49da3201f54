package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;

/** Writer of heads of requests in HTTP/1.1 (RFC 9112, 3 and 5). */
final class RequestEncoder {
  private static final int CRLF = '\r' << 8 | '\n';
  private static final char MOST = 0xff;
  private static final int SEPARATOR = ':' << 8 | ' ';

  private RequestEncoder() {}

  /**
   * Writes a head, framing included.
   *
   * @param host of the origin, with its port where that is not the scheme's own
   * @param length bytes of the body; less than 0 for chunks
   * @throws IllegalArgumentException for a name or a value that would end its line
   */
  static void write(ByteBuf to, RequestOptions head, String host, long length) {
    ByteBufUtil.writeAscii(to, head.getMethod().name());
    to.writeByte(' ');
    ByteBufUtil.writeAscii(to, word(head.getURI()));
    ByteBufUtil.writeAscii(to, " HTTP/1.1\r\n");
    var headers = headers(head);
    if (!headers.contains("host")) {
      line(to, "host", host);
    }
    for (var header : headers) {
      if (!isFraming(header.getKey())) {
        line(to, header.getKey(), header.getValue());
      }
    }
    if (length < 0) {
      line(to, "transfer-encoding", "chunked");
    } else if (length > 0 || !isBodiless(head.getMethod().name())) {
      line(to, "content-length", Long.toString(length));
    }
    to.writeShort(CRLF);
  }

  /** Headers of a request, none where it has none. */
  static MultiMap headers(RequestOptions head) {
    var headers = head.getHeaders();
    return headers == null ? MultiMap.caseInsensitiveMultiMap() : headers;
  }

  private static void line(ByteBuf to, String name, String value) {
    ByteBufUtil.writeAscii(to, name(name));
    to.writeShort(SEPARATOR);
    ByteBufUtil.writeAscii(to, value(value));
    to.writeShort(CRLF);
  }

  /** The connection's own business. */
  private static boolean isFraming(String name) {
    return switch (name.length()) {
      case 14 -> name.equalsIgnoreCase("content-length");
      case 17 -> name.equalsIgnoreCase("transfer-encoding");
      default -> false;
    };
  }

  private static boolean isBodiless(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET", "HEAD", "DELETE", "OPTIONS" -> true;
      default -> false;
    };
  }

  /** Nothing may end its name early and begin its value. */
  private static String name(String text) {
    if (text.isEmpty() || HttpHeaderValidationUtil.validateToken(text) >= 0) {
      throw new IllegalArgumentException("\"%s\" is no name of a header".formatted(text));
    }
    return text;
  }

  /** Nothing may end its word early and begin another one. */
  private static String word(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the target of a request is empty");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        throw unwritable(text.charAt(i));
      }
    }
    return text;
  }

  /** Nothing may end its line early and begin another one. */
  private static String value(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > MOST) {
        throw unwritable(c);
      }
    }
    return text;
  }

  private static IllegalArgumentException unwritable(char c) {
    return new IllegalArgumentException(
        "the head of a request cannot have U+%04X".formatted((int) c));
  }
}
