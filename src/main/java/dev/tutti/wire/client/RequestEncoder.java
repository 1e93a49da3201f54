package dev.tutti.wire.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;

/** Writer of heads of requests in HTTP/1.1 (RFC 9112, 3 and 5). */
final class RequestEncoder {
  private static final int CRLF = '\r' << 8 | '\n';

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
    ByteBufUtil.writeAscii(to, checked(head.getURI()));
    ByteBufUtil.writeAscii(to, " HTTP/1.1\r\nhost: ");
    ByteBufUtil.writeAscii(to, host);
    to.writeShort(CRLF);
    headers(to, head.getHeaders());
    if (length < 0) {
      ByteBufUtil.writeAscii(to, "transfer-encoding: chunked\r\n");
    } else if (length > 0 || !isBodiless(head.getMethod().name())) {
      ByteBufUtil.writeAscii(to, "content-length: ");
      ByteBufUtil.writeAscii(to, Long.toString(length));
      to.writeShort(CRLF);
    }
    to.writeShort(CRLF);
  }

  private static void headers(ByteBuf to, MultiMap headers) {
    if (headers == null) {
      return;
    }
    for (var header : headers) {
      var name = header.getKey();
      if (isFraming(name)) {
        continue;
      }
      ByteBufUtil.writeAscii(to, checked(name));
      to.writeShort(':' << 8 | ' ');
      latin(to, checked(header.getValue()));
      to.writeShort(CRLF);
    }
  }

  /** The connection's own business. */
  private static boolean isFraming(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase("host");
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

  private static void latin(ByteBuf to, String value) {
    for (int i = 0; i < value.length(); i++) {
      to.writeByte(value.charAt(i));
    }
  }

  /** Nothing may end its line early and begin another one. */
  private static String checked(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
        throw new IllegalArgumentException("a head cannot have the character " + (int) c);
      }
    }
    return text;
  }
}
