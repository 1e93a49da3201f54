package dev.tutti.provider;

import java.util.List;
import java.util.Map;

/** How a request proves whose it is. Thread-safe; never printed. */
@FunctionalInterface
public interface Credentials {

  /** The headers of one request, made anew for each. */
  List<Map.Entry<String, String>> headers();

  /** No proof, as a local upstream needs none. */
  static Credentials none() {
    return List::of;
  }

  /** {@code Authorization: Bearer key}. */
  static Credentials bearer(String key) {
    return header("authorization", "Bearer " + key);
  }

  /** A header of its own, such as {@code x-api-key}. */
  static Credentials header(String name, String key) {
    var headers = List.of(Map.entry(name, key));
    return () -> headers;
  }
}
