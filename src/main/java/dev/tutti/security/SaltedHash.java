package dev.tutti.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * Tells whether two texts are the same without showing them: HMAC-SHA-256 with a salt that each
 * database has of its own, so that a short secret in a text cannot be guessed from its hash.
 * Immutable.
 */
public final class SaltedHash {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec salt;

  private SaltedHash(String salt) {
    this.salt = new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM);
  }

  /** The hash of a database; its salt is made when it is first needed, so this may write. */
  public static SaltedHash load(Handle handle) {
    return new SaltedHash(
        AuditTable.salt(handle)
            .orElseGet(
                () -> {
                  var bytes = new byte[BYTES];
                  new SecureRandom().nextBytes(bytes);
                  var made = HexFormat.of().formatHex(bytes);
                  AuditTable.salt(handle, made);
                  return made;
                }));
  }

  /** The hash of a text, 64 hexadecimal digits. */
  public String of(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(salt);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
