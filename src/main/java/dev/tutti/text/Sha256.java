package dev.tutti.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The hash SHA-256, which every JDK has. */
public final class Sha256 {
  /** One that is used again, by whoever finds it: each request's key is hashed. */
  private static final AtomicReference<@Nullable MessageDigest> SPARE = new AtomicReference<>();

  private Sha256() {}

  /** The 32 bytes of a hash. */
  public static byte[] of(byte[] bytes) {
    var spare = SPARE.getAndSet(null);
    var digest = spare == null ? digest() : spare;
    var hash = digest.digest(bytes); // which leaves nothing of them in it
    SPARE.set(digest);
    return hash;
  }

  /** A hash in hexadecimal: 64 characters. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes));
  }

  /** A hash to be fed piece by piece. Not thread-safe. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
