package dev.tutti.provider;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a configuration says about a provider of some preset.
 *
 * @param address its base URL, without a slash at the end
 * @param secret its key, if it needs one
 * @param apiVersion the version of its interface where it has several, may be empty
 * @param headers more headers of every request; they replace those of the same name
 * @param clock for keys that expire and dates to wait for
 */
public record Access(
    String address,
    Secret secret,
    String apiVersion,
    Map<String, String> headers,
    InstantSource clock) {
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-type",
          "transfer-encoding",
          "accept-encoding",
          "te",
          "trailer",
          "upgrade",
          "keep-alive",
          "proxy-connection",
          "expect");

  /**
   * Checks the headers.
   *
   * @throws IllegalArgumentException for a header that belongs to the connection
   */
  public Access {
    headers = Map.copyOf(headers);
    address = address.replaceAll("/+$", "");
    for (var name : headers.keySet()) {
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "headers." + name + ": may not be set (expected: a header of the provider's own)");
      }
    }
  }

  /** The key itself. */
  public String key() {
    return secret.value();
  }

  /** The same with another address. */
  public Access at(String other) {
    return new Access(other, secret, apiVersion, headers, clock);
  }
}
