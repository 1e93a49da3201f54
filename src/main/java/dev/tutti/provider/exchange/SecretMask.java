package dev.tutti.provider.exchange;

import dev.tutti.chat.Fault;
import dev.tutti.text.KeyMask;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that one request carried to an upstream, to be taken out of what the upstream says. It
 * knows them exactly, so that keys of any form are found; {@link KeyMask} guesses at keys that are
 * not ours. How secrets may be written is worked out only for words that are long enough to have
 * one, as an answer's headers seldom are. Not thread-safe.
 */
final class SecretMask {
  /** Of a request that carried none. */
  static final SecretMask NONE = new SecretMask(List.of());

  /** Headers of the provider's protocol, which are no secrets. */
  private static final Set<String> PUBLIC =
      Set.of(
          "accept",
          "anthropic-beta",
          "anthropic-version",
          "content-type",
          "http-referer",
          "openai-beta",
          "referer",
          "user-agent",
          "x-title");

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "proxy-authorization");

  /** Shorter texts stand in ordinary words, too. */
  private static final int SHORTEST_KEY = 4;

  private static final int SHORTEST_VALUE = 8;

  private final List<String> secrets;
  private final int shortest;
  private @Nullable List<String> forms;

  private SecretMask(List<String> secrets) {
    this.secrets = secrets;
    int length = Integer.MAX_VALUE;
    for (var secret : secrets) {
      length = Math.min(length, secret.length());
    }
    this.shortest = length;
  }

  /**
   * The values that were sent under these names, which have one each.
   *
   * @param ours the headers that Tutti adds, whose values may have been made anew since
   * @param sent all headers of the request
   */
  static SecretMask of(List<Map.Entry<String, String>> ours, MultiMap sent) {
    var found = new ArrayList<String>();
    for (var header : ours) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!PUBLIC.contains(name)) {
        add(found, name, Objects.requireNonNullElse(sent.get(name), ""));
      }
    }
    return new SecretMask(found);
  }

  private static void add(List<String> found, String name, String value) {
    boolean credentials = CREDENTIALS.contains(name);
    int scheme = credentials ? value.indexOf(' ') : -1;
    var secret = value.substring(scheme + 1).strip();
    if (secret.length() >= (credentials ? SHORTEST_KEY : SHORTEST_VALUE)) {
      found.add(secret);
    }
  }

  /** The fault without secrets in its message. */
  Fault hide(Fault fault) {
    var words = hide(fault.getMessage());
    return words.equals(fault.getMessage()) ? fault : fault.saying(words);
  }

  /** The words with stars in the place of secrets. */
  String hide(String words) {
    if (words.length() < shortest) {
      return words;
    }
    var masked = words;
    for (var form : forms()) {
      masked = masked.replace(form, "***");
    }
    return masked;
  }

  /** A mask for the body of an answer with these headers; one that is coded cannot be masked. */
  MaskedBytes of(MultiMap headers) {
    return headers.contains("content-encoding") ? MaskedBytes.NONE : new MaskedBytes(forms());
  }

  private List<String> forms() {
    var known = forms;
    if (known == null) {
      known = forms(secrets);
      forms = known;
    }
    return known;
  }

  /** As they are, in JSON and in addresses, the longest first; none is shorter than its secret. */
  private static List<String> forms(List<String> secrets) {
    return secrets.stream()
        .flatMap(
            secret ->
                Stream.of(
                    secret,
                    secret.replace("/", "\\/"),
                    URLEncoder.encode(secret, StandardCharsets.UTF_8)))
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }
}
