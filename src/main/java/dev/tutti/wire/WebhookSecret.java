package dev.tutti.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secret that a webhook is signed with, so that its receiver knows that it comes from here and is
 * not an old one sent again. The form is that of Standard Webhooks: HMAC with SHA-256 over {@code
 * id.timestamp.body}. Thread-safe; it prints as stars.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/
 *     standard-webhooks.md">Standard Webhooks</a>
 */
public final class WebhookSecret {
  /** Form of a secret, for messages. */
  public static final String FORM = "whsec_ and the base64 of 24 to 64 random bytes";

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final String HMAC = "HmacSHA256";

  /** Secret of a receiver that gets no signature. */
  static final WebhookSecret NONE = new WebhookSecret(new byte[1]);

  private final SecretKeySpec key;

  private WebhookSecret(byte[] key) {
    this.key = new SecretKeySpec(key, HMAC);
  }

  /**
   * Reads a secret; the prefix may be missing.
   *
   * @throws IllegalArgumentException when it is none; the message does not hold it
   */
  public static WebhookSecret parse(String text) {
    var encoded = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    var key = decoded(encoded);
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw new IllegalArgumentException(
          "a secret of %d bytes (expected: %s)".formatted(key.length, FORM));
    }
    return new WebhookSecret(key);
  }

  private static byte[] decoded(String encoded) {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("not base64 (expected: " + FORM + ")");
    }
  }

  /** The value of {@code webhook-signature} for a message that is sent at a time. */
  public String sign(String id, Instant sent, byte[] body) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key);
      var head = id + "." + sent.getEpochSecond() + ".";
      mac.update(head.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret secret && secret.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
