package dev.tutti.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash SHA-256, which every JDK has. */
public final class Sha256 {
  private Sha256() {}

  /** The 32 bytes of a hash. */
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
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
