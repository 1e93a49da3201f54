package dev.tutti.console;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * File that browsers load.
 *
 * @param type its {@code content-type}
 * @param plain its bytes
 * @param gzip the same, compressed
 */
record Asset(String type, Buffer plain, Buffer gzip) {
  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  /** The file of a name and its bytes. */
  static Asset of(String name, byte[] bytes) {
    var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException(
          "%s (expected: a name that ends with one of %s)".formatted(name, TYPES.keySet()));
    }
    return new Asset(type, Buffer.buffer(bytes), Buffer.buffer(compressed(bytes)));
  }

  private static byte[] compressed(byte[] bytes) {
    var into = new ByteArrayOutputStream(bytes.length / 2);
    try (var out = new GZIPOutputStream(into)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("no file is written", e);
    }
    return into.toByteArray();
  }

  /** The bytes as they are sent. */
  Buffer content(boolean inflated) {
    return (inflated ? plain : gzip).copy();
  }
}
