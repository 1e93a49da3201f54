package dev.tutti.wire;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Receiver of messages, which are signed unless it has no secret. It prints as its origin alone,
 * because an address may be a secret in itself.
 *
 * @param url an {@code http} or {@code https} address with its path and query
 * @param tls how the receiver's certificate is verified
 */
public record Webhook(URI url, WebhookSecret secret, Tls tls) {
  private static final Kind<URI> ADDRESS =
      Kind.of(
          "an address such as https://host/path",
          URI.create("https://localhost/"),
          text -> {
            var url = URI.create(text);
            originOf(url);
            return url;
          });
  private static final String PLACEHOLDER = "A".repeat(32);

  /**
   * Receiver that somebody has named.
   *
   * @param secret empty for one that gets no signature
   * @throws IllegalArgumentException when one of them is none; the message does not hold the secret
   */
  public static Webhook of(String url, String secret) {
    var address = URI.create(url);
    originOf(address);
    return new Webhook(
        address, secret.isEmpty() ? WebhookSecret.NONE : WebhookSecret.parse(secret), Tls.DEFAULT);
  }

  /** Reads {@code url}, {@code secret} and {@code tls}. */
  public static Webhook read(Section section) {
    var url = section.value("url", ADDRESS).required();
    var secret = section.string("secret").required();
    if (section.has("secret") && !isSecret(secret)) {
      section.refuse("secret", WebhookSecret.FORM);
    }
    var parsed = WebhookSecret.parse(isSecret(secret) ? secret : PLACEHOLDER);
    return new Webhook(url, parsed, Tls.read(section.section("tls")));
  }

  /** Reads {@code url} and {@code tls} of a receiver that knows no signature of ours. */
  public static Webhook readUnsigned(Section section) {
    var url = section.value("url", ADDRESS).required();
    return new Webhook(url, WebhookSecret.NONE, Tls.read(section.section("tls")));
  }

  private static boolean isSecret(String text) {
    try {
      WebhookSecret.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The scheme, host and port. */
  public Origin origin() {
    return originOf(url);
  }

  private static Origin originOf(URI url) {
    return Origin.of(URI.create(url.toString().split("\\?", 2)[0]));
  }

  /**
   * Part of the address that follows the host.
   *
   * @param more parameters of the query, empty for none
   */
  String target(String more) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    var query = Stream.of(Objects.requireNonNullElse(url.getRawQuery(), ""), more);
    var all = query.filter(each -> !each.isEmpty()).collect(Collectors.joining("&"));
    return all.isEmpty() ? path : path + "?" + all;
  }

  @Override
  public String toString() {
    return origin().toString();
  }
}
