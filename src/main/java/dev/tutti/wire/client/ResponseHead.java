package dev.tutti.wire.client;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * Head of an upstream's answer.
 *
 * @param status 101, or 200 to 999: other interim answers are passed over
 * @param headers by their names in any case
 */
public record ResponseHead(int status, MultiMap headers) {
  /** First value of a header, null when it has none. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }
}
