package dev.tutti.provider.spi;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Access to a provider of some preset, as a configuration says it.
 *
 * @param address its base URL, without a slash at the end
 * @param secret its key, if it needs one
 * @param apiVersion the version of its interface where it has several, may be empty
 * @param headers more headers of every request; they replace those of the same name
 * @param responses which requests go to OpenAI's Responses API
 * @param clock for keys that expire and dates to wait for
 */
public record Access(
    String address,
    Secret secret,
    String apiVersion,
    Map<String, String> headers,
    ResponsesSettings responses,
    InstantSource clock) {
  /** Characters that RFC 9110 allows in the name and the value of a header (5.1, 5.5). */
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern FIELD = Pattern.compile("[\\t\\x20-\\x7E\\x80-\\uFFFF]*");

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
   * @throws IllegalArgumentException for a header that belongs to the connection or cannot be sent
   */
  public Access {
    headers = Map.copyOf(headers);
    address = address.replaceAll("/+$", "");
    headers.forEach(Access::check);
    if (!FIELD.matcher(secret.value()).matches()) {
      throw new IllegalArgumentException(
          "api_key: has a control character in it (expected: none, also at its end)");
    }
  }

  /** Never shows the value: it may be a secret. */
  private static void check(String name, String value) {
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "headers." + name + ": may not be set (expected: a header of the provider's own)");
    }
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "headers: \"%s\" (expected: a name of letters, digits and -)".formatted(name));
    }
    if (!FIELD.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "headers." + name + ": has a control character in it (expected: none)");
    }
  }

  /** Access to a provider whose preset knows which of its APIs to use. */
  public Access(
      String address,
      Secret secret,
      String apiVersion,
      Map<String, String> headers,
      InstantSource clock) {
    this(address, secret, apiVersion, headers, ResponsesSettings.DEFAULT, clock);
  }

  /** The key itself. */
  public String key() {
    return secret.value();
  }

  /** The same with another address. */
  public Access at(String other) {
    return new Access(other, secret, apiVersion, headers, responses, clock);
  }
}
