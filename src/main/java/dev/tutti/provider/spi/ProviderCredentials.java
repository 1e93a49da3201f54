package dev.tutti.provider.spi;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Headers by which a request proves whose it is. Thread-safe; never printed. */
@FunctionalInterface
public interface ProviderCredentials {

  /** The headers of one request, in lower case, made anew for each. */
  List<Map.Entry<String, String>> headers();

  /** No proof, as a local upstream needs none. */
  static ProviderCredentials none() {
    return List::of;
  }

  /** {@code Authorization: Bearer key}; none for an empty key. */
  static ProviderCredentials bearer(String key) {
    return key.isEmpty() ? none() : header("authorization", "Bearer " + key);
  }

  /** A header of its own, such as {@code x-api-key}; none for an empty key. */
  static ProviderCredentials header(String name, String key) {
    var headers = List.of(Map.entry(name, key));
    return key.isEmpty() ? none() : () -> headers;
  }

  /**
   * Zhipu's: a key of the form {@code id.secret} signs tokens that expire, any other is sent as it
   * is.
   */
  static ProviderCredentials zhipu(String key, InstantSource clock) {
    int dot = key.indexOf('.');
    boolean pair = dot > 0 && dot == key.lastIndexOf('.') && dot < key.length() - 1;
    return pair
        ? new ZhipuToken(key.substring(0, dot), key.substring(dot + 1), clock)
        : bearer(key);
  }

  /** The same with more headers, which replace those of the same name. */
  default ProviderCredentials with(Map<String, String> more) {
    if (more.isEmpty()) {
      return this;
    }
    var added = new ArrayList<Map.Entry<String, String>>();
    more.forEach((name, value) -> added.add(Map.entry(name.toLowerCase(Locale.ROOT), value)));
    var names = added.stream().map(Map.Entry::getKey).toList();
    return () -> {
      var all = new ArrayList<Map.Entry<String, String>>(added);
      headers().stream().filter(header -> !names.contains(header.getKey())).forEach(all::add);
      return all;
    };
  }
}
