package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** How a request's body may be compressed. */
enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  /**
   * The coding that a header names.
   *
   * @throws Fault with status 415 for any other
   */
  static ContentCoding of(@Nullable String header) {
    return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      default ->
          throw Fault.of(
                  FaultCode.INVALID_REQUEST,
                  "content-encoding: \"%s\" (expected: gzip, deflate or none)".formatted(header))
              .status(415);
    };
  }

  /**
   * What a body was before it was compressed; stops as soon as that is too long.
   *
   * @throws Fault {@code invalid_request} or {@code request_too_large}
   */
  byte[] decode(byte[] body, int limit) {
    if (this == IDENTITY) {
      return body;
    }
    try (var in = stream(body)) {
      byte[] decoded = in.readNBytes(limit);
      if (in.read() >= 0) {
        throw RequestBody.tooLarge(limit);
      }
      return decoded;
    } catch (IOException e) {
      throw Fault.of(
          FaultCode.INVALID_REQUEST,
          "body: cannot be inflated: %s (expected: %s)"
              .formatted(e.getMessage(), name().toLowerCase(Locale.ROOT)));
    }
  }

  private InputStream stream(byte[] body) throws IOException {
    var in = new ByteArrayInputStream(body);
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in);
      case DEFLATE -> new Inflating(in, new Inflater(!hasZlibHeader(body)));
    };
  }

  /** Gives back the inflater's memory, which is not the collector's. */
  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in, Inflater inflater) {
      super(in, inflater);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  /** {@code deflate} means zlib's format (RFC 9110, 8.4.1.2), yet some send it without its head. */
  private static boolean hasZlibHeader(byte[] body) {
    return body.length > 1
        && (body[0] & 0x0F) == 8
        && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
  }
}
