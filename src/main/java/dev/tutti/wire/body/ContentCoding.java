package dev.tutti.wire.body;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Compression of a body (RFC 9110, 8.4), and its inflation within bounds. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  DEFLATE;

  /** The coding that a header names; nothing for one that is not spoken here. */
  public static Optional<ContentCoding> of(@Nullable String header) {
    return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "deflate" -> Optional.of(DEFLATE);
      default -> Optional.empty();
    };
  }

  /**
   * Body as it was before it was compressed.
   *
   * @param most bytes
   * @param room is told of bytes of memory before they are taken, and may refuse them by throwing
   * @throws InflationLimitException as soon as it is longer than {@code most}, or more than {@value
   *     Inflation#RATIO} times as long as the body and longer than 1 MiB
   * @throws IOException when it was not compressed like this
   */
  public byte[] decode(byte[] body, int most, LongConsumer room) throws IOException {
    return switch (this) {
      case IDENTITY -> body;
      case GZIP -> new Inflation(body, most, room).gzip();
      case DEFLATE -> new Inflation(body, most, room).deflate();
    };
  }
}
