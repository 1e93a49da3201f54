package dev.tutti.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Secret of a chat's robot. It prints as stars. */
record RobotSecret(String text) {
  static final RobotSecret NONE = new RobotSecret("");

  private static final String HMAC = "HmacSHA256";

  static RobotSecret of(String text) {
    return new RobotSecret(text);
  }

  boolean isNone() {
    return text.isEmpty();
  }

  /** HMAC with SHA-256 of a message, in base64. */
  static String sign(String key, String message) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), HMAC));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
