package dev.tutti.provider.spi;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.List;
import java.util.Map;

/**
 * One HTTP request to an upstream, a {@code POST} of JSON.
 *
 * @param path what follows the provider's base URL, such as {@code /chat/completions}, with its
 *     query
 * @param headers beside {@code content-type}, credentials included
 * @param body the JSON, in pieces that are written one after the other
 */
public record UpstreamRequest(String path, List<Map.Entry<String, String>> headers, Body body) {

  /** The bytes of a request; not to be changed. */
  public static final class Body {
    private final byte[] bytes;

    private Body(byte[] bytes) {
      this.bytes = bytes;
    }

    /** A body of these bytes. */
    public static Body of(byte[] bytes) {
      return new Body(bytes);
    }

    /** The bytes. */
    public byte[] bytes() {
      return bytes;
    }

    /** The bytes as they are sent, without a copy of them. */
    public Buffer buffer() {
      return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }
  }
}
